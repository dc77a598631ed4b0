"""A plan as a document: what can be done, by whom, and the least work to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nupcheck.documents.blocks import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.documents.common import columns, remarks
from nupcheck.documents.guidance import partner_blocks, resource_link, whose_judgement
from nupcheck.documents.labels import Labels, points, points_of
from nupcheck.documents.score import headline
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import decimal, listed, signed
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Aim, Plan
    from nupcheck.analysis.scenario import Change, WhatIf
    from nupcheck.documents.blocks import Block, Cell
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance
    from nupcheck.scoring.result import Result, Tally

By = Literal["recommendation", "stakeholder"]

MOST_FIRST = 5


def aid_sentence(checklist: Checklist) -> str:
    """Says that a plan is no part of what the checklist restates."""
    if checklist.source:
        return _(
            "A plan is nupcheck's own aid and no part of “{source}”: what comes first is for you "
            "to decide.",
            source=checklist.source.title,
        )
    return _(
        "A plan is nupcheck's own aid and no part of the checklist's source: what comes first is "
        "for you to decide."
    )


def plan_document(checklist: Checklist, plan: Plan, guidance: Guidance, by: By) -> Document:
    """A plan to read.

    Args:
        checklist: The checklist of the sheet, for its texts.
        plan: What can be done. A plan that only asks what if shows no tasks.
        guidance: What the source says beside the questions; may be empty.
        by: How the tasks are grouped.
    """
    labels = Labels(checklist)
    title = _("Plan for {place}", place=plan.result.place.name)
    _place, *about = headline(labels, plan.result)
    blocks: list[Block] = [Heading(title, 1), *about, Paragraph(aid_sentence(checklist))]
    if plan.what_if is not None:
        blocks += _what_if(labels, plan.what_if)
    if plan.aim is not None:
        blocks.append(Heading(aim_title(labels, plan.aim)))
        blocks.append(Paragraph(" ".join(aim_sentences(plan.aim))))
        if plan.aim.changes:
            blocks.append(_changes(labels, plan.aim.changes, plan.aim))
    if plan.what_if is None or plan.aim is not None:
        blocks += _tasks(labels, plan, guidance, by)
    return Document(tuple(blocks))


def _what_if(labels: Labels, what_if: WhatIf) -> Iterator[Block]:
    before, after = what_if.before, what_if.after
    yield Heading(_("What if"))
    yield _changes(labels, what_if.changes)
    yield Bullets(tuple(_consequences(before, after)))
    rows: list[tuple[Cell, ...]] = [
        (old.id, old.title, *_moved(old.tally, new.tally))
        for old, new in zip(before.recommendations, after.recommendations, strict=True)
        if old.tally != new.tally
    ]
    rows.append(("", _("Total"), *_moved(before.tally, after.tally)))
    numbers = (_("Now"), _("Then"), "%", _("Gain"))
    heads = columns("", labels.checklist.levels.recommendation, right=numbers)
    yield Table(heads, tuple(rows), total=True)


def _consequences(before: Result, after: Result) -> Iterator[str]:
    yield _(
        "The total would be {then}, now it is {now}.",
        then=points_of(after.tally),
        now=points_of(before.tally),
    )
    if not after.tally.is_complete:
        yield from remarks(after.tally)
    now, then = _not_needed(before), _not_needed(after)
    if opened := [question for question in now if question not in then]:
        yield _("Then to be asked: {questions}.", questions=listed(opened))
    if closed := [question for question in then if question not in now]:
        yield _("Then not needed: {questions}.", questions=listed(closed))


def _not_needed(result: Result) -> list[str]:
    return [each.id for each in result.questions.values() if each.state is State.OFF]


def _moved(before: Tally, after: Tally) -> tuple[Cell, ...]:
    return (
        Score(before.points, before.maximum),
        Score(after.points, after.maximum),
        Percent(after.percent),
        signed(after.points - before.points),
    )


def _changes(labels: Labels, changes: Sequence[Change], aim: Aim | None = None) -> Table:
    """Answers changed; the last column holds costs where an aim has them."""
    numbers = [_("Gain")]
    if aim is not None and aim.cost is not None:
        numbers.append(_("Cost ({unit})", unit=aim.unit) if aim.unit else _("Cost"))
    heads = columns("", labels.checklist.levels.question, _("Now"), _("Then"), right=numbers)
    rows: list[tuple[Cell, ...]] = []
    for each in changes:
        row: list[Cell] = [
            each.question,
            labels.checklist.questions[each.question].text,
            labels.standing(each.before),
            labels.standing(each.after),
            signed(each.after.points - each.before.points),
        ]
        if each.cost is not None:
            row.append(decimal(each.cost))
        rows.append(tuple(row))
    return Table(heads, tuple(rows))


def aim_title(labels: Labels, aim: Aim) -> str:
    """What is aimed at, as a heading."""
    target = aim.target
    if target.unit == "points":
        amount = points(int(target.at_least))
    else:
        amount = _("{value}%", value=decimal(target.at_least))
    part = labels.in_sentence(target.selection)
    return _("To bring {part} to {amount}", part=part, amount=amount)


def aim_sentences(aim: Aim) -> Iterator[str]:
    """What a target takes at least, and which of several ways this is."""
    if not aim.changes:
        yield _(
            "It is there already, with {points}: nothing has to change.",
            points=points_of(aim.before),
        )
        return
    yield _(
        "It needs {needed} of {maximum} points and has {points}.",
        needed=aim.needed,
        maximum=aim.before.maximum,
        points=aim.before.points,
    )
    count = len(aim.changes)
    if aim.cost is None:
        yield ngettext(
            "The fewest that have to change: {n} answer.",
            "The fewest that have to change: {n} answers.",
            count,
        )
    else:
        yield ngettext(
            "The cheapest way changes {n} answer, for {cost}.",
            "The cheapest way changes {n} answers, for {cost}.",
            count,
            cost=f"{decimal(aim.cost)} {aim.unit}".rstrip(),
        )
    yield _("That brings it to {points}.", points=points_of(aim.after))
    if aim.cost is None:
        yield _(
            "Of equally short ways this one earns the most points, then begins earliest in the "
            "checklist."
        )
    else:
        yield _(
            "Of equally cheap ways this one changes the fewest answers, then earns the most "
            "points, then begins earliest in the checklist."
        )


def _tasks(labels: Labels, plan: Plan, guidance: Guidance, by: By) -> Iterator[Block]:
    """The tasks in groups, with who can act, where it was done, and what helps."""
    if not plan.tasks:
        if plan.aim is None:
            yield Paragraph(_("Nothing is missing: every question that applies earns full points."))
        elif plan.aim.changes:
            yield Paragraph(_("None of these is in the part of the checklist shown here."))
        return
    if plan.aim is None and len(plan.tasks) > MOST_FIRST:
        yield Heading(_("What earns and opens most"))
        yield task_table(labels, first_tasks(plan.tasks))
    keys = ["practices", "resources", *(["partners"] if by == "stakeholder" else [])]
    if judged := whose_judgement(guidance, keys):
        yield Paragraph(judged)
    if by == "recommendation":
        yield from _by_recommendation(labels, plan.tasks, guidance, 2)
    else:
        yield from _by_stakeholder(labels, plan, guidance)


def first_tasks(tasks: Iterable[Task]) -> list[Task]:
    """The few tasks with the most points within reach, ties in the checklist's order."""
    return sorted(tasks, key=lambda task: -task.worth)[:MOST_FIRST]


