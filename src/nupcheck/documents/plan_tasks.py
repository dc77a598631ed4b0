"""The tasks of a plan as blocks of a document, by recommendation or by stakeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nupcheck.documents.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from nupcheck.documents.guidance import (
    partner_lines,
    resource_link,
)
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Plan
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance

By = Literal["recommendation", "stakeholder"]

MOST_FIRST = 5


def task_blocks(checklist: Checklist, plan: Plan, guidance: Guidance, by: By) -> Iterator[Block]:
    """The tasks of a plan in groups, with who can act, where it was done, and what helps."""
    if not plan.tasks:
        if plan.aim is None:
            yield Paragraph("Nothing is missing: every question that applies earns full points.")
        return
    if plan.aim is None and len(plan.tasks) > MOST_FIRST:
        yield Heading("What earns and opens most", 2)
        first = sorted(plan.tasks, key=lambda task: -task.worth)[:MOST_FIRST]
        yield _task_table(checklist, first)
    sections = ["practices", "resources", *(["partners"] if by == "stakeholder" else [])]
    if mappings := whose_judgement(guidance, sections):
        yield Paragraph(mappings)
    if by == "recommendation":
        yield from _by_recommendation(checklist, plan.tasks, guidance, 2)
        return
    yield from _by_stakeholder(checklist, plan, guidance)


def _by_stakeholder(checklist: Checklist, plan: Plan, guidance: Guidance) -> Iterator[Block]:
    """A part for each stakeholder, or for those whose plan it is."""
    narrowing = plan.result.narrowing
    chosen = narrowing.stakeholders if narrowing else ()
    for body in checklist.stakeholders:
        if chosen and body.id not in chosen:
            continue
        own = [task for task in plan.tasks if body.id in task.stakeholders]
        if own:
            yield Heading(body.name, 2)
            if advice := tuple(partner_lines(guidance.partners_for([body.id]))):
                yield Bullets(advice)
            yield from _by_recommendation(checklist, own, guidance, 3)
    nobodys = [task for task in plan.tasks if not task.stakeholders]
    if nobodys:
        yield Heading("No stakeholder named", 2)
        yield from _by_recommendation(checklist, nobodys, guidance, 3)


def _by_recommendation(
    checklist: Checklist, tasks: Sequence[Task], guidance: Guidance, level: int
) -> Iterator[Block]:
    names = {body.id: body.name for body in checklist.stakeholders}
    for part in checklist.recommendations:
        own = [task for task in tasks if task.recommendation == part.id]
        if not own:
            continue
        yield Heading(f"{part.id} {part.title}", level)
        steps = [
            f"Where means are short: {each.advice}" for each in guidance.first_steps_of(part.id)
        ]
        links = [f"To read: {resource_link(each)}" for each in guidance.resources_of(part.id)]
        if steps or links:
            yield Bullets((*steps, *links))
        for action in part.actions:
            tasks_here = [task for task in own if task.action == action.id]
            if not tasks_here:
                continue
            yield Heading(f"{action.id} {action.title}", level + 1)
            if action.stakeholders:
                yield Paragraph(f"Who can act: {', '.join(names[n] for n in action.stakeholders)}.")
            yield _task_table(checklist, tasks_here)
            if practices := guidance.practices_of(action.id):
                more = len(practices) - 1
                rest = f" `nupcheck show {action.id}` tells {more} more." if more else ""
                yield Paragraph(f"It was done: {practices[0].headline}.{rest}")


def _task_table(checklist: Checklist, tasks: Sequence[Task]) -> Table:
    columns = (
        Column(""),
        Column(checklist.levels.question),
        Column("Now"),
        Column("Earns", "right"),
        Column("Opens"),
    )
    return Table(
        columns,
        tuple(
            (
                task.question,
                checklist.questions[task.question].text,
                task_state(checklist, task),
                f"+{task.gain}",
                f"{', '.join(task.opens)} (up to +{task.opened})" if task.opens else "",
            )
            for task in tasks
        ),
    )


def task_state(checklist: Checklist, task: Task) -> str:
    """How the question of a task stands: its answer, open or off, and what comes before it."""
    match task.state:
        case State.ANSWERED:
            now = next(each.label for each in checklist.scale if each.id == task.answer)
        case State.OFF:
            now = "off"
        case _:
            now = "open"
    return f"{now}, after {task.after}" if task.after else now


def whose_judgement(guidance: Guidance, sections: Iterable[str]) -> str:
    """Who judged which items of some sections belong where, each sentence once."""
    notes = [note for each in sections if (note := guidance.mapping_of(each))]
    return " ".join(dict.fromkeys(notes))
