"""The commands that lead on from a session, as one can copy them."""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# What neither cmd.exe nor PowerShell gives a meaning of its own.
_PLAIN_ON_WINDOWS = re.compile(r"[\w.:/\\-]+")


def in_shell(words: Iterable[str], platform: str = sys.platform) -> str:
    """Words as one line for the shells of a system: on Windows cmd.exe and PowerShell.

    These two know no quotes in common but the double ones, in which PowerShell still replaces
    ``$name`` and cmd.exe ``%name%``. No file's name there has a double quote in it.
    """
    if platform != "win32":
        return shlex.join(words)
    return " ".join(word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"' for word in words)


@dataclass(frozen=True, slots=True)
class Commands:
    """What to type to score, report and resume a sheet.

    Attributes:
        general: The options of the session that other commands need too.
        own: Those that only the questionnaire has, so that it is resumed as it was started.
    """

    general: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def score(self, path: Path) -> str:
        """Score the sheet."""
        return self._command("score", path)

    def report(self, path: Path) -> str:
        """Make a report beside the sheet."""
        return self._command("report", path, "-o", str(path.with_suffix(".html")))

    def resume(self, path: Path) -> str:
        """Go on with the sheet."""
        return self._command("ask", path, own=self.own)

    def _command(self, name: str, path: Path, *more: str, own: tuple[str, ...] = ()) -> str:
        sheet = str(path)
        if sheet.startswith("-"):  # else it would be taken for an option
            sheet = f"./{sheet}"
        return in_shell(["nupcheck", name, sheet, *more, *self.general, *own])
