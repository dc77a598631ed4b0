"""`nupcheck report`: one document that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    SheetArgument,
    complete_stakeholder,
    known_ids,
)

if TYPE_CHECKING:
    from nupcheck.analysis.compare import Round
    from nupcheck.documents.report import Wishes
    from nupcheck.documents.subject import Subject
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import Result

FORMATS = ("html", "markdown", "docx", "xlsx", "csv", "json")
_NO_PICTURES = {"markdown": "Markdown", "csv": "CSV", "json": "JSON"}
_STAKEHOLDER = "stakeholder:"


def _complete_for(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    found = complete_stakeholder(context, incomplete.removeprefix(_STAKEHOLDER))
    return [(_STAKEHOLDER + name, text) for name, text in found]


def _complete_language(incomplete: str) -> list[str]:
    from nupcheck.documents.phrases import languages

    return [tag for tag in languages() if tag.startswith(incomplete)]


def report(
    sheet: SheetArgument,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; its suffix picks the format: .html, .md, .docx, .xlsx, .csv "
            "or .json. - is standard output.",
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
    language: Annotated[
        str,
        typer.Option(
            metavar="TAG", autocompletion=_complete_language, help="The report's own words."
        ),
    ] = "en",
    format: Annotated[  # noqa: A002 - the option's name
        Literal["html", "markdown", "docx", "xlsx", "csv", "json"] | None,
        typer.Option("--format", "-f", help="Instead of what the file's name says."),
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
    from nupcheck.analysis.optimize import target_from
    from nupcheck.cli.main import note
    from nupcheck.cli.output import pick_format, refuse_to_overwrite
    from nupcheck.cli.streams import write_result
    from nupcheck.documents.phrases import phrases
    from nupcheck.documents.report import Wishes, subject_of
    from nupcheck.files.disk import read_bytes
    from nupcheck.files.load import load_guidance, load_sheet
    from nupcheck.files.logo import logo_from

    chosen = pick_format(format, output, FORMATS)
    refuse_to_overwrite(output, sheet, checklist, compare, logo)
    words = phrases(language)
    answers, loaded = load_sheet(sheet, checklist)
    before, cautions = _earlier(loaded, answers, compare, checklist)
    wishes = Wishes(
        title=(title or "").strip() or None,
        stakeholder=_stakeholder(loaded, for_),
        before=before,
        cautions=cautions,
        guidance=load_guidance(loaded, checklist),
        with_plan=plan,
        target=None if target is None else target_from(target, loaded),
        words=words,
        logo=None if logo is None else logo_from(read_bytes(logo), logo),
    )
    write_result(_written(subject_of(loaded, answers, wishes), wishes, chosen), output)
    if chosen == "csv":  # a table of rows has no other place for them
        for caution in cautions:
            note(caution)
    if logo is not None and chosen in _NO_PICTURES:
        note(f"Left out, for {_NO_PICTURES[chosen]} has no place for it: --logo.")


def _stakeholder(checklist: Checklist, named: str | None) -> Stakeholder | None:
    from nupcheck.errors import NupcheckError, quote

    if named is None:
        return None
    if not named.startswith(_STAKEHOLDER):
        raise NupcheckError(
            f"{quote(named)} names nobody a report can be for.",
            f"Write --for {_STAKEHOLDER}ID; `nupcheck show` lists the stakeholders.",
        )
    bodies = {body.id: body for body in checklist.stakeholders}
    (name,) = known_ids([named.removeprefix(_STAKEHOLDER)], bodies, "stakeholder")
    return bodies[name]


def _earlier(
    checklist: Checklist, sheet: AnswerSheet, compare: str | None, named: str | None
) -> tuple[tuple[Checklist, AnswerSheet] | None, tuple[str, ...]]:
    """The earlier sheet, once it is known to be comparable, and what to keep in mind."""
    from nupcheck.analysis.comparability import cautions, obstacles
    from nupcheck.errors import NupcheckError
    from nupcheck.files.load import load_sheet
    from nupcheck.scoring.score import score

    if compare is None:
        return None, ()
    old, old_checklist = load_sheet(compare, named)
    before, after = score(old_checklist, old), score(checklist, sheet)
    named_by = compare, "the sheet"
    if found := obstacles(_rounds(named_by, (old_checklist, before), (checklist, after))):
        raise NupcheckError("\n".join(found), "Name an earlier sheet of the same place.")
    # What stands in the report says nothing of where files lie on this computer.
    named_by = "the earlier sheet", "this sheet"
    if before.date and after.date and before.date != after.date:
        named_by = f"the sheet of {before.date}", f"the sheet of {after.date}"
    said = cautions(_rounds(named_by, (old_checklist, before), (checklist, after)))
    return (old_checklist, old), tuple(each[0].upper() + each[1:] for each in said)


def _rounds(
    labels: tuple[str, str], before: tuple[Checklist, Result], after: tuple[Checklist, Result]
) -> tuple[Round, Round]:
    from nupcheck.analysis.compare import Round

    return Round(labels[0], *before), Round(labels[1], *after)


def _written(subject: Subject, wishes: Wishes, chosen: str) -> bytes:
    from nupcheck.documents.report import report as report_of
    from nupcheck.documents.report import title_of

    match chosen:
        case "html":
            from nupcheck.formats.html import to_html

            return to_html(report_of(subject, wishes))
        case "markdown":
            from nupcheck.formats.markdown import to_markdown

            return to_markdown(report_of(subject, wishes)).encode()
        case "docx":
            if wishes.logo is not None:
                _need("docx", "PIL")
            from nupcheck.formats.docx import to_docx

            return to_docx(report_of(subject, wishes))
        case "xlsx":
            _need("xlsx", "xlsxwriter")
            from nupcheck.formats.xlsx import to_xlsx

            return to_xlsx(subject, title_of(subject, wishes), wishes.logo)
        case "csv":
            from nupcheck.formats.report_csv import report_to_csv

            return report_to_csv(subject, wishes.title).encode()
        case _:
            from nupcheck.formats.report_json import report_to_json

            return report_to_json(subject, wishes.title).encode()


def _need(extra: str, *modules: str) -> None:
    """Stop when the libraries of an extra are not there."""
    from importlib.util import find_spec

    from nupcheck.errors import NupcheckError

    if any(find_spec(module) is None for module in modules):
        raise NupcheckError(
            f"Writing .{extra} files needs libraries that are not installed.",
            f'Install them with: python -m pip install "nupcheck[{extra}]"',
        )
