from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nupcheck.errors import NupcheckError
from nupcheck.files.dump import sheet_text
from nupcheck.files.load import source_from
from nupcheck.interview.dialogue import Dialogue, take
from nupcheck.interview.state import (
    UNANSWERED,
    Interview,
    answered,
    back,
    begin,
    gone_to,
    progress,
    skipped,
    undone,
)
from nupcheck.model.sheet import Answer, NotApplicable, sheet_from
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score
from tests.support.interviews import beginnings, under_way
from tests.support.strategies import checklists, sheet_of

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist


def held_back(interview: Interview, question_id: str) -> bool:
    """The rule for follow-ups, told once more: an asked question above is unanswered."""
    parent = interview.checklist.questions[question_id].follows
    if parent is None:
        return False
    is_open = interview.questions[parent].state is State.UNANSWERED
    return (is_open and parent in interview.asked) or held_back(interview, parent)


@given(under_way())
def test_any_sequence_of_lines_keeps_the_invariants(state: tuple[Dialogue, list[str]]) -> None:
    dialogue, more = state
    for line in more:
        dialogue = take(dialogue, line).dialogue
        interview = dialogue.interview
        assert interview.at is None or interview.at in interview.checklist.questions
        assert dialogue.label
        assert len(interview.history) <= 12 + len(more) * 2
        document = source_from("s.yaml", sheet_text(interview.sheet, interview.checklist))
        assert sheet_from(document.data, interview.checklist) == interview.sheet
        count = progress(interview)
        assert min(count[:3]) >= 0
        if interview.only == UNANSWERED:
            assert sum(count[:3]) + len(count.skipped) == len(interview.asked)


@given(under_way())
def test_undo_restores_sheet_and_position_exactly(state: tuple[Dialogue, list[str]]) -> None:
    dialogue, more = state
    for line in more:
        following = take(dialogue, line).dialogue
        if len(following.interview.history) == len(dialogue.interview.history) + 1:
            assert following.interview.sheet != dialogue.interview.sheet
            assert undone(following.interview) == dialogue.interview
        dialogue = following


@given(under_way())
def test_undoing_everything_gives_the_sheet_of_the_beginning(
    state: tuple[Dialogue, list[str]],
) -> None:
    interview = state[0].interview
    first = interview.history[0][0] if interview.history else interview.sheet
    while interview.history:
        interview = undone(interview)
    assert interview.sheet == first


@given(under_way(), st.data())
def test_back_restores_the_position_exactly_and_leaves_the_sheet(
    state: tuple[Dialogue, list[str]], data: st.DataObject
) -> None:
    interview = state[0].interview
    moves = [
        lambda: gone_to(interview, data.draw(st.sampled_from(list(interview.checklist.questions))))
    ]
    if interview.at is not None:
        moves += [lambda: skipped(interview)]
        if interview.questions[interview.at].state is not State.OFF:
            choice = data.draw(st.sampled_from(interview.checklist.scale))
            moves += [lambda: answered(interview, choice)]
    moved = data.draw(st.sampled_from(moves))()
    assume(moved.position != interview.position)
    returned = back(moved)
    assert returned.position == interview.position
    assert returned.sheet == moved.sheet
    assert returned.history == moved.history


@given(beginnings(), st.data())
def test_an_interview_asks_exactly_the_matching_open_questions(
    interview: Interview, data: st.DataObject
) -> None:
    checklist, only = interview.checklist, interview.only
    asked = []
    while interview.at is not None:
        result = score(checklist, interview.sheet).questions[interview.at]
        assert result.id in interview.asked
        assert result.state is not State.OFF
        if only == UNANSWERED:
            assert result.state is State.UNANSWERED
            assert not held_back(interview, result.id)
        else:
            assert result.answer == only
        asked.append(result.id)
        choice = data.draw(st.sampled_from([None, *checklist.scale]))
        interview = skipped(interview) if choice is None else answered(interview, choice)
    assert len(asked) == len(set(asked))
    for question_id in set(interview.asked) - set(asked):
        result = interview.questions[question_id]
        if only == UNANSWERED:
            assert result.state is not State.UNANSWERED or held_back(interview, question_id)
        else:
            assert result.answer != only or result.state is State.OFF


@given(checklists(), st.data())
def test_the_sheet_scores_the_same_as_one_written_by_hand(
    checklist: Checklist, data: st.DataObject
) -> None:
    interview = begin(checklist, sheet_of(checklist, {}))
    by_hand: dict[str, object] = {}
    while interview.at is not None:
        question = checklist.questions[interview.at]
        if question.may_be_not_applicable and data.draw(st.booleans()):
            by_hand[question.id] = {"answer": "not_applicable", "note": "no"}
            interview = answered(interview, NotApplicable(), "no")
        else:
            choice = data.draw(st.sampled_from(checklist.scale))
            by_hand[question.id] = data.draw(st.sampled_from(choice.words))
            interview = answered(interview, choice)
    result = score(checklist, interview.sheet)
    assert result.tally.is_complete
    assert result == score(checklist, sheet_of(checklist, by_hand))


@given(beginnings())
def test_a_sheet_is_resumed_behind_its_last_answer(beginning: Interview) -> None:
    interview = begin(beginning.checklist, beginning.sheet)
    order, questions = list(interview.asked), interview.questions
    settled = {State.ANSWERED, State.NOT_APPLICABLE}
    answered_ = [each for each in order if questions[each].state in settled]
    behind = order[order.index(answered_[-1]) + 1 :] if answered_ else order
    still = [each for each in behind if questions[each].state is State.UNANSWERED]
    asked = [each for each in still if not held_back(interview, each)]
    if asked:
        assert interview.at == asked[0]
    else:
        assert interview.at is None or interview.at not in behind


def test_an_answer_to_another_question_stays_as_it_was_typed(checklist: Checklist) -> None:
    sheet = sheet_of(checklist, {"1.1.1": "YES", "1.1.2": {"answer": "2", "note": " n "}})
    interview = begin(checklist, sheet)
    interview = answered(interview, checklist.scale[1])
    assert interview.sheet.answers["1.1.1"] == Answer(answer="YES")
    assert interview.sheet.answers["1.1.2"] == Answer(answer="2", note=" n ")
    assert interview.sheet.answers["1.1.3"] == Answer(answer="sometimes")


def test_nothing_is_left_to_undo_at_the_beginning(checklist: Checklist) -> None:
    interview = begin(checklist, sheet_of(checklist, {}))
    for refused in (undone, back):
        with pytest.raises(NupcheckError):
            refused(interview)
