"""diff(before, after): how the questions of a scored sheet differ from those of a later one.

Better known is not better. Every question that differs gets one kind of change, so that a real
change of answer stays apart from a first answer, from a question that opened or went off, and from
what only the checklist's versions explain. The points of all kinds add up to the change in total.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.model.data import composed
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.model.checklist import Checklist
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
            composed(self.note_before or "") != composed(self.note_after or "")
            or self.evidence_lost
            or self.evidence_gained
        )


@dataclass(frozen=True, slots=True)
class Contribution:
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


def diff(before: Result, after: Result) -> tuple[QuestionChange, ...]:
    """Every question that differs, in the later checklist's order, dropped ones last."""
    old, new = before.questions, after.questions
    changes = [
        QuestionChange(each, kind_of(old.get(each), new.get(each)), old.get(each), new.get(each))
        for each in dict.fromkeys([*new, *old])
    ]
    return tuple(each for each in changes if each.kind or each.is_documented_differently)


def contributions_of(changes: Sequence[QuestionChange]) -> tuple[Contribution, ...]:
    """The changes summed up by kind, in the order of `Kind`, kinds without any left out."""
    points = {kind: [each.points for each in changes if each.kind is kind] for kind in Kind}
    return tuple(
        Contribution(
            kind, len(own), sum(max(each, 0) for each in own), sum(min(each, 0) for each in own)
        )
        for kind, own in points.items()
        if own
    )


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
    own = {composed(item): item for item in (of.evidence if of else ())}
    left = Counter(map(composed, of.evidence if of else ()))
    left -= Counter(map(composed, where.evidence if where else ()))
    return tuple(item for key, item in own.items() for _ in range(left[key]))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two checklists matched by the ids of their questions.

    Attributes:
        only_before: Ids of questions that only the earlier one has.
        only_after: Ids of questions that only the later one has.
        altered: Ids that both have, but with another text, another question to follow, or in
            another action.
        scale_differs: The possible answers or their points are not the same.
    """

    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    altered: tuple[str, ...]
    scale_differs: bool


def reconcile(before: Checklist, after: Checklist) -> Reconciliation:
    """What two checklists do not have in common, and what they do but not quite the same."""
    old, new = before.questions, after.questions
    return Reconciliation(
        tuple(each for each in old if each not in new),
        tuple(each for each in new if each not in old),
        tuple(
            each
            for each in new
            if each in old
            and (composed(old[each].text), old[each].follows, before.action_of[each].id)
            != (composed(new[each].text), new[each].follows, after.action_of[each].id)
        ),
        {answer.id: answer.points for answer in before.scale}
        != {answer.id: answer.points for answer in after.scale},
    )
