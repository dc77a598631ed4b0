"""Naming a part of a checklist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.errors import NupcheckError
from nupcheck.files.load import load_checklist
from nupcheck.model.selection import (
    ALL,
    Level,
    Selection,
    question_ids,
    selection_from,
    selection_of,
)
from nupcheck.scoring.result import tally_in, tally_of
from nupcheck.scoring.score import score
from tests.support import strategies

GUIDE = load_checklist("un-habitat-2023")


@pytest.mark.parametrize(
    ("word", "part", "questions"),
    [
        ("9", Selection.of(Level.RECOMMENDATION, "9"), 10),
        ("9.1", Selection.of(Level.ACTION, "9.1"), 4),
        (" 9.1.3 ", Selection.of(Level.QUESTION, "9.1.3"), 1),
        ("theme:governance", Selection.of(Level.THEME, "governance"), 20),
        ("stakeholder:schools", Selection.of(Level.STAKEHOLDER, "schools"), 4),
    ],
)
def test_every_sort_of_part_has_a_word(word: str, part: Selection, questions: int) -> None:
    assert selection_from(word, GUIDE) == part
    assert str(part) == word.strip()
    assert len(question_ids(GUIDE, part)) == questions


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("governance", "Write theme:governance."),
        ("schools", "Write stakeholder:schools."),
        ("theme:governence", "Did you mean theme:governance?"),
        ("§", "`nupcheck show` lists the parts."),
    ],
)
def test_an_unknown_part_is_an_error_with_a_remedy(word: str, hint: str) -> None:
    with pytest.raises(NupcheckError) as error:
        selection_from(word, GUIDE)
    assert error.value.hint == hint


@given(st.data())
def test_the_tally_of_a_part_is_the_tally_of_its_questions(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    parts = [
        ALL,
        *(Selection.of(Level.QUESTION, name) for name in checklist.questions),
        *(Selection.of(Level.ACTION, name) for name in checklist.actions),
        *(Selection.of(Level.RECOMMENDATION, each.id) for each in checklist.recommendations),
        *(Selection.of(Level.THEME, each.id) for each in result.themes),
        *(Selection.of(Level.STAKEHOLDER, each.id) for each in result.stakeholders),
    ]
    for part in parts:
        own = [result.questions[name] for name in question_ids(checklist, part)]
        assert tally_in(checklist, result, part) == tally_of(own)


def test_a_part_that_a_result_lacks_has_no_tally() -> None:
    result = score(GUIDE, strategies.sheet_of(GUIDE, {}))
    assert tally_in(GUIDE, result, Selection.of(Level.QUESTION, "99.1.1")) is None
    assert tally_in(GUIDE, result, Selection.of(Level.THEME, "nothing")) is None


def test_several_ids_add_up_and_stakeholders_keep_what_concerns_them() -> None:
    several = selection_of(GUIDE, recommendations=["9"], actions=["1.1"])
    assert question_ids(GUIDE, several) == (
        *question_ids(GUIDE, selection_from("1.1", GUIDE)),
        *question_ids(GUIDE, selection_from("9", GUIDE)),
    )
    of_schools = question_ids(GUIDE, selection_from("stakeholder:schools", GUIDE))
    both = selection_of(GUIDE, recommendations=["9", "10"], stakeholders=["schools"])
    assert question_ids(GUIDE, both) == of_schools
    assert str(both) == "9, 10, stakeholder:schools"
    assert question_ids(GUIDE) == tuple(GUIDE.questions)
    with pytest.raises(ValueError, match="unpack"):
        assert both.level


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ({"recommendations": ["9.1"]}, 'There is no recommendation "9.1" in this checklist.'),
        ({"actions": ["9"]}, 'There is no action "9" in this checklist.'),
        ({"stakeholders": ["school"]}, "Did you mean schools?"),
        ({"recommendations": ["9"], "stakeholders": ["schools"]}, "What concerns schools is in 10"),
    ],
)
def test_a_slip_never_selects_nothing_unnoticed(ids: dict[str, list[str]], message: str) -> None:
    with pytest.raises(NupcheckError) as error:
        selection_of(GUIDE, **ids)
    assert message in str(error.value)
