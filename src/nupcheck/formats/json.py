"""A result as JSON. The typed dictionaries are its schema; their keys are a contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NotRequired, assert_never

# Comes with Pydantic, which insists on this TypedDict below Python 3.12.
from typing_extensions import TypedDict

from nupcheck.formats.inputs import Compared, Planned, Reported, Scored, Shown
from nupcheck.model.selection import ALL
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.formats.inputs import Input
    from nupcheck.model.sheet import Place
    from nupcheck.scoring.result import (
        ActionResult,
        QuestionResult,
        RecommendationResult,
        Result,
        Tally,
    )


class ChecklistJson(TypedDict):
    """Which checklist, exactly: the digest is that of its content."""

    id: str
    version: str
    digest: str


class PlaceJson(TypedDict):
    """The place, with what the sheet says of it."""

    name: str
    country: NotRequired[str]
    level: NotRequired[Literal["national", "regional", "city"]]


class CountsJson(TypedDict):
    """Points and counts of a part. A percentage of nothing is null."""

    points: int
    maximum: int
    percent: float | None
    low: int
    high: int
    applicable_maximum: int
    applicable_percent: float | None
    answered: int
    off: int
    not_applicable: int
    unanswered: int


class TallyJson(CountsJson):
    """The same with the number of questions, where they are not listed one by one."""

    questions: int


class ThemeJson(TallyJson):
    """A theme with the tally of its recommendations."""

    id: str
    title: str


class StakeholderJson(TallyJson):
    """A stakeholder with the tally of every action that names it."""

    id: str
    name: str


class QuestionJson(TypedDict):
    """One question; an off one keeps the answer that the sheet has for it, and earns 0."""

    id: str
    state: Literal["answered", "off", "not_applicable", "unanswered"]
    answer: str | None
    points: int
    maximum: int
    note: NotRequired[str]
    evidence: NotRequired[list[str]]
    by: NotRequired[str]


class ActionJson(CountsJson):
    """One action with its questions."""

    id: str
    title: str
    stakeholders: list[str]
    questions: list[QuestionJson]


class RecommendationJson(TallyJson):
    """One recommendation with its actions."""

    id: str
    title: str
    theme: str | None
    actions: list[ActionJson]


class FindingJson(TypedDict):
    """Something a person should look at; `question` is null when it is about the whole sheet."""

    code: str
    question: str | None
    message: str


class GateJson(TypedDict):
    """A condition on the result, and whether it was met.

    `actual` counts what `unit` says; `missing` is null and `questions` empty when it was met.
    """

    rule: str
    passed: bool
    actual: float | int
    unit: Literal[
        "percent", "points", "unanswered", "without evidence", "days", "worse", "findings"
    ]
    missing: str | None
    questions: list[str]


class NarrowingJson(TypedDict):
    """The part of the checklist that the whole result is restricted to."""

    recommendations: list[str]
    stakeholders: list[str]


class ResultJson(TypedDict):
    """A scored answer sheet."""

    format: Literal[1]
    nupcheck: str
    checklist: ChecklistJson
    place: PlaceJson
    date: str | None
    narrowed_to: NotRequired[NarrowingJson]
    total: TallyJson
    themes: list[ThemeJson]
    recommendations: list[RecommendationJson]
    stakeholders: list[StakeholderJson]
    findings: list[FindingJson]
    gates: list[GateJson]


def to_json(made: Input) -> str:
    """What a command has made as JSON text, the same for the same sheet wherever it is made."""
    match made:
        case Scored():
            return dump(result_json(made.result, made.gates))
        case Compared():
            from nupcheck.formats.comparison_json import comparison_json

            return dump(comparison_json(*made))
        case Planned():
            from nupcheck.formats.plan_json import plan_json

            return dump(plan_json(*made))
        case Reported():
            from nupcheck.formats.report_json import report_json

            return dump(report_json(*made))
        case Shown():
            from nupcheck.formats.checklist_json import shown_json

            return dump(shown_json(made))
        case _:
            assert_never(made)


def dump(data: object) -> str:
    """JSON as nupcheck writes it: indented, in the order given, every script readable."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def result_json(result: Result, verdicts: Sequence[Verdict] = ()) -> ResultJson:
    """The result, and the gates it was judged by, as plain data ready for JSON."""
    data: ResultJson = {
        "format": 1,
        "nupcheck": __version__,
        "checklist": {
            "id": result.checklist_id,
            "version": result.checklist_version,
            "digest": result.checklist_digest,
        },
        "place": place_json(result.place),
        "date": result.date.isoformat() if result.date else None,
        "total": tally_json(result.tally),
        "themes": [
            {"id": each.id, "title": each.title, **tally_json(each.tally)} for each in result.themes
        ],
        "recommendations": [_recommendation(part) for part in result.recommendations],
        "stakeholders": [
            {"id": each.id, "name": each.title, **tally_json(each.tally)}
            for each in result.stakeholders
        ],
        "findings": [
            {"code": each.code, "question": each.question, "message": each.message}
            for each in result.findings
        ],
        "gates": [_gate(verdict) for verdict in verdicts],
    }
    if result.selection != ALL:
        data["narrowed_to"] = {
            "recommendations": list(result.selection.recommendations),
            "stakeholders": list(result.selection.stakeholders),
        }
    return data


def _gate(verdict: Verdict) -> GateJson:
    return {
        "rule": verdict.rule,
        "passed": verdict.passed,
        "actual": verdict.actual,
        "unit": verdict.unit,
        "missing": verdict.missing or None,
        "questions": [remark.question for remark in verdict.remarks],
    }


def place_json(place: Place) -> PlaceJson:
    """A place as plain data, without what the sheet leaves out."""
    data: PlaceJson = {"name": place.name}
    if place.country:
        data["country"] = place.country
    if place.level:
        data["level"] = place.level
    return data


def tally_json(tally: Tally) -> TallyJson:
    """A tally as plain data, with the number of questions."""
    return {**_counts(tally), "questions": tally.questions}


def _counts(tally: Tally) -> CountsJson:
    return {
        "points": tally.points,
        "maximum": tally.maximum,
        "percent": tally.percent,
        "low": tally.low,
        "high": tally.high,
        "applicable_maximum": tally.applicable_maximum,
        "applicable_percent": tally.applicable_percent,
        "answered": tally.answered,
        "off": tally.off,
        "not_applicable": tally.not_applicable,
        "unanswered": tally.unanswered,
    }


def _recommendation(part: RecommendationResult) -> RecommendationJson:
    return {
        "id": part.id,
        "title": part.title,
        "theme": part.theme,
        **tally_json(part.tally),
        "actions": [_action(action) for action in part.actions],
    }


def _action(action: ActionResult) -> ActionJson:
    return {
        "id": action.id,
        "title": action.title,
        "stakeholders": list(action.stakeholders),
        **_counts(action.tally),
        "questions": [question_json(question) for question in action.questions],
    }


def question_json(question: QuestionResult) -> QuestionJson:
    """A question as plain data, without note, evidence and author where there are none."""
    data: QuestionJson = {
        "id": question.id,
        "state": question.state.value,
        "answer": question.answer,
        "points": question.points,
        "maximum": question.maximum,
    }
    if question.note:
        data["note"] = question.note
    if question.evidence:
        data["evidence"] = list(question.evidence)
    if question.by:
        data["by"] = question.by
    return data
