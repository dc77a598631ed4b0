"""The interview: a sheet, the question it is at, and the way it came there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import BaseModel

from nupcheck.errors import NupcheckError, is_blank
from nupcheck.interview.merging import merged
from nupcheck.locale import _
from nupcheck.model.selection import question_ids, selection_from
from nupcheck.model.sheet import Answer, AnswerSheet, NotApplicable
from nupcheck.model.validation import validate
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from nupcheck.model.checklist import Checklist, ScaleAnswer
    from nupcheck.scoring.result import QuestionResult

UNANSWERED = "unanswered"
M = TypeVar("M", bound=BaseModel)


class NoteNeededError(NupcheckError):
    """Not applicable is an answer to the question, but only with a note that is not there yet."""


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

    What cannot be done they refuse with a `NupcheckError`, which says why and what can be.

    Attributes:
        checklist: What is asked.
        sheet: The answers so far, always one that could be saved and loaded again.
        asked: Ids of the questions that it is about, in the checklist's order.
        only: "unanswered", or the id of an answer: the questions that have it are asked again.
        position: Where it is.
        history: Sheet and position before each change, the last change last.
    """

    checklist: Checklist
    sheet: AnswerSheet
    asked: tuple[str, ...]
    only: str = UNANSWERED
    position: Position = Position(None)
    history: tuple[tuple[AnswerSheet, Position], ...] = ()

    @property
    def questions(self) -> Mapping[str, QuestionResult]:
        """Where every question stands."""
        return score(self.checklist, self.sheet).questions

    @property
    def at(self) -> str | None:
        """The id of the question shown, None when nothing is left to ask."""
        return self.position.at


class Progress(NamedTuple):
    """How far an interview is with the questions that it is about.

    Attributes:
        settled: How many are answered, not applicable, or not needed.
        left: How many are asked in any case, the one shown included.
        maybe: How many follow-ups are asked only if an open question is answered so.
        skipped: Those passed over in this session and still open.
    """

    settled: int
    left: int
    maybe: int = 0
    skipped: tuple[str, ...] = ()


def begin(
    checklist: Checklist,
    sheet: AnswerSheet,
    asked: Collection[str] | None = None,
    only: str = UNANSWERED,
) -> Interview:
    """An interview at its first question: the one after the last that is answered.

    Questions left open before that one come after the rest.
    """
    interview = Interview(
        checklist, sheet, tuple(checklist.questions if asked is None else asked), only
    )
    after = None
    if only == UNANSWERED:
        questions = interview.questions
        settled = {State.ANSWERED, State.NOT_APPLICABLE}
        answered = [each for each in interview.asked if questions[each].state in settled]
        after = answered[-1] if answered else None
    return replace(interview, position=Position(next_due(interview, after)))


def due(interview: Interview) -> tuple[str, ...]:
    """The questions still to ask, in the checklist's order.

    A follow-up is held back while a question above it that this interview asks is unanswered.
    """
    questions, asked = interview.questions, set(interview.asked)

    def is_due(question: QuestionResult) -> bool:
        if question.state is State.UNANSWERED:
            waiting = waits_for(interview.checklist, questions, question.id)
            return interview.only == UNANSWERED and asked.isdisjoint(waiting)
        return question.state is not State.OFF and question.answer == interview.only

    passed = interview.position.passed
    return tuple(each for each in interview.asked if each not in passed and is_due(questions[each]))


def next_due(interview: Interview, after: str | None) -> str | None:
    """The first question still to ask behind another one, starting over at the end."""
    waiting = due(interview)
    order = list(interview.checklist.questions)
    behind = set(order if after is None else order[order.index(after) + 1 :])
    later = (each for each in waiting if each in behind)
    return next(later, waiting[0] if waiting else None)


def _above(checklist: Checklist, question_id: str) -> Iterator[str]:
    """The question that a follow-up follows, what that one follows, and so on."""
    parent = checklist.questions[question_id].follows
    while parent is not None:
        yield parent
        parent = checklist.questions[parent].follows


def waits_for(
    checklist: Checklist, questions: Mapping[str, QuestionResult], question_id: str
) -> tuple[str, ...]:
    """The unanswered questions that a follow-up hangs on, the nearest first."""
    above = _above(checklist, question_id)
    return tuple(each for each in above if questions[each].state is State.UNANSWERED)


def closed_by(interview: Interview, question_id: str) -> str:
    """The question above one that is not needed whose answer made it so."""
    questions = interview.questions
    above = _above(interview.checklist, question_id)
    return next(each for each in above if questions[each].state is not State.OFF)


def progress(interview: Interview) -> Progress:
    """How far it is. While unanswered questions are asked, the four add up to all of them.

    When answers are looked through again, `settled` counts those looked at.
    """
    asked, left = interview.asked, len(due(interview))
    if interview.only != UNANSWERED:
        return Progress(len(interview.position.passed.intersection(asked)), left)
    questions = interview.questions
    unanswered = [each for each in asked if questions[each].state is State.UNANSWERED]
    skipped = tuple(each for each in unanswered if each in interview.position.passed)
    maybe = len(unanswered) - len(skipped) - left
    return Progress(len(asked) - len(unanswered), left, maybe, skipped)


