"""An explanation as a document: sums that can be added up again with a pencil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Percent,
    Table,
)
from nupcheck.documents.explanation_words import Words
from nupcheck.model.selection import PartKind
from nupcheck.scoring.result import tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.explain import Explanation
    from nupcheck.scoring.result import Result, Tally

_NUMBERS = tuple(Column(title, "right") for title in ("Points", "Low", "High", "Maximum"))
_THOUSANDTHS = 1000


def explanation_document(
    checklist: Checklist, result: Result, explanation: Explanation
) -> Document:
    """An explanation to read.

    Args:
        checklist: The checklist of the result.
        result: The result that is explained, for its place, date and findings.
        explanation: Of any part of it.
    """
    words = Words(checklist)
    blocks: list[Block] = [*_headline(words, result, explanation)]
    if explanation.part.kind is PartKind.QUESTION:
        blocks += _question(words, result, explanation)
    else:
        blocks += _sum(words, explanation)
    blocks += _bounds(words, explanation)
    blocks += _maximum(words, explanation)
    blocks += _findings(result, explanation)
    return Document(tuple(blocks))


def percent_sum(points: int, maximum: int, shown: float | None) -> str:
    """The division behind a percentage, as far as it takes to see how it was rounded."""
    if maximum == 0:
        return "there is nothing to divide by, so no percentage"
    division = f"100 × {points} ÷ {maximum} ="
    thousandths, rest = divmod(100 * _THOUSANDTHS * points, maximum)
    if not rest and thousandths % 100 == 0:
        return f"{division} {Percent(shown)}%"
    digits = f"{thousandths // _THOUSANDTHS}.{thousandths % _THOUSANDTHS:03d}"
    text = f"{division} {digits}{'…' if rest else ''}, to one decimal {Percent(shown)}%"
    if f"{100 * points / maximum:.1f}" in {"0.0", "100.0"}:
        text += " (0.0 and 100.0 stand only for exactly so much)"
    return text


def _headline(words: Words, result: Result, explanation: Explanation) -> Iterator[Block]:
    tally = explanation.tally
    yield Heading(words.name(explanation), 1)
    date = result.date.isoformat() if result.date else "no date"
    yield Paragraph(f"{result.place.name} · {date}")
    division = percent_sum(tally.points, tally.maximum, tally.percent)
    yield Paragraph(f"{tally.points} of {tally.maximum} points: {division}.")
    yield Paragraph(words.scale())
    if explanation.part.kind is PartKind.STAKEHOLDER:
        yield Paragraph(
            "These are the parts that name this stakeholder. What names several counts for each "
            "of them, so stakeholders do not add up to the total."
        )


def _sum(words: Words, explanation: Explanation, level: int = 2) -> Iterator[Block]:
    """The terms of a part with their sum, then the sums that these are themselves."""
    rows: list[tuple[Cell, ...]] = [
        (term.part.id, term.title, *_numbers(term.tally)) for term in explanation.terms
    ]
    rows += [
        (line.question.id, words.line(line), *_numbers(line.result.tally))
        for line in explanation.lines
    ]
    rows.append(("", "Sum", *_numbers(explanation.tally)))
    head = "What the sheet says" if explanation.lines else words.terms(explanation)
    yield Table((Column(""), Column(head), *_NUMBERS), tuple(rows), total=True)
    for term in explanation.terms:
        yield Heading(words.name(term), level)
        yield from _sum(words, term, level + 1)


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return (tally.points, tally.low, tally.high, tally.maximum)


def _question(words: Words, result: Result, explanation: Explanation) -> Iterator[Block]:
    (line,) = explanation.lines
    own = line.result
    yield Paragraph(line.question.text)
    yield Table(
        (Column(""), Column("What the sheet says"), *_NUMBERS),
        ((line.question.id, words.line(line), *_numbers(own.tally)),),
    )
    facts = [*words.chain(result, line)]
    if own.note:
        facts.append(f"Note: {own.note.strip()}")
    facts += [f"Evidence: {item}" for item in own.evidence]
    if own.by:
        facts.append(f"Answered by: {own.by}")
    if facts:
        yield Bullets(tuple(facts))


def _bounds(words: Words, explanation: Explanation) -> Iterator[Block]:
    """The completions that reach low and high, question by question."""
    yield Heading("Low and high")
    tally = explanation.tally
    certain = [line for line in explanation.all_lines if line.is_certain]
    others = [line for line in explanation.all_lines if not line.is_certain]
    if not others:
        yield Paragraph(
            f"No open question can change these points: low and high are {tally.points} too."
        )
        return
    yield Paragraph(
        "Low is the least that any completion of the sheet can end with, high the most. These two "
        "completions reach them."
    )
    rows: list[tuple[Cell, ...]] = [
        (
            line.question.id,
            words.fate(line.cheapest),
            line.result.low,
            words.fate(line.dearest),
            line.result.high,
        )
        for line in others
    ]
    if certain:
        settled = tally_of([line.result for line in certain])
        count = f"{len(certain)} settled"
        rows.append(("", count, settled.low, count, settled.high))
    rows.append(("", "Sum", tally.low, "Sum", tally.high))
    columns = (
        Column(""),
        Column("Cheapest completion"),
        Column("Low", "right"),
        Column("Dearest completion"),
        Column("High", "right"),
    )
    yield Table(columns, tuple(rows), total=True)


def _maximum(words: Words, explanation: Explanation) -> Iterator[Block]:
    yield Heading("The maximum")
    yield Paragraph(words.maximum(explanation))
    tally = explanation.tally
    if tally.applicable_maximum != tally.maximum:
        names = [
            line.question.id for line in explanation.all_lines if line.result.tally.not_applicable
        ]
        division = percent_sum(tally.points, tally.applicable_maximum, tally.applicable_percent)
        yield Paragraph(
            f"Not applicable: {', '.join(names)}. The applicable maximum is {tally.maximum} - "
            f"{tally.maximum - tally.applicable_maximum} = {tally.applicable_maximum}; of that, "
            f"{division}."
        )


def _findings(result: Result, explanation: Explanation) -> Iterator[Block]:
    names = {line.question.id for line in explanation.all_lines}
    found = [each for each in result.findings if each.question in names]
    if found:
        yield Heading("Findings")
        yield Bullets(tuple(f"{each.message} [{each.code}]" for each in found))
