from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.load import load_checklist
from nupcheck.interview.merging import changes_between, differences, merged
from nupcheck.interview.messages import difference
from nupcheck.interview.state import due, rebased, undone
from nupcheck.model.sheet import Answer
from tests.support.interviews import under_way
from tests.support.strategies import sheet_of, sheets, wordy_sheets

if TYPE_CHECKING:
    from nupcheck.interview.dialogue import Dialogue

CHECKLIST = load_checklist(DEFAULT_ID)
SHEETS = st.shared(wordy_sheets(CHECKLIST), key="base")


@given(base=wordy_sheets(CHECKLIST), other=wordy_sheets(CHECKLIST))
def test_where_one_side_changed_nothing_the_other_is_the_result(base, other) -> None:
    head = {"checklist_version": base.checklist_version}
    other = other.model_copy(update=head)
    assert merged(base, other, base) == other
    assert merged(base, base, other) == other
    assert merged(base, other, other) == other
    assert not any(each.is_conflict for each in differences(base, base, other))
    assert differences(base, other, other) == ()


@given(base=wordy_sheets(CHECKLIST), mine=wordy_sheets(CHECKLIST), theirs=wordy_sheets(CHECKLIST))
def test_both_changes_are_in_the_merged_sheet_unless_they_are_conflicts(base, mine, theirs) -> None:
    both = merged(base, mine, theirs)
    conflicts = {each.what for each in differences(base, mine, theirs) if each.is_conflict}
    for name in {*mine.answers, *theirs.answers, *base.answers}:
        was, here, there = (sheet.answers.get(name) for sheet in (base, mine, theirs))
        result = both.answers.get(name)
        if here != was:
            assert result == here
        elif there != was:
            assert result == there
        assert (name in conflicts) == (was not in (here, there) and here != there)


@given(under_way(), st.data())
def test_undoing_takes_back_ones_own_changes_and_leaves_the_others(
    state: tuple[Dialogue, list[str]], data: st.DataObject
) -> None:
    interview = state[0].interview
    first = interview.history[0][0] if interview.history else interview.sheet
    theirs = data.draw(sheets(interview.checklist))
    both = merged(first, interview.sheet, theirs)
    other = rebased(interview, both)
    assert other.sheet == both
    while other.history:
        before = other
        other = undone(other)
        assert other.sheet != before.sheet
    for name in interview.checklist.questions:
        was, mine = first.answers.get(name), interview.sheet.answers.get(name)
        expected = theirs.answers.get(name) if mine == was else was
        assert other.sheet.answers.get(name) == expected


@given(under_way(), st.data())
def test_with_someone_elses_changes_one_is_at_the_same_question_or_one_that_is_due(
    state: tuple[Dialogue, list[str]], data: st.DataObject
) -> None:
    interview = state[0].interview
    other = rebased(interview, data.draw(sheets(interview.checklist)))
    if other.at != interview.at:
        assert interview.at is None or interview.at in due(interview)
        assert interview.at not in due(other)
        assert other.at is None or other.at in due(other)
    if other.at is None:
        assert not due(other)


def test_differences_are_told_in_words() -> None:
    base = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "no"})
    mine = sheet_of(CHECKLIST, {"1.1.1": "no", "1.1.2": {"answer": "no", "note": "n"}})
    theirs = sheet_of(CHECKLIST, {"1.1.1": "sometimes", "1.1.2": "no"}, date="2026-05-01")
    assert [difference(each) for each in differences(base, mine, theirs)] == [
        "date: 2026-05-01 there, none here",
        "1.1.1: sometimes there, no here (both changed it)",
        '1.1.2: no, note none there, no, note "n" here',
    ]


def test_only_the_changed_answers_are_left_of_a_sheet() -> None:
    before = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "no"})
    after = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "yes"})
    assert set(changes_between(before, after).answers) == {"1.1.2"}
    undone = sheet_of(CHECKLIST, {"1.1.2": "no"})
    assert changes_between(before, undone).answers == {"1.1.1": Answer()}
