"""`nupcheck check`: validate answer sheets and checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import ChecklistOption
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import listed

if TYPE_CHECKING:
    from nupcheck.files.load import SourceFile

# What tells a file of gates from a sheet that lacks its answers.
_GATE_KEYS = {
    "fail_under",
    "require_complete",
    "require_evidence",
    "max_age",
    "no_regression",
    "strict",
}


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Sheets, checklists, files of guidance, costs or gates; - is standard input.",
        ),
    ],
    *,
    checklist: ChecklistOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Findings fail too: exit code 1 if there is any.")
    ] = False,
) -> None:
    """Check sheets, checklists and guidance.

    Every mistake is told with its line and what would be right. Mistakes make a file unusable
    (exit code 2); findings, such as open questions, are worth a look and fail only with --strict.

    \b
    Examples:
      nupcheck check riverton.yaml
      nupcheck check data/recommendations.yaml
      nupcheck check sheets/*.yaml --strict
    """
    from nupcheck.cli.main import print_error
    from nupcheck.cli.streams import write_result
    from nupcheck.errors import NupcheckError, printable
    from nupcheck.files.disk import display_name

    exit_code = 0
    for name in files:
        try:
            lines, findings = _verdict(name, checklist)
        except NupcheckError as error:
            print_error(error)
            exit_code = error.exit_code
            continue
        said = "".join(f"{printable(f'{display_name(name)}: {line}', keep='')}\n" for line in lines)
        write_result(said.encode(), None)
        if strict and findings:
            exit_code = max(exit_code, 1)
    raise typer.Exit(exit_code)


def _verdict(name: str, checklist: str | None) -> tuple[list[str], int]:
    """What to say of a usable file, and how many findings it has."""
    from nupcheck.files.load import is_checklist, read_source
    from nupcheck.model.guidance_checks import is_guidance

    source = read_source(name)
    keys = set(source.data) if isinstance(source.data, dict) else set()
    if "answers" not in keys:
        if "costs" in keys:
            return [_costs(source, checklist)], 0
        if keys.intersection(_GATE_KEYS):
            return [_gates(source, checklist)], 0
    if is_guidance(source.data):
        return [_guidance(source, checklist)], 0
    if is_checklist(source):
        return [_checklist(source)], 0
    return _sheet(source, checklist)


def _sheet(source: SourceFile, checklist: str | None) -> tuple[list[str], int]:
    from nupcheck.files.load import sheet_of
    from nupcheck.scoring.score import score

    sheet, loaded = sheet_of(source, checklist)
    result = score(loaded, sheet)
    values = {
        "place": sheet.place.name,
        "answered": result.tally.answered,
    }
    said = (
        _("a sound answer sheet, complete: {place}, {answered} answered", **values)
        if result.tally.is_complete
        else _("a sound answer sheet, not complete: {place}, {answered} answered", **values)
    )
    findings = [
        _("finding: {message} [{code}]", message=each.message, code=each.code)
        for each in result.findings
    ]
    return [said, *findings], len(findings)


def _checklist(source: SourceFile) -> str:
    from nupcheck.model.checklist_checks import checklist_from

    loaded = source.made(checklist_from)
    questions = len(loaded.questions)
    points = questions * loaded.best_points
    sizes = (
        ngettext("{n} recommendation", "{n} recommendations", len(loaded.recommendations)),
        ngettext("{n} action", "{n} actions", len(loaded.actions)),
        ngettext("{n} question", "{n} questions", questions),
        ngettext("{n} point", "{n} points", points),
    )
    return _(
        "a sound checklist, {id} {version}: {sizes}",
        id=loaded.id,
        version=loaded.version,
        sizes=listed(sizes),
    )


def _costs(source: SourceFile, checklist: str | None) -> str:
    from nupcheck.files.load import costs_of

    costs, loaded = costs_of(source, checklist)
    return _(
        "sound costs for {id}: {named} named, {default} for the others",
        id=loaded.id,
        named=len(costs.of),
        default=costs.default,
    )


def _gates(source: SourceFile, checklist: str | None) -> str:
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.load import load_checklist
    from nupcheck.model.gates import gates_from

    loaded = load_checklist(checklist or DEFAULT_ID)
    gates = source.made(lambda data: gates_from(data, loaded))
    listed = "; ".join(map(str, gates)) or _("none")
    return _("sound gates for {id}: {gates}", id=loaded.id, gates=listed)


def _guidance(source: SourceFile, checklist: str | None) -> str:
    from nupcheck.files.load import guidance_of

    guidance = guidance_of(source, checklist)
    practices, steps = len(guidance.practices), len(guidance.first_steps)
    resources, frameworks = len(guidance.resources), len(guidance.frameworks)
    policies, partners = len(guidance.policies), len(guidance.partners)
    sizes = (
        practices and ngettext("{n} practice", "{n} practices", practices),
        steps and ngettext("{n} first step", "{n} first steps", steps),
        resources and ngettext("{n} resource", "{n} resources", resources),
        frameworks and ngettext("{n} framework", "{n} frameworks", frameworks),
        policies and ngettext("{n} policy", "{n} policies", policies),
        partners and ngettext("{n} partner", "{n} partners", partners),
    )
    counted = listed(size for size in sizes if size)
    return _(
        "sound guidance for {id}: {sizes}",
        id=guidance.checklist.id,
        sizes=counted or _("nothing in it yet"),
    )
