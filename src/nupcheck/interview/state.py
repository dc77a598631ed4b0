"""The interview: a sheet, the question it is at, and the way it came there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nupcheck.errors import did_you_mean, quote
from nupcheck.interview.scope import UNANSWERED, Scope, switched_off_by, waits_for
from nupcheck.model.sheet import Answer, AnswerSheet, NotApplicable
from nupcheck.model.validation import validate
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.model.checklist import Checklist, ScaleAnswer
    from nupcheck.scoring.result import QuestionResult


class RefusedError(ValueError):
    """An input that is not taken; the text says why and what would be."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an interview is.

    Attributes:
        at: The question shown, None when nothing is left to ask.
        passed: Questions that are not asked again of themselves: answered or skipped.
        before: The position that this one was reached from.
    """

    at: str | None
    passed: frozenset[str] = frozenset()
    before: Position | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """One state of an interview. The functions of this module make the next one of it.

    Attributes:
        checklist: What is asked.
        scope: Which part of it.
        sheet: The answers so far, always one that could be saved and loaded again.
        position: Where it is.
        history: Sheet and position before each change, the last change last.
    """

    checklist: Checklist
    scope: Scope
    sheet: AnswerSheet
    position: Position
    history: tuple[tuple[AnswerSheet, Position], ...] = ()

    @property
    def questions(self) -> Mapping[str, QuestionResult]:
        """Where every question stands."""
        return score(self.checklist, self.sheet).questions

    @property
    def at(self) -> str | None:
        """The id of the question shown, None when nothing is left to ask."""
        return self.position.at


def begin(checklist: Checklist, sheet: AnswerSheet, scope: Scope | None = None) -> Interview:
    """An interview at its first question: the one after the last that is answered.

    Questions left open before that one come after the rest.
    """
    scope = scope or Scope()
    interview = Interview(checklist, scope, sheet, Position(None))
    after = None
    if scope.only == UNANSWERED:
        questions = interview.questions
        settled = {State.ANSWERED, State.NOT_APPLICABLE}
        answered = [name for name in scope.questions(checklist) if questions[name].state in settled]
        after = answered[-1] if answered else None
    return replace(interview, position=Position(next_due(interview, after)))


def due(interview: Interview) -> tuple[str, ...]:
    """The questions still to ask, in the checklist's order.

    A follow-up is held back while a question above it that this interview asks is unanswered.
    """
    questions = interview.questions
    scope, passed = interview.scope, interview.position.passed
    asked = scope.questions(interview.checklist)
    among = set(asked)
    return tuple(
        name
        for name in asked
        if name not in passed
        and scope.matches(questions[name])
        and not (
            questions[name].state is State.UNANSWERED
            and among.intersection(waits_for(interview.checklist, questions, name))
        )
    )


def next_due(interview: Interview, after: str | None) -> str | None:
    """The first question still to ask behind another one, starting over at the end."""
    waiting = due(interview)
    if after is not None:
        order = {name: number for number, name in enumerate(interview.checklist.questions)}
        for name in waiting:
            if order[name] > order[after]:
                return name
    return waiting[0] if waiting else None


def _current(interview: Interview) -> str:
    if interview.at is None:
        raise RefusedError("Nothing is left to ask here. g and an id goes to a question, q ends.")
    return interview.at


def _moved_on(interview: Interview, name: str) -> Interview:
    position = interview.position
    passed = replace(interview, position=replace(position, passed=position.passed | {name}))
    reached = Position(next_due(passed, name), passed.position.passed, position)
    return replace(interview, position=reached)


def changed(interview: Interview, sheet: AnswerSheet) -> Interview:
    """The interview with another sheet, the change remembered; itself when nothing differs."""
    if sheet == interview.sheet:
        return interview
    history = (*interview.history, (interview.sheet, interview.position))
    return replace(interview, sheet=sheet, history=history)


def answered(
    interview: Interview, given: ScaleAnswer | NotApplicable, note: str | None = None
) -> Interview:
    """The current question answered, and the next one shown.

    Args:
        interview: At the question.
        given: The answer.
        note: Replaces the question's note; needed for not applicable unless there is one.

    Raises:
        RefusedError: The question is off, or may not be answered so.
    """
    name = _current(interview)
    question = interview.checklist.questions[name]
    present = interview.questions[name]
    if present.state is State.OFF:
        cause = switched_off_by(interview.checklist, interview.questions, name)
        raise RefusedError(
            f"{name} is off, because of the answer to {cause}. Change that one first: g {cause}"
        )
    if isinstance(given, NotApplicable):
        if not question.may_be_not_applicable:
            raise RefusedError(f"{name} may not be answered not applicable. k skips it for now.")
        if not (note or present.note or "").strip():
            raise RefusedError("Not applicable needs a note that says why.")
    updates = {"answer": given.id} if note is None else {"answer": given.id, "note": note}
    return _moved_on(changed(interview, with_answer(interview.sheet, name, updates)), name)


def with_answer(sheet: AnswerSheet, name: str, updates: Mapping[str, object]) -> AnswerSheet:
    """A sheet with some keys of one answer set; an answer left without any is taken out.

    Raises:
        RefusedError: A value does not fit, such as a note that is too long.
    """
    before = sheet.answers.get(name, Answer())
    answer, issues = validate(Answer, {**dict(before), **updates})
    if answer is None:
        raise RefusedError(" ".join(issue.text for issue in issues))
    answers = {**sheet.answers, name: answer}
    if answer.is_blank and not before.is_blank:
        del answers[name]
    return sheet.model_copy(update={"answers": answers})


def skipped(interview: Interview) -> Interview:
    """The current question left as it is, and the next one shown.

    Raises:
        RefusedError: Nothing is left to ask.
    """
    return _moved_on(interview, _current(interview))


def back(interview: Interview) -> Interview:
    """The position that this one was reached from; the sheet stays.

    Raises:
        RefusedError: This is where the interview began.
    """
    before = interview.position.before
    if before is None:
        raise RefusedError(f"This is where the session began. {_way_before(interview)}")
    return replace(interview, position=before)


def _way_before(interview: Interview) -> str:
    """How to go where `b` does not: to questions that were settled before the session began."""
    asked = interview.scope.questions(interview.checklist)
    place = len(asked) if interview.at is None else asked.index(interview.at)
    if not place:
        return "g and an id goes to any question."
    return f"g {asked[place - 1]} goes to the question before."


def gone_to(interview: Interview, word: str) -> Interview:
    """At a question, or at the first question of a recommendation or action that is to be asked.

    Raises:
        RefusedError: There is no such part.
    """
    name = _target(interview, word)
    if name == interview.at:
        return interview
    position = Position(name, interview.position.passed - {name}, interview.position)
    return replace(interview, position=position)


def part_questions(checklist: Checklist, word: str) -> tuple[str, ...]:
    """Ids of the questions of a recommendation, action or question.

    Raises:
        RefusedError: There is no such part; the text names the nearest.
    """
    if word in checklist.questions:
        return (word,)
    if word in checklist.actions:
        return tuple(question.id for question in checklist.actions[word].questions)
    parts = {part.id: part for part in checklist.recommendations}
    if word in parts:
        return tuple(each.id for action in parts[word].actions for each in action.questions)
    hint = did_you_mean(word, (*parts, *checklist.actions, *checklist.questions))
    raise RefusedError(f"The checklist has no part {quote(word)}. {hint}".strip())


def _target(interview: Interview, word: str) -> str:
    inside = part_questions(interview.checklist, word)
    waiting = set(due(interview))
    for name in inside:
        if name in waiting:
            return name
    return inside[0]


def undone(interview: Interview) -> Interview:
    """Sheet and position as they were before the last change.

    Raises:
        RefusedError: This session has changed nothing, or all of it is undone.
    """
    if not interview.history:
        raise RefusedError("There is nothing to undo: no change of this session is left.")
    sheet, position = interview.history[-1]
    return replace(interview, sheet=sheet, position=position, history=interview.history[:-1])
