"""What is missing in a sheet as tasks: what each can earn, what it opens, who can act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.analysis.scenario import best_answer, with_answers
from nupcheck.scoring.result import State, tally_of
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from nupcheck.analysis.scenario import Change
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import QuestionResult, Result


@dataclass(frozen=True, slots=True)
class Task:
    """A question that can still earn points.

    Attributes:
        state: Answered, unanswered, or off: to be opened first.
        answer: The scale's id of its answer, None while it has none.
        points: What it earns.
        gain: What it can earn more by itself.
        opens: The questions, off for now, that are asked once it has a better answer.
        opened: What those can then earn at most.
        after: The question to answer, or to answer better, first, because this one follows it.
    """

    question: str
    action: str
    recommendation: str
    stakeholders: tuple[str, ...]
    state: State
    answer: str | None
    points: int
    gain: int
    opens: tuple[str, ...]
    opened: int
    after: str | None

    @property
    def worth(self) -> int:
        """The points within reach: its own and those of what it opens."""
        return self.gain + self.opened


def tasks_of(checklist: Checklist, sheet: AnswerSheet, result: Result) -> tuple[Task, ...]:
    """Every question of a result that can still earn points, in the checklist's order.

    Questions that are off are no tasks: they stand with the question that opens them. What is not
    applicable stays so.

    Args:
        checklist: The checklist of the sheet.
        sheet: The answers.
        result: The sheet scored, whole or narrowed to a part: the tasks are those of the part.
    """
    names = [
        question.id
        for question in result.questions.values()
        if question.state in {State.ANSWERED, State.UNANSWERED}
        and question.points < question.maximum
    ]
    return _tasks(checklist, sheet, names, changed=())


def tasks_to(
    checklist: Checklist, sheet: AnswerSheet, changes: Iterable[Change]
) -> tuple[Task, ...]:
    """The changes that reach a target as tasks, also of questions that are still off."""
    names = [change.question for change in changes]
    return _tasks(checklist, sheet, names, changed=names)


def _tasks(
    checklist: Checklist, sheet: AnswerSheet, names: Iterable[str], changed: Collection[str]
) -> tuple[Task, ...]:
    whole = score(checklist, sheet).questions
    tasks = []
    for name in names:
        question, action = whole[name], checklist.action_of[name]
        opens = _opened_by(checklist, sheet, whole, name)
        tasks.append(
            Task(
                name,
                action.id,
                checklist.recommendation_of[action.id].id,
                action.stakeholders,
                question.state,
                question.answer,
                question.points,
                question.maximum - question.points,
                tuple(opens),
                tally_of(tuple(opens.values())).high,
                _first_to_mend(checklist, whole, name, changed),
            )
        )
    return tuple(tasks)


def _opened_by(
    checklist: Checklist, sheet: AnswerSheet, whole: Mapping[str, QuestionResult], name: str
) -> dict[str, QuestionResult]:
    """The questions that are off, but are asked once this one has the best answer."""
    if all(whole[each].state is not State.OFF for each in checklist.follow_ups.get(name, ())):
        return {}
    after = score(checklist, with_answers(sheet, {name: best_answer(checklist)})).questions
    return {
        other: result
        for other, result in after.items()
        if whole[other].state is State.OFF and result.state in {State.ANSWERED, State.UNANSWERED}
    }


def _first_to_mend(
    checklist: Checklist,
    whole: Mapping[str, QuestionResult],
    name: str,
    changed: Collection[str],
) -> str | None:
    """The nearest question above that has to be answered, or answered better, before this one."""
    above = checklist.questions[name].follows
    while above is not None:
        if whole[above].state is State.UNANSWERED or (
            above in changed and whole[name].state is State.OFF
        ):
            return above
        above = checklist.questions[above].follows
    return None
