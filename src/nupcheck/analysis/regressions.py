"""Where a sheet earns less than an older one did: the parts, and the questions that caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from nupcheck.analysis.compare import difference_of
from nupcheck.errors import NupcheckError, quote
from nupcheck.locale import _
from nupcheck.locale.values import listed
from nupcheck.model.selection import Level
from nupcheck.scoring.result import QuestionResult, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.scoring.result import Result

_MOST_NAMED = 8


class Loss(NamedTuple):
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
        was = {"id": self.id, "points": self.before.points, "answer": self.before.answer}
        match self.after.state:
            case State.ANSWERED:
                return _(
                    "{id} earned {points} ({answer}) and is now {now} and earns {earns}",
                    now=self.after.answer,
                    earns=self.after.points,
                    **was,
                )
            case State.OFF:
                return _("{id} earned {points} ({answer}) and is now not needed", **was)
            case State.NOT_APPLICABLE:
                return _("{id} earned {points} ({answer}) and is now not applicable", **was)
            case State.UNANSWERED:
                return _("{id} earned {points} ({answer}) and is now open", **was)
            case _ as never:  # pragma: no cover
                assert_never(never)


class Regression(NamedTuple):
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
        return _(
            "{id} earns {after}, before {before}: {losses}",
            id=self.id,
            after=self.after,
            before=self.before,
            losses=named,
        )


def regressions(before: Result, after: Result, level: Level) -> tuple[Regression, ...]:
    """What is worse than before at a level, in the checklist's order.

    A question that earned points and is now off or not applicable is a regression at every level,
    also where the part it belongs to gained as much elsewhere.

    Args:
        before: The older sheet, scored.
        after: The newer one.
        level: Recommendation, action or question.

    Raises:
        NupcheckError: The two results are not of the same questions and the same place.
    """
    _check_same(before, after)
    old = before.questions
    points_before = {part: sum(each.points for each in own) for part, own in _parts(before, level)}
    found: list[Regression] = []
    for part, questions in _parts(after, level):
        then, now = points_before[part], sum(each.points for each in questions)
        losses = tuple(
            Loss(old[each.id], each) for each in questions if each.points < old[each.id].points
        )
        if now < then:
            found.append(Regression(part, then, now, losses))
        else:
            found += [
                Regression(loss.id, loss.before.points, loss.after.points, (loss,))
                for loss in losses
                if loss.is_taken_out
            ]
    return tuple(found)


def _parts(result: Result, level: Level) -> Iterator[tuple[str, Sequence[QuestionResult]]]:
    """The questions of every part of a level, by its id."""
    match level:
        case Level.RECOMMENDATION:
            for part in result.recommendations:
                yield part.id, [each for action in part.actions for each in action.questions]
        case Level.ACTION:
            for action in result.actions:
                yield action.id, action.questions
        case _:
            for question in result.questions.values():
                yield question.id, (question,)


def _check_same(before: Result, after: Result) -> None:
    if before.checklist_id != after.checklist_id:
        raise NupcheckError(
            _(
                "The baseline is for the checklist {before}, the sheet for {after}.",
                before=quote(before.checklist_id),
                after=quote(after.checklist_id),
            ),
            _("Compare sheets of the same checklist."),
        )
    if difference := difference_of(before.place, after.place):
        _what, then, now = difference
        raise NupcheckError(
            _(
                "The baseline is about {before}, the sheet about {after}.",
                before=quote(then),
                after=quote(now),
            ),
            _("Compare two sheets of the same place; if it was renamed, correct the baseline."),
        )
    if odd := _unmatched(before, after):
        shown, more = listed(odd[:_MOST_NAMED]), len(odd) - _MOST_NAMED
        raise NupcheckError(
            _(
                "The baseline was scored by another version of the checklist: {ids} cannot be "
                "matched.",
                ids=_("{ids} and {n} more", ids=shown, n=more) if more > 0 else shown,
            ),
            _("Score both sheets by the same version, with --checklist."),
        )


def _unmatched(before: Result, after: Result) -> list[str]:
    """Questions of only one of two results, or of other actions or maxima in each."""

    def placed(result: Result) -> set[tuple[str, str, int]]:
        return {
            (action.id, each.id, each.maximum)
            for action in result.actions
            for each in action.questions
        }

    odd = {question_id for _action, question_id, _maximum in placed(before) ^ placed(after)}
    return [each for each in dict.fromkeys([*after.questions, *before.questions]) if each in odd]
