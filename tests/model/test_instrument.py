"""The built-in checklist against the printed Guide, read off by hand: typed here, not computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

# Recommendation: theme, maximum, and the number of questions of each action.
PARTS = {
    "1": ("data-and-planning", 24, {"1.1": 5, "1.2": 3, "1.3": 4}),
    "2": ("data-and-planning", 24, {"2.1": 3, "2.2": 5, "2.3": 4}),
    "3": ("governance", 20, {"3.1": 4, "3.2": 3, "3.3": 3}),
    "4": ("governance", 20, {"4.1": 2, "4.2": 5, "4.3": 3}),
    "5": ("partnerships", 12, {"5.1": 2, "5.2": 4}),
    "6": ("partnerships", 12, {"6.1": 3, "6.2": 3}),
    "7": ("funding", 18, {"7.1": 4, "7.2": 5}),
    "8": ("funding", 20, {"8.1": 4, "8.2": 4, "8.3": 2}),
    "9": ("support-and-integration", 20, {"9.1": 4, "9.2": 3, "9.3": 3}),
    "10": ("support-and-integration", 20, {"10.1": 3, "10.2": 3, "10.3": 4}),
}

FOLLOW_UPS = {
    "1.1.2": ("1.1.1", "stated"),
    "1.1.3": ("1.1.2", "stated"),
    "1.1.4": ("1.1.3", "stated"),
    "1.1.5": ("1.1.2", "inferred"),
    "1.2.2": ("1.2.1", "stated"),
    "1.2.3": ("1.2.1", "inferred"),
    "1.3.2": ("1.3.1", "stated"),
    "1.3.3": ("1.3.1", "inferred"),
    "2.2.2": ("2.2.1", "presupposed"),
    "2.2.3": ("2.2.1", "presupposed"),
    "2.2.4": ("2.2.1", "presupposed"),
    "2.2.5": ("2.2.1", "presupposed"),
    "2.3.1": ("2.2.1", "stated"),
    "2.3.2": ("2.3.1", "stated"),
    "2.3.3": ("2.2.1", "presupposed"),
    "2.3.4": ("2.2.1", "presupposed"),
    "4.1.2": ("4.1.1", "stated"),
    "4.2.2": ("4.2.1", "stated"),
    "6.2.2": ("6.2.1", "stated"),
    "6.2.3": ("6.2.1", "presupposed"),
    "8.1.2": ("8.1.1", "stated"),
    "8.2.4": ("8.2.3", "stated"),
    "9.1.3": ("9.1.1", "inferred"),
    "9.3.2": ("9.3.1", "stated"),
    "10.2.2": ("10.2.1", "presupposed"),
    "10.3.2": ("10.3.1", "stated"),
}

STAKEHOLDERS = {
    "1.1": "statistical-offices urban-planners service-providers",
    "1.2": "national-government local-government statistical-offices civil-society "
    "international-agencies telecommunications-companies migrant-communities",
    "1.3": "statistical-offices service-providers data-users",
    "2.1": "migration-units statistical-offices sector-agencies",
    "2.2": "national-government local-government urban-planners international-agencies "
    "humanitarian-agencies",
    "2.3": "urban-planners environmental-modellers demographers human-security-experts "
    "migration-specialists",
    "3.1": "national-government regional-government local-government service-providers",
    "3.2": "national-government local-government sector-agencies",
    "3.3": "national-government local-government statistical-offices progress-monitors",
    "4.1": "national-government regional-government local-government research-institutions",
    "4.2": "national-government local-government sector-agencies",
    "4.3": "national-government regional-government local-government",
    "5.1": "national-government local-government",
    "5.2": "national-government local-government civil-society private-sector "
    "international-agencies research-institutions refugee-associations",
    "6.1": "national-government local-government frontline-responders",
    "6.2": "decision-making-bodies migrant-communities",
    "7.1": "financial-institutions budget-planners international-donors",
    "7.2": "national-government local-government livelihood-departments",
    "8.1": "national-government local-government international-donors humanitarian-agencies",
    "8.2": "national-government local-government international-donors humanitarian-agencies",
    "8.3": "national-government local-government statistical-offices finance-departments "
    "international-donors humanitarian-agencies",
    "9.1": "national-government local-government service-providers",
    "9.2": "national-government local-government service-providers",
    "9.3": "statistical-offices service-providers data-users",
    "10.1": "registration-offices sector-agencies",
    "10.2": "national-government local-government sector-agencies",
    "10.3": "national-government local-government civil-society schools media community-leaders",
}


def test_recommendations_actions_and_questions_are_those_of_the_guide(
    checklist: Checklist,
) -> None:
    found = {
        part.id: (
            part.theme,
            part.maximum,
            {action.id: len(action.questions) for action in part.actions},
        )
        for part in checklist.recommendations
    }
    assert found == PARTS
    assert list(found) == list(PARTS)


def test_ids_follow_the_printed_numbering(checklist: Checklist) -> None:
    for part in checklist.recommendations:
        for a, action in enumerate(part.actions, 1):
            assert action.id == f"{part.id}.{a}"
            ids = [question.id for question in action.questions]
            assert ids == [f"{action.id}.{q}" for q in range(1, len(ids) + 1)]


def test_the_whole_adds_up_as_printed(checklist: Checklist) -> None:
    assert len(checklist.recommendations) == 10
    assert len(checklist.actions) == 27
    assert len(checklist.questions) == 95
    assert sum(part.maximum or 0 for part in checklist.recommendations) == 190
    assert checklist.best_points * len(checklist.questions) == 190
    expects = checklist.expects
    assert expects is not None
    assert (expects.recommendations, expects.actions, expects.questions) == (10, 27, 95)
    assert (expects.maximum, expects.themes, expects.stakeholders) == (190, 5, 33)


def test_the_scale_is_the_guides(checklist: Checklist) -> None:
    scale = [(each.id, each.points, each.closes_follow_ups) for each in checklist.scale]
    assert scale == [("yes", 2, False), ("sometimes", 1, False), ("no", 0, True)]


def test_follow_ups_are_those_read_off_the_guide(checklist: Checklist) -> None:
    found = {
        question.id: (question.follows, question.follows_kind)
        for question in checklist.questions.values()
        if question.follows is not None
    }
    assert found == FOLLOW_UPS
    kinds = [kind for _, kind in FOLLOW_UPS.values()]
    assert [kinds.count(each) for each in ("stated", "inferred", "presupposed")] == [14, 4, 8]


def test_only_two_questions_may_be_not_applicable(checklist: Checklist) -> None:
    allowed = [each.id for each in checklist.questions.values() if each.may_be_not_applicable]
    assert allowed == ["7.1.4", "7.2.3"]


@pytest.mark.parametrize("action", STAKEHOLDERS)
def test_the_stakeholders_of_an_action(checklist: Checklist, action: str) -> None:
    assert set(checklist.actions[action].stakeholders) == set(STAKEHOLDERS[action].split())


def test_there_are_33_stakeholders_and_each_concerns_an_action(checklist: Checklist) -> None:
    named = {body for bodies in STAKEHOLDERS.values() for body in bodies.split()}
    assert {body.id for body in checklist.stakeholders} == named
    assert len(checklist.stakeholders) == 33


def test_there_are_5_themes_of_two_recommendations_each(checklist: Checklist) -> None:
    assert [theme.id for theme in checklist.themes] == list(
        dict.fromkeys(theme for theme, _, _ in PARTS.values())
    )
    for theme in checklist.themes:
        assert sum(part.theme == theme.id for part in checklist.recommendations) == 2


def test_texts_are_there_and_fit_where_they_are_shown(checklist: Checklist) -> None:
    for part in checklist.recommendations:
        assert 10 <= len(part.title) <= 60
        assert part.text
        assert part.text.endswith(".")
    for question in checklist.questions.values():
        assert question.text.endswith("?")
        assert question.why
        assert question.why.endswith(".")
    texts = [question.text for question in checklist.questions.values()]
    assert len(set(texts)) == 95


def test_the_guide_is_credited_and_no_endorsement_claimed(checklist: Checklist) -> None:
    source = checklist.source
    assert source is not None
    assert (source.year, source.reference) == (2023, "HS/056/23E")
    assert "Human Settlements" in (source.publisher or "")
    assert "not affiliated" in (source.notice or "")
