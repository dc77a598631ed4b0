from __future__ import annotations

import json
import math
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.load import load_checklist
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.sheet import Answer, Place, Respondent
from nupcheck.scoring.result import Selection, State, Tally, add_up, percent
from nupcheck.scoring.score import score
from tests.support import naive
from tests.support.strategies import answer_data, checklists, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import Result

REAL = load_checklist(DEFAULT_ID)
MOST_COMPLETIONS = 3000


def all_of(checklist: Checklist, word: str) -> AnswerSheet:
    return sheet_of(checklist, dict.fromkeys(checklist.questions, word))


def sizes(result: Result) -> tuple[Any, ...]:
    """Every number of a result, and the states, in order."""
    parts = [result, *result.recommendations, *result.actions, *result.themes, *result.stakeholders]
    return tuple(part.tally for part in parts), tuple(result.questions.items())


# Against a plain re-implementation of the rules


def assert_as_naive(checklist: Checklist, sheet: AnswerSheet) -> None:
    given_answers = naive.given_in(checklist, sheet)
    expected = naive.points(checklist, given_answers)
    result = score(checklist, sheet)
    assert {name: each.points for name, each in result.questions.items()} == expected
    assert result.tally.points == sum(expected.values())
    for name, each in result.questions.items():
        if naive.is_off(checklist, given_answers, checklist.questions[name]):
            assert each.state is State.OFF
        elif name not in given_answers:
            assert each.state is State.UNANSWERED
        elif given_answers[name] == NOT_APPLICABLE:
            assert each.state is State.NOT_APPLICABLE
        else:
            assert each.state is State.ANSWERED


