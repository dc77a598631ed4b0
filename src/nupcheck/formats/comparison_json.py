"""A comparison as JSON. The typed dictionaries are its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

# Comes with Pydantic, which insists on this TypedDict below Python 3.12.
from typing_extensions import TypedDict

from nupcheck.analysis.comparability import reconcile
from nupcheck.analysis.diff import Kind  # noqa: TC001 - the schema is made from it
from nupcheck.formats.json import (
    ChecklistJson,
    PlaceJson,
    QuestionJson,
    TallyJson,
    place_json,
    question_json,
    tally_json,
)
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.compare import Comparison, Round, Series, Step
    from nupcheck.analysis.diff import QuestionChange


class SheetJson(TypedDict):
    """One of the sheets, in the order given."""

    label: str
    checklist: ChecklistJson
    place: PlaceJson
    date: str | None


class AlongJson(TypedDict):
    """A part along all sheets.

    `tallies` has one entry a sheet, null where that sheet's checklist has no such part. `change`
    is the last sheet's points less the first's. `trend` and `settled_change` look only at the
    `settled_questions`: those that are answered, off or not applicable in every sheet.
    """

    tallies: list[TallyJson | None]
    change: int | None
    settled_questions: int
    settled_change: int
    trend: Literal["up", "down", "steady", "mixed"] | None


class PartAlongJson(AlongJson):
    """An action or a theme."""

    id: str
    title: str


class StakeholderAlongJson(AlongJson):
    """A stakeholder, with every action that names it."""

    id: str
    name: str


class RecommendationAlongJson(PartAlongJson):
    """A recommendation with its actions."""

    actions: list[PartAlongJson]


class CauseJson(TypedDict):
    """What all questions of one kind of change contribute to the change in total.

    `points` is `gained` plus `lost`, which is zero or negative.
    """

    kind: Kind
    questions: int
    gained: int
    lost: int
    points: int


class QuestionChangeJson(TypedDict):
    """A question that differs; `kind` is null when only its note or evidence do."""

    id: str
    kind: Kind | None
    before: QuestionJson | None
    after: QuestionJson | None
    change: int
    evidence_lost: list[str]
    evidence_gained: list[str]


class StepJson(TypedDict):
    """From one sheet to the next, named by their labels.

    `only_before` and `only_after` are questions of only one of the two checklists; `altered` are
    matched by id, but differ in text, in their action or in what they follow.
    """

    before: str
    after: str
    change: int
    causes: list[CauseJson]
    questions: list[QuestionChangeJson]
    only_before: list[str]
    only_after: list[str]
    altered: list[str]


class ComparisonJson(TypedDict):
    """Two or more scored answer sheets of one place, compared."""

    format: Literal[1]
    nupcheck: str
    sheets: list[SheetJson]
    warnings: list[str]
    identical: bool
    total: AlongJson
    themes: list[PartAlongJson]
    recommendations: list[RecommendationAlongJson]
    stakeholders: list[StakeholderAlongJson]
    steps: list[StepJson]


def comparison_json(comparison: Comparison, warnings: Sequence[str]) -> ComparisonJson:
    """The comparison as plain data, ready for JSON."""
    return {
        "format": 1,
        "nupcheck": __version__,
        "sheets": [_sheet(each) for each in comparison.rounds],
        "warnings": list(warnings),
        "identical": comparison.is_empty,
        "total": _along(comparison.total),
        "themes": [_part(each) for each in comparison.themes],
        "recommendations": [
            {**_part(each), "actions": [_part(own) for own in comparison.actions_of(each.id)]}
            for each in comparison.recommendations
        ],
        "stakeholders": [
            {"id": each.id, "name": each.title, **_along(each)} for each in comparison.stakeholders
        ],
        "steps": [_step(step) for step in comparison.steps],
    }


def _sheet(each: Round) -> SheetJson:
    result = each.result
    return {
        "label": each.label,
        "checklist": {
            "id": result.checklist_id,
            "version": result.checklist_version,
            "digest": result.checklist_digest,
        },
        "place": place_json(result.place),
        "date": result.date.isoformat() if result.date else None,
    }


def _part(part: Series) -> PartAlongJson:
    return {"id": part.id, "title": part.title, **_along(part)}


def _along(part: Series) -> AlongJson:
    return {
        "tallies": [None if tally is None else tally_json(tally) for tally in part.tallies],
        "change": part.points,
        "settled_questions": part.settled[0].questions,
        "settled_change": part.settled_points,
        "trend": part.trend,
    }


def _step(step: Step) -> StepJson:
    matched = reconcile(step.before.checklist, step.after.checklist)
    return {
        "before": step.before.label,
        "after": step.after.label,
        "change": step.points,
        "causes": [
            {
                "kind": cause.kind,
                "questions": cause.questions,
                "gained": cause.gained,
                "lost": cause.lost,
                "points": cause.points,
            }
            for cause in step.causes
        ],
        "questions": [_question(change) for change in step.changes],
        "only_before": list(matched.only_before),
        "only_after": list(matched.only_after),
        "altered": list(matched.altered),
    }


def _question(change: QuestionChange) -> QuestionChangeJson:
    return {
        "id": change.id,
        "kind": change.kind,
        "before": None if change.before is None else question_json(change.before),
        "after": None if change.after is None else question_json(change.after),
        "change": change.points,
        "evidence_lost": list(change.evidence_lost),
        "evidence_gained": list(change.evidence_gained),
    }
