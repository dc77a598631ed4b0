"""What JSON holds of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nupcheck.documents.plan import aid_sentence
from nupcheck.formats.inputs import Planned, Scored
from nupcheck.formats.shapes import HEAD, RESULT, SHEET, TALLY, shape

if TYPE_CHECKING:
    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Aim
    from nupcheck.analysis.scenario import Change
    from nupcheck.model.guidance import FirstStep, Practice, Resource


class _Advised(NamedTuple):
    """A question that can still earn points, and by their ids what the source advises for it."""

    task: Task
    practices: list[str]
    first_steps: list[str]
    resources: list[str]


class _Advice(NamedTuple):
    """What the tasks name, each once; `mappings` say who judged what belongs where."""

    practices: list[Practice]
    first_steps: list[FirstStep]
    resources: list[Resource]
    mappings: dict[str, str]


class _Supposed(NamedTuple):
    """The result as it would be."""

    changes: tuple[Change, ...]
    made: Scored


def _aid(made: Planned) -> str:
    return aid_sentence(made.checklist)


def _tasks(made: Planned) -> list[_Advised]:
    guidance = made.guidance
    return [
        _Advised(
            task,
            [each.id for each in guidance.practices_of(task.action)],
            [each.id for each in guidance.first_steps_of(task.recommendation)],
            [each.id for each in guidance.resources_of(task.action)],
        )
        for task in made.plan.tasks
    ]


def _advice(made: Planned) -> _Advice:
    guidance, tasks = made.guidance, _tasks(made)
    practices = {each for task in tasks for each in task.practices}
    first_steps = {each for task in tasks for each in task.first_steps}
    resources = {each for task in tasks for each in task.resources}
    notes = {name: guidance.mapping_of(name) for name in ("practices", "resources")}
    return _Advice(
        [each for each in guidance.practices if each.id in practices],
        [each for each in guidance.first_steps if each.id in first_steps],
        [each for each in guidance.resources if each.id in resources],
        {name: note for name, note in notes.items() if note},
    )


def _what_if(made: Planned) -> _Supposed | None:
    if (what_if := made.plan.what_if) is None:
        return None
    return _Supposed(what_if.changes, Scored(made.checklist, what_if.after))


def _target(aim: Aim) -> str:
    return str(aim.target)


def _part(aim: Aim) -> str:
    return str(aim.target.selection)


ANSWER = shape("Answer", "state answer points")
CHANGE = shape("Change", "question", {"before": ANSWER, "after": ANSWER}, "cost?")
PLAN = shape(
    "Plan",
    HEAD,
    {
        "aid": _aid,
        "*plan.result": SHEET,
        "total=plan.result.tally": TALLY,
        "tasks": (
            _tasks,
            shape(
                "Task",
                {
                    "*task": shape(
                        "Gap",
                        "question action recommendation stakeholders state answer points gain "
                        "opens opened after",
                    )
                },
                "practices first_steps resources",
                meaning="A question that can still earn points; `opened` is what the questions it "
                "opens can earn.",
            ),
        ),
        "guidance": (
            _advice,
            shape(
                "Guidance",
                {
                    "practices": shape("Practice", "id title where done outcome source"),
                    "first_steps": shape("FirstStep", "id challenge step source"),
                    "resources": shape("Resource", "id title publisher year purpose url source"),
                },
                "mappings",
            ),
        ),
        "what_if?": (_what_if, shape("WhatIf", {"changes": CHANGE, "result=made": RESULT})),
        "target?=plan.aim": shape(
            "Target",
            {"target": _target, "part": _part},
            "needed",
            {"before": TALLY, "after": TALLY, "changes": CHANGE},
            "cost? unit?",
        ),
    },
    meaning="A plan: nupcheck's own aid, no part of the checklist's source.",
)
