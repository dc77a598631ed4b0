"""The outputs of one run of `nupcheck score`: several formats at once, and GitHub's job summary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.cli.output import check_files, pick_format, write
from nupcheck.errors import NupcheckError, quote
from nupcheck.files.disk import STDIN
from nupcheck.formats import Format, formats_of
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.documents.blocks import Document
    from nupcheck.files.load import SourceFile
    from nupcheck.formats.inputs import Scored, SheetFile

Level = Literal["recommendation", "action", "question"]


class Output(NamedTuple):
    """One format and the file it goes to; None is standard output."""

    format: Format
    file: str | None

    @property
    def has_levels(self) -> bool:
        """How deep it goes can be chosen; for GitHub, in the summary of the job."""
        return self.format.takes == "document" or self.format.name == "github"


def outputs_from(
    wanted: str | None, output: str | None, also: Sequence[str], inputs: Sequence[str | None]
) -> tuple[Output, ...]:
    """Every output that was asked for, once it is sure that none overwrites another or an input.

    Raises:
        NupcheckError: A format or a file cannot be used.
    """
    formats = formats_of("score")
    outputs = [Output(pick_format("score", wanted, output), output)]
    for word in also:
        name, equals, file = word.partition("=")
        if name not in formats or not equals or file in {"", "-"}:
            raise NupcheckError(
                _("--also: {word} is not a format and a file.", word=quote(word)),
                _(
                    "Write FORMAT=FILE, such as junit=gates.xml; formats are {formats}.",
                    formats=", ".join(formats),
                ),
            )
        outputs.append(Output(formats[name], file))
    files = [Path(each.file).absolute() for each in outputs if each.file not in {None, "-"}]
    if len(set(files)) < len(files):
        raise NupcheckError(
            _("Two outputs go to the same file."), _("Give each a file of its own.")
        )
    for each in outputs:
        check_files(each.file, *inputs)
    return tuple(outputs)


def write_score(scored: Scored, output: Output, level: Level | None) -> None:
    """Write one of the outputs, and with GitHub's annotations the summary that goes with them.

    Raises:
        NupcheckError: A file cannot be written.
    """
    deepest: Level = "question" if output.format.name == "markdown" else "recommendation"
    write(output.format, output.file, lambda: _document(scored, level or deepest), scored)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if output.format.name == "github" and summary:
        from nupcheck.files.disk import append

        markdown = formats_of("score")["markdown"]
        text = markdown.write(lambda: _document(scored, level or "recommendation"))
        append(Path(summary), text + b"\n")


def _document(scored: Scored, level: Level) -> Document:
    from nupcheck.documents.score import score_document

    return score_document(scored.checklist, scored.result, level, scored.gates)


def sheet_file(sheet: SourceFile) -> SheetFile:
    """The sheet's file, by its path from the top of the checkout: services show its lines so."""
    from nupcheck.formats.inputs import SheetFile

    if sheet.name == STDIN:
        return SheetFile(None, sheet.positions)
    top = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    path = Path(sheet.name).resolve()
    inside = path.relative_to(top) if path.is_relative_to(top) else path
    return SheetFile(inside.as_posix(), sheet.positions)