def still_open(interview: Interview) -> tuple[str, ...]:
    """The unanswered questions that need no other answer first, in the whole sheet."""
    questions = interview.questions
    return tuple(
        each.id
        for each in questions.values()
        if each.state is State.UNANSWERED and not waits_for(interview.checklist, questions, each.id)
    )


def _current(interview: Interview) -> str:
    if interview.at is None:
        raise NupcheckError(
            _("Nothing is left to ask here."), _("g and an id goes to a question, q ends.")
        )
    return interview.at


def _moved_on(interview: Interview, question_id: str) -> Interview:
    position = interview.position
    passed = position.passed | {question_id}
    following = replace(interview, position=replace(position, passed=passed))
    reached = Position(next_due(following, question_id), passed, position)
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
    """
    question_id = _current(interview)
    present = interview.questions[question_id]
    if present.state is State.OFF:
        cause = closed_by(interview, question_id)
        raise NupcheckError(
            _("{id} is not needed, because of the answer to {cause}.", id=question_id, cause=cause),
            _("Change that one first: g {cause}", cause=cause),
        )
    if isinstance(given, NotApplicable):
        if not interview.checklist.questions[question_id].may_be_not_applicable:
            raise NupcheckError(
                _("{id} may not be answered not applicable.", id=question_id),
                _("k skips it for now."),
            )
        if is_blank(note or present.note or ""):
            raise NoteNeededError(_("Not applicable needs a note that says why."))
    updates = {"answer": given.id} if note is None else {"answer": given.id, "note": note}
    sheet = with_answer(interview.sheet, question_id, updates)
    return _moved_on(changed(interview, sheet), question_id)


def with_answer(sheet: AnswerSheet, question_id: str, updates: Mapping[str, object]) -> AnswerSheet:
    """A sheet with some keys of one answer set; an answer left without any is taken out."""
    before = sheet.answers.get(question_id, Answer())
    answer = validated(Answer, {**dict(before), **updates})
    answers = {**sheet.answers, question_id: answer}
    if answer.is_blank and not before.is_blank:
        del answers[question_id]
    return sheet.model_copy(update={"answers": answers})


def validated(model: type[M], data: Mapping[str, object]) -> M:
    """What was typed, as a part of a sheet."""
    part, issues = validate(model, data)
    if part is None:
        raise NupcheckError(" ".join(issue.text for issue in issues))
    return part


def skipped(interview: Interview) -> Interview:
    """The current question left as it is, and the next one shown."""
    return _moved_on(interview, _current(interview))


def back(interview: Interview) -> Interview:
    """The position that this one was reached from; the sheet stays."""
    before = interview.position.before
    if before is not None:
        return replace(interview, position=before)
    asked = interview.asked
    index = len(asked) if interview.at is None else asked.index(interview.at)
    way = _("g and an id goes to any question.")
    if index:
        way = _("g {id} goes to the question before.", id=asked[index - 1])
    raise NupcheckError(_("This is where the session began."), way)


def gone_to(interview: Interview, word: str) -> Interview:
    """At a question, or at the first question of a recommendation or action that is to be asked."""
    if not word:
        raise NupcheckError(
            _("g goes to a part by its id, such as g 2, g 2.1 or g 2.1.3. r lists the parts.")
        )
    inside = question_ids(interview.checklist, selection_from(word, interview.checklist))
    waiting = set(due(interview))
    at = next((each for each in inside if each in waiting), inside[0])
    if at == interview.at:
        return interview
    position = Position(at, interview.position.passed - {at}, interview.position)
    return replace(interview, position=position)


def undone(interview: Interview) -> Interview:
    """Sheet and position as they were before the last change."""
    if not interview.history:
        raise NupcheckError(_("There is nothing to undo: no change of this session is left."))
    sheet, position = interview.history[-1]
    return replace(interview, sheet=sheet, position=position, history=interview.history[:-1])


def rebased(interview: Interview, sheet: AnswerSheet) -> Interview:
    """The interview with a sheet that has someone else's changes too.

    It stays where it is, unless the question there needed an answer and no longer does. Questions
    whose answer the other sheet does not have are asked again. Undoing takes back one's own changes
    and leaves the others' as they are.
    """
    mine = interview.sheet
    lost = {each for each, entry in mine.answers.items() if sheet.answers.get(each) != entry}
    later = sheet
    history: list[tuple[AnswerSheet, Position]] = []
    for before, position in reversed(interview.history):
        earlier = merged(mine, before, sheet)
        if earlier != later:
            history.insert(0, (earlier, position))
            later = earlier
    position = replace(interview.position, passed=interview.position.passed - lost)
    other = replace(interview, sheet=sheet, position=position, history=tuple(history))
    was_due = interview.at is None or interview.at in due(interview)
    if was_due and interview.at not in due(other):
        position = replace(position, at=next_due(other, interview.at))
    return replace(other, position=position)
