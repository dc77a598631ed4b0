"""The strongest and the weakest actions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.ranking import extremes
from nupcheck.files.load import load_checklist
from nupcheck.model.sheet import Answer
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score
from tests.support import strategies

GUIDE = load_checklist("un-habitat-2023")
ALL_YES = dict.fromkeys(GUIDE.questions, "yes")


def ids(answers: dict[str, object]) -> tuple[list[str], list[str]]:
    found = extremes(score(GUIDE, strategies.sheet_of(GUIDE, answers)).actions)
    return [each.id for each in found.strongest], [each.id for each in found.weakest]


def test_the_weakest_come_first_and_ties_in_the_order_of_the_checklist() -> None:
    answers = ALL_YES | {"9.1.1": "no", "3.2.1": "sometimes", "3.3.1": "sometimes"}
    _, weakest = ids(answers)
    assert weakest[0] == "9.1"
    assert set(weakest) == {"9.1", "3.2", "3.3"}
    assert weakest.index("3.2") < weakest.index("3.3")


def test_among_equals_nothing_is_strongest_or_weakest() -> None:
    for word in ("yes", "no"):
        assert ids(dict.fromkeys(GUIDE.questions, word)) == ([], [])


def test_an_untouched_action_is_neither_weak_nor_strong() -> None:
    untouched = GUIDE.actions["9.1"].questions
    answers = dict.fromkeys(GUIDE.questions, "no")
    for question in untouched:
        del answers[question.id]
    strongest, weakest = ids(answers)
    assert "9.1" not in strongest
    assert "9.1" not in weakest
    assert weakest


def test_a_wholly_not_applicable_action_is_in_neither_list() -> None:
    sheet = strategies.sheet_of(GUIDE, ALL_YES | {"3.1.1": "no"})
    beside = Answer(answer="not_applicable", note="There is no sea.")
    ids = [question.id for question in GUIDE.actions["9.1"].questions]
    sheet = sheet.model_copy(update={"answers": sheet.answers | dict.fromkeys(ids, beside)})
    found = extremes(score(GUIDE, sheet).actions)
    assert [each.id for each in found.weakest] == ["3.1"]
    assert all(each.id != "9.1" for each in found.strongest)


@given(st.data())
def test_the_lists_are_apart_and_hold_only_what_can_be_told(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    result = score(checklist, data.draw(strategies.sheets(checklist)))
    found = extremes(result.actions)
    assert not {each.id for each in found.strongest} & {each.id for each in found.weakest}
    for each in found.weakest:
        assert each.tally.high < each.tally.applicable_maximum
    for each in found.strongest:
        assert any(question.state is State.ANSWERED for question in each.questions)
    assert extremes(result.actions[:1]) == ((), ())
