"""A report as JSON: the result, and beside it what the report was asked to include."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, cast

from nupcheck.analysis.compare import Round, compare
from nupcheck.formats.comparison_json import ComparisonJson, comparison_json
from nupcheck.formats.json import ResultJson, result_json
from nupcheck.formats.plan_json import PlanJson, plan_json
from nupcheck.model.guidance import Guidance

if TYPE_CHECKING:
    from nupcheck.documents.report import ReportOptions
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.scoring.result import Result


class ReportJson(ResultJson):
    """A scored answer sheet, with the title, the comparison and the plan that were asked for."""

    title: NotRequired[str]
    comparison: NotRequired[ComparisonJson]
    plan: NotRequired[PlanJson]


def report_json(context: ReportContext, options: ReportOptions) -> ReportJson:
    """The report as plain data: the result's, when nothing more was asked for."""
    data = cast("ReportJson", result_json(context.result))
    if options.title:
        data["title"] = options.title
    if context.before is not None and context.checklist_before is not None:
        old = Round(_date(context.before), context.checklist_before, context.before)
        new = Round(_date(context.result), context.checklist, context.result)
        data["comparison"] = comparison_json(compare((old, new)), context.cautions)
    if context.plan is not None:
        guidance = context.guidance or Guidance(context.checklist)
        data["plan"] = plan_json(context.checklist, context.plan, guidance)
    return data


def _date(result: Result) -> str:
    return result.date.isoformat() if result.date else ""
