"""A report as JSON: the result, and beside it what the report was asked to include."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, cast

from nupcheck.analysis.compare import Round, compare
from nupcheck.formats.comparison_json import ComparisonJson, comparison_json
from nupcheck.formats.json import ResultJson, result_json
from nupcheck.formats.plan_json import PlanJson, plan_json
from nupcheck.model.guidance import Guidance

if TYPE_CHECKING:
    from nupcheck.documents.report import Wishes
    from nupcheck.documents.subject import Subject
    from nupcheck.scoring.result import Result


class ReportJson(ResultJson):
    """A scored answer sheet, with the title, the comparison and the plan that were asked for."""

    title: NotRequired[str]
    comparison: NotRequired[ComparisonJson]
    plan: NotRequired[PlanJson]


def report_json(subject: Subject, wishes: Wishes) -> ReportJson:
    """The report as plain data: the result's, when nothing more was asked for."""
    data = cast("ReportJson", result_json(subject.result))
    if wishes.title:
        data["title"] = wishes.title
    if subject.before is not None and subject.checklist_before is not None:
        old = Round(_date(subject.before), subject.checklist_before, subject.before)
        new = Round(_date(subject.result), subject.checklist, subject.result)
        data["comparison"] = comparison_json(compare((old, new)), subject.cautions)
    if subject.plan is not None:
        guidance = subject.guidance or Guidance(subject.checklist)
        data["plan"] = plan_json(subject.checklist, subject.plan, guidance)
    return data


def _date(result: Result) -> str:
    return result.date.isoformat() if result.date else ""
