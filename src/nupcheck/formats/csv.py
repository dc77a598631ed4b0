"""A result as CSV: a row for each question, every row whole in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.formats.csv_cells import CsvCell, csv_text
from nupcheck.formats.inputs import Compared, Planned, Reported, Scored

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import ActionResult, QuestionResult, RecommendationResult, Result

COLUMNS = (
    "place",
    "date",
    "checklist",
    "checklist_version",
    "theme",
    "recommendation",
    "recommendation_title",
    "action",
    "action_title",
    "question",
    "question_text",
    "state",
    "answer",
    "points",
    "maximum",
    "note",
    "evidence",
    "by",
)
Row = tuple[CsvCell, ...]


def to_csv(made: Scored | Compared | Planned | Reported) -> str:
    """What a command has made as CSV text."""
    match made:
        case Scored():
            return result_to_csv(made.checklist, made.result)
        case Compared():
            from nupcheck.formats.comparison_csv import comparison_to_csv

            return comparison_to_csv(made.comparison)
        case Planned():
            from nupcheck.formats.plan_csv import plan_to_csv

            return plan_to_csv(*made)
        case Reported():
            from nupcheck.formats.report_csv import report_to_csv

            return report_to_csv(made.context, made.options.title)


def result_to_csv(checklist: Checklist, result: Result) -> str:
    """A row for each question of the result, in the checklist's order.

    Several pieces of evidence share a cell, each on a line of its own. Points and maxima are whole
    numbers; what is not there is empty.
    """
    whose = sheet_cells(result)
    places = question_places(checklist, result)
    rows = [
        (*whose, *places[question.id], *answer_cells(question))
        for question in result.questions.values()
    ]
    return csv_text([COLUMNS, *rows])


def sheet_cells(result: Result) -> Row:
    """Whose answers they are, and to which checklist: the first of COLUMNS."""
    date = result.date.isoformat() if result.date else None
    return result.place.name, date, result.checklist_id, result.checklist_version


def question_places(checklist: Checklist, result: Result) -> dict[str, Row]:
    """Where each question stands and what it asks, from `theme` to `question_text`, by its id."""
    return {
        question.id: _place(part, action, question.id, checklist.questions[question.id].text)
        for part in result.recommendations
        for action in part.actions
        for question in action.questions
    }


def _place(part: RecommendationResult, action: ActionResult, name: str, text: str) -> Row:
    return part.theme, part.id, part.title, action.id, action.title, name, text


def answer_cells(question: QuestionResult | None) -> Row:
    """What was answered, and what it earns, from `state` on; empty for no question."""
    if question is None:
        return (None,) * 7
    return (
        question.state.value,
        question.answer,
        question.points,
        question.maximum,
        question.note,
        "\n".join(question.evidence),
        question.by,
    )
