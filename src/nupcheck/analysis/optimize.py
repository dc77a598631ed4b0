"""The least work that reaches a target: which answers to change, exactly, by dynamic programming.

A change sets an answer to the scale's best. That is never worse than a lesser change of the same
question: only an answer with the least points closes follow-ups, so the best one keeps them open.

Follow-ups make a forest. For every question a list of *ways* is worked out for the tree below it:
ways to change some of its answers, of which only those are kept that no other beats (less work
and no fewer points). Trees are then added up one by one. Nothing is rounded or sampled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nupcheck.model.sheet import Answer, read_answer
from nupcheck.scoring.result import State
from nupcheck.scoring.rules import Reach, counted, dearest, standing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

_BLANK = Answer()


class Option(NamedTuple):
    """One way to change answers; of two, the lesser tuple is the better at the same points.

    Attributes:
        cost: The work, in hundredths of the unit.
        changes: How many answers change.
        short: Minus the points that the part then has.
        order: Minus a number with a bit for each question changed, the checklist's first highest:
            of two equally good ways, the one that begins earlier in the checklist is lesser.
    """

    cost: int
    changes: int
    short: int
    order: int

    def and_also(self, other: Option) -> Option:
        """Both, of questions that have none in common."""
        return Option(
            self.cost + other.cost,
            self.changes + other.changes,
            self.short + other.short,
            self.order + other.order,
        )


_NOTHING = Option(0, 0, 0, 0)


def options_for(
    checklist: Checklist,
    sheet: AnswerSheet,
    part: Collection[str],
    costs: Mapping[str, int] | None = None,
) -> list[Option]:
    """Every way worth considering, the cheapest first and each with more points than the last.

    An answer may be changed where the question does apply, and where every question above it is
    answered, or to be answered, so that it is asked. Answers that a closed follow-up still has in
    the sheet count again once it is opened. What is not applicable stays so.

    Args:
        checklist: The checklist of the sheet.
        sheet: The answers as they are.
        part: The questions whose points count.
        costs: The cost of changing each question's answer, in hundredths; without, each costs
            one, so that the cheapest way is the one with the fewest changes.
    """
    trees = _trees(checklist, sheet, frozenset(part), costs)
    ways = [_NOTHING]
    for question in checklist.questions.values():
        if question.follows is None:
            ways = _unbeaten(_both(ways, trees[question.id, Reach.ASKED]))
    return ways


def changed_questions(checklist: Checklist, way: Option) -> tuple[str, ...]:
    """The questions that a way changes, in the checklist's order."""
    last = len(checklist.questions) - 1
    return tuple(
        name for number, name in enumerate(checklist.questions) if -way.order >> (last - number) & 1
    )


_Trees = dict[tuple[str, Reach], list[Option]]


def _trees(
    checklist: Checklist,
    sheet: AnswerSheet,
    part: frozenset[str],
    costs: Mapping[str, int] | None,
) -> _Trees:
    """The unbeaten ways for every question with all that follows it, for all it can stand below.

    Follow-ups come after what they follow in a checklist, so going backwards meets them first.
    """
    trees: _Trees = {}
    best = dearest(checklist)
    for number, question in enumerate(reversed(checklist.questions.values())):
        weight = 1 if question.id in part else 0
        given = sheet.answers.get(question.id, _BLANK)
        reading = counted(read_answer(checklist, given.answer), given.note)
        for above in Reach:
            stands = standing(checklist, question, reading, above)
            # What follows an open question is left alone until that one has an answer.
            below = Reach.CLOSABLE if stands.state is State.UNANSWERED else stands.below
            own = Option(0, 0, -weight * stands.points, 0)
            ways = _with_follow_ups(checklist, trees, question.id, own, below)
            may_rise = above is Reach.ASKED and stands.state is not State.NOT_APPLICABLE
            if may_rise and (reading is None or reading.points < best.points):
                cost = 1 if costs is None else costs[question.id]
                change = Option(cost, 1, -weight * best.points, -1 << number)
                ways += _with_follow_ups(checklist, trees, question.id, change, Reach.ASKED)
            trees[question.id, above] = _unbeaten(ways)
    return trees


def _with_follow_ups(
    checklist: Checklist, trees: _Trees, question_id: str, own: Option, below: Reach
) -> list[Option]:
    ways = [own]
    for follow_up in checklist.follow_ups.get(question_id, ()):
        ways = _unbeaten(_both(ways, trees[follow_up, below]))
    return ways


def _both(some: list[Option], others: list[Option]) -> list[Option]:
    return [one.and_also(other) for one in some for other in others]


def _unbeaten(ways: list[Option]) -> list[Option]:
    """Those that no other beats: sorted, each with more points than all that cost less.

    Dropping the others loses nothing: whatever is added to a beaten way can be added to the one
    that beats it, and the sum is again no worse in any respect.
    """
    kept: list[Option] = []
    for way in sorted(ways):
        if not kept or way.short < kept[-1].short:
            kept.append(way)
    return kept
