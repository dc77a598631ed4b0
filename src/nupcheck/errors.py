"""One family of errors, each with a message, a hint and an exit code; and quoting in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from nupcheck.locale import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# Joiners change how letters join and belong to words in many scripts; everything else that is
# invisible (escape sequences, direction overrides, line separators) is spelled out.
JOINERS = "\u200c\u200d"
# What programs that run a pipeline take for a command to them, at the start of a line of its log
# (`::error::`) or anywhere in one (`##[error]`, `##vso[…]`). Some look through joiners.
_COMMAND = re.compile(
    r"(?im)(^[\sJ]*):(?=[J]*:)|#(?=[J]*#[J]*(?:vso)?[J]*\[)".replace("J", JOINERS)
)
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Letters and marks that have no shape, of their own or at all.
_SHAPELESS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_LONGEST_QUOTE = 60
_MOST_ISSUES = 50
_LONGEST_WORD = 60
_MOST_COMPARISONS = 6_000


class NupcheckError(Exception):
    """What a person can mend: printed as a message and a hint, never as a traceback."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class InData:
    """A place in data that nobody has located in its text yet.

    Attributes:
        path: Keys and list positions from the top.
        at_key: It is the key at that path that is meant, not its value.
        file: What holds the data, where there are several.
    """

    path: Where
    at_key: bool = False
    file: str = ""

    @property
    def order(self) -> tuple[str, int, int]:
        """Where it comes among others of its kind: as it was found."""
        return self.file, 0, 0

    def __str__(self) -> str:
        return ".".join(map(str, self.path)) or "."


@dataclass(frozen=True, slots=True)
class InFile:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    @property
    def order(self) -> tuple[str, int, int]:
        """Where it comes among others of its kind."""
        return self.file, self.line, self.column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


# A cell, a field of a form or a pointer into JSON would be one more.
Location = InData | InFile


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in one place: what it is and what would be right, each a sentence."""

    location: Location
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """Message and hint, where the place is plain to see."""
        return f"{self.message} {self.hint}".strip()

    def __str__(self) -> str:
        return f"{self.location}: {self.text}"


class InvalidDataError(NupcheckError):
    """Data that cannot be used, such as a file's: every issue of it, in order of place."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(issues, key=lambda issue: issue.location.order))
        shown = [str(issue) for issue in self.issues[:_MOST_ISSUES]]
        if more := len(self.issues) - len(shown):
            shown.append(
                ngettext(
                    "… and {n} more problem in {file}.",
                    "… and {n} more problems in {file}.",
                    more,
                    file=self.issues[0].location.file,
                )
            )
        super().__init__("\n".join(shown))


class Hints:
    """Hints at near words for all issues of a file, within a bound.

    Looking for a near word is slow, and a hostile file can have thousands of words to look for
    among thousands of others. Once the bound is reached there are no more hints.
    """

    def __init__(self) -> None:
        self._left = _MOST_COMPARISONS

    def near(self, word: str, known: Collection[str]) -> str:
        """A hint at the nearest known word, or nothing when none is near."""
        self._left -= len(known)
        if self._left < 0:
            return ""
        from difflib import get_close_matches  # noqa: PLC0415 - most runs need none

        by_folded = {name.casefold(): name for name in known}
        near = get_close_matches(word[:_LONGEST_WORD].casefold(), by_folded, n=1)
        return _("Did you mean {word}?", word=by_folded[near[0]]) if near else ""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint at the known word nearest to a single one; for all words of a file see `Hints`."""
    return Hints().near(word, known)


def printable(text: str, keep: str = "\n\t") -> str:
    """Spell out what could act on a terminal or on a pipeline that reads what is printed.

    Args:
        text: Any text, from a file or a person.
        keep: Control characters that stay as they are.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            char
            if char in keep or char in JOINERS or not is_invisible(char)
            else char.encode("unicode_escape", "surrogatepass").decode("ascii")
            for char in text
        )
    if ":" not in text and "#" not in text:
        return text
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):x}", text)


def is_invisible(char: str) -> bool:
    """Nobody sees it, or Unicode keeps its number for no character at all."""
    return (
        unicodedata.category(char) in _INVISIBLE
        or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004
        or "\ufdd0" <= char <= "\ufdef"
    )


def is_blank(text: str) -> bool:
    """There is nothing in it that anybody sees: such a text is an empty one."""
    return all(
        char.isspace()
        or (is_invisible(char) and unicodedata.category(char) != "Cs")  # half a character
        or _SHAPELESS.match(char) is not None
        for char in text
    )


def quote(text: object) -> str:
    """Text as it stands in a message: in quotes, on one line, shortened, nothing invisible."""
    whole = str(text)
    short = whole if len(whole) <= _LONGEST_QUOTE else whole[: _LONGEST_QUOTE - 1] + "…"
    return f'"{printable(short, keep="")}"'
