"""What to do first, and the whole plan when asked for: nupcheck's own aid, and labelled so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Cell, Column, Fold, Heading, Link, Paragraph, Steps, Table
from nupcheck.documents.plan import aid_sentence
from nupcheck.documents.subject import anchor, signed
from nupcheck.locale.values import decimal
from nupcheck.model.selection import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.optimize import Target
    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.blocks import Block
    from nupcheck.documents.subject import Subject
from nupcheck.model.selection import Selection

_MOST_FIRST = 5


def first(subject: Subject) -> Iterator[Block]:
    """The few tasks with the most points within reach, ties in the checklist's order."""
    tasks = sorted(subject.tasks, key=lambda task: -task.worth)[:_MOST_FIRST]
    if tasks:
        yield Heading(subject.words("first"), 2, "first")
        yield Steps(tuple(_step(subject, task) for task in tasks), ordered=True)
        yield Paragraph(aid_sentence(subject.checklist), "aside")


def _step(subject: Subject, task: Task) -> tuple[Link, str]:
    words = subject.words
    text = subject.checklist.questions[task.question].text
    link = Link(f"{task.question} {text}", f"#{anchor('question', task.question)}")
    says = [
        words("task.now", answer=answer_now(subject, task)),
        words.counted("task.gain", task.gain),
    ]
    if task.opens:
        says.append(words.counted("task.opens", len(task.opens), points=task.opened))
    if task.stakeholders:
        says.append(who_can_act(subject, task))
    return link, " · ".join(says)


def answer_now(subject: Subject, task: Task) -> str:
    """What the sheet answers to a task's question, and which question has to come first."""
    now = subject.answer_text(subject.whole.questions[task.question])
    return subject.words("task.after", now=now, parent=task.after) if task.after else now


def who_can_act(subject: Subject, task: Task) -> str:
    """The stakeholders of a task's action by name."""
    return ", ".join(subject.stakeholder_name(each) for each in task.stakeholders)


def plan(subject: Subject) -> Iterator[Block]:
    """Every task, and the least work to a target."""
    if subject.plan is None:
        return
    words, aim = subject.words, subject.plan.aim
    yield Heading(words("plan"), 2, "plan")
    yield from map(Paragraph, plan_notes(subject, subject.plan))
    if subject.plan.tasks:
        title = words("plan.tasks", count=len(subject.plan.tasks))
        columns, rows = plan_columns(subject), tuple(plan_rows(subject))
        yield Table(columns, rows, title) if aim else Fold(title, (Table(columns, rows),))


def plan_notes(subject: Subject, plan: Plan) -> Iterator[str]:
    """Whose the plan is, and what its target takes."""
    yield aid_sentence(subject.checklist)
    if (aim := plan.aim) is None:
        return
    words = subject.words
    target = {"amount": _amount(subject, aim.target), "part": _part(subject, aim.target.selection)}
    if not aim.changes:
        yield words("aim.met", **target)
        return
    yield words.counted(
        "aim",
        len(aim.changes),
        **target,
        before=subject.measure_text(aim.before),
        after=subject.measure_text(aim.after),
    )


def _amount(subject: Subject, target: Target) -> str:
    if target.unit == "points":
        return subject.words.counted("points", int(target.at_least))
    return subject.words("percent", value=decimal(target.at_least))


def _part(subject: Subject, part: Selection) -> str:
    """A part of the checklist as it is named in a sentence."""
    words, checklist = subject.words, subject.checklist
    match part.level:
        case Level.TOTAL:
            return words("aim.total")
        case Level.THEME:
            titles = {each.id: each.title for each in checklist.themes}
            return words("aim.theme", name=titles[part.id])
        case Level.STAKEHOLDER:
            return words("aim.stakeholder", name=subject.stakeholder_name(part.id))
        case _:
            level = getattr(checklist.levels, part.level).lower()
            return words("aim.level", level=level, id=part.id)


def plan_columns(subject: Subject) -> tuple[Column, ...]:
    """The columns of the table of tasks."""
    words = subject.words
    return (
        Column(words("column.id")),
        Column(subject.checklist.levels.question),
        Column(words("column.now")),
        Column(words("column.gain"), "right"),
        Column(words("column.opened"), "right"),
        Column(words("concerned")),
    )


def plan_rows(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    """A row for each task."""
    for task in subject.plan.tasks if subject.plan else ():
        yield (
            task.question,
            subject.checklist.questions[task.question].text,
            answer_now(subject, task),
            signed(task.gain),
            signed(task.opened),
            who_can_act(subject, task),
        )