def _by_stakeholder(labels: Labels, plan: Plan, guidance: Guidance) -> Iterator[Block]:
    """A part for each stakeholder, or for those whose plan it is."""
    chosen = plan.result.selection.stakeholders
    for body in labels.checklist.stakeholders:
        own = [task for task in plan.tasks if body.id in task.stakeholders]
        if own and (not chosen or body.id in chosen):
            yield Heading(body.name)
            yield from partner_blocks(guidance, [body.id], 3)
            yield from _by_recommendation(labels, own, guidance, 3)
    if nobodys := [task for task in plan.tasks if not task.stakeholders]:
        yield Heading(_("No stakeholder named"))
        yield from _by_recommendation(labels, nobodys, guidance, 3)


def _by_recommendation(
    labels: Labels, tasks: Sequence[Task], guidance: Guidance, level: int
) -> Iterator[Block]:
    for part in labels.checklist.recommendations:
        own = [task for task in tasks if task.recommendation == part.id]
        if not own:
            continue
        yield Heading(f"{part.id} {part.title}", level)
        advice = [
            _("Where means are short: {advice}", advice=each.advice)
            for each in guidance.first_steps_of(part.id)
        ]
        advice += [
            _("To read: {resource}", resource=resource_link(each))
            for each in guidance.resources_of(part.id)
        ]
        if advice:
            yield Bullets(tuple(advice))
        for action in part.actions:
            if here := [task for task in own if task.action == action.id]:
                yield Heading(f"{action.id} {action.title}", level + 1)
                if action.stakeholders:
                    names = labels.stakeholders(action.stakeholders)
                    yield Paragraph(_("Who can act: {names}.", names=names))
                yield task_table(labels, here)
                yield from _done(guidance, action.id)


def _done(guidance: Guidance, action: str) -> Iterator[Paragraph]:
    """The first of the practices of an action, and where the others are told."""
    if practices := guidance.practices_of(action):
        text = _("It was done: {practice}.", practice=practices[0].headline)
        if more := len(practices) - 1:
            text += " " + ngettext(
                "`nupcheck show {action}` tells {n} more.",
                "`nupcheck show {action}` tells {n} more.",
                more,
                action=action,
            )
        yield Paragraph(text)


def task_table(
    labels: Labels,
    tasks: Iterable[Task],
    *,
    number: str = "",
    caption: str = "",
    who: bool = False,
) -> Table:
    """Tasks in a row each.

    Args:
        labels: Of the checklist.
        tasks: The tasks.
        number: The title of the column of ids.
        caption: Of the whole.
        who: Say in a last column who can act.
    """
    heads = columns(number, labels.checklist.levels.question, _("Now"), right=[_("Earns")])
    heads += columns(_("Opens"), *([_("Who can act")] if who else []))
    rows = tuple(
        (
            task.question,
            labels.checklist.questions[task.question].text,
            labels.now(task),
            signed(task.gain),
            _opens(task),
            *((labels.stakeholders(task.stakeholders),) if who else ()),
        )
        for task in tasks
    )
    return Table(heads, rows, caption)


def _opens(task: Task) -> str:
    if not task.opens:
        return ""
    return _("{questions} (up to {gain})", questions=listed(task.opens), gain=signed(task.opened))
