"""What a typed line means at a question: an answer, or one of the keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.errors import did_you_mean, quote
from nupcheck.model.checklist import ScaleAnswer, fold
from nupcheck.model.sheet import NOT_APPLICABLE_WORDS, NotApplicable, read_answer

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist


class Key(StrEnum):
    """The keys, the same in every language and for every checklist."""

    WHY = "?"
    BACK = "b"
    SKIP = "k"
    NOTE = "m"
    GO = "g"
    REVIEW = "r"
    UNDO = "u"
    KEYS = "h"
    QUIT = "q"


_WITH_MORE = {Key.GO, Key.REVIEW, Key.NOTE}
_LONG = {
    "why": Key.WHY,
    "back": Key.BACK,
    "skip": Key.SKIP,
    "note": Key.NOTE,
    "go": Key.GO,
    "review": Key.REVIEW,
    "undo": Key.UNDO,
    "help": Key.KEYS,
    "keys": Key.KEYS,
    "quit": Key.QUIT,
    "exit": Key.QUIT,
}


@dataclass(frozen=True, slots=True)
class Command:
    """A key, with what stands behind it (`g 2.1`: "2.1")."""

    key: Key
    more: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer."""

    answer: ScaleAnswer | NotApplicable


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither; the message says what may be typed."""

    message: str


Input = Command | Given | Unknown


def read_input(checklist: Checklist, line: str) -> Input:
    """What a line means.

    The keys come first, so that they mean the same everywhere; an answer whose word is also a key
    can always be given by its points.
    """
    word, _, more = line.strip().partition(" ")
    word, more = word.casefold(), more.strip()
    folded = fold(line)
    if not folded:
        return Unknown(f"Nothing was typed. {_choices(checklist)}")
    if (key := _key(word, more, dict(zip(Key, Key, strict=True)))) is not None:
        return Command(key, more)
    if folded in NOT_APPLICABLE_WORDS:
        return Given(NotApplicable())
    try:
        reading = read_answer(checklist, line)
    except ValueError:
        if (key := _key(word, more, _LONG)) is not None:
            return Command(key, more)
        hint = did_you_mean(folded, (*checklist.answers_by_word, *_LONG))
        said = f"{quote(line.strip())} is not understood. {hint}".strip()
        return Unknown(f"{said} {_choices(checklist)}")
    return Given(reading) if reading else Unknown(_choices(checklist))


def _key(word: str, more: str, words: dict[str, Key] | dict[Key, Key]) -> Key | None:
    key = {str(each): found for each, found in words.items()}.get(word)
    return key if key in _WITH_MORE or not more else None


def words_for(answer: ScaleAnswer) -> tuple[str, ...]:
    """The words that give an answer: those of the scale that are no key, the shortest first."""
    taken = {*map(str, Key), *NOT_APPLICABLE_WORDS}
    free = [word for word in answer.words if word not in taken]
    short = min((word for word in free if not word.isdigit()), key=len, default=str(answer.points))
    return (short, *(word for word in free if word != short))


def short_word(answer: ScaleAnswer) -> str:
    """The shortest word for an answer that is no key."""
    return words_for(answer)[0]


def _choices(checklist: Checklist) -> str:
    words = ", ".join(f"{short_word(answer)} ({answer.label})" for answer in checklist.scale)
    return f"Type {words}, k to leave it open for now, or h for all keys."
