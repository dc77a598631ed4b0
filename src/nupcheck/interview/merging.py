"""Two versions of a sheet made from one: what differs, both in one, only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nupcheck.model.sheet import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.sheet import AnswerSheet

_HEAD = ("place", "date", "respondents")


class Difference(NamedTuple):
    """One thing that two versions do not have in common.

    Attributes:
        what: A question's id, or place, date, respondents.
        base: What was there before: the answer or value, None for nothing.
        mine: What the one version has.
        theirs: What the other has.
    """

    what: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def is_conflict(self) -> bool:
        """Both changed it."""
        return self.base not in (self.mine, self.theirs)


def differences(
    base: AnswerSheet, mine: AnswerSheet, theirs: AnswerSheet
) -> tuple[Difference, ...]:
    """What differs between two sheets that were both made from a third."""
    sheets = (base, mine, theirs)
    found = [Difference(key, *(getattr(sheet, key) for sheet in sheets)) for key in _HEAD]
    found += [
        Difference(each, *(sheet.answers.get(each) for sheet in sheets))
        for each in _questions(*sheets)
    ]
    return tuple(each for each in found if each.mine != each.theirs)


def merged(base: AnswerSheet, mine: AnswerSheet, theirs: AnswerSheet) -> AnswerSheet:
    """Their sheet with what was changed in mine; where both changed the same thing, mine."""
    head = {
        key: getattr(mine if getattr(mine, key) != getattr(base, key) else theirs, key)
        for key in _HEAD
    }
    answers: dict[str, Answer] = {}
    for each in _questions(base, mine, theirs):
        is_mine = mine.answers.get(each) != base.answers.get(each)
        entry = (mine if is_mine else theirs).answers.get(each)
        if entry is not None:
            answers[each] = entry
    return theirs.model_copy(update={**head, "answers": answers})


def changes_between(before: AnswerSheet, after: AnswerSheet) -> AnswerSheet:
    """The later sheet with only those answers that changed, blank where one is gone."""
    answers = {
        each: after.answers.get(each, Answer())
        for each in _questions(before, after)
        if before.answers.get(each) != after.answers.get(each)
    }
    return after.model_copy(update={"answers": answers})


def _questions(*sheets: AnswerSheet) -> Iterator[str]:
    return iter(dict.fromkeys(each for sheet in sheets for each in sheet.answers))
