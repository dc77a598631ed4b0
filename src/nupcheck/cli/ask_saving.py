"""Saving during a session, and what is asked when that does not go smoothly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.line_input import StoppedError
from nupcheck.errors import NupcheckError, quote
from nupcheck.files.disk import display_name
from nupcheck.files.save import sheet_text
from nupcheck.files.sheet_text import SHEET_NAMES, ChangedOnDiskError, is_sheet_name
from nupcheck.interview.merging import Difference, changes_of, differences, joined
from nupcheck.interview.wording import Said, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nupcheck.cli.line_input import LineInput
    from nupcheck.files.sheet_text import SheetFile
    from nupcheck.model.sheet import AnswerSheet

_MOST_DIFFERENCES = 20


class UnsavedError(Exception):
    """The session ends with something that could not be saved."""


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
            UnsavedError: It cannot be saved, and nobody says where else. It was said what.
            StoppedError: Interrupted while that was being asked; the same.
        """
        keep_copy = False
        while sheet != self.file.sheet:
            try:
                sheet, keep_copy = self._save_or_settle(sheet, keep_copy=keep_copy)
            except NupcheckError as error:
                self._find_room(sheet, error)
        return sheet

    def _save_or_settle(self, sheet: AnswerSheet, *, keep_copy: bool) -> tuple[AnswerSheet, bool]:
        try:
            copy = self.file.save(sheet, keep_copy=keep_copy)
        except ChangedOnDiskError as changed:
            return self._settle(sheet, changed)
        if copy is not None:
            name = display_name(str(copy))
            self._say([Said(f"The file as it was is kept in {name}.", Tone.ASIDE)])
        return sheet, False

    def _settle(self, mine: AnswerSheet, changed: ChangedOnDiskError) -> tuple[AnswerSheet, bool]:
        """What to do about a file that someone else changed.

        Returns:
            The sheet to go on with, and whether to copy their file before it is written over.
        """
        base, theirs = self.file.sheet, changed.theirs
        name = display_name(str(self.file.path))
        self._say([Said(f"{name} was changed by someone else meanwhile.", Tone.WARNING)])
        if not self._lines.is_terminal:
            self._go_elsewhere(mine, self.file.path)
            return mine, False
        if theirs is None or base is None:
            reason = (
                "was not there before" if theirs else "is not a sheet that can be read just now"
            )
            self._say((Said(f"It {reason}, so the two cannot be joined."), _KEEP_BOTH, _LOOK_AGAIN))
            if self._choose("k or a: ", "ka", mine) == "k":
                self._go_elsewhere(mine, self.file.path)
            return mine, False
        differing = differences(base, mine, theirs)
        self._say((*_told(differing), _JOIN, _KEEP_BOTH, _TAKE_THEIRS))
        choice = self._choose("j, k or t: ", "jkt", mine)
        if choice == "k":
            self._go_elsewhere(mine, self.file.path)
            return mine, False
        self.file.take_in(changed)
        if choice == "t":
            return theirs, False
        return joined(base, mine, theirs), any(each.is_conflict for each in differing)

    def _choose(self, label: str, choices: str, mine: AnswerSheet) -> str:
        while True:
            line = self._line(label)
            if line is None:  # nothing may be lost by leaving here
                self._go_elsewhere(mine, self.file.path)
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

    def _go_elsewhere(self, mine: AnswerSheet, wanted: Path) -> None:
        before = display_name(str(self.file.path))
        self.file = self.file.saved_as(wanted, mine)
        name = display_name(str(self.file.path))
        self._say([Said(f"{before} was left as it is; your answers are in {name} from now on.")])

    def _find_room(self, sheet: AnswerSheet, error: NupcheckError) -> None:
        """Let the person make room, or name another file."""
        self._say([Said(str(error), Tone.WARNING)])
        if not self._lines.is_terminal:
            self._say(self._unsaved(sheet))
            raise UnsavedError
        while True:
            self._say([Said("Enter tries again; or type the name of another file; q leaves.")])
            line = self._line("Save to: ")
            if line is None or line.strip().casefold() == "q":
                self._say((*([Said("")] if line is None else ()), *self._unsaved(sheet)))
                raise StoppedError if line is None else UnsavedError
            if not line.strip():
                return
            try:
                self._go_elsewhere(sheet, self._named(line.strip()))
            except NupcheckError as refused:
                self._say([Said(str(refused), Tone.WARNING)])
            else:
                return

    def _named(self, text: str) -> Path:
        """The file that a person names: in a folder, one of the same name."""
        try:
            path = Path(text).expanduser()
            if path.is_dir():
                path /= self.file.path.name
            path.exists()
        except (OSError, RuntimeError) as error:  # the last: a home that nobody has
            reason = getattr(error, "strerror", None) or str(error)
            message = f"{quote(text)} cannot be reached: {reason.rstrip('.')}."
            raise NupcheckError(message) from None
        if not is_sheet_name(path):
            raise NupcheckError(f"{quote(text)} is no name for a sheet.", SHEET_NAMES)
        return path

    def _unsaved(self, sheet: AnswerSheet) -> tuple[Said, ...]:
        changes = sheet if self.file.sheet is None else changes_of(self.file.sheet, sheet)
        text = sheet_text(changes, self.file.checklist).rstrip()
        return Said("Not saved:", Tone.WARNING), Said(text, Tone.VERBATIM)


_JOIN = Said(
    "j  join: both changes in this file; where both changed the same, yours, and a copy of theirs "
    "beside it"
)
_KEEP_BOTH = Said("k  keep both: leave that file as it is and go on in another")
_TAKE_THEIRS = Said("t  take theirs: drop your last change")
_LOOK_AGAIN = Said("a  again: look once more at that file, such as after mending it")


def _told(differing: tuple[Difference, ...]) -> list[Said]:
    said = [
        Said(f"{each.what}: {each.there} there, {each.here} here"
             + (" (both changed it)" if each.is_conflict else ""))
        for each in differing[:_MOST_DIFFERENCES]
    ]  # fmt: skip
    if more := len(differing) - len(said):
        said.append(Said(f"and {more} more differences"))
    return said or [Said("Its answers are the same as here; only how it is written differs.")]
