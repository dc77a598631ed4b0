"""The commands that lead on from a session, as one can copy them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.cli.shells import in_shell

if TYPE_CHECKING:
    from pathlib import Path


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
