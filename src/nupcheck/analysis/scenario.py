"""A sheet with some answers changed, and what that would make of the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError, did_you_mean, quote
from nupcheck.locale import _
from nupcheck.model.checklist import fold
from nupcheck.model.sheet import (
    NOT_APPLICABLE_WORDS,
    Answer,
    AnswerSheet,
    NotApplicable,
    read_answer,
)
from nupcheck.scoring.rules import dearest
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.costs import Costs
    from nupcheck.scoring.result import QuestionResult, Result

_BLANK = Answer()


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed: the question as it is and as it would be, and the cost, if any."""

    question: str
    before: QuestionResult
    after: QuestionResult
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A sheet as it is and as it would be."""

    changes: tuple[Change, ...]
    before: Result
    after: Result


def best_answer(checklist: Checklist) -> str:
    """The id of the scale's first answer with the most points, which every change is to."""
    return dearest(checklist).id


def with_answers(sheet: AnswerSheet, answers: Mapping[str, str]) -> AnswerSheet:
    """A sheet with some answers replaced; notes and evidence stay."""
    changed = {
        name: sheet.answers.get(name, _BLANK).model_copy(update={"answer": word})
        for name, word in answers.items()
    }
    return sheet.model_copy(update={"answers": {**sheet.answers, **changed}})


def answers_from(words: Iterable[str], checklist: Checklist) -> dict[str, str]:
    """Answers written as ``1.2.1=yes``, several parted by commas.

    Raises:
        NupcheckError: Some are not written so, or mean nothing here; all such are named.
    """
    answers: dict[str, str] = {}
    problems: list[str] = []
    for word in filter(None, (part.strip() for each in words for part in each.split(","))):
        question_id, equals, typed = (piece.strip() for piece in word.partition("="))
        if not equals:
            problems.append(
                _("{word} is not written as QUESTION=ANSWER, such as 1.2.1=yes.", word=quote(word))
            )
        elif question_id in answers:
            problems.append(_("{id} is given two answers.", id=question_id))
        elif problem := _problem(checklist, question_id, typed):
            problems.append(problem)
        else:
            answers[question_id] = typed
    if problems:
        raise NupcheckError("\n".join(problems))
    if not answers:
        raise NupcheckError(_("No other answer is given."), _("Write it as 1.2.1=yes."))
    return answers


def _problem(checklist: Checklist, question_id: str, typed: str) -> str:
    if question_id not in checklist.questions:
        message = _("The checklist has no question {id}.", id=quote(question_id))
        known = checklist.questions
        hint = did_you_mean(question_id, known) or _("`nupcheck show` lists the questions.")
        return f"{message} {hint}"
    try:
        reading = read_answer(checklist, typed)
    except ValueError as error:
        if fold(typed) not in NOT_APPLICABLE_WORDS:
            message = _("{word} is not an answer to {id}.", word=quote(typed), id=question_id)
            return f"{message} {error}"
        reading = NotApplicable()
    if reading is None:
        return _("{id} is given no answer.", id=question_id)
    if isinstance(reading, NotApplicable):
        return _(
            "What does not apply to a place is a fact, not a plan: {id} needs another answer.",
            id=question_id,
        )
    return ""


def what_if(checklist: Checklist, sheet: AnswerSheet, answers: Mapping[str, str]) -> WhatIf:
    """The result as it would be with some answers, as `answers_from` reads them."""
    before = score(checklist, sheet)
    after = score(checklist, with_answers(sheet, answers))
    return WhatIf(tuple(changes_between(checklist, before, after, answers)), before, after)


def changes_between(
    checklist: Checklist,
    before: Result,
    after: Result,
    names: Iterable[str],
    costs: Costs | None = None,
) -> Iterator[Change]:
    """Some questions as they are and as they would be, in the checklist's order."""
    wanted = set(names)
    then, now = before.questions, after.questions
    for name in checklist.questions:
        if name in wanted:
            cost = None if costs is None else costs[name]
            yield Change(name, then[name], now[name], cost)
