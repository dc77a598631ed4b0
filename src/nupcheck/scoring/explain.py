"""explain(checklist, result, part): how the numbers of a part came about, term by term.

Every number here is one that scoring made. What is added is what led to it: the parts it is the
sum of, and for the bounds a completion of the sheet that reaches them, question by question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from nupcheck.errors import NupcheckError
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.selection import ALL, Level, Selection
from nupcheck.scoring.result import State, tally_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupcheck.model.checklist import Checklist, Question
    from nupcheck.scoring.result import QuestionResult, Result, Tally


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a question in one completion of a sheet.

    Attributes:
        answer: The id of its answer, of the scale or not_applicable; None when it is off.
        given: The completion gives that answer; the sheet has none yet.
        closed_by: The question that it follows, when that one puts it off.
    """

    answer: str | None
    given: bool = False
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the sums.

    Attributes:
        question: What the checklist declares.
        result: What the sheet made of it: points, low and high are the terms of the sums.
        follows: The result of the question it follows, None when it follows none.
        cheapest: What becomes of it in a completion that reaches `low`.
        dearest: What becomes of it in a completion that reaches `high`.
    """

    question: Question
    result: QuestionResult
    follows: QuestionResult | None
    cheapest: Fate
    dearest: Fate

    @property
    def is_certain(self) -> bool:
        """No completion of the sheet changes what it earns."""
        result = self.result
        return result.low == result.high and result.state is not State.UNANSWERED


@dataclass(frozen=True, slots=True)
class Explanation:
    """A part whose tally is the sum of its terms, or of its lines where there are no terms.

    Attributes:
        selection: What is explained: one thing, or all.
        title: Its title; a question's text.
        tally: The numbers to explain.
        terms: The parts that add up to it.
        lines: The questions that add up to it, in an action or a question.
    """

    selection: Selection
    title: str
    tally: Tally
    terms: tuple[Explanation, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines of the part, those of its terms included."""
        return (*self.lines, *(line for term in self.terms for line in term.all_lines))


def explain(checklist: Checklist, result: Result, selection: Selection = ALL) -> Explanation:
    """How the numbers of a part came about.

    Args:
        checklist: The checklist of the result.
        result: A whole result, not a narrowed one.
        selection: One thing, or all.

    Raises:
        NupcheckError: Nothing belongs to the part, as when no action names a stakeholder.
    """
    tally = tally_in(checklist, result, selection)
    if tally is None:
        raise NupcheckError(f"Nothing in the checklist belongs to {selection}.", "")
    lines = _lines(checklist, result)
    if selection.level is Level.QUESTION:
        return Explanation(
            selection, lines[selection.id].question.text, tally, lines=(lines[selection.id],)
        )
    actions = {
        each.id: Explanation(
            Selection.of(Level.ACTION, each.id),
            each.title,
            each.tally,
            lines=tuple(lines[question.id] for question in each.questions),
        )
        for each in result.actions
    }
    if selection.level is Level.ACTION:
        return actions[selection.id]
    recommendations = {
        each.id: Explanation(
            Selection.of(Level.RECOMMENDATION, each.id),
            each.title,
            each.tally,
            tuple(actions[action.id] for action in each.actions),
        )
        for each in result.recommendations
    }
    match selection.level:
        case Level.RECOMMENDATION:
            return recommendations[selection.id]
        case Level.THEME:
            title = next(each.title for each in result.themes if each.id == selection.id)
            own = [each.id for each in result.recommendations if each.theme == selection.id]
            return Explanation(
                selection, title, tally, tuple(recommendations[name] for name in own)
            )
        case Level.STAKEHOLDER:
            title = next(each.title for each in result.stakeholders if each.id == selection.id)
            named = [each.id for each in result.actions if selection.id in each.stakeholders]
            return Explanation(selection, title, tally, tuple(actions[name] for name in named))
        case Level.TOTAL:
            return Explanation(selection, "", tally, tuple(recommendations.values()))
        case _:
            assert_never(selection.level)


def _lines(checklist: Checklist, result: Result) -> dict[str, Line]:
    cheapest = cheapest_completion(checklist, result)
    dearest = dearest_completion(checklist, result)
    scored = result.questions
    return {
        name: Line(
            question,
            scored[name],
            None if question.follows is None else scored[question.follows],
            cheapest[name],
            dearest[name],
        )
        for name, question in checklist.questions.items()
    }


def cheapest_completion(checklist: Checklist, result: Result) -> dict[str, Fate]:
    """A completion of the sheet that ends with the least points: its total is the tally's low."""

    def least(question: Question) -> str:
        # Not applicable earns nothing and closes follow-ups; the least answer may do neither.
        least_is_worst = checklist.least_points == 0 and checklist.has_closing_answer
        if question.may_be_not_applicable and not least_is_worst:
            return NOT_APPLICABLE
        return min(checklist.scale, key=lambda answer: answer.points).id

    return _completed(checklist, result, least)


def dearest_completion(checklist: Checklist, result: Result) -> dict[str, Fate]:
    """A completion of the sheet that ends with the most points: its total is the tally's high."""
    best = max(checklist.scale, key=lambda answer: answer.points).id
    return _completed(checklist, result, lambda _question: best)


def _completed(
    checklist: Checklist, result: Result, choose: Callable[[Question], str]
) -> dict[str, Fate]:
    """Every question's fate when each that is asked and unanswered gets the answer chosen."""
    closing = {answer.id for answer in checklist.scale if answer.closes_follow_ups}
    closing.add(NOT_APPLICABLE)
    scored = result.questions
    fates: dict[str, Fate] = {}
    for question in checklist.questions.values():
        above = None if question.follows is None else fates[question.follows]
        own = scored[question.id]
        if above is not None and (above.answer is None or above.answer in closing):
            fates[question.id] = Fate(None, closed_by=question.follows)
        elif own.state is State.UNANSWERED:
            fates[question.id] = Fate(choose(question), given=True)
        else:
            fates[question.id] = Fate(own.answer)
    return fates
