"""`nupcheck report`: one document that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    SheetArgument,
    complete_stakeholder,
    format_option,
)
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.analysis.compare import Wave
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import Result

_STAKEHOLDER = "stakeholder:"


def _complete_for(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    found = complete_stakeholder(context, incomplete.removeprefix(_STAKEHOLDER))
    return [(_STAKEHOLDER + name, text) for name, text in found]


def report(
    sheet: SheetArgument,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; its suffix picks the format unless --format does. "
            "- is standard output.",
        ),
    ],
    checklist: ChecklistOption = None,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="OLD", help="An earlier sheet, to show what changed."),
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Include the plan: every task.")] = False,
    target: Annotated[
        str | None,
        typer.Option(
            metavar="[PART=]N",
            help="Include the plan that reaches it, as `nupcheck plan` finds it.",
        ),
    ] = None,
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="stakeholder:ID",
            autocompletion=_complete_for,
            help="A stakeholder's own report: only the actions that name it.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title. Default: place and checklist.")
    ] = None,
    logo: Annotated[
        str | None, typer.Option(metavar="FILE", help="A PNG or JPEG picture to stand on top.")
    ] = None,
    format: Annotated[
        str | None, format_option("report", help="Instead of what the file's name says.")
    ] = None,
) -> None:
    """Write a report that people read.

    One document to show, hand out or file: the score at a glance, what is strong and weak, then
    every answer with its notes and evidence, and what the checklist's source advises.

    \b
    Examples:
      nupcheck report examples/riverton-2026.yaml -o riverton.html
      nupcheck report riverton.yaml -o riverton.docx --title "Our city, 2026"
      nupcheck report new.yaml --compare old.yaml -o change.html
      nupcheck report riverton.yaml --for stakeholder:schools -o schools.html
    """
    from nupcheck.cli.main import note
    from nupcheck.cli.output import check_files, pick_format, write
    from nupcheck.documents.report import ReportOptions, context_of
    from nupcheck.documents.report import report as report_of
    from nupcheck.files.disk import read_bytes
    from nupcheck.files.load import load_guidance, load_sheet
    from nupcheck.files.logo import logo_from
    from nupcheck.formats.inputs import Reported
    from nupcheck.model.gates import threshold_from

    chosen = pick_format("report", format, output)
    check_files(output, sheet, checklist, compare, logo)
    answers, loaded = load_sheet(sheet, checklist)
    before, cautions = _earlier(loaded, answers, compare, checklist)
    options = ReportOptions(
        title=(title or "").strip() or None,
        stakeholder=_stakeholder(loaded, for_),
        before=before,
        cautions=cautions,
        guidance=load_guidance(loaded, checklist),
        with_plan=plan,
        target=None if target is None else threshold_from(target, loaded),
        logo=None if logo is None else logo_from(read_bytes(logo), logo),
    )
    made = Reported(context_of(loaded, answers, options), options)
    write(chosen, output, lambda: report_of(*made), made)
    if chosen.name == "csv":  # a table of rows has no other place for them
        for caution in cautions:
            note(caution)
    if logo is not None and not chosen.has_pictures:
        note(
            _(
                "Left out, for {suffix} files have no place for it: --logo.",
                suffix=chosen.suffixes[0],
            )
        )


def _stakeholder(checklist: Checklist, named: str | None) -> Stakeholder | None:
    from nupcheck.errors import NupcheckError, quote
    from nupcheck.model.selection import selection_of

    if named is None:
        return None
    if not named.startswith(_STAKEHOLDER):
        raise NupcheckError(
            _("{name} names nobody a report can be for.", name=quote(named)),
            _("Write --for stakeholder:ID; `nupcheck show` lists the stakeholders."),
        )
    (chosen,) = selection_of(
        checklist, stakeholders=[named.removeprefix(_STAKEHOLDER)]
    ).stakeholders
    return next(body for body in checklist.stakeholders if body.id == chosen)


def _earlier(
    checklist: Checklist, sheet: AnswerSheet, compare: str | None, named: str | None
) -> tuple[tuple[Checklist, AnswerSheet] | None, tuple[str, ...]]:
    """The earlier sheet, once it is known to be comparable, and what to keep in mind."""
    from nupcheck.analysis.compare import cautions, obstacles
    from nupcheck.errors import NupcheckError
    from nupcheck.files.load import load_sheet
    from nupcheck.scoring.score import score

    if compare is None:
        return None, ()
    old, old_checklist = load_sheet(compare, named)
    before, after = score(old_checklist, old), score(checklist, sheet)
    named_by = compare, _("the sheet")
    if found := obstacles(_waves(named_by, (old_checklist, before), (checklist, after))):
        raise NupcheckError("\n".join(found), _("Name an earlier sheet of the same place."))
    # What stands in the report says nothing of where files lie on this computer.
    named_by = _("the earlier sheet"), _("this sheet")
    if before.date and after.date and before.date != after.date:
        named_by = (
            _("the sheet of {date}", date=before.date),
            _("the sheet of {date}", date=after.date),
        )
    said = cautions(_waves(named_by, (old_checklist, before), (checklist, after)))
    return (old_checklist, old), tuple(each[0].upper() + each[1:] for each in said)


def _waves(
    labels: tuple[str, str], before: tuple[Checklist, Result], after: tuple[Checklist, Result]
) -> tuple[Wave, Wave]:
    from nupcheck.analysis.compare import Wave

    return Wave(labels[0], *before), Wave(labels[1], *after)
