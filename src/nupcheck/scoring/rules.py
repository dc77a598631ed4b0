"""The rule of scoring: where ONE question stands, by its answer and by what is above it.

Whatever asks what a question earns, or whether its answer closes what follows it, asks here:
scoring, explaining and optimizing go through a checklist from the questions that are followed to
those that follow, and hand the reach that each standing leaves on to the next.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from nupcheck.model.sheet import NotApplicable
from nupcheck.scoring.result import ANSWERED, NOT_APPLICABLE, OFF, UNANSWERED

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist, Question, ScaleAnswer
    from nupcheck.model.sheet import Reading
    from nupcheck.scoring.result import State


class Reach(Enum):
    """Whether a question is asked."""

    ASKED = auto()
    CLOSABLE = auto()  # asked, unless an open question above gets an answer that closes it
    CLOSED = auto()


_ASKED, _CLOSABLE, _CLOSED = Reach


class Standing(NamedTuple):
    """Where a question stands.

    Attributes:
        state: Answered, off, not applicable or unanswered.
        points: What it earns.
        low: The least that it earns in any completion of the sheet.
        high: The most.
        below: The reach of the questions that follow it.
    """

    state: State
    points: int
    low: int
    high: int
    below: Reach


_STANDING_OFF = Standing(OFF, 0, 0, 0, _CLOSED)


def standing(
    checklist: Checklist, question: Question, reading: Reading, above: Reach = _ASKED
) -> Standing:
    """Where a question stands.

    Args:
        checklist: The checklist of the question, with its scale.
        question: One of its questions.
        reading: The answer that counts, as `counted` reads it.
        above: The reach that the question it follows leaves it.
    """
    if above is _CLOSED:
        return _STANDING_OFF
    if reading is None:
        # The cheapest completion closes whatever can be closed; the dearest keeps it all open.
        least, best = cheapest(checklist, question), dearest(checklist)
        return Standing(
            UNANSWERED,
            0,
            least.points if above is _ASKED else 0,
            best.points,
            _CLOSABLE if least.closes_follow_ups else above,
        )
    points = reading.points
    return Standing(
        NOT_APPLICABLE if isinstance(reading, NotApplicable) else ANSWERED,
        points,
        points if above is _ASKED else 0,
        points,
        _CLOSED if reading.closes_follow_ups else above,
    )


def counted(reading: Reading, note: str | None) -> Reading:
    """The answer that counts: not applicable does only with a note that says why."""
    if isinstance(reading, NotApplicable) and not note:
        return None
    return reading


def cheapest(checklist: Checklist, question: Question) -> ScaleAnswer | NotApplicable:
    """The answer that earns the least, and closes what follows if any such one does."""
    answers: list[ScaleAnswer | NotApplicable] = [*checklist.scale]
    if question.may_be_not_applicable:
        answers.append(NotApplicable())
    return min(answers, key=lambda each: (each.points, not each.closes_follow_ups))


def dearest(checklist: Checklist) -> ScaleAnswer:
    """The first answer that earns the most; it closes nothing."""
    return max(checklist.scale, key=lambda each: each.points)
