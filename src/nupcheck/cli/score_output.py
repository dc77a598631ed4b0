"""The outputs of one run of `nupcheck score`: several formats at once, and GitHub's job summary."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.cli.output import check_files, pick_format, same_file, write
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
    if inputs[0] == STDIN and any(each.format.name == "sarif" for each in outputs):
        raise NupcheckError(
            _("SARIF tells the lines of a file, and a sheet from standard input has no name."),
            _("Name the sheet's file."),
        )
    files = [each.file for each in outputs if each.file and each.file != "-"]
    if any(each.format.name == "github" for each in outputs) and (summary := _summary()):
        files.append(summary)
    if any(same_file(*pair) for pair in combinations(files, 2)):
        raise NupcheckError(
            _("Two outputs go to the same file."), _("Give each a file of its own.")
        )
    for target in (None, *files):
        check_files(target, *inputs)
    return tuple(outputs)


def write_score(scored: Scored, output: Output, level: Level | None) -> None:
    """Write one of the outputs, and with GitHub's annotations the summary that goes with them.

    Raises:
        NupcheckError: A file cannot be written.
    """
    deepest: Level = "question" if output.format.name == "markdown" else "recommendation"
    write(output.format, output.file, lambda: _document(scored, level or deepest), scored)
    if output.format.name == "github" and (summary := _summary()):
        from nupcheck.files.disk import append

        markdown = formats_of("score")["markdown"]
        text = markdown.write(lambda: _document(scored, level or "recommendation"))
        append(Path(summary), text + b"\n")


def _summary() -> str | None:
    """The file of GitHub's job summary, where there is one."""
    return os.environ.get("GITHUB_STEP_SUMMARY")


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
