"""Where a sheet earns less than an older one did: the parts, and the questions that caused it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from nupcheck.errors import NupcheckError, quote
from nupcheck.model.checklist import fold
from nupcheck.scoring.result import QuestionResult, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.model.gates import Level
    from nupcheck.scoring.result import Result

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Loss:
    """A question that earns less than before."""

    before: QuestionResult
    after: QuestionResult

    @property
    def id(self) -> str:
        """The question's id."""
        return self.after.id

    @property
    def is_taken_out(self) -> bool:
        """It earned points before and is now off or not applicable."""
        return self.after.state in {State.OFF, State.NOT_APPLICABLE}

    @property
    def message(self) -> str:
        """What happened, as a sentence without its full stop."""
        match self.after.state:
            case State.ANSWERED:
                now = f"is now {self.after.answer} and earns {self.after.points}"
            case State.OFF:
                now = "is now off"
            case State.NOT_APPLICABLE:
                now = "is now not applicable"
            case State.UNANSWERED:
                now = "is now unanswered"
            case _ as never:  # pragma: no cover
                assert_never(never)
        return f"{self.id} earned {self.before.points} ({self.before.answer}) and {now}"


@dataclass(frozen=True, slots=True)
class Regression:
    """A part that earns less than before, or a lone question that was taken out.

    Attributes:
        id: Of the recommendation, action or question.
        before: Its points in the older sheet.
        after: Its points now.
        losses: The questions in it that earn less.
    """

    id: str
    before: int
    after: int
    losses: tuple[Loss, ...]

    @property
    def message(self) -> str:
        """What happened, as a sentence without its full stop."""
        named = "; ".join(loss.message for loss in self.losses)
        if [loss.id for loss in self.losses] == [self.id]:
            return named
        return f"{self.id} earns {self.after}, before {self.before}: {named}"


def regressions(before: Result, after: Result, level: Level) -> tuple[Regression, ...]:
    """What is worse than before at a level, in the checklist's order.

    A question that earned points and is now off or not applicable is a regression at every level,
    also where the part it belongs to gained as much elsewhere.

    Raises:
        NupcheckError: The two results are not of the same questions and the same place.
    """
    _check_same(before, after)
    old = before.questions
    losses = {
        question.id: Loss(old[question.id], question)
        for question in after.questions.values()
        if question.points < old[question.id].points
    }
    found: list[Regression] = []
    before_parts, after_parts = dict(_parts(before, level)), dict(_parts(after, level))
    for name, (now, questions) in after_parts.items():
        then, _ = before_parts[name]
        own = tuple(losses[each] for each in questions if each in losses)
        if now < then:
            found.append(Regression(name, then, now, own))
        else:
            found += [
                Regression(loss.id, loss.before.points, loss.after.points, (loss,))
                for loss in own
                if loss.is_taken_out
            ]
    return tuple(found)


def _parts(result: Result, level: Level) -> Iterator[tuple[str, tuple[int, Sequence[str]]]]:
    """Points and question ids of every part of a level, by its id."""
    match level:
        case "recommendation":
            for part in result.recommendations:
                ids = [each.id for action in part.actions for each in action.questions]
                yield part.id, (part.tally.points, ids)
        case "action":
            for action in result.actions:
                yield action.id, (action.tally.points, [each.id for each in action.questions])
        case "question":
            for question in result.questions.values():
                yield question.id, (question.points, [question.id])
        case _ as never:  # pragma: no cover
            assert_never(never)


def _check_same(before: Result, after: Result) -> None:
    if before.checklist_id != after.checklist_id:
        raise NupcheckError(
            f"The baseline is for the checklist {quote(before.checklist_id)}, "
            f"the sheet for {quote(after.checklist_id)}.",
            "Compare sheets of the same checklist.",
        )
    here, there = after.place, before.place
    both = [(here.name, there.name), (here.country, there.country), (here.level, there.level)]
    for now, then in both:
        if now and then and fold(now) != fold(then):
            raise NupcheckError(
                f"The baseline is about {quote(then)}, the sheet about {quote(now)}.",
                "Compare two sheets of the same place; if it was renamed, correct the baseline.",
            )
    if odd := _unmatched(before, after):
        names = ", ".join(odd[:_MOST_NAMED])
        more = f" and {len(odd) - _MOST_NAMED} more" if len(odd) > _MOST_NAMED else ""
        raise NupcheckError(
            "The baseline was scored by another version of the checklist: "
            f"{names}{more} cannot be matched.",
            "Score both sheets by the same version, with --checklist.",
        )


def _unmatched(before: Result, after: Result) -> list[str]:
    """Questions of only one of two results, or of other actions or maxima in each."""

    def placed(result: Result) -> set[tuple[str, str, int]]:
        return {
            (action.id, each.id, each.maximum)
            for action in result.actions
            for each in action.questions
        }

    odd = {name for _, name, _ in placed(before) ^ placed(after)}
    return [name for name in dict.fromkeys([*after.questions, *before.questions]) if name in odd]
