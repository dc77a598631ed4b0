"""Which format a command writes, and where what it has made goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.streams import write_result
from nupcheck.errors import NupcheckError, quote
from nupcheck.files.disk import STDIN
from nupcheck.formats import formats_of, suffixes_of
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupcheck.documents.blocks import Document
    from nupcheck.formats import Format
    from nupcheck.formats.inputs import Input


def pick_format(command: str, wanted: str | None, output: str | None) -> Format:
    """The format to write: as asked for, else by the file's suffix, else the command's first.

    Raises:
        NupcheckError: The suffix tells no format that the command offers.
    """
    formats = formats_of(command)
    if wanted is not None:
        return formats[wanted]
    if output is None or output == "-":
        return next(iter(formats.values()))
    suffixes = suffixes_of(command)
    found = suffixes.get(Path(output).suffix.casefold())
    if found is None:
        raise NupcheckError(
            _("The name {name} does not tell which format to write.", name=quote(output)),
            _(
                "Give it one of the suffixes {suffixes}, or choose with --format.",
                suffixes=", ".join(suffixes),
            ),
        )
    return found


def check_files(output: str | None, *inputs: str | None) -> None:
    """Stop before a result takes the place of a file that it was made from.

    Raises:
        NupcheckError: The output is one of the inputs, or two of these are standard input.
    """
    if inputs.count(STDIN) > 1:
        raise NupcheckError(
            _("Standard input can be read only once."),
            _("Name a file for all but one of them."),
        )
    if output is None or output == "-":
        return
    for name in inputs:
        if name and same_file(name, output):
            raise NupcheckError(
                _("{name} is the file the result is made from.", name=quote(output)),
                _("Choose another name for the output."),
            )


def same_file(one: str, other: str) -> bool:
    """Whether two names, however they are spelled, are of one file, there already or not."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def write(
    chosen: Format,
    output: str | None,
    document: Callable[[], Document],
    data: Input | None = None,
) -> None:
    """Write what a command has made to a file or standard output.

    Args:
        chosen: In which format.
        output: The file; None and ``-`` are standard output.
        document: Makes the document to read; called only if the format wants it.
        data: What the document is made from, for formats that take it.

    Raises:
        NupcheckError: A library is not installed, or the file cannot be written.
    """
    if chosen.name == "table" and (output is None or output == "-"):
        from nupcheck.cli.console import print_document

        print_document(document())
    else:
        write_result(chosen.write(document, data), output)
