"""The least work to a target is exact: checked against trying everything on small checklists."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nupcheck.analysis.optimize import changed_questions, options_for
from nupcheck.analysis.scenario import best_answer, with_answers
from nupcheck.errors import NupcheckError
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.gates import Threshold, threshold_from
from nupcheck.model.selection import ALL, Level, Selection
from nupcheck.model.sheet import NotApplicable, read_answer
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score
from tests.support.strategies import checklists, sheet_of, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet


def _small(most: int) -> st.SearchStrategy[Checklist]:
    return checklists().filter(lambda checklist: len(checklist.questions) <= most)


def _may_stand(checklist: Checklist, sheet: AnswerSheet, answers: Mapping[str, str]) -> bool:
    """Each changed question is asked, and nothing above it is left unanswered or off."""
    states = {
        name: question.state
        for name, question in score(checklist, with_answers(sheet, answers)).questions.items()
    }
    for name in answers:
        given = sheet.answers.get(name)
        typed = given.answer if given else None
        reading = read_answer(checklist, typed)
        if isinstance(reading, NotApplicable) and given and given.note:
            return False
        question: str | None = name
        while question is not None:
            if states[question] is not State.ANSWERED:
                return False
            question = checklist.questions[question].follows
    return True


def _points(
    checklist: Checklist, sheet: AnswerSheet, answers: Mapping[str, str], part: frozenset[str]
) -> int:
    questions = score(checklist, with_answers(sheet, answers)).questions
    return sum(questions[name].points for name in part)


def _cheapest(
    ways: Iterator[tuple[Any, ...]],
) -> dict[int, tuple[Any, ...]]:
    """For every number of points, the best of the ways that reach at least so many."""
    best: dict[int, tuple[Any, ...]] = {}
    for way in ways:
        for points in range(-way[2] + 1):
            best[points] = min(best.get(points, way), way)
    return best


@st.composite
def _cases(
    draw: st.DrawFn, most: int
) -> tuple[Checklist, AnswerSheet, frozenset[str], dict[str, int] | None]:
    checklist = draw(_small(most))
    names = list(checklist.questions)
    part = draw(st.just(frozenset(names)) | st.frozensets(st.sampled_from(names), min_size=1))
    costs = draw(st.none() | st.fixed_dictionaries(dict.fromkeys(names, st.integers(0, 4))))
    return checklist, draw(sheets(checklist)), part, costs


@settings(max_examples=4 * settings.default.max_examples)
@given(_cases(8))
def test_no_set_of_questions_does_better_and_ties_go_by_the_rule(
    case: tuple[Checklist, AnswerSheet, frozenset[str], dict[str, int] | None],
) -> None:
    checklist, sheet, part, costs = case
    best = best_answer(checklist)
    place = {name: number for number, name in enumerate(checklist.questions)}

    def tried() -> Iterator[tuple[Any, ...]]:
        for size in range(len(place) + 1):
            for names in combinations(place, size):
                answers = dict.fromkeys(names, best)
                if _may_stand(checklist, sheet, answers):
                    cost = sum(costs[name] for name in names) if costs else size
                    # Of two ways with as many changes, the lesser tuple begins earlier.
                    order = tuple(place[name] for name in names)
                    yield cost, size, -_points(checklist, sheet, answers, part), order

    found = options_for(checklist, sheet, part, costs)
    for points, expected in _cheapest(tried()).items():
        way = next(way for way in found if -way.short >= points)
        order = tuple(place[name] for name in changed_questions(checklist, way))
        assert (way.cost, way.changes, way.short, order) == expected
    assert -found[-1].short == max(-way[2] for way in tried())


@settings(max_examples=2 * settings.default.max_examples)
@given(_cases(4))
def test_no_other_answers_do_better_than_the_best_answer(
    case: tuple[Checklist, AnswerSheet, frozenset[str], dict[str, int] | None],
) -> None:
    checklist, sheet, part, costs = case
    words = [None, *(answer.id for answer in checklist.scale)]

    def tried() -> Iterator[tuple[Any, ...]]:
        for choice in product(words, repeat=len(checklist.questions)):
            answers = {
                name: word
                for name, word in zip(checklist.questions, choice, strict=True)
                if word is not None
            }
            if _may_stand(checklist, sheet, answers):
                cost = sum(costs[name] for name in answers) if costs else len(answers)
                yield cost, len(answers), -_points(checklist, sheet, answers, part)

    found = options_for(checklist, sheet, part, costs)
    for points, expected in _cheapest(tried()).items():
        way = next(way for way in found if -way.short >= points)
        assert (way.cost, way.changes, way.short) == expected


def _garden(*follows: str | None) -> Checklist:
    """Questions 1.1.1, 1.1.2 and so on, each following the one named."""
    return checklist_from(
        {
            "format": "1",
            "id": "garden",
            "version": "1",
            "title": "A garden",
            "scale": [
                {"id": "no", "label": "No", "points": "0", "closes_follow_ups": "true"},
                {"id": "partly", "label": "Partly", "points": "1"},
                {"id": "yes", "label": "Yes", "points": "2"},
            ],
            "recommendations": [
                {
                    "id": "1",
                    "title": "Dig",
                    "actions": [
                        {
                            "id": "1.1",
                            "title": "Spade",
                            "questions": [
                                {
                                    "id": f"1.1.{number}",
                                    "text": "Sharp?",
                                    "may_be_not_applicable": "true",
                                    **({"follows": parent} if parent else {}),
                                }
                                for number, parent in enumerate(follows, 1)
                            ],
                        }
                    ],
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("follows", "answers", "points", "changed"),
    [
        pytest.param([None] * 3, "no no no", 2, "1.1.1", id="the first of equals"),
        pytest.param([None] * 3, "partly no no", 2, "1.1.2", id="most points before first"),
        pytest.param([None] * 3, "partly no no", 4, "1.1.2 1.1.3", id="two of three"),
        pytest.param([None, "1.1.1"], "no -", 3, "1.1.1 1.1.2", id="opened, then answered"),
        pytest.param([None, "1.1.1"], "no yes", 3, "1.1.1", id="a kept answer counts again"),
        pytest.param([None, "1.1.1"], "- yes", 4, "1.1.1", id="an unanswered parent"),
        pytest.param([None, "1.1.1", None], "- - no", 4, "1.1.1 1.1.2", id="parents come first"),
        pytest.param([None, "1.1.1"], "partly no", 3, "1.1.2", id="an open parent is left alone"),
    ],
)
def test_small_gardens(follows: list[str | None], answers: str, points: int, changed: str) -> None:
    garden = _garden(*follows)
    sheet = sheet_of(
        garden,
        {
            name: None if word == "-" else word
            for name, word in zip(garden.questions, answers.split(), strict=True)
        },
    )
    ways = options_for(garden, sheet, garden.questions)
    way = next(way for way in ways if -way.short >= points)
    assert " ".join(changed_questions(garden, way)) == changed


def test_what_is_not_applicable_stays_so() -> None:
    garden = _garden(None, "1.1.1")
    answers = {"1.1.1": {"answer": "not_applicable", "note": "No soil here."}, "1.1.2": "yes"}
    ways = options_for(garden, sheet_of(garden, answers), garden.questions)
    assert [(way.cost, way.changes, way.short) for way in ways] == [(0, 0, 0)]


def test_a_long_chain_of_follow_ups_is_no_trouble() -> None:
    names = [f"1.1.{number}" for number in range(1, 401)]
    garden = _garden(None, *names[:-1])
    sheet = sheet_of(garden, {names[0]: "no"})
    ways = options_for(garden, sheet, garden.questions)
    assert (ways[-1].changes, -ways[-1].short) == (400, 800)


@pytest.mark.parametrize(
    ("word", "target", "maximum", "needed"),
    [
        ("60", Threshold(ALL, Decimal(60)), 190, 114),
        ("62.5 %", Threshold(ALL, Decimal("62.5")), 190, 119),
        ("9=70", Threshold(Selection.of(Level.RECOMMENDATION, "9"), Decimal(70)), 20, 14),
        ("9=71", Threshold(Selection.of(Level.RECOMMENDATION, "9"), Decimal(71)), 20, 15),
        (
            "9=14p",
            Threshold(Selection.of(Level.RECOMMENDATION, "9"), Decimal(14), "points"),
            20,
            14,
        ),
        ("14p", Threshold(ALL, Decimal(14), "points"), 190, 14),
        (
            "stakeholder:media=0",
            Threshold(Selection.of(Level.STAKEHOLDER, "media"), Decimal(0)),
            8,
            0,
        ),
    ],
)
def test_words_of_targets(
    checklist: Checklist, word: str, target: Threshold, maximum: int, needed: int
) -> None:
    assert threshold_from(word, checklist) == target
    assert target.points_of(maximum) == needed
    assert threshold_from(str(target), checklist) == target


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("", "neither percent nor points"),
        ("x", "neither percent nor points"),
        ("-3", "neither percent nor points"),
        ("=60", "names no part"),
        ("101", "never be met"),
        ("14.5p", "neither percent nor points"),
        ("9.9=50", "no part"),
        ("media=50", "stakeholder:media"),
    ],
)
def test_words_that_are_no_targets(checklist: Checklist, word: str, wrong: str) -> None:
    with pytest.raises(NupcheckError, match=wrong):
        threshold_from(word, checklist)
