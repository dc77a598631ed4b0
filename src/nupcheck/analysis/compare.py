"""compare(waves): two scored sheets of a place side by side, or a time line of more."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.analysis.diff import contributions_of, diff, reconcile
from nupcheck.errors import quote
from nupcheck.locale import _, pgettext
from nupcheck.model.checklist import fold
from nupcheck.model.selection import ALL, Level, Selection, question_ids
from nupcheck.scoring.result import State, tally_in, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.diff import Contribution, Kind, QuestionChange
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import Place
    from nupcheck.scoring.result import (
        ActionResult,
        GroupResult,
        RecommendationResult,
        Result,
        Tally,
    )

Direction = Literal["up", "down", "steady", "mixed"]

FEWEST_WAVES = 2


class Wave(NamedTuple):
    """One scored sheet of a comparison, with the checklist it was scored by.

    Attributes:
        label: What its column is headed: its date, or the name of its file.
    """

    label: str
    checklist: Checklist
    result: Result


@dataclass(frozen=True, slots=True)
class Transition:
    """From one wave to the next.

    Attributes:
        before: The earlier wave.
        after: The later wave.
        changes: Every question that differs, in the later checklist's order, dropped ones last.
        contributions: The same summed up by kind; their points add up to the change in total.
    """

    before: Wave
    after: Wave
    changes: tuple[QuestionChange, ...]
    contributions: tuple[Contribution, ...]

    @property
    def points(self) -> int:
        """The change in total."""
        return self.after.result.tally.points - self.before.result.tally.points

    def of_kind(self, *kinds: Kind) -> tuple[QuestionChange, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


@dataclass(frozen=True, slots=True)
class Trend:
    """One part along all waves.

    Attributes:
        id: The part's, empty for the total.
        title: Its title in the last wave that has it.
        tallies: One a wave, None where the checklist of that wave has no such part.
        settled: The tallies of only those questions that are settled (answered, off or not
            applicable) in every wave: like is compared with like, whatever is still open.
    """

    id: str
    title: str
    tallies: tuple[Tally | None, ...]
    settled: tuple[Tally, ...]

    @property
    def points(self) -> int | None:
        """The last wave's points less the first's; None where either lacks the part."""
        first, last = self.tallies[0], self.tallies[-1]
        return None if first is None or last is None else last.points - first.points

    @property
    def settled_points(self) -> int:
        """The same over the questions that are settled in every wave."""
        return self.settled[-1].points - self.settled[0].points

    @property
    def direction(self) -> Direction | None:
        """Which way the settled questions go from wave to wave; None when there are none."""
        if not self.settled[0].questions:
            return None
        gains = [after.points - before.points for before, after in pairwise(self.settled)]
        if not any(gains):
            return "steady"
        if min(gains) >= 0:
            return "up"
        return "down" if max(gains) <= 0 else "mixed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more waves side by side; parts in the order of the last checklist that has them."""

    waves: tuple[Wave, ...]
    transitions: tuple[Transition, ...]
    total: Trend
    themes: tuple[Trend, ...]
    recommendations: tuple[Trend, ...]
    actions: tuple[Trend, ...]
    stakeholders: tuple[Trend, ...]

    @property
    def is_empty(self) -> bool:
        """No question differs in any way from one wave to the next."""
        return not any(transition.changes for transition in self.transitions)

    def actions_of(self, recommendation: str) -> tuple[Trend, ...]:
        """The actions of a recommendation, as the last wave that has the action places it."""
        place = {
            action.id: part.id
            for each in self.waves
            for part in each.result.recommendations
            for action in part.actions
        }
        return tuple(action for action in self.actions if place[action.id] == recommendation)


def compare(waves: Sequence[Wave]) -> Comparison:
    """Compare two or more scored sheets, matched by the ids of their parts.

    Whether they should be compared at all is for `obstacles` to say.

    Args:
        waves: In the order of time.

    Raises:
        ValueError: There are fewer than two.
    """
    if len(waves) < FEWEST_WAVES:
        raise ValueError("A comparison takes two sheets or more.")
    questions = [each.result.questions for each in waves]
    settled = {
        each
        for each in questions[0]
        if all(each in own and own[each].state is not State.UNANSWERED for own in questions)
    }

    def trends(level: Level) -> tuple[Trend, ...]:
        titles: dict[str, str] = {}
        for wave in reversed(waves):  # the last one's order and titles, what only others have after
            for part, title in _titles(level, wave.result):
                titles.setdefault(part, title)
        return tuple(
            _trend(Selection.of(level, part), title, waves, settled)
            for part, title in titles.items()
        )

    return Comparison(
        waves=tuple(waves),
        transitions=tuple(_transition(before, after) for before, after in pairwise(waves)),
        total=_trend(ALL, "", waves, settled),
        themes=trends(Level.THEME),
        recommendations=trends(Level.RECOMMENDATION),
        actions=trends(Level.ACTION),
        stakeholders=trends(Level.STAKEHOLDER),
    )


