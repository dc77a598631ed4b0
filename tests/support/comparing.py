"""A checklist of two questions in two versions, and sheets of it to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nupcheck.analysis.compare import Wave
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.scoring.score import score
from tests.support import strategies

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

TWO_QUESTIONS: dict[str, Any] = {
    "format": "1",
    "id": "small",
    "version": "1.0",
    "title": "A small checklist",
    "scale": [
        {"id": "yes", "label": "Yes", "points": "2"},
        {"id": "some", "label": "Some", "points": "1"},
        {"id": "no", "label": "No", "points": "0", "closes_follow_ups": "true"},
    ],
    "recommendations": [
        {
            "id": "1",
            "title": "One",
            "actions": [
                {
                    "id": "1.1",
                    "title": "Act",
                    "questions": [
                        {"id": "1.1.1", "text": "Is it?", "may_be_not_applicable": "true"},
                        {"id": "1.1.2", "text": "And so?", "follows": "1.1.1"},
                    ],
                }
            ],
        }
    ],
}
SMALL = checklist_from(TWO_QUESTIONS)
NA = {"answer": "not_applicable", "note": "none here"}


def scored(
    answers: dict[str, Any], label: str = "", checklist: Checklist = SMALL, **more: Any
) -> Wave:
    sheet = strategies.sheet_of(checklist, answers, **more)
    return Wave(label, checklist, score(checklist, sheet))


def second_version() -> Checklist:
    """One question dropped, one added, one reworded; Yes earns more."""
    action = {
        "id": "1.1",
        "title": "Act",
        "questions": [
            {"id": "1.1.1", "text": "Is it really?"},
            {"id": "1.1.3", "text": "And now?"},
        ],
    }
    added = {"id": "1.2", "title": "Act more", "questions": [{"id": "1.2.1", "text": "More?"}]}
    scale = [*TWO_QUESTIONS["scale"]]
    scale[0] = {**scale[0], "points": "3"}
    recommendation = {"id": "1", "title": "One", "actions": [action, added]}
    data = {**TWO_QUESTIONS, "version": "2.0", "scale": scale, "recommendations": [recommendation]}
    return checklist_from(data)
