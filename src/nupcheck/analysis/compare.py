"""compare(rounds): two scored sheets of a place side by side, or a time line of more."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from nupcheck.analysis.diff import causes_of, changes_between
from nupcheck.model.selection import ALL, Level, Selection, question_ids
from nupcheck.scoring.result import State, tally_in, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupcheck.analysis.diff import Cause, Kind, QuestionChange
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import Result, Tally

Trend = Literal["up", "down", "steady", "mixed"]

FEWEST_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Round:
    """One scored sheet of a comparison, with the checklist it was scored by.

    Attributes:
        label: What its column is headed: its date, or the name of its file.
    """

    label: str
    checklist: Checklist
    result: Result


@dataclass(frozen=True, slots=True)
class Step:
    """From one round to the next.

    Attributes:
        before: The earlier round.
        after: The later round.
        changes: Every question that differs, in the later checklist's order, dropped ones last.
        causes: The same summed up by kind; their points add up to the change in total.
    """

    before: Round
    after: Round
    changes: tuple[QuestionChange, ...]
    causes: tuple[Cause, ...]

    @property
    def points(self) -> int:
        """The change in total."""
        return self.after.result.tally.points - self.before.result.tally.points

    @property
    def is_empty(self) -> bool:
        """No question differs in any way."""
        return not self.changes

    def of_kind(self, *kinds: Kind) -> tuple[QuestionChange, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


@dataclass(frozen=True, slots=True)
class Series:
    """One part along all rounds.

    Attributes:
        id: The part's, empty for the total.
        title: Its title in the last round that has it.
        tallies: One a round, None where the checklist of that round has no such part.
        settled: The tallies of only those questions that are settled (answered, off or not
            applicable) in every round: like is compared with like, whatever is still open.
    """

    id: str
    title: str
    tallies: tuple[Tally | None, ...]
    settled: tuple[Tally, ...]

    @property
    def points(self) -> int | None:
        """The last round's points less the first's; None where either lacks the part."""
        first, last = self.tallies[0], self.tallies[-1]
        return None if first is None or last is None else last.points - first.points

    @property
    def settled_points(self) -> int:
        """The same over the questions that are settled in every round."""
        return self.settled[-1].points - self.settled[0].points

    @property
    def trend(self) -> Trend | None:
        """Which way the settled questions go from round to round; None when there are none."""
        if not self.settled[0].questions:
            return None
        steps = [after.points - before.points for before, after in pairwise(self.settled)]
        if not any(steps):
            return "steady"
        if min(steps) >= 0:
            return "up"
        return "down" if max(steps) <= 0 else "mixed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more rounds side by side; parts in the order of the last checklist that has them."""

    rounds: tuple[Round, ...]
    steps: tuple[Step, ...]
    total: Series
    themes: tuple[Series, ...]
    recommendations: tuple[Series, ...]
    actions: tuple[Series, ...]
    stakeholders: tuple[Series, ...]

    @property
    def is_empty(self) -> bool:
        """No question differs from one round to the next."""
        return all(step.is_empty for step in self.steps)

    def actions_of(self, recommendation: str) -> tuple[Series, ...]:
        """The actions of a recommendation, as the last round that has the action places it."""
        place = {
            action.id: part.id
            for each in self.rounds
            for part in each.result.recommendations
            for action in part.actions
        }
        return tuple(action for action in self.actions if place[action.id] == recommendation)


def compare(rounds: Sequence[Round]) -> Comparison:
    """Compare two or more scored sheets, matched by the ids of their parts.

    Whether they should be compared at all is for `comparability` to say.

    Args:
        rounds: In the order of time.

    Raises:
        ValueError: There are fewer than two.
    """
    if len(rounds) < FEWEST_ROUNDS:
        raise ValueError("A comparison takes two sheets or more.")
    unsettled = {
        name
        for each in rounds
        for name, question in each.result.questions.items()
        if question.state is State.UNANSWERED
    }
    settled = set.intersection(*(set(each.result.questions) for each in rounds)) - unsettled
    return Comparison(
        rounds=tuple(rounds),
        steps=tuple(_step(before, after) for before, after in pairwise(rounds)),
        total=_series(ALL, "", rounds, settled),
        themes=_all_series(Level.THEME, rounds, settled),
        recommendations=_all_series(Level.RECOMMENDATION, rounds, settled),
        actions=_all_series(Level.ACTION, rounds, settled),
        stakeholders=_all_series(Level.STAKEHOLDER, rounds, settled),
    )


def _step(before: Round, after: Round) -> Step:
    changes = changes_between(before.result, after.result)
    return Step(before, after, changes, tuple(causes_of(changes)))


def _all_series(kind: Level, rounds: Sequence[Round], settled: set[str]) -> tuple[Series, ...]:
    titles: dict[str, str] = {}
    for each in reversed(rounds):  # the last round's order and titles, what only others have after
        for name, title in _titles(kind, each.result):
            titles.setdefault(name, title)
    return tuple(
        _series(Selection.of(kind, name), title, rounds, settled) for name, title in titles.items()
    )


def _titles(kind: Level, result: Result) -> Iterable[tuple[str, str]]:
    match kind:
        case Level.THEME:
            return [(each.id, each.title) for each in result.themes]
        case Level.RECOMMENDATION:
            return [(each.id, each.title) for each in result.recommendations]
        case Level.STAKEHOLDER:
            return [(each.id, each.title) for each in result.stakeholders]
        case _:
            return [(each.id, each.title) for each in result.actions]


def _series(part: Selection, title: str, rounds: Sequence[Round], settled: set[str]) -> Series:
    tallies = tuple(tally_in(each.checklist, each.result, part) for each in rounds)
    last = next(
        each for each in reversed(rounds) if tally_in(each.checklist, each.result, part) is not None
    )
    common = [name for name in question_ids(last.checklist, part) if name in settled]
    questions = [each.result.questions for each in rounds]
    return Series(
        part.id,
        title,
        tallies,
        tuple(tally_of([result[name] for name in common]) for result in questions),
    )
