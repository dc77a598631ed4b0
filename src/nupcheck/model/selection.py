"""The parts of a checklist by the words that name them: 9, 9.1, 9.1.2, theme:x, stakeholder:y."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError, did_you_mean, quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.model.checklist import Checklist


class PartKind(StrEnum):
    """What sort of part a word names."""

    TOTAL = "total"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    QUESTION = "question"
    THEME = "theme"
    STAKEHOLDER = "stakeholder"


_PREFIXED = (PartKind.THEME, PartKind.STAKEHOLDER)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a checklist; the id is empty for the total."""

    kind: PartKind
    id: str = ""

    @property
    def word(self) -> str:
        """The part as it is named on the command line: ``9.1``, ``theme:x``, ``total``."""
        if self.kind is PartKind.TOTAL:
            return "total"
        return f"{self.kind}:{self.id}" if self.kind in _PREFIXED else self.id


TOTAL = Part(PartKind.TOTAL)


def part_named(checklist: Checklist, word: str) -> Part:
    """The part that a word names.

    Args:
        checklist: The checklist to look in.
        word: The id of a recommendation, action or question, ``theme:ID`` or ``stakeholder:ID``.

    Raises:
        NupcheckError: There is no such part; the hint names the nearest.
    """
    names = _names(checklist)
    word = word.strip()
    if (part := names.get(word)) is not None:
        return part
    bare = {part.id: name for name, part in names.items() if part.kind in _PREFIXED}
    if word in bare:
        raise NupcheckError(f"The checklist has no part {quote(word)}.", f"Write {bare[word]}.")
    hint = did_you_mean(word, names) or "`nupcheck show` lists the parts."
    raise NupcheckError(f"The checklist has no part {quote(word)}.", hint)


def _names(checklist: Checklist) -> Mapping[str, Part]:
    ids = {
        PartKind.RECOMMENDATION: [each.id for each in checklist.recommendations],
        PartKind.ACTION: list(checklist.actions),
        PartKind.QUESTION: list(checklist.questions),
        PartKind.THEME: [each.id for each in checklist.themes],
        PartKind.STAKEHOLDER: [each.id for each in checklist.stakeholders],
    }
    parts = [Part(kind, name) for kind, names in ids.items() for name in names]
    return {part.word: part for part in parts}


def questions_in(checklist: Checklist, part: Part) -> tuple[str, ...]:
    """Ids of the questions of a part, in the checklist's order."""
    if part.kind is PartKind.QUESTION:
        return (part.id,)
    return tuple(
        question.id
        for recommendation in checklist.recommendations
        for action in recommendation.actions
        if part.kind is PartKind.TOTAL
        or (part.kind is PartKind.RECOMMENDATION and recommendation.id == part.id)
        or (part.kind is PartKind.THEME and recommendation.theme == part.id)
        or (part.kind is PartKind.ACTION and action.id == part.id)
        or (part.kind is PartKind.STAKEHOLDER and part.id in action.stakeholders)
        for question in action.questions
    )
