"""Judging a result by gates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.gates import GateResult, evaluate
from nupcheck.errors import NupcheckError
from nupcheck.files.load import load_checklist
from nupcheck.model.gates import (
    LEVELS,
    FailUnder,
    Gate,
    MaxAge,
    NoRegression,
    RequireComplete,
    RequireEvidence,
    Strict,
    Threshold,
    threshold_from,
)
from nupcheck.model.selection import ALL, Level, Selection, selection_from
from nupcheck.scoring.result import Result, State
from nupcheck.scoring.score import score
from tests.support import strategies

GUIDE = load_checklist("un-habitat-2023")
TODAY = dt.date(2026, 5, 1)


def result_of(answers: dict[str, Any], **more: Any) -> Result:
    return score(GUIDE, strategies.sheet_of(GUIDE, answers, **more))


def verdict_of(
    gate: Gate, answers: dict[str, Any], before: dict[str, Any] | None = None, **more: Any
) -> GateResult:
    baseline = None if before is None else result_of(before)
    (verdict,) = evaluate([gate], GUIDE, result_of(answers, **more), today=TODAY, baseline=baseline)
    return verdict


def all_of(*parts: str, answer: str = "yes") -> dict[str, str]:
    return {name: answer for name in GUIDE.questions if name.startswith(parts)}


def under(word: str) -> Gate:
    return FailUnder(threshold_from(word, GUIDE))


# What is missing


@pytest.mark.parametrize(
    ("word", "answers", "missing"),
    [
        (
            "9.2=4p",
            {"9.2.1": "sometimes"},
            "3 points short: 9.2.2, 9.2.3 are open.",
        ),
        # The open one can bring just enough: nothing else need change.
        ("9.2=5p", {"9.2.1": "yes", "9.2.2": "sometimes"}, "2 points short: 9.2.3 is open."),
        ("9.2=1p", {"9.2.1": "no", "9.2.2": "no"}, "1 point short: 9.2.3 is open."),
        (
            "9.2=100",
            {"9.2.1": "sometimes", "9.2.2": "no"},
            (
                "5 points short: 9.2.3 is open, but can bring it to 3 of 6 at most; "
                "9.2.1, 9.2.2 could earn more."
            ),
        ),
        (
            "9.3=50",
            {"9.3.1": "no", "9.3.3": "no"},
            "3 points short: 9.3.1, 9.3.3 could earn more; 9.3.2 is not needed.",
        ),
        (
            "7.1=100",
            {**all_of("7.1."), "7.1.4": {"answer": "not_applicable", "note": "No fund."}},
            "2 points short: 7.1.4 is not applicable.",
        ),
        (
            "60",
            {},
            (
                "114 points short: 1.1.1, 1.1.2, 1.1.3, 1.1.4, 1.1.5, 1.2.1, 1.2.2, 1.2.3 "
                "and 87 more are open."
            ),
        ),
    ],
)
def test_a_threshold_says_what_is_missing(word: str, answers: dict[str, Any], missing: str) -> None:
    verdict = verdict_of(under(word), answers)
    assert not verdict.passed
    assert verdict.missing == missing


def test_a_percentage_is_compared_exactly_and_not_as_it_is_shown() -> None:
    # 16 of 24 is 66.666…: shown as 66.7, and short of 66.7 by a fraction of a point.
    answers = {**all_of("1."), "1.1.1": "sometimes", "1.1.2": "sometimes", "1.3.1": "no"}
    verdict = verdict_of(under("1=66.7"), answers)
    assert (verdict.actual, verdict.passed) == (66.7, False)
    assert verdict_of(under("1=66.6666"), answers).passed


def test_groups_are_judged_by_their_own_questions() -> None:
    answers = all_of("9.", "10.")
    assert verdict_of(under("theme:support-and-integration=100"), answers).passed
    verdict = verdict_of(under("stakeholder:schools=7p"), {"10.3.1": "no"})
    assert verdict.missing == (
        "7 points short: 10.3.3, 10.3.4 are open, but can bring it to 4 of 8 at most; "
        "10.3.1 could earn more; 10.3.2 is not needed."
    )


def test_completeness_names_what_is_unanswered() -> None:
    verdict = verdict_of(RequireComplete(selection_from("9.2", GUIDE)), {"9.2.1": "no"})
    assert (verdict.actual, verdict.found) == (2, "2 of 3 open")
    assert verdict.missing == "9.2.2, 9.2.3 are open."
    assert [remark.question for remark in verdict.remarks] == ["9.2.2", "9.2.3"]


def test_evidence_is_wanted_for_what_earns_points_and_blanks_are_none() -> None:
    answers = {
        "9.1.1": {"answer": "yes", "note": "Seen."},
        "9.1.2": {"answer": "yes", "evidence": ["https://example.org"]},
        "9.1.3": {"answer": "sometimes", "note": " \n", "evidence": ["\t"]},
        "9.1.4": "no",
        "9.2.1": "yes",
    }
    verdict = verdict_of(RequireEvidence(), answers)
    assert (verdict.actual, verdict.found) == (2, "2 of 4 without evidence")
    assert verdict.missing == "9.1.3, 9.2.1 have neither a note nor evidence."
    assert verdict_of(RequireEvidence(selection_from("9.3", GUIDE)), answers).passed


@pytest.mark.parametrize(
    ("date", "days", "passed"),
    [
        ("2026-05-01", 0, True),
        ("2026-04-30", 1, True),
        ("2024-05-01", 730, True),
        ("2024-04-30", 731, False),
        ("2026-05-02", -1, True),
        ("2026-05-03", -2, False),
        ("2099-01-01", -26543, False),
    ],
)
def test_age_is_counted_in_days_to_today_and_no_sheet_is_from_the_future(
    date: str, days: int, passed: bool
) -> None:
    verdict = verdict_of(MaxAge(730), {}, date=date)
    assert (verdict.actual, verdict.passed) == (days, passed)
    assert bool(verdict.missing) is not passed


def test_findings_fail_only_when_asked() -> None:
    answers = {"9.1.1": "no", "9.1.3": "yes"}
    verdict = verdict_of(Strict(), answers)
    assert verdict.actual == 2
    assert [remark.question for remark in verdict.remarks] == ["9.1.3"]
    assert verdict_of(Strict(), dict.fromkeys(GUIDE.questions, "yes")).passed


# Regressions


def test_a_lower_answer_is_named_with_the_part_it_pulls_down() -> None:
    verdict = verdict_of(
        NoRegression(), {"9.1.1": "yes", "9.1.2": "no"}, {"9.1.1": "yes", "9.1.2": "yes"}
    )
    assert verdict.missing == "9 earns 2, before 4: 9.1.2 earned 2 (yes) and is now no and earns 0."
    assert [remark.question for remark in verdict.remarks] == ["9.1.2"]


def test_a_gain_elsewhere_makes_up_for_a_lower_answer_at_its_level() -> None:
    before, after = {"9.1.2": "yes", "9.2.1": "no"}, {"9.1.2": "no", "9.2.1": "yes"}
    assert verdict_of(NoRegression(Level.RECOMMENDATION), after, before).passed
    assert verdict_of(NoRegression(Level.ACTION), after, before).actual == 1
    assert verdict_of(NoRegression(Level.QUESTION), after, before).actual == 1


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_makes_up_for_a_question_that_was_taken_out(level: Any) -> None:
    before = {"9.1.1": "sometimes", "9.1.3": "yes", "7.1.4": "yes"}
    after = {
        **dict.fromkeys(GUIDE.questions, "yes"),
        "9.1.1": "no",
        "7.1.4": {"answer": "not_applicable", "note": "No fund."},
    }
    verdict = verdict_of(NoRegression(level), after, before)
    assert not verdict.passed
    assert "7.1.4 earned 2 (yes) and is now not applicable" in verdict.missing
    assert "9.1.3 earned 2 (yes) and is now not needed" in verdict.missing


def test_an_answer_that_was_deleted_is_a_regression() -> None:
    verdict = verdict_of(NoRegression(Level.QUESTION), {"9.1.1": None}, {"9.1.1": "yes"})
    assert verdict.missing == "9.1.1 earned 2 (yes) and is now open."


# What cannot be evaluated


def test_what_cannot_be_evaluated_is_an_error_and_never_a_passed_gate() -> None:
    gates = [under("9.1=9p"), MaxAge(1), NoRegression(), Strict()]
    with pytest.raises(NupcheckError) as caught:
        evaluate(gates, GUIDE, result_of({}), today=TODAY)
    assert str(caught.value).splitlines() == [
        "The gate fail-under 9.1=9p cannot be evaluated. It has only 8 points in all.",
        (
            "The gate max-age 1d cannot be evaluated. The sheet has no date. "
            "Add `date:`, such as 2026-05-01."
        ),
        (
            "The gate no-regression recommendation cannot be evaluated. There is no older sheet. "
            "Name it with --baseline OLD."
        ),
    ]
    assert caught.value.exit_code == 2


def test_a_part_outside_of_what_is_scored_cannot_be_judged() -> None:
    sheet = strategies.sheet_of(GUIDE, {})
    result = score(GUIDE, sheet, Selection(recommendations=("9",)))
    with pytest.raises(NupcheckError, match=r'No question of "1\.1" is scored here'):
        evaluate([under("1.1=0")], GUIDE, result, today=TODAY)


def test_another_place_or_checklist_is_no_baseline() -> None:
    elsewhere = result_of({}, place={"name": "Laketown"})
    with pytest.raises(NupcheckError, match='about "Laketown"'):
        evaluate([NoRegression()], GUIDE, result_of({}), today=TODAY, baseline=elsewhere)


def test_a_baseline_of_other_questions_is_no_baseline() -> None:
    sheet = strategies.sheet_of(GUIDE, {})
    part = score(GUIDE, sheet, Selection(recommendations=("9",)))
    with pytest.raises(NupcheckError, match=r"1\.1\.1, .* and 77 more cannot be matched"):
        evaluate([NoRegression()], GUIDE, result_of({}), today=TODAY, baseline=part)


def test_a_gate_asked_for_twice_is_judged_once() -> None:
    assert len(evaluate([Strict(), Strict()], GUIDE, result_of({}), today=TODAY)) == 1


# Laws

CHECKLISTS = strategies.checklists()


@given(st.data())
def test_a_threshold_passes_exactly_when_the_points_reach_it(data: st.DataObject) -> None:
    checklist = data.draw(CHECKLISTS)
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    percent = data.draw(st.decimals(0, 100, places=4))
    (verdict,) = evaluate([FailUnder(Threshold(ALL, percent))], checklist, result, today=TODAY)
    points, maximum = result.tally.points, result.tally.maximum
    assert verdict.passed is (Fraction(100 * points, maximum) >= Fraction(percent))


@given(st.data())
def test_what_a_threshold_is_short_of_is_just_enough(data: st.DataObject) -> None:
    checklist = data.draw(CHECKLISTS)
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    points = data.draw(st.integers(0, result.tally.maximum))
    (verdict,) = evaluate(
        [FailUnder(Threshold(ALL, Decimal(points), "points"))], checklist, result, today=TODAY
    )
    assert verdict.passed is (result.tally.points >= points)
    if not verdict.passed:
        assert int(verdict.missing.split()[0]) == points - result.tally.points
        may = [q.id for q in result.questions.values() if q.points < q.maximum]
        assert {remark.question for remark in verdict.remarks} <= set(may)


@given(st.data())
def test_the_same_sheet_is_never_a_regression(data: st.DataObject) -> None:
    checklist = data.draw(CHECKLISTS)
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    gates = [NoRegression(level) for level in LEVELS]
    results = evaluate(gates, checklist, result, today=TODAY, baseline=result)
    assert all(each.passed for each in results)


@given(st.data())
def test_no_regression_of_questions_means_none_anywhere(data: st.DataObject) -> None:
    checklist = data.draw(CHECKLISTS)
    before = score(checklist, data.draw(strategies.sheets(checklist)))
    after = score(checklist, data.draw(strategies.sheets(checklist)))
    gates = [
        NoRegression(Level.QUESTION),
        NoRegression(Level.ACTION),
        NoRegression(Level.RECOMMENDATION),
    ]
    question, action, recommendation = evaluate(
        gates, checklist, after, today=TODAY, baseline=before
    )
    assert question.passed <= action.passed <= recommendation.passed
    old = before.questions
    taken_out = [
        each.id
        for each in after.questions.values()
        if old[each.id].points and each.state in {State.OFF, State.NOT_APPLICABLE}
    ]
    named = {remark.question for remark in recommendation.remarks}
    assert named >= set(taken_out)
    fewer = any(
        new.tally.points < was.tally.points
        for was, new in zip(before.recommendations, after.recommendations, strict=True)
    )
    assert recommendation.passed is not (fewer or bool(taken_out))


@given(st.data())
def test_a_failed_gate_says_what_is_missing_and_a_passed_one_nothing(data: st.DataObject) -> None:
    checklist = data.draw(CHECKLISTS)
    before = score(checklist, data.draw(strategies.sheets(checklist)))
    after = score(checklist, data.draw(strategies.sheets(checklist)))
    gates: list[Gate] = [
        FailUnder(Threshold(ALL, Decimal(data.draw(st.integers(0, 100))))),
        RequireComplete(),
        RequireEvidence(),
        NoRegression(data.draw(st.sampled_from(LEVELS))),
        Strict(),
    ]
    for verdict in evaluate(gates, checklist, after, today=TODAY, baseline=before):
        assert verdict.passed is not bool(verdict.missing)
        assert not (verdict.passed and verdict.remarks)
