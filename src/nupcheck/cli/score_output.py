"""A scored sheet in each of its formats, to standard output and to files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.cli.output import pick_format, refuse_to_overwrite, write_document
from nupcheck.cli.streams import write_result
from nupcheck.errors import NupcheckError, quote
from nupcheck.files.disk import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.documents.blocks import Document
    from nupcheck.files.load import SourceFile
    from nupcheck.formats.annotations import Source
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import Result

FORMATS = ("table", "json", "markdown", "csv", "github", "junit", "sarif")
HAVE_LEVELS = {"table", "markdown", "github"}  # GitHub by the summary of a job


class Output(NamedTuple):
    """One format and the file it goes to; None is standard output."""

    format: str
    file: str | None


class Scored(NamedTuple):
    """What there is to write."""

    checklist: Checklist
    result: Result
    verdicts: tuple[Verdict, ...]
    sheet: SourceFile
    level: Literal["recommendation", "action", "question"] | None


def outputs_from(
    wanted: str | None, output: str | None, also: Sequence[str], inputs: Sequence[str | None]
) -> tuple[Output, ...]:
    """Every output that was asked for, once it is sure that none overwrites another or an input.

    Raises:
        NupcheckError: A format or a file cannot be used.
    """
    outputs = [Output(pick_format(wanted, output, FORMATS), output)]
    for word in also:
        name, equals, file = word.partition("=")
        if name not in FORMATS or not equals or file in {"", "-"}:
            raise NupcheckError(
                f"--also: {quote(word)} is not a format and a file.",
                f"Write FORMAT=FILE, such as junit=gates.xml; formats are {', '.join(FORMATS)}.",
            )
        outputs.append(Output(name, file))
    files = [Path(each.file).absolute() for each in outputs if each.file not in {None, "-"}]
    if len(set(files)) < len(files):
        raise NupcheckError("Two outputs go to the same file.", "Give each a file of its own.")
    for each in outputs:
        refuse_to_overwrite(each.file, *inputs)
    return tuple(outputs)


def write_score(scored: Scored, output: Output) -> None:
    """Write one of the outputs.

    Raises:
        NupcheckError: A file cannot be written.
    """
    match output.format:
        case "table" | "markdown":
            write_document(_document(scored, output.format), output.format, output.file)
        case "json":
            from nupcheck.formats.json import to_json

            write_result(to_json(scored.result, scored.verdicts).encode(), output.file)
        case "csv":
            from nupcheck.formats.csv import to_csv

            write_result(to_csv(scored.checklist, scored.result).encode(), output.file)
        case _:
            write_result(_noticed(scored, output.format).encode(), output.file)
            if output.format == "github":
                _add_to_job_summary(scored)


def _document(scored: Scored, chosen: str) -> Document:
    from nupcheck.documents.score import score_document

    level = scored.level or ("question" if chosen == "markdown" else "recommendation")
    return score_document(scored.checklist, scored.result, level, scored.verdicts)


def _noticed(scored: Scored, chosen: str) -> str:
    """The formats that point at lines of the sheet."""
    from nupcheck.formats.annotations import notices

    found, source = notices(scored.result, scored.verdicts), _source(scored.sheet)
    if chosen == "sarif":
        from nupcheck.formats.sarif import to_sarif

        return to_sarif(found, source)
    if chosen == "junit":
        from nupcheck.formats.junit import to_junit

        return to_junit(scored.result, scored.verdicts, found, source)
    from nupcheck.formats.github import to_github

    return to_github(scored.result, scored.verdicts, found, source)


def _source(sheet: SourceFile) -> Source:
    from nupcheck.formats.annotations import Source

    path = None if sheet.name == STDIN else _path_in_repository(sheet.name)
    return Source(path, sheet.positions())


def _path_in_repository(name: str) -> str:
    """The sheet's path from the top of the checkout, as services that show its lines want it."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    path = Path(name).resolve()
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()


def _add_to_job_summary(scored: Scored) -> None:
    """What GitHub shows on a job's page: the score and the gates, without every question."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary:
        return
    from nupcheck.files.disk import append
    from nupcheck.formats.markdown import to_markdown

    document = _document(scored, "table")
    append(Path(summary), f"{to_markdown(document)}\n".encode())
