"""Naming a part of a checklist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.errors import NupcheckError
from nupcheck.files.load import load_checklist
from nupcheck.model.selection import TOTAL, Part, PartKind, part_named, questions_in
from nupcheck.scoring.result import tally_in, tally_of
from nupcheck.scoring.score import score
from tests.support import strategies

GUIDE = load_checklist("un-habitat-2023")


@pytest.mark.parametrize(
    ("word", "part", "questions"),
    [
        ("9", Part(PartKind.RECOMMENDATION, "9"), 10),
        ("9.1", Part(PartKind.ACTION, "9.1"), 4),
        (" 9.1.3 ", Part(PartKind.QUESTION, "9.1.3"), 1),
        ("theme:governance", Part(PartKind.THEME, "governance"), 20),
        ("stakeholder:schools", Part(PartKind.STAKEHOLDER, "schools"), 4),
    ],
)
def test_every_sort_of_part_has_a_word(word: str, part: Part, questions: int) -> None:
    assert part_named(GUIDE, word) == part
    assert part.word == word.strip()
    assert len(questions_in(GUIDE, part)) == questions


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
        part_named(GUIDE, word)
    assert error.value.hint == hint


@given(st.data())
def test_the_tally_of_a_part_is_the_tally_of_its_questions(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    parts = [
        TOTAL,
        *(Part(PartKind.QUESTION, name) for name in checklist.questions),
        *(Part(PartKind.ACTION, name) for name in checklist.actions),
        *(Part(PartKind.RECOMMENDATION, each.id) for each in checklist.recommendations),
        *(Part(PartKind.THEME, each.id) for each in result.themes),
        *(Part(PartKind.STAKEHOLDER, each.id) for each in result.stakeholders),
    ]
    for part in parts:
        own = [result.questions[name] for name in questions_in(checklist, part)]
        assert tally_in(result, part) == tally_of(own)


def test_a_part_that_a_result_lacks_has_no_tally() -> None:
    result = score(GUIDE, strategies.sheet_of(GUIDE, {}))
    assert tally_in(result, Part(PartKind.QUESTION, "99.1.1")) is None
    assert tally_in(result, Part(PartKind.THEME, "nothing")) is None
