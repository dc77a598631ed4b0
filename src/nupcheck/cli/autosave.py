"""Saving during a session, and what is asked when that does not go smoothly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.line_input import StoppedError
from nupcheck.errors import NupcheckError, quote
from nupcheck.files.disk import display_name
from nupcheck.files.dump import sheet_text
from nupcheck.files.save import ChangedOnDiskError, is_sheet_name, sheet_names
from nupcheck.interview.merging import changes_between, differences, merged
from nupcheck.interview.messages import Style, difference
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nupcheck.cli.line_input import LineInput
    from nupcheck.files.save import SheetFile
    from nupcheck.interview.merging import Difference
    from nupcheck.model.sheet import AnswerSheet

_MOST_DIFFERENCES = 20


class UnsavedError(Exception):
    """The session ends with something that could not be saved."""


class Autosave:
    """Keeps a session's sheet on disk.

    Attributes:
        file: Where it is kept; another one after the person chose so.
    """

    def __init__(self, file: SheetFile, lines: LineInput, say: Callable[..., None]) -> None:
        self._lines = lines
        self._say = say
        self._take(file)

    def _take(self, file: SheetFile) -> None:
        self.file = file
        if file.warning is not None:
            self._say(file.warning, Style.WARNING)

    @property
    def name(self) -> str:
        """What the file is called in a message."""
        return display_name(str(self.file.path))

    def save(self, sheet: AnswerSheet) -> AnswerSheet:
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
                copy = self.file.save(sheet, keep_copy=keep_copy)
                if copy is not None:
                    text = _("The file as it was is kept in {file}.", file=display_name(str(copy)))
                    self._say(text, Style.ASIDE)
            except ChangedOnDiskError as changed:
                sheet, keep_copy = self._settle(sheet, changed)
            except NupcheckError as error:
                self._find_room(sheet, error)
        return sheet

    def _settle(self, mine: AnswerSheet, changed: ChangedOnDiskError) -> tuple[AnswerSheet, bool]:
        """What to do about a file that someone else changed.

        Returns:
            The sheet to go on with, and whether to copy their file before it is written over.
        """
        base, theirs = self.file.sheet, changed.theirs
        text = _("{file} was changed by someone else meanwhile.", file=self.name)
        self._say(text, Style.WARNING)
        differing: tuple[Difference, ...] = ()
        keep = {"k": _("k  keep both: leave that file as it is and go on in another")}
        if not self._lines.is_terminal:
            choice = "k"
        elif theirs is None or base is None:
            text = _("It was not there before, so the two cannot be joined.")
            if theirs is None:
                text = _(
                    "It is not a sheet that can be read just now, so the two cannot be joined."
                )
            self._say(text)
            again = _("a  again: look once more at that file, such as after mending it")
            choice = self._choose(keep | {"a": again}, mine)
        else:
            differing = differences(base, mine, theirs)
            for text in _told(differing):
                self._say(text)
            join = _(
                "j  join: both changes in this file; where both changed the same, yours, and a "
                "copy of theirs beside it"
            )
            take = _("t  take theirs: drop your last change")
            choice = self._choose({"j": join} | keep | {"t": take}, mine)
        if choice == "k":
            self._go_elsewhere(mine, self.file.path)
        elif theirs is not None and base is not None:
            self.file.take_in(changed)
            if choice == "t":
                return theirs, False
            return merged(base, mine, theirs), any(each.is_conflict for each in differing)
        return mine, False

    def _choose(self, offered: Mapping[str, str], mine: AnswerSheet) -> str:
        """The key of one of several things to do."""
        for text in offered.values():
            self._say(text)
        *others, last = offered
        first = listed(others)
        while True:
            line = self._line(_("{keys} or {key}: ", keys=first, key=last))
            if line is None:  # nothing may be lost by leaving here
                self._go_elsewhere(mine, self.file.path)
                raise StoppedError
            if (choice := line.strip().casefold()) in offered:
                return choice
            self._say(_("Type {keys} or {key}.", keys=first, key=last), Style.WARNING)

    def _line(self, label: str) -> str | None:
        """A line, None when there is nobody to type one."""
        try:
            return self._lines.read(label)
        except StoppedError:
            return None

    def _go_elsewhere(self, mine: AnswerSheet, wanted: Path) -> None:
        before = self.name
        self._take(self.file.saved_as(wanted, mine))
        text = _(
            "{old} was left as it is; your answers are in {new} from now on.",
            old=before,
            new=self.name,
        )
        self._say(text)

    def _find_room(self, sheet: AnswerSheet, error: NupcheckError) -> None:
        """Let the person make room, or name another file."""
        self._say(str(error), Style.WARNING)
        if not self._lines.is_terminal:
            self._say_unsaved(sheet)
            raise UnsavedError
        while True:
            self._say(_("Enter tries again; or type the name of another file; q leaves."))
            line = self._line(_("Save to: "))
            if line is None:
                self._say("")
                self._say_unsaved(sheet)
                raise StoppedError
            if line.strip().casefold() == "q":
                self._say_unsaved(sheet)
                raise UnsavedError
            try:
                if line.strip():
                    self._go_elsewhere(sheet, self._named(line.strip()))
            except NupcheckError as refused:
                self._say(str(refused), Style.WARNING)
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
            reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
            raise NupcheckError(
                _("{file} cannot be reached: {reason}.", file=quote(text), reason=reason)
            ) from None
        if not is_sheet_name(path):
            raise NupcheckError(
                _("{text} is no name for a sheet.", text=quote(text)), sheet_names()
            )
        return path

    def _say_unsaved(self, sheet: AnswerSheet) -> None:
        changes = sheet if self.file.sheet is None else changes_between(self.file.sheet, sheet)
        self._say(_("Not saved:"), Style.WARNING)
        self._say(sheet_text(changes, self.file.checklist).rstrip(), Style.VERBATIM)


def _told(differing: tuple[Difference, ...]) -> Iterator[str]:
    yield from map(difference, differing[:_MOST_DIFFERENCES])
    if (more := len(differing) - _MOST_DIFFERENCES) > 0:
        yield ngettext("and {n} more difference", "and {n} more differences", more)
    if not differing:
        yield _("Its answers are the same as here; only how it is written differs.")
