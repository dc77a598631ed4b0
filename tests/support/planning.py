"""A garden with guidance, for the tests of plans."""

from __future__ import annotations

from typing import Any

from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.guidance_checks import guidance_from

GARDEN = checklist_from(
    {
        "format": "1",
        "id": "garden",
        "version": "1",
        "title": "A garden",
        "source": {"title": "The Gardener's Book"},
        "scale": [
            {"id": "no", "label": "No", "points": "0", "closes_follow_ups": "true"},
            {"id": "partly", "label": "Partly", "points": "1"},
            {"id": "yes", "label": "Yes", "points": "3"},
        ],
        "themes": [{"id": "soil", "title": "Soil"}],
        "stakeholders": [
            {"id": "gardeners", "name": "Gardeners"},
            {"id": "moles", "name": "Moles | and friends"},
        ],
        "recommendations": [
            {
                "id": "1",
                "theme": "soil",
                "title": "Dig",
                "actions": [
                    {
                        "id": "1.1",
                        "title": "Have a spade",
                        "stakeholders": ["gardeners"],
                        "questions": [
                            {"id": "1.1.1", "text": "Is there a spade?", "why": "It digs."},
                            {"id": "1.1.2", "text": "Is it sharp?", "follows": "1.1.1"},
                            {"id": "1.1.3", "text": "Is it *very* sharp?", "follows": "1.1.2"},
                        ],
                    },
                    {
                        "id": "1.2",
                        "title": "=Have a fork",
                        "stakeholders": ["gardeners", "moles"],
                        "questions": [
                            {
                                "id": "1.2.1",
                                "text": "=Is there a fork?",
                                "may_be_not_applicable": "true",
                            }
                        ],
                    },
                ],
            },
            {
                "id": "2",
                "title": "Water",
                "actions": [
                    {
                        "id": "2.1",
                        "title": "Have a can",
                        "questions": [
                            {"id": "2.1.1", "text": "Is there a can?"},
                            {"id": "2.1.2", "text": "Is it full?", "follows": "2.1.1"},
                        ],
                    }
                ],
            },
        ],
    }
)

_FILE: dict[str, Any] = {
    "format": "1",
    "checklist": "garden",
    "mapping": "Who is helped by what is our own judgement.",
    "practices": [
        {
            "id": "hill-farm",
            "actions": ["1.1"],
            "title": "Sharing a spade",
            "place": "Hill Farm",
            "country": "Examplia",
            "done": "Neighbours bought one spade.",
            "outcome": "All gardens were dug.",
            "source": "p. 4",
        },
        {
            "id": "dale-farm",
            "actions": ["1.1", "2.1"],
            "title": "Lending out a can",
            "reach": "Farms of the dale",
            "done": "They lent it.",
            "source": "p. 5",
        },
    ],
    "first_steps": [
        {
            "id": "1-a",
            "recommendation": "1",
            "challenge": "Spades are dear.",
            "step": "Borrow one.",
            "source": "p. 6",
        },
        {"id": "2-a", "recommendation": "2", "challenge": "Cans leak.", "source": "p. 7"},
    ],
    "resources": [
        {
            "id": "book",
            "title": "Spades",
            "publisher": "A Press",
            "year": "1999",
            "purpose": "Tells spades apart.",
            "url": "https://example.org/spades",
            "recommendations": ["1"],
            "source": "p. 9",
        }
    ],
    "frameworks": [
        {
            "id": "pact",
            "title": "Garden Pact",
            "year": "1950",
            "about": "On gardens.",
            "provisions": [
                {"id": "p1", "name": "Article 1", "text": "Dig.", "recommendations": ["1"]},
                {"id": "p2", "name": "Article 2", "text": "Rest.", "note": "Printed as 3."},
            ],
            "source": "p. 10",
        }
    ],
    "policies": [
        {
            "id": "law",
            "country": "Examplia",
            "title": "Soil Law",
            "year": "1960",
            "theme": "soil",
            "commits": "Keep soil.",
            "source": "p. 11",
        }
    ],
    "partners": [
        {
            "id": "diggers",
            "name": "Those who dig",
            "stakeholders": ["gardeners", "moles"],
            "barriers": ["Stones"],
            "strengths": ["Strong arms"],
            "interventions": ["Dig together"],
            "source": "p. 12",
        }
    ],
}
GUIDANCE = guidance_from({"all.yaml": _FILE}, GARDEN)
