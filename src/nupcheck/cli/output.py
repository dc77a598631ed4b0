"""Which format a command writes, and how a document becomes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.streams import write_result
from nupcheck.errors import NupcheckError, quote

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document

SUFFIXES = {
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xml": "junit",
    ".sarif": "sarif",
}


def pick_format(wanted: str | None, output: str | None, known: tuple[str, ...]) -> str:
    """The format to write: as asked for, else by the file's suffix, else the first known.

    Raises:
        NupcheckError: The suffix tells no format that the command knows.
    """
    if wanted is not None:
        return wanted
    if output is None or output == "-":
        return known[0]
    found = SUFFIXES.get(Path(output).suffix.casefold())
    if found not in known:
        suffixes = ", ".join(suffix for suffix, name in SUFFIXES.items() if name in known)
        raise NupcheckError(
            f"The name {quote(output)} does not tell which format to write.",
            f"Give it one of the suffixes {suffixes}, or choose with --format.",
        )
    return found


def refuse_to_overwrite(output: str | None, *inputs: str | None) -> None:
    """Stop before a result takes the place of a file that it was made from.

    Raises:
        NupcheckError: The output is one of the inputs.
    """
    if output is None or output == "-":
        return
    for name in inputs:
        same = name and Path(name).exists() and Path(output).exists()
        if same and Path(output).samefile(str(name)):
            raise NupcheckError(
                f"{quote(output)} is the file the result is made from.",
                "Choose another name for the output.",
            )


def write_document(document: Document, chosen: str, output: str | None) -> None:
    """Write a document as a table for people or as Markdown.

    Raises:
        NupcheckError: The file cannot be written.
    """
    if chosen == "markdown":
        from nupcheck.formats.markdown import to_markdown

        write_result(to_markdown(document).encode(), output)
        return
    from nupcheck.cli.console import document_text, print_document

    if output is None or output == "-":
        print_document(document)
    else:
        write_result(document_text(document).encode(), output)
