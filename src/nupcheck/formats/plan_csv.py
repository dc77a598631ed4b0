"""A plan as CSV: a row a task with all there is to it, or a task list that other tools import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.guidance import resource_link, whose_judgement
from nupcheck.documents.labels import Labels
from nupcheck.documents.plan import aid_sentence
from nupcheck.formats.csv_cells import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Plan
    from nupcheck.formats.csv_cells import CsvCell
    from nupcheck.formats.inputs import Planned
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance

# What a plan has to say of a question, beside what the answer sheet has.
TASK_COLUMNS = (
    "gain",
    "opens",
    "opened",
    "after",
    "stakeholders",
    "practice",
    "first_step",
    "resources",
    "mapping",
)
COLUMNS = (
    "recommendation",
    "recommendation_title",
    "action",
    "action_title",
    "question",
    "text",
    "state",
    "answer",
    "points",
    *TASK_COLUMNS,
    "cost",
)
_LONGEST_TITLE = 200
_MANY = "; "


def plan_to_csv(checklist: Checklist, plan: Plan, guidance: Guidance) -> str:
    """A row a task, the columns those of COLUMNS."""
    costs = {change.question: change.cost for change in plan.aim.changes} if plan.aim else {}
    rows: list[tuple[CsvCell, ...]] = [COLUMNS]
    for task in plan.tasks:
        action = checklist.actions[task.action]
        cost = costs.get(task.question)
        rows.append(
            (
                task.recommendation,
                checklist.recommendation_of[task.action].title,
                task.action,
                action.title,
                task.question,
                checklist.questions[task.question].text,
                task.state.value,
                task.answer,
                task.points,
                *task_cells(task, guidance),
                None if cost is None else float(cost),
            )
        )
    return csv_text(rows)


def task_cells(task: Task, guidance: Guidance) -> tuple[CsvCell, ...]:
    """What TASK_COLUMNS hold of a task; several items of a cell are parted by semicolons."""
    practices = guidance.practices_of(task.action)
    return (
        task.gain,
        _MANY.join(task.opens),
        task.opened,
        task.after,
        _MANY.join(task.stakeholders),
        practices[0].headline if practices else None,
        _MANY.join(step.advice for step in guidance.first_steps_of(task.recommendation)),
        _MANY.join(map(resource_link, guidance.resources_of(task.action))),
        _mapping(task, guidance),
    )


def to_task_list(planned: Planned) -> str:
    """A row a task with title, description and labels: what issue trackers and boards import.

    Labels are parted by commas: the theme, the recommendation's number after its level's name,
    and the stakeholders' ids.
    """
    checklist, plan, guidance = planned
    rows: list[tuple[CsvCell, ...]] = [("title", "description", "labels")]
    rows += [
        (
            _title(checklist, task),
            "\n".join(_description(checklist, task, guidance)),
            ",".join(_labels(checklist, task)),
        )
        for task in plan.tasks
    ]
    return csv_text(rows)


def _title(checklist: Checklist, task: Task) -> str:
    title = f"{task.question} {checklist.questions[task.question].text}"
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def _description(checklist: Checklist, task: Task, guidance: Guidance) -> Iterator[str]:
    question, action = checklist.questions[task.question], checklist.actions[task.action]
    names = {body.id: body.name for body in checklist.stakeholders}
    yield question.text
    if question.why:
        yield f"Why it matters: {question.why}"
    yield f"{checklist.levels.action} {action.id}: {action.title}"
    yield f"Now: {Labels(checklist).now(task)}. Can earn {task.gain} more."
    if task.opens:
        yield f"Opens {', '.join(task.opens)}, worth up to {task.opened} more."
    if task.stakeholders:
        yield f"Who can act: {', '.join(names[name] for name in task.stakeholders)}"
    for practice in guidance.practices_of(task.action)[:1]:
        yield f"It was done: {practice.headline}. {practice.done}"
    for step in guidance.first_steps_of(task.recommendation):
        yield f"Where means are short: {step.advice}"
    for resource in guidance.resources_of(task.action):
        yield f"To read: {resource_link(resource)}"
    if mapping := _mapping(task, guidance):
        yield mapping
    yield aid_sentence(checklist)


def _mapping(task: Task, guidance: Guidance) -> str:
    """Whose judgement it is that the practice and the resources belong to the task."""
    shown = {
        "practices": guidance.practices_of(task.action),
        "resources": guidance.resources_of(task.action),
    }
    return whose_judgement(guidance, [name for name, items in shown.items() if items])


def _labels(checklist: Checklist, task: Task) -> Iterator[str]:
    part = checklist.recommendation_of[task.action]
    if part.theme:
        yield part.theme
    yield f"{checklist.levels.recommendation.casefold()} {part.id}"
    yield from task.stakeholders
