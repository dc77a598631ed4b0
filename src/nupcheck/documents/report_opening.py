"""How a report opens: the score, its parts at a glance, the strongest and weakest, every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import (
    Chart,
    Column,
    Columns,
    Heading,
    Headline,
    Link,
    Mark,
    Paragraph,
    Steps,
    Strip,
    StripRow,
    Table,
)
from nupcheck.documents.report_plan import first
from nupcheck.documents.subject import anchor, signed
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.documents.blocks import Block
    from nupcheck.documents.subject import Subject
    from nupcheck.scoring.result import ActionResult, Tally

_MOST_EXTREMES = 4


def opening(subject: Subject) -> Iterator[Block]:
    """The page to take in at a glance."""
    yield headline(subject)
    yield from _figures(subject)
    yield from extremes(subject)
    yield strip(subject)
    yield from first(subject)


def headline(subject: Subject) -> Headline:
    """The total with its bounds, in one number and a few short sentences."""
    tally, words = subject.result.tally, subject.words
    before = subject.before.tally if subject.before else None
    counts = [
        words(f"counts.{state.value}", count=getattr(tally, state.value))
        for state in State
        if getattr(tally, state.value)
    ]
    return Headline(
        words("score"),
        subject.measure(words("score"), tally, before),
        words("of-points", maximum=tally.maximum),
        (*_sentences(subject, tally), " · ".join(counts)),
    )


def _sentences(subject: Subject, tally: Tally) -> Iterator[str]:
    words = subject.words
    if tally.is_complete:
        yield words("all-settled")
    else:
        yield words.counted(
            "open", tally.unanswered, questions=tally.questions, low=tally.low, high=tally.high
        )
    if tally.applicable_maximum != tally.maximum:
        yield words(
            "applicable",
            points=tally.points,
            maximum=tally.applicable_maximum,
            percent=words.percent(tally.applicable_percent),
        )
    if subject.before:
        change = tally.points - subject.before.tally.points
        kind = "up" if change > 0 else "down" if change < 0 else "none"
        yield words(
            f"change.{kind}",
            points=words.counted("points", abs(change)),
            then=words.dated("then", subject.before.date),
        )
        if not (tally.is_complete and subject.before.tally.is_complete):
            yield words("change.known")


def _figures(subject: Subject) -> Iterator[Block]:
    result, words = subject.result, subject.words
    old_themes = {each.id: each.tally for each in subject.before.themes} if subject.before else {}
    old = {each.id: each.tally for each in subject.before.recommendations} if subject.before else {}
    level = subject.checklist.levels.recommendation
    if len(result.themes) > 1:
        themes = [(each, old_themes.get(each.id)) for each in result.themes]
        yield Chart(
            words("themes"),
            subject.figure_about("themes.about"),
            tuple(subject.measure(each.title, each.tally, before) for each, before in themes),
            subject.tally_table(
                words("themes"),
                (("", each.title, each.tally, before) for each, before in themes),
                words("themes"),
            ),
            "rings",
        )
    parts = [(each, old.get(each.id)) for each in result.recommendations]
    title = words("bars", level=level.lower())
    yield Chart(
        title,
        subject.figure_about("bars.about"),
        tuple(
            subject.measure(
                each.title,
                each.tally,
                before,
                target=anchor("recommendation", each.id),
                number=each.id,
            )
            for each, before in parts
        ),
        subject.tally_table(
            level,
            ((each.id, each.title, each.tally, before) for each, before in parts),
            title,
            total=result.tally,
        ),
    )


def ranked(actions: Sequence[ActionResult]) -> list[ActionResult]:
    """Actions from the largest share of their maximum to the least, ties in checklist order.

    Only those that can be compared: with something to reach, and nothing open.
    """
    known = [each for each in actions if each.tally.applicable_maximum and each.tally.is_complete]
    return sorted(known, key=_share, reverse=True)


def _share(action: ActionResult) -> float:
    return action.tally.points / action.tally.maximum


def extremes(subject: Subject) -> Iterator[Block]:
    """The strongest and the weakest actions, side by side; nothing when there are too few."""
    order, words = ranked(subject.result.actions), subject.words
    most = min(_MOST_EXTREMES, len(order) // 2)
    ascending = sorted(order, key=_share)
    # Among equals nothing is strongest or weakest.
    strongest = [each for each in order[:most] if _share(each) > _share(order[-1])]
    weakest = [each for each in ascending[:most] if _share(each) < _share(order[0])]
    lists = [
        (Heading(words(title)), Steps(tuple(_step(subject, each) for each in some)))
        for title, some in (("strongest", strongest), ("weakest", weakest))
        if some
    ]
    if lists:
        yield Columns(tuple(lists))
    if lists and not subject.result.tally.is_complete:
        yield Paragraph(words("extremes.about"), "aside")


def _step(subject: Subject, action: ActionResult) -> tuple[Link, str]:
    link = Link(f"{action.id} {action.title}", f"#{anchor('action', action.id)}")
    return link, subject.measure_text(action.tally)


def strip(subject: Subject) -> Strip:
    """Every question as a square, a row for each recommendation."""
    words = subject.words
    rows = tuple(
        StripRow(
            part.id,
            part.title,
            anchor("recommendation", part.id),
            tuple(
                tuple(subject.mark(question) for question in action.questions)
                for action in part.actions
            ),
        )
        for part in subject.result.recommendations
    )
    best = subject.checklist.best_points
    answers = sorted(subject.checklist.scale, key=lambda each: -each.points)
    questions = subject.result.questions.values()
    legend = [Mark(each.label, State.ANSWERED, each.points / best) for each in answers]
    legend += [
        Mark(words(f"state.{state.value}"), state)
        for state in (State.OFF, State.NOT_APPLICABLE, State.UNANSWERED)
        if any(question.state is state for question in questions)
    ]
    return Strip(
        words("strip"),
        words("strip.about"),
        rows,
        tuple(legend),
        _strip_table(subject),
    )


def _strip_table(subject: Subject) -> Table:
    words, before = subject.words, subject.before
    columns = [Column(words("column.id")), Column(words("column.answer"))]
    columns.append(Column(words("column.points"), "right"))
    if before:
        columns += [Column(words("column.before")), Column(words("column.change"), "right")]
    old = before.questions if before else {}
    rows = []
    for question in subject.result.questions.values():
        row: list[str | int | None] = [
            question.id,
            subject.answer_text(question),
            question.points,
        ]
        if before and (was := old.get(question.id)):
            row += [subject.answer_text(was), signed(question.points - was.points)]
        elif before:
            row += ["", ""]
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), words("strip"))
