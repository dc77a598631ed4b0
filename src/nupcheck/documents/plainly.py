"""A report as a plain document, for media with headings, paragraphs, lists and tables only."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from nupcheck.documents.blocks import Block, Bullets, Column, Document, Heading, Paragraph, Table
from nupcheck.documents.figures import (
    Answers,
    Bars,
    Columns,
    Facts,
    Fold,
    Headline,
    Link,
    Rings,
    Steps,
    Strip,
)
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.figures import AnswerCard, Mark, Part, Report, Text

_FULL, _PART, _EMPTY = "■", "◧", "□"
_ENDS = (".", "!", "?", "…")
_SIGNS = {State.OFF: "–", State.NOT_APPLICABLE: "/", State.UNANSWERED: "?"}


def plainly(report: Report) -> Document:
    """The report with its figures as the tables behind them."""
    return Document(tuple(block for part in report.parts for block in _plain(part)))


def _plain(part: Part) -> Iterator[Block]:
    match part:
        case Heading() | Paragraph() | Bullets() | Table():
            yield part
        case Facts():
            yield Bullets(tuple(fact_line(term, says) for term, says in part.items))
        case Steps():
            yield Bullets(tuple(step_line(text, detail) for text, detail in part.items))
        case Fold():
            yield Paragraph(part.title)
            yield from (each for block in part.blocks for each in _plain(block))
        case Columns():
            yield from (each for side in part.parts for block in side for each in _plain(block))
        case Headline():
            yield Paragraph(f"{part.title}: {part.measure.text}")
            yield Bullets(part.summary)
        case Bars() | Rings():
            yield Heading(part.title)
            yield Table(part.table.columns, part.table.rows, "", total=part.table.total)
        case Strip():
            yield Heading(part.title)
            yield Paragraph(" · ".join(f"{sign(mark)} {mark.label}" for mark in part.legend))
            yield strip_table(part)
        case Answers():
            yield answers_table(part)
        case _:
            assert_never(part)


def strip_table(strip: Strip) -> Table:
    """The squares as signs, a row for each part."""
    rows = tuple(
        (row.number, row.label, " ".join("".join(map(sign, group)) for group in row.groups))
        for row in strip.rows
    )
    return Table((Column("", "right"), Column(""), Column("")), rows)


def answers_table(answers: Answers) -> Table:
    """Questions with their answers, notes and evidence, a row for each."""
    question, answer, points, notes = answers.columns
    rows = tuple(
        (card.number, card.text, card.answer, card.points, _notes(card)) for card in answers.cards
    )
    columns = (Column(""), Column(question), Column(answer), Column(points, "right"), Column(notes))
    return Table(columns, rows)


def _notes(card: AnswerCard) -> str:
    return " ".join(
        line if line.endswith(_ENDS) or last else f"{line};"
        for line, last in (
            (fact_line(term, says), number == len(card.details))
            for number, (term, says) in enumerate(card.details, 1)
        )
    )


def fact_line(term: str, says: tuple[Text, ...]) -> str:
    """A term and what it says on a line."""
    return f"{term}: {'; '.join(map(shown, says))}"


def step_line(text: Text, detail: str) -> str:
    """A text and its detail on a line; a colon between them unless the text ends a sentence."""
    first = shown(text)
    return f"{first}{' ' if first.endswith(_ENDS) else ': '}{detail}" if detail else first


def shown(text: Text) -> str:
    """A link with its address where the text does not say it."""
    if isinstance(text, Link) and not text.target.startswith("#") and text.text != text.target:
        return f"{text.text} ({text.target})"
    return str(text)


def sign(mark: Mark) -> str:
    """A question's square as a character."""
    if mark.state is not State.ANSWERED:
        return _SIGNS[mark.state]
    return _FULL if mark.share >= 1 else _PART if mark.share > 0 else _EMPTY
