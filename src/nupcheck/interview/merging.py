"""Two people changed one sheet: what differs, both changes in one, and going on with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nupcheck.interview.state import due, next_due
from nupcheck.model.sheet import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.interview.state import Interview, Position
    from nupcheck.model.sheet import AnswerSheet

_HEAD = ("place", "date", "respondents")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two sheets do not have in common.

    Attributes:
        what: A question's id, or place, date, respondents.
        here: What this sheet has, in a few words.
        there: What the other has.
        is_conflict: Both changed it since they were the same.
    """

    what: str
    here: str
    there: str
    is_conflict: bool


def differences(
    base: AnswerSheet, mine: AnswerSheet, theirs: AnswerSheet
) -> tuple[Difference, ...]:
    """What differs between two sheets that were both made from a third."""
    found = []
    for key in _HEAD:
        was, here, there = (getattr(sheet, key) for sheet in (base, mine, theirs))
        if here != there:
            found.append(Difference(key, _words(here), _words(there), was not in (here, there)))
    for name in _questions(base, mine, theirs):
        was, here, there = (sheet.answers.get(name) for sheet in (base, mine, theirs))
        if here != there:
            both = was not in (here, there)
            found.append(Difference(name, _entry(here, there), _entry(there, here), both))
    return tuple(found)


def joined(base: AnswerSheet, mine: AnswerSheet, theirs: AnswerSheet) -> AnswerSheet:
    """Their sheet with what was changed in mine; where both changed the same thing, mine."""
    head = {
        key: getattr(mine if getattr(mine, key) != getattr(base, key) else theirs, key)
        for key in _HEAD
    }
    answers: dict[str, Answer] = {}
    for name in _questions(base, mine, theirs):
        is_mine = mine.answers.get(name) != base.answers.get(name)
        entry = (mine if is_mine else theirs).answers.get(name)
        if entry is not None:
            answers[name] = entry
    return theirs.model_copy(update={**head, "answers": answers})


def taken_in(interview: Interview, sheet: AnswerSheet) -> Interview:
    """The interview with a sheet that has someone else's changes too.

    It stays where it is, unless the question there needed an answer and no longer does. Questions
    whose answer the other sheet does not have are asked again. Undoing takes back one's own changes
    and leaves the others' as they are.
    """
    mine = interview.sheet
    lost = {name for name, entry in mine.answers.items() if sheet.answers.get(name) != entry}
    later = sheet
    history: list[tuple[AnswerSheet, Position]] = []
    for before, position in reversed(interview.history):
        earlier = joined(mine, before, sheet)
        if earlier != later:
            history.insert(0, (earlier, position))
            later = earlier
    position = replace(interview.position, passed=interview.position.passed - lost)
    other = replace(interview, sheet=sheet, position=position, history=tuple(history))
    was_due = interview.at is None or interview.at in due(interview)
    if was_due and interview.at not in due(other):
        position = replace(position, at=next_due(other, interview.at))
    return replace(other, position=position)


def changes_of(before: AnswerSheet, after: AnswerSheet) -> AnswerSheet:
    """A sheet with only those answers that are not the same in another, blank where one is gone."""
    answers = {
        name: after.answers.get(name, Answer())
        for name in _questions(before, after)
        if before.answers.get(name) != after.answers.get(name)
    }
    return after.model_copy(update={"answers": answers})


def _questions(*sheets: AnswerSheet) -> Iterator[str]:
    return iter(dict.fromkeys(name for sheet in sheets for name in sheet.answers))


def _entry(entry: Answer | None, other: Answer | None) -> str:
    """An answer in a word; where the other has the same word, what else differs."""
    entry, other = entry or Answer(), other or Answer()
    word = entry.answer or "no answer"
    if entry.answer != other.answer:
        return word
    parts = [
        f"{key} {_words(getattr(entry, key))}"
        for key in ("note", "evidence", "by")
        if getattr(entry, key) != getattr(other, key)
    ]
    return ", ".join((word, *parts))


def _words(value: object) -> str:
    match value:
        case None | () | "":
            return "none"
        case tuple():
            return "; ".join(_words(each) for each in value)
        case str():
            return f'"{value}"'
        case _:
            fields = getattr(value, "model_fields_set", None)
            if fields is None:
                return str(value)
            return ", ".join(str(part) for _, part in dict(value).items() if part)  # type: ignore[call-overload]
