"""What is missing of the points that a part needs, and where they could come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.scoring.result import QuestionResult, Tally

_MOST_NAMED = 8


def shortfall(needed: int, tally: Tally, questions: Sequence[QuestionResult]) -> str:
    """What is missing of the points a part needs, as a sentence.

    Args:
        needed: The points that would be enough, more than the part has.
        tally: Of the part.
        questions: Of the part, in the checklist's order.
    """
    short = needed - tally.points
    states = {state: [each.id for each in questions if each.state is state] for state in State}
    below = [
        each.id for each in questions if each.state is State.ANSWERED and each.points < each.maximum
    ]
    clauses = []
    if still_open := states[State.UNANSWERED]:
        clauses.append(are(still_open, "open"))
    if tally.high < needed:
        if still_open:
            clauses[0] += f", but can bring it to {tally.high} of {tally.maximum} at most"
        if below:
            clauses.append(f"{names_of(below)} could earn more")
        if off := states[State.OFF]:
            clauses.append(are(off, "off"))
    if not clauses:
        clauses.append(are(states[State.NOT_APPLICABLE], "not applicable"))
    return f"{short} {'point' if short == 1 else 'points'} short: {'; '.join(clauses)}."


def chances(questions: Sequence[QuestionResult]) -> Iterator[tuple[str, str]]:
    """Questions that could bring the missing points, with a sentence each: open ones come first."""
    for each in questions:
        if each.state is State.UNANSWERED:
            yield (each.id, f"{each.id} is open.")
    for each in questions:
        if each.state is State.ANSWERED and each.points < each.maximum:
            yield (each.id, f"{each.id} earns {each.points} of {each.maximum} points.")


def names_of(ids: Sequence[str]) -> str:
    """Ids in a row, the first few of many."""
    more = len(ids) - _MOST_NAMED
    shown = ", ".join(ids[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def are(ids: Sequence[str], what: str) -> str:
    """Ids with what they are: "9.1.3, 9.2.1 are open"."""
    return f"{names_of(ids)} {'is' if len(ids) == 1 else 'are'} {what}"
