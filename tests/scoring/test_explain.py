"""How numbers come about: every sum adds up, and the completions shown reach the bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.errors import NupcheckError
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.selection import ALL, Level, Selection, question_ids
from nupcheck.scoring.explain import (
    Completion,
    Explanation,
    cheapest_completion,
    dearest_completion,
    explain,
)
from nupcheck.scoring.result import State, add_up, tally_in, tally_of
from nupcheck.scoring.score import score
from tests.support import strategies
from tests.support.comparing import SMALL, TWO_QUESTIONS

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Checklist, AnswerSheet]:
    checklist = draw(strategies.checklists())
    return checklist, draw(strategies.sheets(checklist))


def parts_of(checklist: Checklist) -> list[Selection]:
    return [
        ALL,
        *(Selection.of(Level.RECOMMENDATION, each.id) for each in checklist.recommendations),
        *(Selection.of(Level.ACTION, name) for name in checklist.actions),
        *(Selection.of(Level.QUESTION, name) for name in checklist.questions),
        *(Selection.of(Level.THEME, each.id) for each in checklist.themes),
        *(Selection.of(Level.STAKEHOLDER, each.id) for each in checklist.stakeholders),
    ]


def check_sums(explanation: Explanation) -> None:
    """The terms of every sum, on every level, add up to its tally."""
    if explanation.terms:
        assert add_up(term.tally for term in explanation.terms) == explanation.tally
        assert explanation.lines == ()
        for term in explanation.terms:
            check_sums(term)
    else:
        assert tally_of([line.result for line in explanation.lines]) == explanation.tally


@given(sheets())
def test_every_part_is_the_sum_of_its_terms(both: tuple[Checklist, AnswerSheet]) -> None:
    checklist, result = both[0], score(*both)
    for part in parts_of(checklist):
        if tally_in(checklist, result, part) is None:
            with pytest.raises(NupcheckError, match=f"belongs to {part}"):
                explain(checklist, result, part)
            continue
        explanation = explain(checklist, result, part)
        check_sums(explanation)
        assert explanation.tally == tally_in(checklist, result, part)
        lines = [line.question.id for line in explanation.all_lines]
        assert lines == list(question_ids(checklist, part))


@given(sheets(), st.booleans())
def test_the_completions_are_complete_and_reach_the_bounds(
    both: tuple[Checklist, AnswerSheet], cheapest: bool
) -> None:
    checklist, sheet = both
    result = score(checklist, sheet)
    completions = (cheapest_completion if cheapest else dearest_completion)(checklist, result)
    answers = {name: answer.model_dump(exclude_none=True) for name, answer in sheet.answers.items()}
    for name, completion in completions.items():
        if completion.given:
            note = {"note": "none here"} if completion.answer == NOT_APPLICABLE else {}
            answers[name] = {"answer": completion.answer, **note}
    completed = score(checklist, strategies.sheet_of(checklist, answers))
    assert completed.tally.is_complete
    wanted = result.tally.low if cheapest else result.tally.high
    assert completed.tally.points == wanted
    for name, completion in completions.items():
        before, after = result.questions[name], completed.questions[name]
        assert after.points == (before.low if cheapest else before.high)
        assert (completion.answer is None) is (after.state is State.OFF)
        assert completion.given is False or before.state is State.UNANSWERED


def test_an_open_question_closes_its_follow_up_in_the_cheapest_completion() -> None:
    result = score(SMALL, strategies.sheet_of(SMALL, {"1.1.2": "yes"}))
    assert cheapest_completion(SMALL, result) == {
        "1.1.1": Completion("no", given=True),
        "1.1.2": Completion(None, closed_by="1.1.1"),
    }
    assert dearest_completion(SMALL, result) == {
        "1.1.1": Completion("yes", given=True),
        "1.1.2": Completion("yes"),
    }


def test_not_applicable_is_cheapest_where_no_answer_closes() -> None:
    scale = [{**answer, "closes_follow_ups": "false"} for answer in TWO_QUESTIONS["scale"]]
    checklist = checklist_from({**TWO_QUESTIONS, "scale": scale})
    result = score(checklist, strategies.sheet_of(checklist, {}))
    assert cheapest_completion(checklist, result)["1.1.1"] == Completion(NOT_APPLICABLE, given=True)


def test_a_line_is_certain_once_nothing_can_change_it() -> None:
    lines = explain(SMALL, score(SMALL, strategies.sheet_of(SMALL, {"1.1.2": "no"}))).all_lines
    assert [line.is_certain for line in lines] == [False, True]
    lines = explain(SMALL, score(SMALL, strategies.sheet_of(SMALL, {"1.1.1": "no"}))).all_lines
    assert [line.is_certain for line in lines] == [True, True]