@given(data=st.data())
def test_points_and_states_are_those_of_the_rules(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    assert_as_naive(checklist, sheet_of(checklist, data.draw(answer_data(checklist))))


@given(answers=answer_data(REAL))
def test_points_and_states_of_the_built_in_checklist_are_those_of_the_rules(
    answers: dict[str, Any],
) -> None:
    assert_as_naive(REAL, sheet_of(REAL, answers))


def assert_exact_bounds(checklist: Checklist, sheet: AnswerSheet) -> None:
    """Low and high of every part are the least and the most of all completions."""
    given_answers = naive.given_in(checklist, sheet)
    outcomes = [
        naive.points(checklist, each) for each in naive.completions(checklist, given_answers)
    ]
    result = score(checklist, sheet)
    parts: list[tuple[Tally, list[str]]] = [(result.tally, list(checklist.questions))]
    for part in result.recommendations:
        inside = [question.id for action in part.actions for question in action.questions]
        parts.append((part.tally, inside))
        parts += [
            (action.tally, [question.id for question in action.questions])
            for action in part.actions
        ]
    parts += [(question.tally, [name]) for name, question in result.questions.items()]
    for theme in result.themes:
        inside = [
            question.id
            for part in checklist.recommendations
            if part.theme == theme.id
            for action in part.actions
            for question in action.questions
        ]
        parts.append((theme.tally, inside))
    for body in result.stakeholders:
        inside = [
            question.id
            for action in checklist.actions.values()
            if body.id in action.stakeholders
            for question in action.questions
        ]
        parts.append((body.tally, inside))
    for tally, names in parts:
        totals = [sum(outcome[name] for name in names) for outcome in outcomes]
        assert (tally.low, tally.high) == (min(totals), max(totals))


def count_of_completions(checklist: Checklist, sheet: AnswerSheet) -> int:
    given_answers = naive.given_in(checklist, sheet)
    return math.prod(
        len(checklist.scale) + question.may_be_not_applicable
        for question in checklist.questions.values()
        if question.id not in given_answers
    )


@given(data=st.data())
def test_low_and_high_are_exact_for_every_part(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    sheet = sheet_of(checklist, data.draw(answer_data(checklist)))
    assume(count_of_completions(checklist, sheet) <= MOST_COMPLETIONS)
    assert_exact_bounds(checklist, sheet)


def test_low_and_high_are_exact_for_every_partial_sheet_of_a_chain() -> None:
    """Three questions in a chain and one that may be not applicable: all 4^3 x 5 sheets."""
    checklist = load_checklist_of(
        ["1.1.1", None, False], ["1.1.2", "1.1.1", True], ["1.2.1", "1.1.2", False]
    )
    words = [None, "no", "sometimes", "yes"]
    for first in words:
        for second in [*words, NOT_APPLICABLE]:
            for third in words:
                answers = {
                    "1.1.1": first,
                    "1.1.2": {"answer": second, "note": "why"},
                    "1.2.1": third,
                }
                sheet = sheet_of(checklist, answers)
                assert_exact_bounds(checklist, sheet)
                assert_as_naive(checklist, sheet)


def load_checklist_of(*questions: list[Any]) -> Checklist:
    """A checklist on the Guide's scale of (id, follows, may be not applicable)."""
    actions: dict[str, list[dict[str, Any]]] = {}
    for name, follows, may_be_not_applicable in questions:
        question = {
            "id": name,
            "text": f"{name}?",
            "may_be_not_applicable": str(may_be_not_applicable).lower(),
        }
        if follows:
            question["follows"] = follows
        actions.setdefault(name.rpartition(".")[0], []).append(question)
    return checklist_from(
        {
            "format": "1",
            "id": "chain",
            "version": "1",
            "title": "Chain",
            "scale": [
                {"id": "yes", "label": "Yes", "points": "2"},
                {"id": "sometimes", "label": "Sometimes", "points": "1"},
                {"id": "no", "label": "No", "points": "0", "closes_follow_ups": "true"},
            ],
            "recommendations": [
                {
                    "id": "1",
                    "title": "One",
                    "actions": [
                        {"id": name, "title": name, "questions": inside}
                        for name, inside in actions.items()
                    ],
                }
            ],
        }
    )


# Laws


def assert_parts_add_up(checklist: Checklist, result: Result) -> None:
    assert add_up(part.tally for part in result.recommendations) == result.tally
    for part in result.recommendations:
        assert add_up(action.tally for action in part.actions) == part.tally
        for action in part.actions:
            assert add_up(question.tally for question in action.questions) == action.tally
    with_theme = [part for part in result.recommendations if part.theme is not None]
    if with_theme:
        assert add_up(theme.tally for theme in result.themes) == add_up(
            part.tally for part in with_theme
        )
    for body in result.stakeholders:
        named = [action.tally for action in result.actions if body.id in action.stakeholders]
        assert body.tally == add_up(named)
    tally = result.tally
    assert tally.questions == len(checklist.questions)
    assert tally.maximum == len(checklist.questions) * checklist.best_points
    assert 0 <= tally.points <= tally.high <= tally.applicable_maximum <= tally.maximum
    assert 0 <= tally.low <= tally.high
    if checklist.least_points == 0:  # else even the worst answer adds to what counts so far
        assert tally.low <= tally.points


@given(data=st.data())
def test_parts_add_up_to_wholes(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    sheet = sheet_of(checklist, data.draw(answer_data(checklist)))
    assert_parts_add_up(checklist, score(checklist, sheet))


@given(answers=answer_data(REAL))
def test_parts_of_the_built_in_checklist_add_up_to_wholes(answers: dict[str, Any]) -> None:
    assert_parts_add_up(REAL, score(REAL, sheet_of(REAL, answers)))


@given(data=st.data())
def test_a_complete_sheet_has_reached_both_bounds(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    words = st.sampled_from([answer.id for answer in checklist.scale])
    filled = {name: data.draw(words) for name in checklist.questions}
    result = score(checklist, sheet_of(checklist, filled))
    assert result.tally.is_complete
    for tally in (result.tally, *(each.tally for each in result.questions.values())):
        assert tally.low == tally.points == tally.high


def shuffled(sheet: AnswerSheet, seed: int) -> AnswerSheet:
    """The same answers in another order and in other letters."""
    chance = random.Random(seed)
    names = list(sheet.answers)
    chance.shuffle(names)
    answers = {}
    for name in names:
        answer = sheet.answers[name]
        word = None if answer.answer is None else answer.answer.swapcase()
        answers[name] = answer.model_copy(update={"answer": word and f" {word} "})
    return sheet.model_copy(update={"answers": answers})


@given(data=st.data(), seed=st.integers(0, 1000))
def test_neither_the_order_of_the_file_nor_the_case_of_letters_matters(
    data: st.DataObject, seed: int
) -> None:
    checklist = data.draw(st.one_of(st.just(REAL), checklists()))
    sheet = sheet_of(checklist, data.draw(answer_data(checklist)))
    assert score(checklist, shuffled(sheet, seed)) == score(checklist, sheet)


@given(data=st.data())
def test_answering_one_more_question_never_widens_low_to_high(data: st.DataObject) -> None:
    checklist = data.draw(st.one_of(st.just(REAL), checklists()))
    answers = data.draw(answer_data(checklist))
    before = score(checklist, sheet_of(checklist, answers))
    unanswered = [name for name, each in before.questions.items() if each.state is State.UNANSWERED]
    assume(unanswered)
    name = data.draw(st.sampled_from(unanswered))
    words = [answer.id for answer in checklist.scale]
    if checklist.questions[name].may_be_not_applicable:
        words.append(NOT_APPLICABLE)
    more = {"answer": data.draw(st.sampled_from(words)), "note": "because"}
    after = score(checklist, sheet_of(checklist, answers | {name: more}))
    parts = [
        (before.tally, after.tally),
        *((x.tally, y.tally) for x, y in zip(before.actions, after.actions, strict=True)),
    ]
    for old, new in parts:
        assert old.low <= new.low <= new.high <= old.high


def below(checklist: Checklist, name: str) -> set[str]:
    """A question's follow-ups, theirs, and so on."""
    direct = checklist.follow_ups.get(name, ())
    return {*direct, *(each for child in direct for each in below(checklist, child))}


@given(data=st.data(), answers=answer_data(REAL))
def test_a_parent_changed_to_no_never_leaves_points_of_its_follow_ups(
    data: st.DataObject, answers: dict[str, Any]
) -> None:
    parent = data.draw(st.sampled_from(sorted(REAL.follow_ups)))
    result = score(REAL, sheet_of(REAL, answers | {parent: "no"}))
    follow_ups = below(REAL, parent)
    assert follow_ups
    for name in follow_ups:
        question = result.questions[name]
        assert (question.state, question.points, question.high) == (State.OFF, 0, 0)


@given(answers=answer_data(REAL))
def test_the_same_sheet_gives_an_equal_result(answers: dict[str, Any]) -> None:
    once, again = (score(REAL, sheet_of(REAL, answers)) for _ in range(2))
    assert once == again


@given(answers=answer_data(REAL))
def test_narrowing_keeps_numbers_and_narrowings_add_up(answers: dict[str, Any]) -> None:
    sheet = sheet_of(REAL, answers)
    whole = score(REAL, sheet)
    ids = [part.id for part in REAL.recommendations]
    parts = [score(REAL, sheet, Selection(recommendations=(name,))) for name in ids]
    assert add_up(part.tally for part in parts) == whole.tally
    for part, kept in zip(whole.recommendations, parts, strict=True):
        assert kept.recommendations == (part,)
        asked = {each.question for each in kept.findings} - {None}
        assert asked <= set(kept.questions)
    for body in whole.stakeholders:
        assert score(REAL, sheet, Selection(stakeholders=(body.id,))).tally == body.tally


# The corners of the scale, and single rules by example


@pytest.mark.parametrize(("word", "total"), [("yes", 190), ("no", 0), ("sometimes", 95)])
def test_the_corners_of_the_scale(word: str, total: int) -> None:
    tally = score(REAL, all_of(REAL, word)).tally
    assert (tally.points, tally.low, tally.high, tally.maximum) == (total, total, total, 190)
    assert tally.percent == pytest.approx(100 * total / 190, abs=0.05)


def test_all_no_leaves_26_follow_ups_off() -> None:
    result = score(REAL, all_of(REAL, "no"))
    assert (result.tally.off, result.tally.answered) == (26, 69)
    assert Counter(each.code for each in result.findings) == {"answer-to-off-question": 26}


def test_nothing_answered_is_not_all_no() -> None:
    result = score(REAL, sheet_of(REAL, {}))
    assert result.tally == Tally(0, 190, 0, 190, 190, 0, 0, 0, 95)
    assert [each.code for each in result.findings] == ["incomplete"]
    assert result.findings[0].message == "95 of 95 questions are open."


def codes(result: Result) -> list[tuple[str, str | None]]:
    return [(each.code, each.question) for each in result.findings if each.code != "incomplete"]


def found(answers: Mapping[str, Any]) -> Result:
    return score(REAL, sheet_of(REAL, answers))


def test_an_answer_to_an_off_question_is_kept_reported_and_earns_nothing() -> None:
    result = found({"1.2.1": "no", "1.2.2": {"answer": "yes", "note": "still here"}})
    question = result.questions["1.2.2"]
    assert (question.state, question.points, question.answer) == (State.OFF, 0, "yes")
    assert question.note == "still here"
    assert codes(result) == [("answer-to-off-question", "1.2.2")]


def test_off_reaches_down_a_chain_and_into_another_action() -> None:
    result = found({"2.2.1": "no", "2.3.1": "yes", "2.3.2": "yes"})
    off = [name for name, each in result.questions.items() if each.state is State.OFF]
    assert off == ["2.2.2", "2.2.3", "2.2.4", "2.2.5", "2.3.1", "2.3.2", "2.3.3", "2.3.4"]
    assert result.tally.points == 0


@pytest.mark.parametrize(("parent", "low"), [(None, 0), ("yes", 4), ("sometimes", 3), ("no", 0)])
def test_a_follow_up_answered_before_its_parent_counts_for_now(
    parent: str | None, low: int
) -> None:
    result = found({"1.2.1": parent, "1.2.2": "yes"})
    action = next(each for each in result.actions if each.id == "1.2")
    assert action.tally.low == low
    if parent is None:
        assert action.tally.points == 2
        assert codes(result) == [("answered-before-parent", "1.2.2")]


def test_not_applicable_earns_nothing_and_leaves_the_headline_alone() -> None:
    answers = dict.fromkeys(REAL.questions, "yes") | {
        "7.1.4": {"answer": "Not_Applicable", "note": "The state pays."}
    }
    tally = found(answers).tally
    assert (tally.points, tally.maximum, tally.applicable_maximum) == (188, 190, 188)
    assert (tally.percent, tally.applicable_percent) == (98.9, 100.0)
    assert (tally.low, tally.high, tally.not_applicable, tally.unanswered) == (188, 188, 1, 0)


@pytest.mark.parametrize("note", [None, "", "  \n"])
def test_not_applicable_without_a_note_counts_as_unanswered(note: str | None) -> None:
    result = found({"7.2.3": {"answer": "not_applicable", "note": note}})
    assert result.questions["7.2.3"].state is State.UNANSWERED
    assert codes(result) == [("note-missing", "7.2.3")]


def test_a_sheet_for_another_version_is_reported() -> None:
    sheet = sheet_of(REAL, {}).model_copy(update={"checklist_version": "0.9"})
    assert ("other-version", None) in codes(score(REAL, sheet))


def test_the_second_instrument_scores_as_counted_by_hand(own_checklist: Checklist) -> None:
    answers = {
        "A1.1": "nearly",  # 2
        "A1.2": "1",
        "A2.1": {"answer": "not_applicable", "note": "One floor."},
        "A2.2": "FULLY",  # 3
        "A2.3": "not yet",  # 0
        "B1.2": "done",  # 3, follows A2.2
        "B1.3": "none",  # 0
    }
    result = score(own_checklist, sheet_of(own_checklist, answers))
    assert result.tally == Tally(9, 27, 9, 15, 24, 6, 0, 1, 2)
    assert [part.tally.points for part in result.recommendations] == [6, 3]
    assert [part.tally.maximum for part in result.recommendations] == [15, 12]
    assert (result.themes, result.stakeholders) == ((), ())
    closed = score(own_checklist, sheet_of(own_checklist, answers | {"A1.1": "not-yet"}))
    off = [name for name, each in closed.questions.items() if each.state is State.OFF]
    assert off == ["A2.1", "A2.2", "B1.2"]
    assert closed.tally == Tally(1, 27, 1, 7, 27, 4, 3, 0, 2)


# Percentages


@given(points=st.integers(0, 5000), more=st.integers(0, 5000))
def test_percent_is_whole_only_when_exactly_so(points: int, more: int) -> None:
    maximum = points + more
    shown = percent(points, maximum)
    if maximum == 0:
        assert shown is None
        return
    assert shown is not None
    assert (shown == 0.0) == (points == 0)
    assert (shown == 100.0) == (points == maximum)
    exact = 100 * points / maximum
    assert abs(shown - exact) <= 0.05 + 1e-9 or shown in {0.1, 99.9}
    assert json.dumps(shown) == f"{shown:.1f}"


@pytest.mark.parametrize(
    ("points", "maximum", "shown"),
    [(97, 190, 51.1), (1, 100_000, 0.1), (99_999, 100_000, 99.9), (1, 8, 12.5), (1, 16, 6.3)],
)
def test_percent_by_example(points: int, maximum: int, shown: float) -> None:
    assert percent(points, maximum) == shown


@given(parts=st.lists(st.tuples(*[st.integers(0, 9)] * 9), min_size=1))
def test_adding_up_does_not_depend_on_the_grouping(parts: list[tuple[int, ...]]) -> None:
    tallies = [Tally(*part) for part in parts]
    middle = len(tallies) // 2
    halves: Iterable[list[Tally]] = filter(None, (tallies[:middle], tallies[middle:]))
    assert add_up(add_up(half) for half in halves) == add_up(tallies)


@pytest.mark.parametrize("text", [" \t", "\u200b", "\ufeff", "\u2060", "\xad", "\u3164", "\u2800"])
def test_a_text_that_nobody_sees_is_an_empty_one(text: str) -> None:
    assert Answer(answer=text, note=text, evidence=(text, text), by=text).is_blank
    assert Respondent(name=text, role=text) == Respondent(name="", role="")
    with pytest.raises(ValidationError):
        Place(name=text)
    sheet = sheet_of(REAL, {"7.1.4": {"answer": NOT_APPLICABLE, "note": text}})
    assert score(REAL, sheet).questions["7.1.4"].state is State.UNANSWERED


@pytest.mark.parametrize("text", ["\U0001f3d9\ufe0f", "\u2060a", "\ue000", "."])
def test_a_text_with_anything_to_see_is_kept_as_it_is(text: str) -> None:
    assert Answer(note=text).note == text
