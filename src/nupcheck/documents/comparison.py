"""A comparison as a document: what `nupcheck compare` shows of two sheets, or of more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.documents.comparison_of_two import pair_blocks
from nupcheck.documents.comparison_words import signed
from nupcheck.documents.time_line import time_line_blocks
from nupcheck.model.checklist import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.compare import Comparison

PAIR = 2


def comparison_document(
    comparison: Comparison, warnings: Sequence[str], *, notes: bool = False
) -> Document:
    """A comparison to read: in full for two sheets, as a time line for more.

    Args:
        comparison: Of two rounds or more.
        warnings: What to keep in mind, from `comparability`.
        notes: Old and new notes of two sheets in full.
    """
    blocks: list[Block] = [*_headline(comparison)]
    if warnings:
        blocks += [Heading("Please note"), Bullets(tuple(warnings))]
    blocks.append(_totals(comparison))
    blocks += _ranges(comparison)
    if comparison.is_empty:
        blocks.append(Paragraph("No difference."))
    elif len(comparison.rounds) == PAIR:
        blocks += pair_blocks(comparison, notes=notes)
    else:
        blocks += time_line_blocks(comparison)
    return Document(tuple(blocks))


def _headline(comparison: Comparison) -> Iterator[Block]:
    first, last = comparison.rounds[0], comparison.rounds[-1]
    place, checklist = last.result.place, last.checklist
    places = {fold(each.result.place.name): each.result.place.name for each in comparison.rounds}
    yield Heading(f"{' and '.join(places.values())}: {first.label} to {last.label}", 1)
    if where := " · ".join(part for part in (place.level, place.country) if part):
        yield Paragraph(where)
    yield Paragraph(f"{checklist.title} ({checklist.id} {checklist.version})")


def _totals(comparison: Comparison) -> Table:
    columns = (
        Column("Sheet"),
        Column("Points", "right"),
        Column("%", "right"),
        Column("Change", "right"),
        Column("Answered", "right"),
        Column("Off", "right"),
        Column("Not applicable", "right"),
        Column("Open", "right"),
    )
    changes = ("", *(signed(step.points) for step in comparison.steps))
    rows = [
        (
            each.label,
            Score(tally.points, tally.maximum),
            Percent(tally.percent),
            change,
            tally.answered,
            tally.off,
            tally.not_applicable,
            tally.unanswered,
        )
        for each, change in zip(comparison.rounds, changes, strict=True)
        for tally in (each.result.tally,)
    ]
    return Table(columns, tuple(rows))


def _ranges(comparison: Comparison) -> Iterator[Block]:
    """What the totals alone do not say of each sheet."""
    for each in comparison.rounds:
        tally = each.result.tally
        if not tally.is_complete:
            yield Paragraph(
                f"{each.label} is not complete: its total can still end anywhere between "
                f"{tally.low} and {tally.high} of {tally.maximum}."
            )
        if tally.applicable_maximum != tally.maximum:
            yield Paragraph(
                f"{each.label}, of the applicable maximum {tally.applicable_maximum}: "
                f"{Percent(tally.applicable_percent)}%."
            )
