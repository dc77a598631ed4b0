"""How two sheets differ, below their totals: causes, parts, questions, evidence and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import Kind, points_of
from nupcheck.documents.blocks import Block, Cell, Column, Heading, Paragraph, Table
from nupcheck.documents.comparison_words import (
    KINDS,
    NOTHING,
    altered_blocks,
    answer_cell,
    score_cell,
    signed,
)
from nupcheck.model.selection import Part, PartKind, questions_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.compare import Comparison, Series, Step
    from nupcheck.analysis.diff import QuestionChange


def pair_blocks(comparison: Comparison, *, notes: bool) -> Iterator[Block]:
    """How two sheets differ, below their totals.

    Args:
        comparison: Of two rounds.
        notes: Old and new notes too, not only how many differ.
    """
    (step,) = comparison.steps
    if step.causes:
        yield from _answers(comparison, step)
    else:
        yield Paragraph("No answer differs; evidence or notes do.")
    yield from altered_blocks(step)
    yield from _documented(step, notes=notes)


def _answers(comparison: Comparison, step: Step) -> Iterator[Block]:
    yield Heading("Where the change comes from")
    yield _causes(step)
    level = step.after.checklist.levels
    yield Heading(f"By {level.recommendation.lower()}")
    yield _parts(comparison, level.recommendation, PartKind.RECOMMENDATION)
    yield Heading(f"By {level.action.lower()}")
    yield _parts(comparison, level.action, PartKind.ACTION)
    for kind, (title, meaning) in KINDS.items():
        if changes := step.of_kind(kind):
            yield Heading(title)
            yield Paragraph(meaning)
            yield _changes(step, changes)


def _causes(step: Step) -> Table:
    columns = (
        Column("What happened"),
        Column("Questions", "right"),
        Column("Gained", "right"),
        Column("Lost", "right"),
        Column("Points", "right"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            KINDS[cause.kind][0],
            cause.questions,
            signed(cause.gained),
            signed(cause.lost),
            signed(cause.points),
        )
        for cause in step.causes
    ]
    rows.append(("Change in total", None, None, None, signed(step.points)))
    return Table(columns, tuple(rows), total=True)


def _parts(comparison: Comparison, level: str, kind: PartKind) -> Table:
    """Parts with their points before and after; of actions, only those that differ."""
    (step,) = comparison.steps
    columns = (
        Column(""),
        Column(level),
        *(Column(each.label, "right") for each in comparison.rounds),
        Column("Change", "right"),
        Column("Answers changed", "right"),
    )
    parts = comparison.recommendations if kind is PartKind.RECOMMENDATION else comparison.actions
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        own = {
            name
            for each in comparison.rounds
            for name in questions_in(each.checklist, Part(kind, part.id))
        }
        changes = [change for change in step.changes if change.id in own]
        if kind is PartKind.RECOMMENDATION or changes or part.points is None:
            rows.append(_part_row(part.id, part, changes))
    if kind is PartKind.RECOMMENDATION:
        rows.append(_part_row("", comparison.total, step.changes, "Total"))
    return Table(columns, tuple(rows), total=kind is PartKind.RECOMMENDATION)


def _part_row(
    name: str, part: Series, changes: Sequence[QuestionChange], title: str = ""
) -> tuple[Cell, ...]:
    real = [change for change in changes if change.kind is Kind.ANSWER_CHANGED]
    return (
        name,
        title or part.title,
        *map(score_cell, part.tallies),
        signed(part.points),
        signed(points_of(real)) if real else NOTHING,
    )


def _changes(step: Step, changes: Sequence[QuestionChange]) -> Table:
    columns = (
        Column(""),
        Column(step.after.checklist.levels.question),
        Column(step.before.label),
        Column(step.after.label),
        Column("Points", "right"),
    )
    return Table(
        columns,
        tuple(
            (
                change.id,
                _text(step, change.id),
                answer_cell(step.before, change.before),
                answer_cell(step.after, change.after),
                signed(change.points),
            )
            for change in changes
        ),
    )


def _text(step: Step, name: str) -> str:
    questions = step.after.checklist.questions
    return (questions if name in questions else step.before.checklist.questions)[name].text


def _documented(step: Step, *, notes: bool) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    noted = [change for change in step.changes if change.note_before != change.note_after]
    for change in step.changes:
        rows += [(change.id, "Evidence lost", item) for item in change.evidence_lost]
        rows += [(change.id, "Evidence gained", item) for item in change.evidence_gained]
        if notes and change in noted:
            rows.append((change.id, "Note before", change.note_before or NOTHING))
            rows.append((change.id, "Note after", change.note_after or NOTHING))
    if rows or noted:
        yield Heading("Evidence and notes" if notes else "Evidence")
    if rows:
        yield Table((Column(""), Column("What"), Column("Text")), tuple(rows))
    if noted and not notes:
        count = "1 note differs" if len(noted) == 1 else f"{len(noted)} notes differ"
        yield Paragraph(f"{count}; --notes shows the old and the new.")
