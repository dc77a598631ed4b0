"""How far an interview is, and which follow-ups a change switches off or on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.interview.scope import UNANSWERED, waits_for
from nupcheck.interview.state import due
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.interview.state import Interview
    from nupcheck.scoring.result import QuestionResult


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of the questions that an interview is about.

    Attributes:
        settled: Answered, not applicable, or switched off.
        left: To be asked in any case, the one shown included.
        maybe: Follow-ups that are asked only if an open question is answered so.
        skipped: Passed over in this session and still open.
    """

    settled: int
    left: int
    maybe: int
    skipped: int


def progress(interview: Interview) -> Progress:
    """How far it is. While unanswered questions are asked, the four counts add up to all of them.

    When answers are looked through again, `settled` counts those looked at.
    """
    questions = interview.questions
    asked = interview.scope.questions(interview.checklist)
    passed = interview.position.passed
    waiting = due(interview)
    if interview.scope.only != UNANSWERED:
        return Progress(len(passed.intersection(asked)), len(waiting), 0, 0)
    unanswered = [name for name in asked if questions[name].state is State.UNANSWERED]
    skipped = skipped_names(interview)
    return Progress(
        settled=len(asked) - len(unanswered),
        left=len(waiting),
        maybe=len(unanswered) - len(skipped) - len(waiting),
        skipped=len(skipped),
    )


def skipped_names(interview: Interview) -> tuple[str, ...]:
    """The questions passed over in this session that are still open."""
    if interview.scope.only != UNANSWERED:
        return ()
    questions, passed = interview.questions, interview.position.passed
    return tuple(
        name
        for name in interview.scope.questions(interview.checklist)
        if name in passed and questions[name].state is State.UNANSWERED
    )


def still_open(interview: Interview) -> tuple[str, ...]:
    """The unanswered questions that need no other answer first, in the whole sheet."""
    questions = interview.questions
    return tuple(
        name
        for name, question in questions.items()
        if question.state is State.UNANSWERED
        and not waits_for(interview.checklist, questions, name)
    )


def switched(
    before: Mapping[str, QuestionResult], after: Mapping[str, QuestionResult]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions with an answer that a change switched off, and those it brought back."""
    off, on = [], []
    for name, question in after.items():
        was_off, is_off = before[name].state is State.OFF, question.state is State.OFF
        if is_off and not was_off and question.answer is not None:
            off.append(name)
        if was_off and not is_off and question.answer is not None:
            on.append(name)
    return tuple(off), tuple(on)
