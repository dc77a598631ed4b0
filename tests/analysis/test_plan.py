"""Plans: what is a task, what it opens, and that every number shown is a score's."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.gaps import Task, tasks_of
from nupcheck.analysis.plan import make_plan
from nupcheck.analysis.scenario import answers_from, best_answer, what_if, with_answers
from nupcheck.errors import InData, InvalidDataError, NupcheckError
from nupcheck.files.load import load_sheet
from nupcheck.model.costs import Costs, costs_from
from nupcheck.model.gates import Threshold, threshold_from
from nupcheck.model.selection import ALL, Selection, selection_from
from nupcheck.scoring.result import State, tally_in
from nupcheck.scoring.score import score
from tests.support.planning import GARDEN
from tests.support.strategies import checklists, sheet_of, sheets

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Checklist, AnswerSheet]:
    checklist = draw(checklists())
    return checklist, draw(sheets(checklist))


def _tasks(answers: dict[str, object]) -> dict[str, Task]:
    sheet = sheet_of(GARDEN, answers)
    return {task.question: task for task in tasks_of(GARDEN, sheet, score(GARDEN, sheet))}


def test_what_a_task_earns_opens_and_waits_for() -> None:
    tasks = _tasks({"1.1.1": "no", "1.2.1": "partly", "2.1.2": "no"})
    assert list(tasks) == ["1.1.1", "1.2.1", "2.1.1", "2.1.2"]
    spade = tasks["1.1.1"]
    assert (spade.action, spade.recommendation, spade.stakeholders) == ("1.1", "1", ("gardeners",))
    assert (spade.points, spade.gain, spade.opens, spade.opened) == (0, 3, ("1.1.2", "1.1.3"), 6)
    assert spade.worth == 9
    assert (tasks["1.2.1"].points, tasks["1.2.1"].gain, tasks["1.2.1"].opens) == (1, 2, ())
    assert (tasks["2.1.1"].state, tasks["2.1.1"].after) == (State.UNANSWERED, None)
    assert (tasks["2.1.2"].answer, tasks["2.1.2"].after) == ("no", "2.1.1")


def test_an_answer_kept_by_an_off_follow_up_limits_what_is_opened() -> None:
    tasks = _tasks({"1.1.1": "no", "1.1.2": "no", "2.1.1": "yes", "2.1.2": "yes"})
    assert (tasks["1.1.1"].opens, tasks["1.1.1"].opened) == (("1.1.2",), 0)


def test_what_is_not_applicable_or_perfect_is_no_task() -> None:
    answers: dict[str, object] = dict.fromkeys(GARDEN.questions, "yes")
    answers["1.2.1"] = {"answer": "not_applicable", "note": "No need."}
    assert _tasks(answers) == {}


@given(_cases())
def test_tasks_are_exactly_the_questions_that_can_earn_more(
    case: tuple[Checklist, AnswerSheet],
) -> None:
    checklist, sheet = case
    result = score(checklist, sheet)
    tasks = tasks_of(checklist, sheet, result)
    assert [task.question for task in tasks] == [
        question.id
        for question in result.questions.values()
        if question.state in {State.ANSWERED, State.UNANSWERED}
        and question.points < question.maximum
    ]
    best = best_answer(checklist)
    for task in tasks:
        after = score(checklist, with_answers(sheet, {task.question: best}))
        gained = after.questions[task.question].points - task.points
        assert task.gain == gained > 0
        for name in task.opens:
            assert result.questions[name].state is State.OFF
            assert after.questions[name].state in {State.ANSWERED, State.UNANSWERED}
        # All that this one change makes possible is its own gain and what it opens.
        assert after.tally.points - result.tally.points <= task.worth
        assert result.questions[task.question].points == task.points


def _most(checklist: Checklist, sheet: AnswerSheet, part: Selection) -> tuple[int, int]:
    """The most points a part can have by changing answers one after the other, and its maximum."""
    best = best_answer(checklist)
    for _ in checklist.questions:
        result = score(checklist, sheet)
        asked = {State.ANSWERED, State.UNANSWERED}
        names = [each.id for each in result.questions.values() if each.state in asked]
        sheet = with_answers(sheet, dict.fromkeys(names, best))
    tally = tally_in(checklist, score(checklist, sheet), part)
    assert tally is not None
    return tally.points, tally.maximum


@given(_cases(), st.data())
def test_the_way_to_a_target_is_what_scoring_says_it_is(
    case: tuple[Checklist, AnswerSheet], data: st.DataObject
) -> None:
    checklist, sheet = case
    words = ["total", *checklist.questions, *checklist.actions]
    word = data.draw(st.sampled_from(words))
    part = ALL if word == "total" else selection_from(word, checklist)
    target = Threshold(part, Decimal(data.draw(st.integers(0, 100))))
    most, maximum = _most(checklist, sheet, part)
    if target.points_of(maximum) > most:
        with pytest.raises(NupcheckError, match=f"the most is {most} of"):
            make_plan(checklist, sheet, target=target)
        return
    plan = make_plan(checklist, sheet, target=target)
    aim = plan.aim
    assert aim is not None
    best = best_answer(checklist)
    changed = {change.question: best for change in aim.changes}
    after = score(checklist, with_answers(sheet, changed))
    assert aim.result == after
    assert aim.after == tally_in(checklist, after, part)
    assert aim.before == tally_in(checklist, score(checklist, sheet), part)
    assert aim.after.points >= aim.needed
    assert bool(changed) == (aim.before.points < aim.needed)
    assert {task.question for task in plan.tasks} == set(changed)
    for task in plan.tasks:
        assert task.after is None or task.after in changed
    same = make_plan(checklist, sheet, target=target, costs=Costs(Decimal("0.5"), {})).aim
    assert same is not None
    assert same.changes == tuple(
        type(change)(change.question, change.before, change.after, Decimal("0.5"))
        for change in aim.changes
    )
    assert same.cost == Decimal("0.5") * len(changed)


def test_costs_lead_elsewhere_than_the_fewest_changes() -> None:
    sheet = sheet_of(GARDEN, dict.fromkeys(GARDEN.questions, "no"))
    target = Threshold(ALL, Decimal(9), "points")
    cheap = {"2.1.1": Decimal("0.25"), "2.1.2": Decimal(1), "1.2.1": Decimal("1.5")}
    fewest = make_plan(GARDEN, sheet, target=target).aim
    cheapest = make_plan(GARDEN, sheet, target=target, costs=Costs(Decimal(9), cheap)).aim
    assert fewest is not None
    assert cheapest is not None
    assert [change.question for change in fewest.changes] == ["1.1.1", "1.1.2", "1.1.3"]
    assert [change.question for change in cheapest.changes] == ["1.2.1", "2.1.1", "2.1.2"]
    assert (cheapest.cost, fewest.cost) == (Decimal("2.75"), None)


def test_a_part_narrows_the_tasks_but_not_the_target() -> None:
    sheet = sheet_of(GARDEN, dict.fromkeys(GARDEN.questions, "no"))
    plan = make_plan(
        GARDEN,
        sheet,
        target=Threshold(ALL, Decimal(100)),
        selection=Selection(recommendations=("2",)),
    )
    assert plan.result.tally.maximum == 6
    assert [task.question for task in plan.tasks] == ["2.1.1", "2.1.2"]
    assert plan.aim is not None
    assert len(plan.aim.changes) == 6


def test_what_cannot_be_reached_says_how_far_one_gets() -> None:
    answers = {"1.2.1": {"answer": "not_applicable", "note": "No need."}}
    with pytest.raises(NupcheckError) as caught:
        make_plan(GARDEN, sheet_of(GARDEN, answers), target=Threshold(ALL, Decimal("83.4")))
    assert caught.value.message == (
        "The target 83.4 cannot be reached: the most is 15 of 18 points (83.3%). "
        "What is not applicable stays so."
    )
    assert caught.value.hint == "Aim lower: --target 15p."


def test_nobody_is_told_to_aim_at_what_there_is_already(checklist: Checklist) -> None:
    sheet, _ = load_sheet("examples/riverton-2026.yaml")
    for word in ("7.1.4=100", "7.1.4=3p"):
        with pytest.raises(NupcheckError, match="cannot be reached") as caught:
            make_plan(checklist, sheet, target=threshold_from(word, checklist))
        assert caught.value.hint == "Nothing more can be earned."


def test_a_part_without_questions_is_refused(checklist: Checklist) -> None:
    unused = GARDEN.model_copy(
        update={"stakeholders": (*GARDEN.stakeholders, checklist.stakeholders[0])}
    )
    target = threshold_from(f"stakeholder:{checklist.stakeholders[0].id}=50", unused)
    with pytest.raises(NupcheckError, match="No question belongs"):
        make_plan(unused, sheet_of(unused, {}), target=target)


def test_what_if_changes_nothing_but_what_it_is_told() -> None:
    sheet = sheet_of(GARDEN, {"1.1.1": "no", "1.1.2": {"answer": "yes", "note": "Old."}})
    told = what_if(GARDEN, sheet, answers_from(["1.1.1=Yes , 2.1.1=1", "1.2.1=partly"], GARDEN))
    assert [change.question for change in told.changes] == ["1.1.1", "1.2.1", "2.1.1"]
    assert (told.before.tally.points, told.after.tally.points) == (0, 8)
    assert told.after.questions["1.1.2"].note == "Old."
    assert sheet.answers["1.1.1"].answer == "no"


@given(_cases())
def test_what_if_with_the_same_answers_is_the_same_result(
    case: tuple[Checklist, AnswerSheet],
) -> None:
    checklist, sheet = case
    same = {name: given.answer for name, given in sheet.answers.items() if given.answer}
    told = what_if(checklist, sheet, same)
    assert told.before == told.after


def test_a_plan_stands_on_the_answers_it_is_asked_to_reckon_with() -> None:
    sheet = sheet_of(GARDEN, {"1.1.1": "no"})
    plan = make_plan(GARDEN, sheet, answers={"1.1.1": "yes"})
    assert plan.result == score(GARDEN, sheet)
    assert plan.what_if is not None
    assert [task.question for task in plan.tasks][:2] == ["1.1.2", "1.1.3"]


def test_every_wrong_answer_of_a_what_if_is_told_at_once() -> None:
    words = ["1.1.1", "1.1.9=yes,1.1.2=maybe", "1.1.3=,2.1.1=no,2.1.1=yes,1.2.1=not_applicable"]
    with pytest.raises(NupcheckError) as caught:
        answers_from(words, GARDEN)
    assert caught.value.message.splitlines() == [
        '"1.1.1" is not written as QUESTION=ANSWER, such as 1.2.1=yes.',
        'The checklist has no question "1.1.9". Did you mean 1.1.3?',
        '"maybe" is not an answer to 1.1.2. Answers on this scale: no, partly, yes.',
        "1.1.3 is given no answer.",
        "2.1.1 is given two answers.",
        "What does not apply to a place is a fact, not a plan: 1.2.1 needs another answer.",
    ]


def test_costs_are_checked_like_every_file() -> None:
    with pytest.raises(InvalidDataError) as caught:
        costs_from(
            {
                "format": "1",
                "checklist": "garden",
                "default": "cheap",
                "costs": {"1.1.1": "-1", "1.1.2": "2.555", "1.1.8": "2", "2.1.1": "1e3"},
                "units": "days",
            },
            GARDEN,
        )
    places = {
        issue.location.path for issue in caught.value.issues if isinstance(issue.location, InData)
    }
    assert places == {
        ("default",),
        ("costs", "1.1.1"),
        ("costs", "1.1.2"),
        ("costs", "1.1.8"),
        ("costs", "2.1.1"),
        ("units",),
    }
    with pytest.raises(InvalidDataError, match="not for"):
        costs_from({"format": "1", "checklist": "roof", "costs": {}}, GARDEN)
    costs = costs_from({"format": "1", "checklist": "garden", "costs": {"1.1.1": "2.50"}}, GARDEN)
    assert (costs["1.1.1"], costs["2.1.1"], costs.unit) == (Decimal("2.5"), Decimal(1), "")
