"""A result as a document: what `nupcheck score` shows, at three depths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nupcheck.documents.blocks import (
    Bar,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import ActionResult, QuestionResult, Result, Tally

Level = Literal["recommendation", "action", "question"]

MOST_WEAK_ACTIONS = 5
_STATES = {
    State.OFF: "off",
    State.NOT_APPLICABLE: "not applicable",
    State.UNANSWERED: "open",
}


def score_document(checklist: Checklist, result: Result, level: Level) -> Document:
    """A result to read.

    Args:
        checklist: The checklist of the result, for its texts.
        result: Whole or narrowed.
        level: How deep to go: totals of recommendations, actions too, or every question.
    """
    blocks: list[Block] = [*headline(checklist, result), _overview(checklist, result)]
    blocks += _remarks(result.tally)
    if level != "recommendation":
        blocks += _parts(checklist, result, level)
    blocks += _weakest(checklist, result)
    blocks += _findings(result)
    return Document(tuple(blocks))


def headline(checklist: Checklist, result: Result) -> Iterator[Block]:
    """The place, the date, the checklist, and what the result is narrowed to."""
    place = result.place
    yield Heading(place.name, 1)
    date = result.date.isoformat() if result.date else "no date"
    yield Paragraph(" · ".join(part for part in (place.level, place.country, date) if part))
    yield Paragraph(f"{checklist.title} ({checklist.id} {checklist.version})")
    if result.narrowing is not None:
        names = [
            f"{checklist.levels.recommendation.lower()} {name}"
            for name in result.narrowing.recommendations
        ]
        names += [f"stakeholder {name}" for name in result.narrowing.stakeholders]
        yield Paragraph(f"Only a part of the checklist: {', '.join(names)}.")


def _overview(checklist: Checklist, result: Result) -> Table:
    parts = [(part.id, part.title, part.tally) for part in result.recommendations]
    return _tally_table(checklist.levels.recommendation, parts, result.tally)


def _tally_table(
    level: str, parts: list[tuple[str, str, Tally]], total: Tally, caption: str = ""
) -> Table:
    """Parts with their tallies and the total. The bar is the percentage, drawn."""
    columns = (
        Column("", "right"),
        Column(level),
        Column("Points", "right"),
        Column("%", "right"),
        Column(""),
        Column("Open", "right"),
    )
    rows: list[tuple[Cell, ...]] = [
        (name, title, *_tally_cells(tally)) for name, title, tally in parts
    ]
    rows.append(("", "Total", *_tally_cells(total)))
    return Table(columns, tuple(rows), caption, total=True)


def _tally_cells(tally: Tally) -> tuple[Cell, ...]:
    return (
        Score(tally.points, tally.maximum),
        Percent(tally.percent),
        Bar(tally.points, tally.maximum),
        tally.unanswered,
    )


def _remarks(tally: Tally) -> Iterator[Block]:
    """What the total alone does not say: how far it can still move, and what does not apply."""
    if not tally.is_complete:
        verb = "is" if tally.unanswered == 1 else "are"
        yield Paragraph(
            f"{tally.unanswered} of {tally.questions} questions {verb} open: once all are "
            f"answered, the total will be between {tally.low} and {tally.high} of {tally.maximum} "
            f"({Percent(tally_percent(tally.low, tally))} to "
            f"{Percent(tally_percent(tally.high, tally))}%)."
        )
    if tally.applicable_maximum != tally.maximum:
        yield Paragraph(
            f"Beside the score: {tally.not_applicable} not applicable; of the applicable maximum "
            f"{tally.applicable_maximum} the points are {Percent(tally.applicable_percent)}%."
        )


def tally_percent(points: int, tally: Tally) -> float | None:
    """Other points than a tally's own over its maximum, rounded by the same rule."""
    return tally._replace(points=points).percent


def _parts(checklist: Checklist, result: Result, level: Level) -> Iterator[Block]:
    for part in result.recommendations:
        yield Heading(f"{part.id} {part.title}", 2)
        actions = [(action.id, action.title, action.tally) for action in part.actions]
        yield _tally_table(checklist.levels.action, actions, part.tally)
        if level == "question":
            for action in part.actions:
                yield from _action(checklist, action)


def _action(checklist: Checklist, action: ActionResult) -> Iterator[Block]:
    names = {body.id: body.name for body in checklist.stakeholders}
    yield Heading(f"{action.id} {action.title}", 3)
    if action.stakeholders:
        yield Paragraph(f"Stakeholders: {', '.join(names[name] for name in action.stakeholders)}")
    columns = (
        Column("", "left"),
        Column(checklist.levels.question),
        Column("Answer"),
        Column("Points", "right"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            question.id,
            checklist.questions[question.id].text,
            answer_words(checklist, question),
            Score(question.points, question.maximum),
        )
        for question in action.questions
    ]
    yield Table(columns, tuple(rows))
    notes = [note for question in action.questions if (note := _note(question))]
    if notes:
        yield Bullets(tuple(notes))


def answer_words(checklist: Checklist, question: QuestionResult) -> str:
    """A question's answer by its label, or the state that stands in its place."""
    if question.state is State.ANSWERED:
        return next(each.label for each in checklist.scale if each.id == question.answer)
    return _STATES[question.state]


def _note(question: QuestionResult) -> str:
    """Note, evidence and who answered, as one line of text."""
    parts = [question.note.strip()] if question.note and question.note.strip() else []
    if question.evidence:
        parts.append(f"Evidence: {'; '.join(question.evidence)}")
    if question.by:
        parts.append(f"By: {question.by}")
    return f"{question.id}: {' — '.join(parts)}" if parts else ""


def weakest_actions(result: Result) -> tuple[ActionResult, ...]:
    """The actions that stand worst, by the most they can still reach.

    What is merely unanswered is not weak: an action is judged by its high bound, which is its
    score once it is complete. Ties stay in the checklist's order; full marks never appear.
    """
    short = [action for action in result.actions if action.tally.high < action.tally.maximum]
    short.sort(key=lambda action: action.tally.high / action.tally.maximum)
    return tuple(short[:MOST_WEAK_ACTIONS])


def _weakest(checklist: Checklist, result: Result) -> Iterator[Block]:
    weakest = weakest_actions(result)
    if weakest:
        yield Heading("Weakest, by the most they can still reach", 2)
        columns = (
            Column(""),
            Column(checklist.levels.action),
            Column("Points", "right"),
            Column("%", "right"),
            Column(""),
            Column("Open", "right"),
        )
        yield Table(
            columns,
            tuple((action.id, action.title, *_tally_cells(action.tally)) for action in weakest),
        )


def _findings(result: Result) -> Iterator[Block]:
    if result.findings:
        yield Heading("Findings", 2)
        yield Bullets(tuple(f"{each.message} [{each.code}]" for each in result.findings))
