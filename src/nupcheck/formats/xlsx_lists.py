"""What stands in a report's workbook as lists: each recommendation, what changed, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import diff
from nupcheck.documents.labels import changes as kinds_of_change
from nupcheck.documents.labels import state
from nupcheck.documents.plan import aid_sentence, aim_sentences, aim_title
from nupcheck.documents.report_change import about_change, change_text, change_title
from nupcheck.formats.xlsx_sheets import Column, List
from nupcheck.locale import _
from nupcheck.locale.values import capital
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.scoring.result import RecommendationResult

_SIGNED = ("number", "signed")
# Where a recommendation's list has points, maximum, low, high and open.
SUMMED = (5, 6, 7, 8, 9)


def recommendation_list(context: ReportContext, part: RecommendationResult, title: str) -> List:
    """Every question of a recommendation with its answer and its numbers."""
    levels, labels = context.checklist.levels, context.labels
    columns = (
        Column(_("No."), 8),
        Column(levels.action, 22),
        Column(levels.question, 46),
        Column(_("Answer"), 12),
        Column(_("State"), 14),
        Column(_("Points"), 8, ("number",)),
        Column(_("Maximum"), 10, ("number",)),
        Column(_("Low"), 9, ("number",)),
        Column(_("High"), 9, ("number",)),
        Column(_("Open"), 7, ("number",)),
        Column(_("Note"), 46),
        Column(_("Evidence"), 32),
        Column(_("Answered by"), 18),
    )
    rows = [
        (
            each.id,
            f"{action.id} {action.title}",
            context.checklist.questions[each.id].text,
            labels.answer(each.answer),
            capital(state(each.state)),
            each.points,
            each.maximum,
            each.low,
            each.high,
            int(each.state is State.UNANSWERED),
            each.note or "",
            "\n".join(each.evidence),
            labels.stakeholder(each.by or ""),
        )
        for action in part.actions
        for each in action.questions
    ]
    name = _("{level} {id}", level=levels.recommendation, id=part.id)
    return List(name, f"{part.id} {part.title} · {title}", columns, rows)


def changes_list(context: ReportContext, title: str) -> List | None:
    """Every question that differs from the earlier sheet."""
    if context.before is None or context.checklist_before is None:
        return None
    texts = {**context.checklist_before.questions, **context.checklist.questions}
    changes = [each for each in diff(context.before, context.result) if each.kind]
    kinds = kinds_of_change()
    columns = (
        Column(_("No."), 8),
        Column(context.checklist.levels.question, 60),
        Column(_("Kind of change"), 30),
        Column(_("Before"), 16),
        Column(_("Now"), 16),
        Column(_("Points"), 10, _SIGNED),
    )
    rows = [
        (
            each.id,
            texts[each.id].text,
            kinds[each.kind][0] if each.kind else "",
            change_text(context, each.before),
            change_text(context, each.after),
            each.points,
        )
        for each in changes
    ]
    name = _("Changes")
    above = (change_title(context), *context.cautions, about_change(changes))
    return List(name, f"{name} · {title}", columns, rows, above)


def plan_list(context: ReportContext, title: str) -> List | None:
    """Every task of the plan."""
    if context.plan is None:
        return None
    labels, aim = context.labels, context.plan.aim
    columns = (
        Column(_("No."), 8),
        Column(context.checklist.levels.question, 60),
        Column(_("Now"), 24),
        Column(_("Can earn"), 10, _SIGNED),
        Column(_("Can open"), 10, _SIGNED),
        Column(_("Who can act"), 60),
    )
    rows = [
        (
            task.question,
            context.checklist.questions[task.question].text,
            labels.now(task),
            task.gain,
            task.opened,
            labels.stakeholders(task.stakeholders),
        )
        for task in context.plan.tasks
    ]
    above = [aid_sentence(context.checklist)]
    if aim is not None:
        above += [aim_title(labels, aim), *aim_sentences(aim)]
    name = _("Plan")
    return List(name, f"{name} · {title}", columns, rows, tuple(above))
