from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nupcheck.interview.merging import changes_of, differences, joined
from nupcheck.library import DEFAULT_ID
from nupcheck.loading import load_checklist
from tests.strategies import sheet_of, wordy_sheets

CHECKLIST = load_checklist(DEFAULT_ID)
SHEETS = st.shared(wordy_sheets(CHECKLIST), key="base")


@given(base=wordy_sheets(CHECKLIST), other=wordy_sheets(CHECKLIST))
def test_where_one_side_changed_nothing_the_other_is_the_result(base, other) -> None:
    head = {"checklist_version": base.checklist_version}
    other = other.model_copy(update=head)
    assert joined(base, other, base) == other
    assert joined(base, base, other) == other
    assert joined(base, other, other) == other
    assert not any(each.is_conflict for each in differences(base, base, other))
    assert differences(base, other, other) == ()


@given(base=wordy_sheets(CHECKLIST), mine=wordy_sheets(CHECKLIST), theirs=wordy_sheets(CHECKLIST))
def test_both_changes_are_in_the_joined_sheet_unless_they_are_conflicts(base, mine, theirs) -> None:
    both = joined(base, mine, theirs)
    conflicts = {each.what for each in differences(base, mine, theirs) if each.is_conflict}
    for name in {*mine.answers, *theirs.answers, *base.answers}:
        was, here, there = (sheet.answers.get(name) for sheet in (base, mine, theirs))
        result = both.answers.get(name)
        if here != was:
            assert result == here
        elif there != was:
            assert result == there
        assert (name in conflicts) == (was not in (here, there) and here != there)


def test_differences_are_told_in_words() -> None:
    base = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "no"})
    mine = sheet_of(CHECKLIST, {"1.1.1": "no", "1.1.2": {"answer": "no", "note": "n"}})
    theirs = sheet_of(CHECKLIST, {"1.1.1": "sometimes", "1.1.2": "no"}, date="2026-05-01")
    told = [(each.what, each.here, each.there, each.is_conflict) for each in
            differences(base, mine, theirs)]  # fmt: skip
    assert told == [
        ("date", "none", "2026-05-01", False),
        ("1.1.1", "no", "sometimes", True),
        ("1.1.2", 'no, note "n"', "no, note none", False),
    ]


def test_only_the_changed_answers_are_left_of_a_sheet() -> None:
    before = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "no"})
    after = sheet_of(CHECKLIST, {"1.1.1": "yes", "1.1.2": "yes"})
    assert set(changes_of(before, after).answers) == {"1.1.2"}
