"""Comparing scored sheets: laws, kinds of change, time lines, and what may be compared."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.compare import Comparison, Wave, cautions, compare, obstacles, reconcile
from nupcheck.analysis.diff import Kind, kind_of
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.scoring.result import QuestionResult, State
from nupcheck.scoring.score import score
from tests.support import strategies
from tests.support.comparing import NA, SMALL, TWO_QUESTIONS, scored, second_version

# Seen from the other side, each kind is its partner; the kinds not named here are their own.
PARTNERS = {
    Kind.FIRST_ANSWER: Kind.ANSWER_REMOVED,
    Kind.OPENED: Kind.WENT_OFF,
    Kind.BECAME_NOT_APPLICABLE: Kind.BECAME_APPLICABLE,
    Kind.ADDED: Kind.DROPPED,
}
MIRRORED = {kind: kind for kind in Kind} | PARTNERS | {b: a for a, b in PARTNERS.items()}


@st.composite
def waves_of_one(draw: st.DrawFn, count: int) -> list[Wave]:
    """Sheets of one checklist."""
    checklist = draw(strategies.checklists())
    sheets = [draw(strategies.sheets(checklist)) for _ in range(count)]
    return [Wave(str(n), checklist, score(checklist, each)) for n, each in enumerate(sheets)]


@st.composite
def waves_of_versions(draw: st.DrawFn) -> list[Wave]:
    """A sheet each of two versions that share some ids, or all, or the scale, or none of these."""
    waves = []
    for version in ("1.0", "2.0"):
        checklist = checklist_from(draw(strategies.checklist_data(version)))
        sheet = draw(strategies.sheets(checklist))
        waves.append(Wave(version, checklist, score(checklist, sheet)))
    return waves


two_waves = waves_of_one(2) | waves_of_versions()


@given(waves_of_one(1))
def test_a_sheet_does_not_differ_from_itself(waves: list[Wave]) -> None:
    comparison = compare(waves * 2)
    assert comparison.is_empty
    assert comparison.transitions[0].contributions == ()
    assert all(part.points == 0 for part in every_part(comparison))
    assert {part.direction for part in every_part(comparison)} <= {"steady", None}


@given(two_waves)
def test_the_other_way_round_it_is_mirrored(waves: list[Wave]) -> None:
    there, back = compare(waves).transitions[0], compare(waves[::-1]).transitions[0]
    mirrored = {each.id: each for each in back.changes}
    assert set(mirrored) == {each.id for each in there.changes}
    for change in there.changes:
        other = mirrored[change.id]
        assert other.kind is (None if change.kind is None else MIRRORED[change.kind])
        assert (other.before, other.after) == (change.after, change.before)
        assert other.points == -change.points
        assert (other.evidence_gained, other.evidence_lost) == (
            change.evidence_lost,
            change.evidence_gained,
        )


@given(two_waves)
def test_changes_of_questions_add_up_to_the_change_in_total(waves: list[Wave]) -> None:
    step = compare(waves).transitions[0]
    change = waves[1].result.tally.points - waves[0].result.tally.points
    assert sum(each.points for each in step.changes) == change
    assert sum(cause.points for cause in step.contributions) == change
    assert step.points == change


@given(waves_of_one(2))
def test_changes_of_parts_add_up_to_the_change_in_total(waves: list[Wave]) -> None:
    comparison = compare(waves)
    assert sum(part.points or 0 for part in comparison.recommendations) == comparison.total.points
    assert sum(part.points or 0 for part in comparison.actions) == comparison.total.points


@given(waves_of_one(2))
def test_a_question_known_only_now_never_counts_as_changed(waves: list[Wave]) -> None:
    """Real changes are between two answers that counted; the trend looks at nothing else."""
    comparison = compare(waves)
    old, new = waves[0].result.questions, waves[1].result.questions
    for change in comparison.transitions[0].of_kind(Kind.ANSWER_CHANGED):
        assert old[change.id].state == new[change.id].state == "answered"
    unknown = {name for each in (old, new) for name in each if each[name].state == "unanswered"}
    settled = sum(new[name].points - old[name].points for name in new if name not in unknown)
    assert comparison.total.settled_points == settled


@given(waves_of_one(4))
def test_a_time_line_is_its_steps(waves: list[Wave]) -> None:
    comparison = compare(waves)
    assert [step.changes for step in comparison.transitions] == [
        compare([before, after]).transitions[0].changes for before, after in pairwise(waves)
    ]
    assert sum(step.points for step in comparison.transitions) == comparison.total.points


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({"1.1.1": "some"}, {"1.1.1": "yes"}, {"1.1.1": Kind.ANSWER_CHANGED}),
        ({}, {"1.1.1": "yes"}, {"1.1.1": Kind.FIRST_ANSWER}),
        ({"1.1.1": "yes"}, {}, {"1.1.1": Kind.ANSWER_REMOVED}),
        (
            {"1.1.1": "no"},
            {"1.1.1": "yes", "1.1.2": "yes"},
            {"1.1.1": Kind.ANSWER_CHANGED, "1.1.2": Kind.OPENED},
        ),
        (
            {"1.1.1": "yes", "1.1.2": "yes"},
            {"1.1.1": "no"},
            {"1.1.1": Kind.ANSWER_CHANGED, "1.1.2": Kind.WENT_OFF},
        ),
        ({}, {"1.1.1": "no"}, {"1.1.1": Kind.FIRST_ANSWER, "1.1.2": Kind.WENT_OFF}),
        (
            {"1.1.1": "yes", "1.1.2": "yes"},
            {"1.1.1": NA},
            {"1.1.1": Kind.BECAME_NOT_APPLICABLE, "1.1.2": Kind.WENT_OFF},
        ),
        (
            {"1.1.1": NA},
            {"1.1.1": "some"},
            {"1.1.1": Kind.BECAME_APPLICABLE, "1.1.2": Kind.OPENED},
        ),
        (
            {"1.1.1": "no", "1.1.2": "yes"},
            {"1.1.1": "no", "1.1.2": "some"},
            {"1.1.2": Kind.OFF_ANSWER_CHANGED},
        ),
        (
            {"1.1.1": {"answer": "no", "note": "a"}},
            {"1.1.1": {"answer": "no", "note": "b"}},
            {"1.1.1": None},
        ),
    ],
)
def test_each_difference_has_its_own_kind(
    before: dict[str, Any], after: dict[str, Any], kinds: dict[str, Kind | None]
) -> None:
    step = compare([scored(before), scored(after)]).transitions[0]
    assert {change.id: change.kind for change in step.changes} == kinds


def test_a_question_that_was_off_has_opened_even_if_it_does_not_apply() -> None:
    def result(state: State, answer: str | None) -> QuestionResult:
        return QuestionResult("1.1.2", state, answer, points=0, maximum=2, low=0, high=0)

    off, inapplicable = result(State.OFF, None), result(State.NOT_APPLICABLE, "not_applicable")
    assert kind_of(off, inapplicable) is Kind.OPENED
    assert kind_of(inapplicable, off) is Kind.WENT_OFF


def test_first_answers_are_not_a_trend() -> None:
    """Two points more, and all of them only because more is known."""
    total = compare([scored({}), scored({"1.1.1": "yes"})]).total
    assert total.points == 2
    assert total.settled_points == 0
    assert total.direction is None


@pytest.mark.parametrize(
    ("answers", "trend"),
    [
        (["no", "some", "yes"], "up"),
        (["yes", "yes", "some"], "down"),
        (["some", "yes", "some"], "mixed"),
        (["some", "some", "some"], "steady"),
    ],
)
def test_the_trend_looks_at_every_step(answers: list[str], trend: str) -> None:
    waves = [scored({"1.1.1": answer, "1.1.2": "no"}) for answer in answers]
    assert compare(waves).total.direction == trend


def test_evidence_is_compared_piece_by_piece() -> None:
    before = scored({"1.1.1": {"answer": "yes", "evidence": ["a", "b", "b"]}})
    after = scored({"1.1.1": {"answer": "yes", "evidence": ["b", "c"], "note": "new"}})
    (change,) = compare([before, after]).transitions[0].changes
    assert change.kind is None
    assert (change.evidence_lost, change.evidence_gained) == (("a", "b"), ("c",))
    assert (change.note_before, change.note_after) == (None, "new")


def test_one_sheet_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="two sheets"):
        compare([scored({})])


def test_versions_are_matched_by_id_and_the_rest_is_listed() -> None:
    newer = second_version()
    before = scored({"1.1.1": "yes", "1.1.2": "yes"}, "old")
    after = scored({"1.1.1": "yes", "1.1.3": "some"}, "new", newer)
    comparison = compare([before, after])
    step = comparison.transitions[0]
    assert {change.id: (change.kind, change.points) for change in step.changes} == {
        "1.1.1": (Kind.POINTS_CHANGED, 1),
        "1.1.3": (Kind.ADDED, 1),
        "1.2.1": (Kind.ADDED, 0),
        "1.1.2": (Kind.DROPPED, -2),
    }
    assert [part.points for part in comparison.actions] == [0, None]
    matched = reconcile(SMALL, newer)
    assert matched.only_before == ("1.1.2",)
    assert matched.only_after == ("1.1.3", "1.2.1")
    assert matched.altered == ("1.1.1",)
    assert obstacles([before, after]) == ()
    versions, scales = cautions([before, after])
    assert versions == (
        "old is scored by version 1.0 of the checklist, new by version 2.0; "
        "parts are matched by id."
    )
    assert scales == ("The scales of old and new differ: the same answer may earn other points.")


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        ({"name": "Riverton"}, {"name": "Harbourview"}, 'different places: "Riverton" and'),
        (
            {"name": "Riverton", "country": "Examplia"},
            {"name": "riverton ", "country": "Samplia"},
            "places in different countries",
        ),
        (
            {"name": "Riverton", "level": "city"},
            {"name": "Riverton", "level": "regional"},
            "different levels of government: city and regional",
        ),
    ],
)
def test_different_places_are_an_obstacle(
    old: dict[str, str], new: dict[str, str], fragment: str
) -> None:
    (obstacle,) = obstacles([scored({}, "old", place=old), scored({}, "new", place=new)])
    assert fragment in obstacle


def test_a_place_may_be_described_in_more_detail_later() -> None:
    place = {"name": "RIVERTON", "country": "Examplia", "level": "city"}
    assert obstacles([scored({}), scored({}, place=place)]) == ()


def test_different_checklists_are_an_obstacle() -> None:
    other = checklist_from({**TWO_QUESTIONS, "id": "another"})
    (obstacle,) = obstacles([scored({}), scored({}, checklist=other)])
    assert obstacle.startswith("The sheets answer different checklists: small and another.")


def test_an_edited_checklist_of_the_same_version_is_noticed() -> None:
    other = checklist_from({**TWO_QUESTIONS, "title": "Edited"})
    (caution,) = cautions([scored({}, "a"), scored({}, "b", other)])
    assert caution == "The checklists of a and b call themselves the same version, 1.0, but differ."


def test_sheets_out_of_order_are_noticed() -> None:
    waves = [scored({}, "b", date="2026-05-01"), scored({}, "a", date="2024-05-01")]
    assert cautions(waves) == ("a is older than b, which is given before it.",)


def every_part(comparison: Comparison) -> list[Any]:
    return [
        comparison.total,
        *comparison.themes,
        *comparison.recommendations,
        *comparison.actions,
        *comparison.stakeholders,
    ]


def test_text_is_the_same_however_its_accents_are_typed() -> None:
    one, other = (
        scored({"1.1.1": {"answer": "yes", "note": text, "evidence": [text]}}, place={"name": text})
        for text in ("S\xe3o", "Sa\u0303o")
    )
    assert not obstacles([one, other])
    assert compare([one, other]).transitions[0].changes == ()
