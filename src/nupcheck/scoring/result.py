"""A scored sheet as values: tallies that add up, the state of every question, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from nupcheck.model.selection import ALL, Selection, question_ids

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import Place


class State(StrEnum):
    """Where a question of a sheet stands."""

    ANSWERED = "answered"
    OFF = "off"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


# Looking up a member of an enumeration costs a scored sheet more than anything else before
# Python 3.12, so whatever is done for every question has them at hand.
ANSWERED, OFF, NOT_APPLICABLE, UNANSWERED = State


def percent(points: int, maximum: int) -> float | None:
    """100 × points / maximum to one decimal; None of nothing.

    0.0 and 100.0 only when exactly so: 189.9 of 190 is 99.9, not 100.0.
    """
    if maximum == 0:
        return None
    tenths = (2000 * points + maximum) // (2 * maximum)
    if 0 < points < maximum:
        tenths = min(max(tenths, 1), 999)
    return tenths / 10


class Tally(NamedTuple):
    """Points and counts of any part of a sheet; `add_up` makes those of the whole.

    A named tuple, as what else a result has many of: a score makes hundreds.

    Attributes:
        points: Earned so far.
        maximum: The best that the part's questions can earn, whatever their state.
        low: The least points that any completion of the sheet can end with.
        high: The most.
        applicable_maximum: The maximum less that of the not-applicable questions.
        answered: Questions with an answer that counts.
        off: Follow-ups that need no answer.
        not_applicable: Questions that do not apply to the place.
        unanswered: Questions still open.
    """

    points: int = 0
    maximum: int = 0
    low: int = 0
    high: int = 0
    applicable_maximum: int = 0
    answered: int = 0
    off: int = 0
    not_applicable: int = 0
    unanswered: int = 0

    @property
    def questions(self) -> int:
        """How many questions the part has."""
        return self.answered + self.off + self.not_applicable + self.unanswered

    @property
    def percent(self) -> float | None:
        """Of the printed maximum: the headline."""
        return percent(self.points, self.maximum)

    @property
    def applicable_percent(self) -> float | None:
        """Of the applicable maximum: shown beside the headline where the two differ."""
        return percent(self.points, self.applicable_maximum)

    @property
    def is_complete(self) -> bool:
        """No question is open."""
        return self.unanswered == 0


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The tally of the whole that these are the parts of, one or more."""
    parts = list(tallies)
    if len(parts) == 1:  # as most stakeholders have it
        return parts[0]
    return Tally(*map(sum, zip(*parts, strict=True)))


class QuestionResult(NamedTuple):
    """One question of a scored sheet; ``answer`` is the scale's id for what was typed.

    An off question keeps the answer it has in the sheet, and earns nothing for it.
    """

    id: str
    state: State
    answer: str | None
    points: int
    maximum: int
    low: int
    high: int
    note: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None

    @property
    def tally(self) -> Tally:
        """The question as a tally of one."""
        return tally_of((self,))


def tally_of(questions: Sequence[QuestionResult]) -> Tally:
    """The tally of some questions."""
    states = [each.state for each in questions]
    maximum = sum([each.maximum for each in questions])
    not_applicable = 0
    if NOT_APPLICABLE in states:
        not_applicable = sum(each.maximum for each in questions if each.state is NOT_APPLICABLE)
    return Tally(
        sum([each.points for each in questions]),
        maximum,
        sum([each.low for each in questions]),
        sum([each.high for each in questions]),
        maximum - not_applicable,
        states.count(ANSWERED),
        states.count(OFF),
        states.count(NOT_APPLICABLE),
        states.count(UNANSWERED),
    )


class ActionResult(NamedTuple):
    """One action of a scored sheet."""

    id: str
    title: str
    stakeholders: tuple[str, ...]
    tally: Tally
    questions: tuple[QuestionResult, ...]


class RecommendationResult(NamedTuple):
    """One recommendation of a scored sheet."""

    id: str
    title: str
    theme: str | None
    tally: Tally
    actions: tuple[ActionResult, ...]


class GroupResult(NamedTuple):
    """A theme (its recommendations) or a stakeholder (every action that names it)."""

    id: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at; it never changes a number silently.

    Attributes:
        code: Stable: answer-to-off-question, answered-before-parent, incomplete, note-missing,
            other-version.
        question: The id it is about, None for the whole sheet.
        message: A sentence.
    """

    code: str
    question: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """A scored sheet, whole or narrowed to a part of the checklist."""

    checklist_id: str
    checklist_version: str
    checklist_digest: str
    place: Place
    date: dt.date | None
    tally: Tally
    themes: tuple[GroupResult, ...]
    recommendations: tuple[RecommendationResult, ...]
    stakeholders: tuple[GroupResult, ...]
    findings: tuple[Finding, ...]
    selection: Selection = ALL

    @property
    def actions(self) -> tuple[ActionResult, ...]:
        """Every action, in the checklist's order."""
        return tuple(action for part in self.recommendations for action in part.actions)

    @property
    def questions(self) -> dict[str, QuestionResult]:
        """Every question by id, in the checklist's order."""
        return {question.id: question for action in self.actions for question in action.questions}


def tally_in(checklist: Checklist, result: Result, selection: Selection) -> Tally | None:
    """The tally of what is selected, as far as a result has it; None when it has nothing of it."""
    questions = result.questions
    own = [questions[each] for each in question_ids(checklist, selection) if each in questions]
    return tally_of(own) if own else None
