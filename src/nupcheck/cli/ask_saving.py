"""Saving during a session, and what is asked when that does not go smoothly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.line_input import StoppedError
from nupcheck.errors import NupcheckError
from nupcheck.files import display_name
from nupcheck.interview.merging import Difference, changes_of, differences, joined
from nupcheck.interview.wording import Said, Tone
from nupcheck.sheet_file import ChangedOnDiskError, free_path
from nupcheck.writing import sheet_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nupcheck.answers import AnswerSheet
    from nupcheck.cli.line_input import LineInput
    from nupcheck.sheet_file import SheetFile

_MOST_DIFFERENCES = 20


class Keeper:
    """Keeps a session's sheet on disk.

    Attributes:
        file: Where it is kept; another one after the person chose so.
    """

    def __init__(
        self, file: SheetFile, lines: LineInput, say: Callable[[Iterable[Said]], None]
    ) -> None:
        self.file = file
        self._lines = lines
        self._say = say

    def keep(self, sheet: AnswerSheet) -> AnswerSheet:
        """Have a sheet on disk before this returns.

        Returns:
            The sheet that is there now: the same, or one with someone else's changes.

        Raises:
            StoppedError: The person left rather than say where to save.
            NupcheckError: It cannot be saved, and nobody is there to be asked.
        """
        keep_copy = False
        while sheet != self.file.sheet:
            try:
                copy = self.file.save(sheet, keep_copy=keep_copy)
            except ChangedOnDiskError as changed:
                sheet, keep_copy = self._settle(sheet, changed)
            except NupcheckError as error:
                self._find_room(sheet, error)
            else:
                if copy is not None:
                    name = display_name(str(copy))
                    self._say([Said(f"The file as it was is kept in {name}.", Tone.ASIDE)])
        return sheet

    def _settle(self, mine: AnswerSheet, changed: ChangedOnDiskError) -> tuple[AnswerSheet, bool]:
        """What to do about a file that someone else changed.

        Returns:
            The sheet to go on with, and whether to copy their file before it is written over.
        """
        base, theirs = self.file.sheet, changed.theirs
        name = display_name(str(self.file.path))
        self._say([Said(f"{name} was changed by someone else meanwhile.", Tone.WARNING)])
        if not self._lines.is_terminal:
            return self._go_elsewhere(mine), False
        differing: tuple[Difference, ...] = ()
        if theirs is None or base is None:
            text = "It is not a sheet that can be read just now, so the two cannot be joined."
            self._say([Said(text)])
        else:
            differing = differences(base, mine, theirs)
            self._say(_told(differing))
        can_join = theirs is not None and base is not None
        self._say(_CHOICES if can_join else _CHOICES[1:2])
        choice = self._choose(
            "j, k or t: " if can_join else "k: ", "jkt" if can_join else "k", mine
        )
        if choice == "k" or theirs is None or base is None:
            return self._go_elsewhere(mine), False
        self.file.take_in(changed)
        if choice == "t":
            return theirs, False
        return joined(base, mine, theirs), any(each.is_conflict for each in differing)

    def _choose(self, label: str, choices: str, mine: AnswerSheet) -> str:
        while True:
            line = self._line(label)
            if line is None:  # nothing may be lost by leaving here
                self._go_elsewhere(mine)
                self.file.save(mine)
                raise StoppedError
            if (choice := line.strip().casefold()) in choices and choice:
                return choice
            self._say([Said(f"Type {label[:-2]}.", Tone.WARNING)])

    def _line(self, label: str) -> str | None:
        """A line, None when there is nobody to type one."""
        try:
            return self._lines.read(label)
        except StoppedError:
            return None

    def _go_elsewhere(self, mine: AnswerSheet) -> AnswerSheet:
        before = display_name(str(self.file.path))
        self.file = self.file.moved_to(free_path(self.file.path))
        name = display_name(str(self.file.path))
        self._say([Said(f"{before} was left as it is; your answers are in {name} from now on.")])
        return mine

    def _find_room(self, sheet: AnswerSheet, error: NupcheckError) -> None:
        """Let the person make room, or name another file."""
        unsaved = self._unsaved(sheet)
        if not self._lines.is_terminal:
            raise NupcheckError(str(error), f"Not saved:\n{unsaved}") from None
        self._say([Said(str(error), Tone.WARNING)])
        self._say([Said("Enter tries again; or type the name of another file; q leaves.")])
        line = self._line("Save to: ")
        if line is None or line.strip().casefold() == "q":
            self._say([Said(f"Not saved:\n{unsaved}", Tone.WARNING)])
            raise StoppedError
        if line.strip():
            wanted = Path(line.strip())
            try:
                self.file = self.file.moved_to(free_path(wanted))
            except NupcheckError as refused:
                self._say([Said(str(refused), Tone.WARNING)])

    def _unsaved(self, sheet: AnswerSheet) -> str:
        changes = sheet if self.file.sheet is None else changes_of(self.file.sheet, sheet)
        return sheet_text(changes, self.file.checklist)


_CHOICES = (
    Said("j  join: both changes in this file; where both changed the same, yours, and a copy of"
         " theirs beside it"),
    Said("k  keep both: leave that file as it is and go on in another"),
    Said("t  take theirs: drop your last change"),
)  # fmt: skip


def _told(differing: tuple[Difference, ...]) -> list[Said]:
    said = [
        Said(f"{each.what}: {each.there} there, {each.here} here"
             + (" (both changed it)" if each.is_conflict else ""))
        for each in differing[:_MOST_DIFFERENCES]
    ]  # fmt: skip
    if more := len(differing) - len(said):
        said.append(Said(f"and {more} more differences"))
    return said or [Said("Its answers are the same as here; only how it is written differs.")]
