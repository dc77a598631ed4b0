"""`nupcheck compare`: what changed between two sheets, or along a time line of more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import OutputOption, complete_checklist, format_option
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.compare import Wave

LONGEST_LABEL = 12  # three such columns leave room for titles on a terminal of 80 columns


def compare(
    sheets: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW",
            help="Two answer sheets or more, oldest first; - reads standard input.",
        ),
    ],
    *,
    checklist: Annotated[
        list[str] | None,
        typer.Option(
            "--checklist",
            "-c",
            metavar="ID|FILE",
            autocompletion=complete_checklist,
            help="The checklist of all sheets; or repeated, one for each sheet in their order. "
            "Default: the one each sheet names.",
        ),
    ] = None,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Compare different places or checklists too, with a warning."
        ),
    ] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Of two sheets, the old and new notes in full too.")
    ] = False,
    format: Annotated[str | None, format_option("compare")] = None,
    output: OutputOption = None,
) -> None:
    """Compare answer sheets.

    What changed between two sheets of a place, or along a time line of more. Real changes of
    answer are kept apart from first answers and from questions that opened or are no longer
    needed: better known is not better.

    \b
    Examples:
      nupcheck compare examples/riverton-2024.yaml examples/riverton-2026.yaml
      nupcheck compare 2022.yaml 2024.yaml 2026.yaml
      nupcheck compare old.yaml new.yaml -o changes.md
    """
    from nupcheck.analysis.compare import cautions, obstacles
    from nupcheck.analysis.compare import compare as compared
    from nupcheck.cli.main import note
    from nupcheck.cli.output import check_files, pick_format, write
    from nupcheck.documents.compare import comparison_document
    from nupcheck.errors import NupcheckError
    from nupcheck.formats.inputs import Compared

    chosen = pick_format("compare", format, output)
    check_files(output, *sheets, *(checklist or []))
    waves = _waves(sheets, _checklists(checklist or [], len(sheets)))
    against = obstacles(waves)
    if against and not anyway:
        raise NupcheckError(
            "\n".join(against),
            _("With --anyway they are compared all the same, with a warning."),
        )
    warnings = (*against, *cautions(waves))
    if chosen.name == "csv":  # a table of rows has no other place for them
        for warning in warnings:
            note(warning)
    made = Compared(compared(waves), warnings)
    write(chosen, output, lambda: comparison_document(*made, notes=notes), made)


def _checklists(given: list[str], sheets: int) -> list[str | None]:
    """The checklist named for each sheet."""
    from nupcheck.analysis.compare import FEWEST_WAVES
    from nupcheck.errors import NupcheckError

    if sheets < FEWEST_WAVES:
        raise NupcheckError(
            _("A comparison takes two sheets or more."), _("Write `nupcheck compare OLD NEW`.")
        )
    if not given:
        return [None] * sheets
    if len(given) not in {1, sheets}:
        raise NupcheckError(
            _(
                "There are {checklists} checklists for {sheets} sheets.",
                checklists=len(given),
                sheets=sheets,
            ),
            _("Give --checklist once for all sheets, or once for each."),
        )
    return [*given] if len(given) == sheets else [given[0]] * sheets


def _waves(names: list[str], checklists: Sequence[str | None]) -> list[Wave]:
    from nupcheck.analysis.compare import Wave
    from nupcheck.files.load import load_sheet
    from nupcheck.scoring.score import score

    loaded = [load_sheet(*pair) for pair in zip(names, checklists, strict=True)]
    dates = [sheet.date.isoformat() if sheet.date else "" for sheet, _checklist in loaded]
    return [
        Wave(label, checklist, score(checklist, sheet))
        for label, (sheet, checklist) in zip(_labels(names, dates), loaded, strict=True)
    ]


def _labels(names: list[str], dates: list[str]) -> list[str]:
    """What the sheets' columns are headed: dates, else file names, whichever tells them apart."""
    for labels in (dates, [_short(name) for name in names]):
        if all(labels) and len(set(labels)) == len(labels):
            return labels
    return [_("sheet {number}", number=number) for number in range(1, len(names) + 1)]


def _short(name: str) -> str:
    """A file's name as a column has room for it: its beginning and its end, often a year."""
    from pathlib import PurePath

    from nupcheck.errors import printable
    from nupcheck.files.disk import STDIN

    stem = _("input") if name == STDIN else printable(PurePath(name).stem, keep="")
    half = LONGEST_LABEL // 2
    return stem if len(stem) <= LONGEST_LABEL else f"{stem[:half]}…{stem[1 - half :]}"
