"""A plan as JSON. The typed dictionaries are its schema; their keys are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired

# Comes with Pydantic, which insists on this TypedDict below Python 3.12.
from typing_extensions import TypedDict

from nupcheck.documents.plan import aid_sentence
from nupcheck.formats.json import (
    ChecklistJson,
    PlaceJson,
    ResultJson,
    TallyJson,
    place_json,
    result_json,
    tally_json,
)
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Aim, Plan
    from nupcheck.analysis.scenario import Change, WhatIf
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance
    from nupcheck.scoring.result import QuestionResult

StateJson = Literal["answered", "off", "not_applicable", "unanswered"]


class AnswerJson(TypedDict):
    """A question's state, answer and points."""

    state: StateJson
    answer: str | None
    points: int


class ChangeJson(TypedDict):
    """One answer changed, with what changing it costs where costs are known."""

    question: str
    before: AnswerJson
    after: AnswerJson
    cost: NotRequired[float]


class WhatIfJson(TypedDict):
    """The result as it would be."""

    changes: list[ChangeJson]
    result: ResultJson


class TargetJson(TypedDict):
    """The least work to a target: the part's tally before and after, and what changes."""

    target: str
    part: str
    needed: int
    before: TallyJson
    after: TallyJson
    changes: list[ChangeJson]
    cost: NotRequired[float]
    unit: NotRequired[str]


class TaskJson(TypedDict):
    """A question that can still earn points; `opened` is what the questions it opens can earn."""

    question: str
    action: str
    recommendation: str
    stakeholders: list[str]
    state: StateJson
    answer: str | None
    points: int
    gain: int
    opens: list[str]
    opened: int
    after: str | None
    practices: list[str]
    first_steps: list[str]
    resources: list[str]


class PracticeJson(TypedDict):
    """A practice that tasks name."""

    id: str
    title: str
    where: str
    done: str
    outcome: str | None
    source: str


class FirstStepJson(TypedDict):
    """A first step that tasks name; the source does not suggest one for every challenge."""

    id: str
    challenge: str
    step: str | None
    source: str


class ResourceJson(TypedDict):
    """A resource that tasks name."""

    id: str
    title: str
    publisher: str | None
    year: int | None
    purpose: str
    url: str | None
    source: str


class GuidanceJson(TypedDict):
    """What the tasks name, each once; `mappings` say who judged what belongs where."""

    practices: list[PracticeJson]
    first_steps: list[FirstStepJson]
    resources: list[ResourceJson]
    mappings: dict[str, str]


class PlanJson(TypedDict):
    """A plan: nupcheck's own aid, no part of the checklist's source."""

    format: Literal[1]
    nupcheck: str
    aid: str
    checklist: ChecklistJson
    place: PlaceJson
    date: str | None
    total: TallyJson
    what_if: NotRequired[WhatIfJson]
    target: NotRequired[TargetJson]
    tasks: list[TaskJson]
    guidance: GuidanceJson


def plan_json(checklist: Checklist, plan: Plan, guidance: Guidance) -> PlanJson:
    """The plan as plain data, ready for JSON."""
    result = plan.result
    data: PlanJson = {
        "format": 1,
        "nupcheck": __version__,
        "aid": aid_sentence(checklist),
        "checklist": {
            "id": result.checklist_id,
            "version": result.checklist_version,
            "digest": result.checklist_digest,
        },
        "place": place_json(result.place),
        "date": result.date.isoformat() if result.date else None,
        "total": tally_json(result.tally),
        "tasks": [_task(task, guidance) for task in plan.tasks],
        "guidance": _guidance(plan.tasks, guidance),
    }
    if plan.what_if is not None:
        data["what_if"] = _what_if(plan.what_if)
    if plan.aim is not None:
        data["target"] = _target(plan.aim)
    return data


def _what_if(what_if: WhatIf) -> WhatIfJson:
    return {
        "changes": [_change(each) for each in what_if.changes],
        "result": result_json(what_if.after),
    }


def _target(aim: Aim) -> TargetJson:
    data: TargetJson = {
        "target": str(aim.target),
        "part": str(aim.target.selection),
        "needed": aim.needed,
        "before": tally_json(aim.before),
        "after": tally_json(aim.after),
        "changes": [_change(each) for each in aim.changes],
    }
    if aim.cost is not None:
        data["cost"] = float(aim.cost)
    if aim.unit:
        data["unit"] = aim.unit
    return data


def _change(change: Change) -> ChangeJson:
    data: ChangeJson = {
        "question": change.question,
        "before": _answer(change.before),
        "after": _answer(change.after),
    }
    if change.cost is not None:
        data["cost"] = float(change.cost)
    return data


def _answer(question: QuestionResult) -> AnswerJson:
    return {
        "state": question.state.value,
        "answer": question.answer,
        "points": question.points,
    }


def _task(task: Task, guidance: Guidance) -> TaskJson:
    return {
        "question": task.question,
        "action": task.action,
        "recommendation": task.recommendation,
        "stakeholders": list(task.stakeholders),
        "state": task.state.value,
        "answer": task.answer,
        "points": task.points,
        "gain": task.gain,
        "opens": list(task.opens),
        "opened": task.opened,
        "after": task.after,
        "practices": [each.id for each in guidance.practices_of(task.action)],
        "first_steps": [each.id for each in guidance.first_steps_of(task.recommendation)],
        "resources": [each.id for each in guidance.resources_of(task.action)],
    }


def _guidance(tasks: Sequence[Task], guidance: Guidance) -> GuidanceJson:
    actions = {task.action for task in tasks}
    recommendations = {task.recommendation for task in tasks}
    practices = {each.id for name in actions for each in guidance.practices_of(name)}
    resources = {each.id for name in actions for each in guidance.resources_of(name)}
    return {
        "practices": [
            {
                "id": each.id,
                "title": each.title,
                "where": each.where,
                "done": each.done,
                "outcome": each.outcome,
                "source": each.source,
            }
            for each in guidance.practices
            if each.id in practices
        ],
        "first_steps": [
            {
                "id": each.id,
                "challenge": each.challenge,
                "step": each.step,
                "source": each.source,
            }
            for each in guidance.first_steps
            if each.recommendation in recommendations
        ],
        "resources": [
            {
                "id": each.id,
                "title": each.title,
                "publisher": each.publisher,
                "year": each.year,
                "purpose": each.purpose,
                "url": each.url,
                "source": each.source,
            }
            for each in guidance.resources
            if each.id in resources
        ],
        "mappings": {
            section: note
            for section in ("practices", "resources")
            if (note := guidance.mapping_of(section))
        },
    }
