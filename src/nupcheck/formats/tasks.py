"""A plan as a task list that issue trackers and boards import: title, description and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.guidance import resource_link
from nupcheck.documents.labels import Labels
from nupcheck.documents.plan import aid_sentence
from nupcheck.formats.csv import csv_text, judgement_on
from nupcheck.locale import _
from nupcheck.locale.values import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gaps import Task
    from nupcheck.formats.inputs import Planned
    from nupcheck.model.checklist import Checklist

_LONGEST_TITLE = 200


def to_task_list(planned: Planned) -> str:
    """A row a task.

    Labels are parted by commas: the theme, the recommendation's number after its level's name,
    and the stakeholders' ids.
    """
    rows = [
        {
            "title": _title(planned.checklist, task),
            "description": "\n".join(_description(planned, task)),
            "labels": ",".join(_tags(planned.checklist, task)),
        }
        for task in planned.plan.tasks
    ]
    return csv_text(("title", "description", "labels"), rows)


def _title(checklist: Checklist, task: Task) -> str:
    title = f"{task.question} {checklist.questions[task.question].text}"
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def _description(planned: Planned, task: Task) -> Iterator[str]:
    checklist, _plan, guidance = planned
    labels = Labels(checklist)
    question, action = checklist.questions[task.question], checklist.actions[task.action]
    yield question.text
    if question.why:
        yield _("Why it matters: {why}", why=question.why)
    yield f"{checklist.levels.action} {action.id}: {action.title}"
    yield _("Now: {standing}. Can earn {gain} more.", standing=labels.now(task), gain=task.gain)
    if task.opens:
        opened = listed(task.opens)
        yield _("Opens {questions}, worth up to {gain} more.", questions=opened, gain=task.opened)
    if task.stakeholders:
        yield _("Who can act: {names}", names=labels.stakeholders(task.stakeholders))
    for practice in guidance.practices_of(task.action)[:1]:
        yield _("It was done: {practice}. {done}", practice=practice.headline, done=practice.done)
    for step in guidance.first_steps_of(task.recommendation):
        yield _("Where means are short: {advice}", advice=step.advice)
    for resource in guidance.resources_of(task.action):
        yield _("To read: {resource}", resource=resource_link(resource))
    if mapping := judgement_on(task, guidance):
        yield mapping
    yield aid_sentence(checklist)


def _tags(checklist: Checklist, task: Task) -> Iterator[str]:
    recommendation = checklist.recommendation_of[task.action]
    if recommendation.theme:
        yield recommendation.theme
    yield f"{checklist.levels.recommendation.casefold()} {recommendation.id}"
    yield from task.stakeholders
