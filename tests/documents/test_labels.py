"""The words for parts, answers, states, numbers and days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from nupcheck.analysis.diff import Kind
from nupcheck.documents.labels import Labels, changes, points, points_of, state, state_count
from nupcheck.files.load import load_checklist
from nupcheck.locale.values import capital, day, decimal, iso_day, listed, percent, signed
from nupcheck.model.selection import selection_from
from nupcheck.scoring.result import QuestionResult, State, Tally

CHECKLIST = load_checklist("un-habitat-2023")


def standing(state: State, answer: str | None = None) -> QuestionResult:
    return QuestionResult("1.1.1", state, answer, 0, 2, 0, 2)


@pytest.mark.parametrize(
    ("word", "heading", "sentence"),
    [
        ("1", "Recommendation 1: ", "recommendation 1"),
        ("1.1", "Action 1.1: ", "action 1.1"),
        ("1.1.1", "Question 1.1.1", "question 1.1.1"),
        ("theme:data-and-planning", "Theme data-and-planning: ", "the theme “"),
        ("stakeholder:urban-planners", "Stakeholder urban-planners: ", "the actions of "),
    ],
)
def test_a_part_has_a_name_in_a_heading_and_one_in_a_sentence(
    word: str, heading: str, sentence: str
) -> None:
    labels, part = Labels(CHECKLIST), selection_from(word, CHECKLIST)
    assert labels.heading(part) == heading + labels.title(part)
    assert labels.in_sentence(part).startswith(sentence)


def test_a_question_is_named_by_its_answer_or_by_its_state() -> None:
    labels = Labels(CHECKLIST)
    assert labels.standing(standing(State.ANSWERED, "yes")) == "Yes"
    assert labels.standing(standing(State.OFF, "yes")) == "Not needed"
    assert labels.standing_and_kept(standing(State.OFF, "yes")) == "Not needed (Yes)"
    assert labels.standing_and_kept(standing(State.OFF)) == "Not needed"
    assert labels.standing(standing(State.NOT_APPLICABLE, "not_applicable")) == "Not applicable"
    assert labels.standing(standing(State.UNANSWERED)) == "Open"
    assert labels.answer("an answer of an earlier scale") == "an answer of an earlier scale"


def test_every_state_and_kind_of_change_has_words() -> None:
    assert all(state(each) and state_count(each, 1) == f"1 {state(each)}" for each in State)
    assert list(changes()) == list(Kind)


def test_numbers() -> None:
    assert [signed(each) for each in (3, 0, -3, None)] == ["+3", "0", "−3", "–"]
    assert [percent(each) for each in (56.8, 100.0, None)] == ["56.8%", "100.0%", "–"]
    assert [decimal(Decimal(each)) for each in ("12.50", "40", "-0.5")] == ["12.5", "40", "−0.5"]
    assert [points(1), points(2)] == ["1 point", "2 points"]
    assert points_of(Tally(points=1, maximum=2)) == "1 of 2 points (50.0%)"


def test_days_and_lists() -> None:
    assert [day(dt.date(2026, 5, 1)), day(None)] == ["1 May 2026", "undated"]
    assert [iso_day(dt.date(2026, 5, 1)), iso_day(None)] == ["2026-05-01", "no date"]
    assert listed(["a", "b"]) == "a, b"
    assert [capital("not needed"), capital("")] == ["Not needed", ""]
