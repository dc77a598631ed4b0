"""A plan as a document: what can be done, by whom, and the least work to a target."""

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
    Score,
    Table,
)
from nupcheck.documents.plan_tasks import By, task_blocks
from nupcheck.documents.score import answer_words, headline
from nupcheck.model.selection import Part, PartKind
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from nupcheck.analysis.plan import Aim, Plan
    from nupcheck.analysis.scenario import Change, WhatIf
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance
    from nupcheck.scoring.result import QuestionResult, Tally

AID = "A plan is nupcheck's own aid"


def aid_sentence(checklist: Checklist) -> str:
    """Says that a plan is no part of what the checklist restates."""
    source = f" of “{checklist.source.title}”" if checklist.source else " of the checklist's source"
    return f"{AID} and no part{source}: what comes first is for you to decide."


def plan_document(checklist: Checklist, plan: Plan, guidance: Guidance, by: By) -> Document:
    """A plan to read.

    Args:
        checklist: The checklist of the sheet, for its texts.
        plan: What can be done. A plan that only asks what if shows no tasks.
        guidance: What the source says beside the questions; may be empty.
        by: How the tasks are grouped.
    """
    _, *rest = headline(checklist, plan.result)
    blocks: list[Block] = [
        Heading(f"Plan for {plan.result.place.name}", 1),
        *rest,
        Paragraph(aid_sentence(checklist)),
    ]
    if plan.what_if is not None:
        blocks += _what_if(checklist, plan.what_if)
    if plan.aim is not None:
        blocks += _aim(checklist, plan.aim)
    if plan.what_if is None or plan.aim is not None:
        blocks += task_blocks(checklist, plan, guidance, by)
        if plan.aim is not None and plan.aim.changes and not plan.tasks:
            blocks.append(Paragraph("None of these is in the part of the checklist shown here."))
    return Document(tuple(blocks))


def _score_words(points: int, tally: Tally) -> str:
    share = Percent(tally._replace(points=points).percent)
    return f"{points} of {tally.maximum} points ({share}%)"


def _what_if(checklist: Checklist, what_if: WhatIf) -> Iterator[Block]:
    before, after = what_if.before, what_if.after
    yield Heading("What if", 2)
    yield _changes(checklist, what_if.changes, unit=None)
    then, now = after.questions, before.questions
    opened = [name for name in now if _is_off(now[name]) and not _is_off(then[name])]
    closed = [name for name in now if not _is_off(now[name]) and _is_off(then[name])]
    then_total = _score_words(after.tally.points, after.tally)
    now_total = _score_words(before.tally.points, before.tally)
    facts = [f"The total would be {then_total}, now it is {now_total}."]
    if not after.tally.is_complete:
        facts.append(
            f"With {after.tally.unanswered} of {after.tally.questions} questions open it could "
            f"still end between {after.tally.low} and {after.tally.high}."
        )
    if opened:
        facts.append(f"Then to be asked: {', '.join(opened)}.")
    if closed:
        facts.append(f"Then off: {', '.join(closed)}.")
    yield Bullets(tuple(facts))
    rows: list[tuple[Cell, ...]] = [
        (old.id, old.title, *_moved(old.tally, new.tally))
        for old, new in zip(before.recommendations, after.recommendations, strict=True)
        if old.tally != new.tally
    ]
    rows.append(("", "Total", *_moved(before.tally, after.tally)))
    columns = (
        Column("", "right"),
        Column(checklist.levels.recommendation),
        Column("Now", "right"),
        Column("Then", "right"),
        Column("%", "right"),
        Column("Gain", "right"),
    )
    yield Table(columns, tuple(rows), total=True)


def _is_off(question: QuestionResult) -> bool:
    return question.state is State.OFF


def _moved(before: Tally, after: Tally) -> tuple[Cell, ...]:
    return (
        Score(before.points, before.maximum),
        Score(after.points, after.maximum),
        Percent(after.percent),
        _signed(after.points - before.points),
    )


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def _changes(checklist: Checklist, changes: Sequence[Change], *, unit: str | None) -> Table:
    """Answers changed; the last column holds costs where there is a unit for them."""
    columns = [
        Column(""),
        Column(checklist.levels.question),
        Column("Now"),
        Column("Then"),
        Column("Gain", "right"),
    ]
    if unit is not None:
        columns.append(Column(f"Cost ({unit})" if unit else "Cost", "right"))
    rows: list[tuple[Cell, ...]] = []
    for each in changes:
        row: list[Cell] = [
            each.question,
            checklist.questions[each.question].text,
            answer_words(checklist, each.before),
            answer_words(checklist, each.after),
            _signed(each.after.points - each.before.points),
        ]
        if each.cost is not None:
            row.append(plain(each.cost))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def plain(number: Decimal) -> str:
    """A cost without needless zeros: 12.5, 3, 40."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _part_words(checklist: Checklist, part: Part) -> str:
    levels = checklist.levels
    match part.kind:
        case PartKind.TOTAL:
            return "the total"
        case PartKind.RECOMMENDATION:
            return f"{levels.recommendation.lower()} {part.id}"
        case PartKind.ACTION:
            return f"{levels.action.lower()} {part.id}"
        case PartKind.QUESTION:
            return f"{levels.question.lower()} {part.id}"
        case PartKind.THEME:
            titles = {each.id: each.title for each in checklist.themes}
            return f"the theme “{titles[part.id]}”"
        case PartKind.STAKEHOLDER:
            names = {each.id: each.name for each in checklist.stakeholders}
            return f"the part of {names[part.id]}"


def _aim(checklist: Checklist, aim: Aim) -> Iterator[Block]:
    points = " point" if aim.needed == 1 else " points"
    amount = f"{plain(aim.target.at_least)}{points if aim.target.unit == 'points' else '%'}"
    part = _part_words(checklist, aim.target.part)
    yield Heading(f"To bring {part} to {amount}", 2)
    if not aim.changes:
        reached = _score_words(aim.before.points, aim.before)
        yield Paragraph(f"It is there already, with {reached}: nothing has to change.")
        return
    count = f"{len(aim.changes)} {'answer' if len(aim.changes) == 1 else 'answers'}"
    if aim.cost is None:
        way = f"The fewest that have to change: {count}."
        ties = "Of equally short ways this one"
    else:
        way = f"The cheapest way changes {count}, for {plain(aim.cost)} {aim.unit}".rstrip() + "."
        ties = "Of equally cheap ways this one changes the fewest answers, then"
    yield Paragraph(
        f"It needs {aim.needed} of {aim.before.maximum} points and has "
        f"{aim.before.points}. {way} That brings it to "
        f"{_score_words(aim.after.points, aim.after)}. {ties} earns the most points, "
        "then begins earliest in the checklist."
    )
    yield _changes(checklist, aim.changes, unit=None if aim.cost is None else aim.unit)
