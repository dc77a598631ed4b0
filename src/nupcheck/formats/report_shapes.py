"""What JSON holds of a report: the result, and beside it what the report was asked to include."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.compare import Wave, compare
from nupcheck.formats.comparison_shapes import COMPARISON
from nupcheck.formats.inputs import Compared, Planned, Scored
from nupcheck.formats.plan_shapes import PLAN
from nupcheck.formats.shapes import RESULT, shape
from nupcheck.model.guidance import Guidance

if TYPE_CHECKING:
    from nupcheck.formats.inputs import Reported


def _scored(made: Reported) -> Scored:
    return Scored(made.context.checklist, made.context.result)


def _compared(made: Reported) -> Compared | None:
    context = made.context
    if context.before is None or context.checklist_before is None:
        return None
    sheets = (context.checklist_before, context.before), (context.checklist, context.result)
    waves = [
        Wave(result.date.isoformat() if result.date else "", checklist, result)
        for checklist, result in sheets
    ]
    return Compared(compare(waves), context.cautions)


def _planned(made: Reported) -> Planned | None:
    checklist, plan, guidance = made.context.checklist, made.context.plan, made.context.guidance
    return None if plan is None else Planned(checklist, plan, guidance or Guidance(checklist))


REPORT = shape(
    "Report",
    {"*": (_scored, RESULT)},
    "title?=options.title",
    {"comparison?": (_compared, COMPARISON), "plan?": (_planned, PLAN)},
    meaning="A scored answer sheet, with the title, the comparison and the plan asked for.",
)
