"""explain(checklist, result, selection): how the numbers of a part came about, term by term.

Every number here is one that scoring made. What is added is what led to it: the parts it is the
sum of, and for the bounds a completion of the sheet that reaches them, question by question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, assert_never

from nupcheck.errors import NupcheckError
from nupcheck.locale import _
from nupcheck.model.selection import ALL, Level, Selection
from nupcheck.model.sheet import read_answer
from nupcheck.scoring.result import State, tally_in
from nupcheck.scoring.rules import Reach, cheapest, counted, dearest, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nupcheck.model.checklist import Checklist, Question, ScaleAnswer
    from nupcheck.model.sheet import NotApplicable
    from nupcheck.scoring.result import (
        ActionResult,
        QuestionResult,
        RecommendationResult,
        Result,
        Tally,
    )


class Completion(NamedTuple):
    """What a completion of a sheet makes of a question.

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
    cheapest: Completion
    dearest: Completion

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
        raise NupcheckError(
            _("Nothing in the checklist belongs to {selection}.", selection=selection)
        )
    lines = _lines(checklist, result)
    one, title = selection.id, ""
    match selection.level:
        case Level.QUESTION:
            return Explanation(selection, lines[one].question.text, tally, lines=(lines[one],))
        case Level.ACTION:
            return _of_action(lines, next(each for each in result.actions if each.id == one))
        case Level.STAKEHOLDER:
            title = next(each.title for each in result.stakeholders if each.id == one)
            named = (each for each in result.actions if one in each.stakeholders)
            terms = tuple(_of_action(lines, each) for each in named)
        case Level.RECOMMENDATION:
            recommendations = result.recommendations
            return _of_recommendation(
                lines, next(each for each in recommendations if each.id == one)
            )
        case Level.THEME:
            title = next(each.title for each in result.themes if each.id == one)
            own = (each for each in result.recommendations if each.theme == one)
            terms = tuple(_of_recommendation(lines, each) for each in own)
        case Level.TOTAL:
            terms = tuple(_of_recommendation(lines, each) for each in result.recommendations)
        case _:
            assert_never(selection.level)
    return Explanation(selection, title, tally, terms)


def _of_action(lines: Mapping[str, Line], action: ActionResult) -> Explanation:
    own = tuple(lines[each.id] for each in action.questions)
    return Explanation(Selection.of(Level.ACTION, action.id), action.title, action.tally, (), own)


def _of_recommendation(
    lines: Mapping[str, Line], recommendation: RecommendationResult
) -> Explanation:
    return Explanation(
        Selection.of(Level.RECOMMENDATION, recommendation.id),
        recommendation.title,
        recommendation.tally,
        tuple(_of_action(lines, each) for each in recommendation.actions),
    )


def _lines(checklist: Checklist, result: Result) -> dict[str, Line]:
    at_least = cheapest_completion(checklist, result)
    at_most = dearest_completion(checklist, result)
    scored = result.questions
    return {
        each.id: Line(
            each,
            scored[each.id],
            None if each.follows is None else scored[each.follows],
            at_least[each.id],
            at_most[each.id],
        )
        for each in checklist.questions.values()
    }


def cheapest_completion(checklist: Checklist, result: Result) -> dict[str, Completion]:
    """A completion of the sheet that ends with the least points: its total is the tally's low."""
    return _completed(checklist, result, lambda question: cheapest(checklist, question))


def dearest_completion(checklist: Checklist, result: Result) -> dict[str, Completion]:
    """A completion of the sheet that ends with the most points: its total is the tally's high."""
    best = dearest(checklist)
    return _completed(checklist, result, lambda _question: best)


def _completed(
    checklist: Checklist,
    result: Result,
    choose: Callable[[Question], ScaleAnswer | NotApplicable],
) -> dict[str, Completion]:
    """Every question once each that is asked and unanswered has the answer chosen."""
    completions: dict[str, Completion] = {}
    below: dict[str | None, Reach] = {None: Reach.ASKED}
    for own in result.questions.values():
        question = checklist.questions[own.id]
        above = below[question.follows]
        reading = counted(read_answer(checklist, own.answer), own.note)
        given = reading is None and above is not Reach.CLOSED
        if given:
            reading = choose(question)
        stands = standing(checklist, question, reading, above)
        below[own.id] = stands.below
        if reading is None or stands.state is State.OFF:
            completions[own.id] = Completion(None, closed_by=question.follows)
        else:
            completions[own.id] = Completion(reading.id, given)
    return completions
