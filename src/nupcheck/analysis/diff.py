"""How the questions of one scored sheet differ from those of a later one.

Better known is not better. Every question that differs gets one kind of change, so that a real
change of answer stays apart from a first answer, from a question that opened or went off, and from
what only the checklist's versions explain. The points of all kinds add up to the change in total.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.scoring.result import State, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupcheck.scoring.result import QuestionResult, Result


class Kind(StrEnum):
    """How a question differs between an earlier and a later sheet."""

    ANSWER_CHANGED = "answer_changed"
    FIRST_ANSWER = "first_answer"
    ANSWER_REMOVED = "answer_removed"
    OPENED = "opened"
    WENT_OFF = "went_off"
    BECAME_NOT_APPLICABLE = "became_not_applicable"
    BECAME_APPLICABLE = "became_applicable"
    OFF_ANSWER_CHANGED = "off_answer_changed"
    POINTS_CHANGED = "points_changed"
    ADDED = "added"
    DROPPED = "dropped"


# A state that only one of the two sheets has decides the kind: that of leaving it, that of
# entering it. Off comes first, because the answer to an off question is not what changed.
_BY_STATE = (
    (State.OFF, Kind.OPENED, Kind.WENT_OFF),
    (State.NOT_APPLICABLE, Kind.BECAME_APPLICABLE, Kind.BECAME_NOT_APPLICABLE),
    (State.UNANSWERED, Kind.FIRST_ANSWER, Kind.ANSWER_REMOVED),
)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question that differs.

    Attributes:
        id: The question's.
        kind: How its answer or state differs; None when only note or evidence do.
        before: The question in the earlier sheet, None where that checklist has no such question.
        after: The same in the later sheet.
    """

    id: str
    kind: Kind | None
    before: QuestionResult | None
    after: QuestionResult | None

    @property
    def points(self) -> int:
        """Points after less points before."""
        return (self.after.points if self.after else 0) - (self.before.points if self.before else 0)

    @property
    def note_before(self) -> str | None:
        """The note of the earlier sheet."""
        return self.before.note if self.before else None

    @property
    def note_after(self) -> str | None:
        """The note of the later sheet."""
        return self.after.note if self.after else None

    @property
    def evidence_lost(self) -> tuple[str, ...]:
        """Evidence of the earlier sheet that the later one does not have."""
        return _lacking(self.before, self.after)

    @property
    def evidence_gained(self) -> tuple[str, ...]:
        """Evidence of the later sheet that the earlier one did not have."""
        return _lacking(self.after, self.before)

    @property
    def is_documented_differently(self) -> bool:
        """Note or evidence differ."""
        return bool(
            self.note_before != self.note_after or self.evidence_lost or self.evidence_gained
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """What all questions of one kind contribute to the change in total.

    Attributes:
        kind: Which kind.
        questions: How many questions are of it.
        gained: Points of those that earn more than before.
        lost: Points of those that earn less, zero or negative.
    """

    kind: Kind
    questions: int
    gained: int
    lost: int

    @property
    def points(self) -> int:
        """What is gained less what is lost."""
        return self.gained + self.lost


def changes_between(before: Result, after: Result) -> tuple[QuestionChange, ...]:
    """Every question that differs, in the later checklist's order, dropped ones last."""
    old, new = before.questions, after.questions
    names = (*new, *(name for name in old if name not in new))
    changes = [
        QuestionChange(name, kind_of(old.get(name), new.get(name)), old.get(name), new.get(name))
        for name in names
    ]
    return tuple(each for each in changes if each.kind or each.is_documented_differently)


def causes_of(changes: Sequence[QuestionChange]) -> Iterable[Cause]:
    """The changes summed up by kind, in the order of `Kind`, kinds without any left out."""
    for kind in Kind:
        own = [change for change in changes if change.kind is kind]
        if own:
            gained = points_of([change for change in own if change.points > 0])
            lost = points_of([change for change in own if change.points < 0])
            yield Cause(kind, len(own), gained, lost)


def points_of(changes: Sequence[QuestionChange]) -> int:
    """The points that some changes make together: after less before."""
    before = tally_of([change.before for change in changes if change.before])
    after = tally_of([change.after for change in changes if change.after])
    return after.points - before.points


def kind_of(before: QuestionResult | None, after: QuestionResult | None) -> Kind | None:
    """How a question differs; None when state, answer and points are the same."""
    if before is None or after is None:
        return Kind.ADDED if before is None else Kind.DROPPED
    if before.state is not after.state:
        for state, leaving, entering in _BY_STATE:
            if state in {before.state, after.state}:
                return leaving if before.state is state else entering
    if before.answer != after.answer:
        return Kind.OFF_ANSWER_CHANGED if after.state is State.OFF else Kind.ANSWER_CHANGED
    return None if before.points == after.points else Kind.POINTS_CHANGED


def _lacking(of: QuestionResult | None, where: QuestionResult | None) -> tuple[str, ...]:
    """Evidence of one that the other lacks, as often as it lacks it, in the order it stands."""
    own = of.evidence if of else ()
    left = Counter(own) - Counter(where.evidence if where else ())
    return tuple(item for item in dict.fromkeys(own) for _ in range(left[item]))
