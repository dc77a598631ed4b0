"""A comparison as CSV: a row for each part and question that differs between two sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.formats.csv_cells import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.compare import Comparison, Series, Step
    from nupcheck.analysis.diff import QuestionChange
    from nupcheck.formats.csv_cells import CsvCell
    from nupcheck.scoring.result import QuestionResult

HEADER = (
    "from",
    "to",
    "level",
    "id",
    "text",
    "kind",
    "state_before",
    "answer_before",
    "points_before",
    "maximum_before",
    "state_after",
    "answer_after",
    "points_after",
    "maximum_after",
    "change",
    "evidence_lost",
    "evidence_gained",
    "note_before",
    "note_after",
)
_Row = tuple["CsvCell", ...]


def comparison_to_csv(comparison: Comparison) -> str:
    """The comparison as CSV text; pieces of evidence stand on lines of their own in a cell."""
    return csv_text([HEADER, *_rows(comparison)])


def _rows(comparison: Comparison) -> Iterator[_Row]:
    parts = [
        ("total", (comparison.total,)),
        ("recommendation", comparison.recommendations),
        ("action", comparison.actions),
    ]
    for number, step in enumerate(comparison.steps):
        for level, series in parts:
            for part in series:
                if part.tallies[number] != part.tallies[number + 1]:
                    yield _part(step, number, level, part)
        for change in step.changes:
            yield _question(step, change)


def _part(step: Step, number: int, level: str, part: Series) -> _Row:
    before, after = part.tallies[number], part.tallies[number + 1]
    change = None if before is None or after is None else after.points - before.points
    return (
        step.before.label,
        step.after.label,
        level,
        part.id,
        part.title,
        None,
        *(None, None),
        *((None, None) if before is None else (before.points, before.maximum)),
        *(None, None),
        *((None, None) if after is None else (after.points, after.maximum)),
        change,
        *(None, None, None, None),
    )


def _question(step: Step, change: QuestionChange) -> _Row:
    questions = {**step.before.checklist.questions, **step.after.checklist.questions}
    return (
        step.before.label,
        step.after.label,
        "question",
        change.id,
        questions[change.id].text,
        None if change.kind is None else change.kind.value,
        *_state(change.before),
        *_state(change.after),
        change.points,
        "\n".join(change.evidence_lost),
        "\n".join(change.evidence_gained),
        change.note_before,
        change.note_after,
    )


def _state(question: QuestionResult | None) -> _Row:
    if question is None:
        return (None, None, None, None)
    return (question.state.value, question.answer, question.points, question.maximum)
