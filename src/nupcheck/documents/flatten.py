"""A document in headings, paragraphs, lists and tables only, for media of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from nupcheck.documents.blocks import (
    Answers,
    Bullets,
    Chart,
    Column,
    Columns,
    Facts,
    Fold,
    Heading,
    Headline,
    Link,
    Paragraph,
    Steps,
    Strip,
    Table,
)
from nupcheck.locale import _, pgettext
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import AnswerCard, Block, Document, Mark, PlainBlock, Text

_FULL, _PART, _EMPTY = "■", "◧", "□"
_ENDS = (".", "!", "?", "…")
_SIGNS = {State.OFF: "–", State.NOT_APPLICABLE: "/", State.UNANSWERED: "?"}


def flatten(document: Document) -> Iterator[PlainBlock]:
    """The blocks, with the tables behind the figures in their place."""
    return (each for block in document.blocks for each in _plain(block))


def _plain(block: Block) -> Iterator[PlainBlock]:
    match block:
        case Heading() | Paragraph() | Bullets() | Table():
            yield block
        case Facts():
            yield Bullets(tuple(_fact_line(term, says) for term, says in block.items))
        case Steps():
            yield Bullets(tuple(_step_line(text, detail) for text, detail in block.items))
        case Fold():
            yield Paragraph(block.title)
            yield from (each for inner in block.blocks for each in _plain(inner))
        case Columns():
            yield from (each for side in block.sides for inner in side for each in _plain(inner))
        case Headline():
            yield Paragraph(_("{term}: {text}", term=block.title, text=block.measure.text))
            yield Bullets(block.summary)
        case Chart():
            yield Heading(block.title)
            yield block.table._replace(caption="")
        case Strip():
            yield Heading(block.title)
            yield Paragraph(" · ".join(f"{_sign(mark)} {mark.label}" for mark in block.legend))
            yield _strip_table(block)
        case Answers():
            yield _answers_table(block)
        case _:
            assert_never(block)


def _strip_table(strip: Strip) -> Table:
    """The squares as signs, a row for each part."""
    rows = tuple(
        (row.number, row.label, " ".join("".join(map(_sign, group)) for group in row.groups))
        for row in strip.rows
    )
    return Table((Column("", "right"), Column(""), Column("")), rows)


def _answers_table(answers: Answers) -> Table:
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
            (_fact_line(term, says), number == len(card.details))
            for number, (term, says) in enumerate(card.details, 1)
        )
    )


def _fact_line(term: str, says: tuple[Text, ...]) -> str:
    """A term and what it says on a line."""
    text = pgettext("between clauses", "; ").join(map(_shown, says))
    return _("{term}: {text}", term=term, text=text)


def _step_line(text: Text, detail: str) -> str:
    """A text and its detail on a line; a colon between them unless the text ends a sentence."""
    first = _shown(text)
    if not detail or first.endswith(_ENDS):
        return f"{first} {detail}".strip()
    return _("{term}: {text}", term=first, text=detail)


def _shown(text: Text) -> str:
    """A link with its address where the text does not say it."""
    if isinstance(text, Link) and not text.target.startswith("#") and text.text != text.target:
        return _("{text} ({address})", text=text.text, address=text.target)
    return str(text)


def _sign(mark: Mark) -> str:
    """A question's square as a character."""
    if mark.state is not State.ANSWERED:
        return _SIGNS[mark.state]
    return _FULL if mark.share >= 1 else _PART if mark.share > 0 else _EMPTY
