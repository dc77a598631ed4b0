"""What a typed line means at a question: an answer, or one of the keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError, did_you_mean, quote
from nupcheck.locale import _, pgettext
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


@dataclass(frozen=True, slots=True)
class Command:
    """A key, with what stands behind it (`g 2.1`: "2.1")."""

    key: Key
    more: str = ""


Input = Command | ScaleAnswer | NotApplicable


def _key_words() -> dict[str, Key]:
    """The keys by their words: in English everywhere, and in the language chosen too."""
    return {
        "why": Key.WHY, pgettext("typed", "why"): Key.WHY,
        "back": Key.BACK, pgettext("typed", "back"): Key.BACK,
        "skip": Key.SKIP, pgettext("typed", "skip"): Key.SKIP,
        "note": Key.NOTE, pgettext("typed", "note"): Key.NOTE,
        "go": Key.GO, pgettext("typed", "go"): Key.GO,
        "review": Key.REVIEW, pgettext("typed", "review"): Key.REVIEW,
        "undo": Key.UNDO, pgettext("typed", "undo"): Key.UNDO,
        "help": Key.KEYS, pgettext("typed", "help"): Key.KEYS,
        "keys": Key.KEYS, pgettext("typed", "keys"): Key.KEYS,
        "quit": Key.QUIT, pgettext("typed", "quit"): Key.QUIT,
        "exit": Key.QUIT, pgettext("typed", "exit"): Key.QUIT,
    }  # fmt: skip


def read_input(checklist: Checklist, line: str) -> Input:
    """What a line means.

    The keys come first, so that they mean the same everywhere; an answer whose word is also a key
    can always be given by its points.

    Raises:
        NupcheckError: Nothing; it says what may be typed.
    """
    word, _space, more = line.strip().partition(" ")
    word, more, folded = word.casefold(), more.strip(), fold(line)
    if not folded:
        raise NupcheckError(_("Nothing was typed."), _choices(checklist))
    if (command := _command({str(key): key for key in Key}, word, more)) is not None:
        return command
    if folded in NOT_APPLICABLE_WORDS:
        return NotApplicable()
    try:
        reading = read_answer(checklist, line)
    except ValueError:
        words = _key_words()
        if (command := _command(words, word, more)) is not None:
            return command
        hint = did_you_mean(folded, (*checklist.answers_by_word, *words))
        said = _("{line} is not understood.", line=quote(line.strip()))
        raise NupcheckError(f"{said} {hint}".strip(), _choices(checklist)) from None
    if reading is None:
        raise NupcheckError(_choices(checklist))
    return reading


def _command(keys: dict[str, Key], word: str, more: str) -> Command | None:
    key = keys.get(word)
    return None if key is None or (more and key not in _WITH_MORE) else Command(key, more)


def words_for(answer: ScaleAnswer) -> tuple[str, ...]:
    """The words that give an answer: those of the scale that are no key, the shortest first."""
    taken = {*Key, *NOT_APPLICABLE_WORDS}
    free = [word for word in answer.words if word not in taken]
    short = min((word for word in free if not word.isdigit()), key=len, default=str(answer.points))
    return (short, *(word for word in free if word != short))


def _choices(checklist: Checklist) -> str:
    words = ", ".join(f"{words_for(answer)[0]} ({answer.label})" for answer in checklist.scale)
    return _("Type {answers}, k to leave it open for now, or h for all keys.", answers=words)