def _transition(before: Wave, after: Wave) -> Transition:
    changes = diff(before.result, after.result)
    return Transition(before, after, changes, contributions_of(changes))


def _titles(level: Level, result: Result) -> Iterator[tuple[str, str]]:
    parts: dict[Level, Sequence[GroupResult | RecommendationResult | ActionResult]] = {
        Level.THEME: result.themes,
        Level.RECOMMENDATION: result.recommendations,
        Level.ACTION: result.actions,
        Level.STAKEHOLDER: result.stakeholders,
    }
    return ((each.id, each.title) for each in parts[level])


def _trend(part: Selection, title: str, waves: Sequence[Wave], settled: set[str]) -> Trend:
    tallies = tuple(tally_in(each.checklist, each.result, part) for each in waves)
    last = next(wave for wave, tally in reversed([*zip(waves, tallies, strict=True)]) if tally)
    common = [each for each in question_ids(last.checklist, part) if each in settled]
    questions = [each.result.questions for each in waves]
    return Trend(
        "" if part == ALL else part.id,
        title,
        tallies,
        tuple(tally_of([own[each] for each in common]) for own in questions),
    )


def difference_of(here: Place, there: Place) -> tuple[str, str, str] | None:
    """The first of name, country and level in which two places differ, and what each has of it.

    What one of them leaves out is no difference.
    """
    for what in ("name", "country", "level"):
        own, other = getattr(here, what), getattr(there, what)
        if own and other and fold(own) != fold(other):
            return what, own, other
    return None


def obstacles(waves: Sequence[Wave]) -> tuple[str, ...]:
    """Why these sheets should not be compared: other checklists, other places. Sentences."""
    found = []
    first = waves[0].result
    checklists = dict.fromkeys(each.result.checklist_id for each in waves)
    if len(checklists) > 1:
        named = pgettext("between two or more that belong together", " and ").join(checklists)
        found.append(
            _(
                "The sheets answer different checklists: {checklists}. Parts of the same id need "
                "not mean the same.",
                checklists=named,
            )
        )
    for each in waves[1:]:
        match difference_of(first.place, each.result.place):
            case "name", here, there:
                message = _(
                    "The sheets are about different places: {here} and {there} ({sheet}).",
                    here=quote(here),
                    there=quote(there),
                    sheet=each.label,
                )
            case "country", here, there:
                message = _(
                    "The sheets are about places in different countries: {here} and {there} "
                    "({sheet}).",
                    here=quote(here),
                    there=quote(there),
                    sheet=each.label,
                )
            case _what, here, there:
                message = _(
                    "The sheets are about different levels of government: {here} and {there} "
                    "({sheet}).",
                    here=here,
                    there=there,
                    sheet=each.label,
                )
            case None:
                continue
        found.append(message)
    return tuple(dict.fromkeys(found))


def cautions(waves: Sequence[Wave]) -> tuple[str, ...]:
    """What a reader of the comparison should keep in mind. Sentences."""
    return tuple(
        caution for before, after in pairwise(waves) for caution in _cautions(before, after)
    )


def _cautions(before: Wave, after: Wave) -> Iterator[str]:
    old, new = before.result, after.result
    sheets = {"before": before.label, "after": after.label}
    if old.date and new.date and new.date < old.date:
        yield _("{after} is older than {before}, which is given before it.", **sheets)
    if old.checklist_id != new.checklist_id or old.checklist_digest == new.checklist_digest:
        return
    if old.checklist_version == new.checklist_version:
        yield _(
            "The checklists of {before} and {after} call themselves the same version, {version}, "
            "but differ.",
            version=old.checklist_version,
            **sheets,
        )
    else:
        yield _(
            "{before} is scored by version {old} of the checklist, {after} by version {new}; parts "
            "are matched by id.",
            old=old.checklist_version,
            new=new.checklist_version,
            **sheets,
        )
    if reconcile(before.checklist, after.checklist).scale_differs:
        yield _(
            "The scales of {before} and {after} differ: the same answer may earn other points.",
            **sheets,
        )
