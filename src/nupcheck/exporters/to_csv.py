"""A result as CSV: a row for each question, every row whole in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.exporters.csv_cells import CsvCell, csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.checklist import Checklist
    from nupcheck.results import Result

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


def to_csv(checklist: Checklist, result: Result) -> str:
    """A row for each question of the result, in the checklist's order.

    Several pieces of evidence share a cell, each on a line of its own. Points and maxima are whole
    numbers; what is not there is empty.
    """
    return csv_text([COLUMNS, *_rows(checklist, result)])


def _rows(checklist: Checklist, result: Result) -> Iterator[tuple[CsvCell, ...]]:
    date = result.date.isoformat() if result.date else None
    for part in result.recommendations:
        for action in part.actions:
            for question in action.questions:
                yield (
                    result.place.name,
                    date,
                    result.checklist_id,
                    result.checklist_version,
                    part.theme,
                    part.id,
                    part.title,
                    action.id,
                    action.title,
                    question.id,
                    checklist.questions[question.id].text,
                    question.state.value,
                    question.answer,
                    question.points,
                    question.maximum,
                    question.note,
                    "\n".join(question.evidence),
                    question.by,
                )
