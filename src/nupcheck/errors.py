"""One family of errors, each with a message, a remedy and an exit code; and quoting in them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

# Joiners change how letters join and belong to words in many scripts; everything else that is
# invisible (escape sequences, direction overrides, line separators) is spelled out.
_JOINERS = "\u200c\u200d"
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST_QUOTE = 60
_MOST_PROBLEMS = 50


class NupcheckError(Exception):
    """What a person can mend: printed as a message and a remedy, never as a traceback."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class NothingChosenError(NupcheckError):
    """The options that choose a part of the checklist leave no question of it."""

    def __init__(self) -> None:
        super().__init__(
            "No question belongs to all that was chosen.",
            "Choose less at once; `nupcheck show --stakeholder ID` lists what concerns a "
            "stakeholder.",
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file; line and column count from 1, 0 means the whole."""

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message} {self.remedy}".strip()


class FileError(NupcheckError):
    """A file that cannot be used: every problem of it, in the order of its lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        shown = [str(problem) for problem in self.problems[:_MOST_PROBLEMS]]
        if more := len(self.problems) - len(shown):
            shown.append(f"… and {more} more problems in {self.problems[0].file}.")
        super().__init__("\n".join(shown))


def printable(text: str, keep: str = "\n\t") -> str:
    """Spell out control and direction characters, so that text cannot act on a terminal.

    Args:
        text: Any text, from a file or a person.
        keep: Control characters that stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char
        if char in keep or char in _JOINERS or not _is_invisible(char)
        else char.encode("unicode_escape", "surrogatepass").decode("ascii")
        for char in text
    )


def _is_invisible(char: str) -> bool:
    """Nobody sees it, or Unicode keeps its number for no character at all."""
    return (
        unicodedata.category(char) in _INVISIBLE
        or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004
        or "\ufdd0" <= char <= "\ufdef"
    )


def quote(text: object) -> str:
    """Text as it stands in a message: in quotes, on one line, shortened, nothing invisible."""
    whole = str(text)
    short = whole if len(whole) <= _LONGEST_QUOTE else whole[: _LONGEST_QUOTE - 1] + "…"
    return f'"{printable(short, keep="")}"'
