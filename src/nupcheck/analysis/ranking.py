"""The strongest and the weakest actions of a result, by one rule wherever they are named.

An action is as weak as the most it can still reach, and as strong as the least it is sure of: so
what is merely open is neither. Both are shares of what applies; where nothing applies there is
nothing to rank. Among equals nothing is strongest or weakest, and nothing is both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.scoring.result import ActionResult, Tally

MOST_NAMED = 5


class Extremes(NamedTuple):
    """The strongest and the weakest actions, each beginning with the most extreme."""

    strongest: tuple[ActionResult, ...]
    weakest: tuple[ActionResult, ...]


def extremes(actions: Sequence[ActionResult], most: int = MOST_NAMED) -> Extremes:
    """The few strongest and weakest of some actions, ties in the order given.

    Args:
        actions: All that are to be compared with one another.
        most: How many to name of each, and never more than half of those that can be compared.
    """
    ranked = [each for each in actions if _applies(each.tally)]
    most = min(most, len(ranked) // 2)
    best = max(map(_high, ranked), default=0)
    least = min(map(_low, ranked), default=0)
    weakest = [each for each in sorted(ranked, key=_high) if _high(each) < best][:most]
    descending = sorted(ranked, key=_low, reverse=True)
    strongest = [each for each in descending if _low(each) > least and each.tally.answered][:most]
    return Extremes(
        tuple(each for each in strongest if each not in weakest),
        tuple(each for each in weakest if each not in strongest),
    )


def _applies(tally: Tally) -> bool:
    # What follows a question that is not applicable is not asked, but may be within the maximum.
    asked = tally.answered + tally.unanswered
    return bool(tally.applicable_maximum and (asked or not tally.not_applicable))


def _high(action: ActionResult) -> float:
    return action.tally.high / action.tally.applicable_maximum


def _low(action: ActionResult) -> float:
    return action.tally.low / action.tally.applicable_maximum
