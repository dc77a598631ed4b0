"""`nupcheck plan`: from a score to what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    OutputOption,
    RecommendationOption,
    SheetArgument,
    StakeholderOption,
    format_option,
)
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.analysis.plan import Plan
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.costs import Costs
    from nupcheck.model.selection import Selection
    from nupcheck.model.sheet import AnswerSheet


def plan(
    sheet: SheetArgument,
    *,
    checklist: ChecklistOption = None,
    by: Annotated[
        Literal["recommendation", "stakeholder"], typer.Option(help="How tasks are grouped.")
    ] = "recommendation",
    target: Annotated[
        str | None,
        typer.Option(
            metavar="[PART=]N",
            help="Only the fewest changes that reach it: 60 percent of the whole, 9=70, 9=14p "
            "for points, theme:ID=60, stakeholder:ID=50.",
        ),
    ] = None,
    costs: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="With --target: the lowest cost by this file, not the fewest."
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="ID=ANSWER,…",
            help="The result as it would be with other answers; may be repeated.",
        ),
    ] = None,
    stakeholder: StakeholderOption = None,
    recommendation: RecommendationOption = None,
    format: Annotated[
        str | None,
        format_option(
            "plan",
            help="tasks: a CSV of title, description and labels, to import elsewhere. "
            "Default: table, or what the output file's name says.",
        ),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Turn gaps into tasks.

    What each gap can earn and open, who can act, where it was done, and the least work that
    reaches a target. A plan is nupcheck's own aid, no part of the checklist's source.

    \b
    Examples:
      nupcheck plan examples/riverton-2026.yaml
      nupcheck plan examples/riverton-2026.yaml --target 60
      nupcheck plan examples/riverton-2026.yaml --target 9=14p --costs costs.yaml
      nupcheck plan examples/riverton-2026.yaml --what-if 1.2.1=yes,9.1.2=yes
      nupcheck plan examples/riverton-2026.yaml --by stakeholder -o plan.md
      nupcheck plan examples/riverton-2026.yaml --format tasks -o tasks.csv
    """
    from nupcheck.cli.main import note
    from nupcheck.cli.output import check_files, pick_format, write
    from nupcheck.documents.plan import plan_document
    from nupcheck.errors import NupcheckError
    from nupcheck.files.load import load_guidance, load_sheet
    from nupcheck.formats.inputs import Planned
    from nupcheck.model.selection import selection_of

    chosen = pick_format("plan", format, output)
    check_files(output, sheet, checklist, costs)
    if by != "recommendation" and chosen.takes != "document":
        note(
            _(
                "--by groups tables and Markdown; {format} names the stakeholders of each task.",
                format=chosen.name,
            )
        )
    if costs is not None and target is None:
        raise NupcheckError(
            _("--costs chooses the way to a target."), _("Add --target, such as 60.")
        )
    answers, loaded = load_sheet(sheet, checklist)
    selection = selection_of(loaded, recommendations=recommendation, stakeholders=stakeholder)
    known_costs = _costs(loaded, costs)
    made = Planned(
        loaded,
        _plan(loaded, answers, target, known_costs, what_if or [], selection),
        load_guidance(loaded, checklist),
    )
    write(chosen, output, lambda: plan_document(*made, by), made)


def _costs(checklist: Checklist, name: str | None) -> Costs | None:
    from nupcheck.files.load import read_source
    from nupcheck.model.costs import costs_from

    if name is None:
        return None
    return read_source(name).made(lambda data: costs_from(data, checklist))


def _plan(
    checklist: Checklist,
    sheet: AnswerSheet,
    target: str | None,
    costs: Costs | None,
    words: list[str],
    selection: Selection,
) -> Plan:
    from nupcheck.analysis.plan import make_plan
    from nupcheck.analysis.scenario import answers_from
    from nupcheck.model.gates import threshold_from

    return make_plan(
        checklist,
        sheet,
        target=None if target is None else threshold_from(target, checklist),
        costs=costs,
        answers=answers_from(words, checklist) if words else None,
        selection=selection,
    )
