"""The rules of scoring once more, as plainly as they can be said: what the real ones must equal."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from nupcheck.model.checklist import NOT_APPLICABLE, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.checklist import Checklist, Question, ScaleAnswer
    from nupcheck.model.sheet import AnswerSheet

Given = dict[str, str]  # the answer's id by question; what is unanswered is not in it


def given_in(checklist: Checklist, sheet: AnswerSheet) -> Given:
    """The answers of a sheet by their ids; one that does not count is not there."""
    given = {}
    for name, answer in sheet.answers.items():
        word = fold(answer.answer or "")
        if word == NOT_APPLICABLE:
            if (answer.note or "").strip():
                given[name] = NOT_APPLICABLE
        elif word:
            given[name] = _meant(checklist, word).id
    return given


def _meant(checklist: Checklist, word: str) -> ScaleAnswer:
    for answer in checklist.scale:
        words = [answer.id, answer.label, str(answer.points), *answer.accepts]
        if word in [fold(each) for each in words]:
            return answer
    raise AssertionError(word)


def is_off(checklist: Checklist, given: Mapping[str, str], question: Question) -> bool:
    """Whether what the question follows is off, not applicable or answered so that it closes."""
    if question.follows is None:
        return False
    parent = checklist.questions[question.follows]
    if is_off(checklist, given, parent):
        return True
    word = given.get(parent.id)
    return word == NOT_APPLICABLE or any(
        answer.id == word and answer.closes_follow_ups for answer in checklist.scale
    )


def points(checklist: Checklist, given: Mapping[str, str]) -> dict[str, int]:
    """The points of every question."""
    worth = {answer.id: answer.points for answer in checklist.scale}
    return {
        name: 0 if is_off(checklist, given, question) else worth.get(given.get(name, ""), 0)
        for name, question in checklist.questions.items()
    }


def completions(checklist: Checklist, given: Given) -> Iterator[Given]:
    """Every way to answer what is not answered."""
    open_questions = [each for each in checklist.questions.values() if each.id not in given]
    choices = [
        [answer.id for answer in checklist.scale]
        + ([NOT_APPLICABLE] if question.may_be_not_applicable else [])
        for question in open_questions
    ]
    for chosen in itertools.product(*choices):
        yield given | {
            question.id: word for question, word in zip(open_questions, chosen, strict=True)
        }
