"""What changed since an earlier sheet: changed answers apart from what is only better known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import Kind, causes_of, changes_between
from nupcheck.documents.blocks import Column, Columns, Fold, Heading, Link, Paragraph, Steps, Table
from nupcheck.documents.subject import anchor, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.diff import QuestionChange
    from nupcheck.documents.blocks import Block
    from nupcheck.documents.subject import Subject
    from nupcheck.scoring.result import QuestionResult

_MOST = 6


def change(subject: Subject) -> Iterator[Block]:
    """The change in all, the largest gains and losses, and every question that differs."""
    if subject.before is None:
        return
    words = subject.words
    changes = [
        each for each in changes_between(subject.before, subject.result) if each.kind is not None
    ]
    yield Heading(words.dated("changes", subject.before.date), 2, "changes")
    yield from (Paragraph(caution, "caution") for caution in subject.cautions)
    if not changes:
        yield Paragraph(words("changes.none"))
        return
    yield Paragraph(words("changes.about"))
    yield _causes(subject, changes)
    real = [each for each in changes if each.kind is Kind.ANSWER_CHANGED and each.points]
    gains = sorted((each for each in real if each.points > 0), key=lambda each: -each.points)
    losses = sorted((each for each in real if each.points < 0), key=lambda each: each.points)
    lists: list[tuple[Block, ...]] = [
        (
            Heading(words(title, count=len(some)), 3),
            Steps(tuple(_step(subject, each) for each in some[:_MOST])),
            *_more(subject, len(some) - _MOST),
        )
        for title, some in (("changes.up", gains), ("changes.down", losses))
        if some
    ]
    if lists:
        yield Columns(tuple(lists))
    yield Fold(words("changes.all", count=len(changes)), (_every(subject, changes),))


def _more(subject: Subject, count: int) -> Iterator[Paragraph]:
    """Says how many the list leaves out."""
    if count > 0:
        yield Paragraph(subject.words("changes.more", count=count), "aside")


def _causes(subject: Subject, changes: Sequence[QuestionChange]) -> Table:
    words = subject.words
    columns = (
        Column(words("changes.kind")),
        Column(words("changes.questions"), "right"),
        Column(words("column.points"), "right"),
    )
    rows = tuple(
        (words(f"kind.{each.kind.value}"), each.questions, signed(each.points))
        for each in causes_of(changes)
    )
    return Table(columns, rows, words("changes.causes"))


def _step(subject: Subject, each: QuestionChange) -> tuple[Link, str]:
    text = subject.checklist.questions[each.id].text
    link = Link(f"{each.id} {text}", f"#{anchor('question', each.id)}")
    return link, f"{_from_to(subject, each)} ({signed(each.points)})"


def _from_to(subject: Subject, each: QuestionChange) -> str:
    return f"{change_text(subject, each.before)} → {change_text(subject, each.after)}"


def change_text(subject: Subject, question: QuestionResult | None) -> str:
    """One side of a change; a dash where that checklist has no such question."""
    return subject.answer_text(question) if question else "–"


def _every(subject: Subject, changes: Sequence[QuestionChange]) -> Table:
    words = subject.words
    columns = (
        Column(words("column.id")),
        Column(words("changes.kind")),
        Column(words("column.change")),
        Column(words("column.points"), "right"),
    )
    rows = tuple(
        (
            each.id,
            words(f"kind.{each.kind.value}") if each.kind else "",
            _from_to(subject, each),
            signed(each.points),
        )
        for each in changes
    )
    return Table(columns, rows)
