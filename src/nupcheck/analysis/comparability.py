"""Whether sheets may be compared: what stands against it, and what to keep in mind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from nupcheck.errors import quote
from nupcheck.model.checklist import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.compare import Round
    from nupcheck.model.checklist import Checklist


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
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
        tuple(
            name
            for name in new
            if name in old
            and (old[name].text, old[name].follows, before.action_of[name].id)
            != (new[name].text, new[name].follows, after.action_of[name].id)
        ),
        {answer.id: answer.points for answer in before.scale}
        != {answer.id: answer.points for answer in after.scale},
    )


def obstacles(rounds: Sequence[Round]) -> tuple[str, ...]:
    """Why these sheets should not be compared: other checklists, other places. Sentences."""
    found = []
    first = rounds[0].result
    checklists = dict.fromkeys(each.result.checklist_id for each in rounds)
    if len(checklists) > 1:
        found.append(
            f"The sheets answer different checklists: {' and '.join(checklists)}. "
            "Parts of the same id need not mean the same."
        )
    for each in rounds[1:]:
        here, there = first.place, each.result.place
        if fold(here.name) != fold(there.name):
            found.append(
                f"The sheets are about different places: {quote(here.name)} and "
                f"{quote(there.name)} ({each.label})."
            )
        elif here.country and there.country and fold(here.country) != fold(there.country):
            found.append(
                f"The sheets are about places in different countries: {quote(here.country)} and "
                f"{quote(there.country)} ({each.label})."
            )
        elif here.level and there.level and here.level != there.level:
            found.append(
                f"The sheets are about different levels of government: {here.level} and "
                f"{there.level} ({each.label})."
            )
    return tuple(dict.fromkeys(found))


def cautions(rounds: Sequence[Round]) -> tuple[str, ...]:
    """What a reader of the comparison should keep in mind. Sentences."""
    return tuple(
        caution for before, after in pairwise(rounds) for caution in _cautions(before, after)
    )


def _cautions(before: Round, after: Round) -> Iterator[str]:
    old, new = before.result, after.result
    both = f"{before.label} and {after.label}"
    if old.date and new.date and new.date < old.date:
        yield f"{after.label} is older than {before.label}, which is given before it."
    if old.checklist_id != new.checklist_id or old.checklist_digest == new.checklist_digest:
        return
    if old.checklist_version == new.checklist_version:
        yield (
            f"The checklists of {both} call themselves the same version, "
            f"{old.checklist_version}, but differ."
        )
    else:
        yield (
            f"{before.label} is scored by version {old.checklist_version} of the checklist, "
            f"{after.label} by version {new.checklist_version}; parts are matched by id."
        )
    if reconcile(before.checklist, after.checklist).scale_differs:
        yield f"The scales of {both} differ: the same answer may earn other points."
