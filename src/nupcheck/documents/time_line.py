"""How three or more sheets differ, below their totals: a column for each, and the trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Block, Cell, Column, Heading, Paragraph, Table
from nupcheck.documents.comparison_words import (
    KINDS,
    NOTHING,
    altered_blocks,
    answer_cell,
    score_cell,
    signed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.compare import Comparison, Series

# So many sheets stand side by side on a terminal of 80 columns; more go into tables below.
SHEETS_A_TABLE = 3

_TRENDS = {"up": "rising", "down": "falling", "steady": "steady", "mixed": "up and down"}


def time_line_blocks(comparison: Comparison) -> Iterator[Block]:
    """Parts along all sheets, what the steps come from, and every answer that differs."""
    levels = comparison.rounds[-1].checklist.levels
    yield Heading(f"By {levels.recommendation.lower()}")
    yield from _trends(comparison, levels.recommendation, comparison.recommendations, total=True)
    yield Paragraph(_basis(comparison))
    yield Heading(f"By {levels.action.lower()}")
    yield from _trends(comparison, levels.action, comparison.actions, total=False)
    if any(step.causes for step in comparison.steps):
        yield Heading("Where the changes come from")
        yield from _folded(_causes(comparison), lead=1)
        yield Heading(f"{levels.question}s that differ")
        yield from _folded(_answers(comparison), lead=2)
    for step in comparison.steps:
        yield from altered_blocks(step)
    changes = [change for step in comparison.steps for change in step.changes]
    if any(change.is_documented_differently for change in changes):
        yield Paragraph("Evidence and notes differ too: compare two of the sheets to see how.")


def _folded(table: Table, lead: int, tail: int = 0) -> Iterator[Table]:
    """A wide table as several: its first columns in each, its last only in the last."""
    end = len(table.columns) - tail
    for start in range(lead, end, SHEETS_A_TABLE):
        stop = start + SHEETS_A_TABLE
        own = [*range(lead), *range(start, min(stop, end))]
        if stop >= end:
            own += range(end, len(table.columns))
        yield Table(
            tuple(table.columns[number] for number in own),
            tuple(tuple(row[number] for number in own) for row in table.rows),
            total=table.total,
        )


def _trends(
    comparison: Comparison, level: str, parts: Sequence[Series], *, total: bool
) -> Iterator[Table]:
    columns = (
        Column(""),
        Column(level),
        *(Column(each.label, "right") for each in comparison.rounds),
        Column("Change", "right"),
        Column("Trend"),
    )
    rows = [_trend_row(part, part.title) for part in parts]
    if total:
        rows.append(_trend_row(comparison.total, "Total"))
    return _folded(Table(columns, tuple(rows), total=total), lead=2, tail=2)


def _trend_row(part: Series, title: str) -> tuple[Cell, ...]:
    trend = NOTHING if part.trend is None else _TRENDS[part.trend]
    if part.settled_points:
        trend += f" {signed(part.settled_points)}"
    return (part.id, title, *map(score_cell, part.tallies), signed(part.points), trend)


def _basis(comparison: Comparison) -> str:
    settled = comparison.total.settled[0].questions
    names = {name for each in comparison.rounds for name in each.checklist.questions}
    if settled == len(names):
        return "Every question is settled in every sheet: the trend looks at all of them."
    return (
        f"The trend looks only at the questions that are settled in every sheet, {settled} of "
        f"{len(names)}: what is only better known now is no progress."
    )


def _causes(comparison: Comparison) -> Table:
    columns = (
        Column("What happened"),
        *(Column(f"to {step.after.label}", "right") for step in comparison.steps),
    )
    by_step = [{cause.kind: cause.points for cause in step.causes} for step in comparison.steps]
    rows: list[tuple[Cell, ...]] = [
        (title, *(signed(points[kind]) if kind in points else NOTHING for points in by_step))
        for kind, (title, _) in KINDS.items()
        if any(kind in points for points in by_step)
    ]
    rows.append(("Change in total", *(signed(step.points) for step in comparison.steps)))
    return Table(columns, tuple(rows), total=True)


def _answers(comparison: Comparison) -> Table:
    """A row for each question whose answer or state is not the same all along."""
    differing = {change.id for step in comparison.steps for change in step.changes if change.kind}
    texts: dict[str, str] = {}
    for each in reversed(comparison.rounds):
        for name, question in each.checklist.questions.items():
            texts.setdefault(name, question.text)
    results = [(each, each.result.questions) for each in comparison.rounds]
    columns = (
        Column(""),
        Column(comparison.rounds[-1].checklist.levels.question),
        *(Column(each.label) for each in comparison.rounds),
    )
    return Table(
        columns,
        tuple(
            (name, text, *(answer_cell(each, questions.get(name)) for each, questions in results))
            for name, text in texts.items()
            if name in differing
        ),
    )
