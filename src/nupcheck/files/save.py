"""The file of a sheet under way: saved whole, never over what someone else wrote meanwhile."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from nupcheck.errors import InvalidDataError, NupcheckError, is_blank
from nupcheck.files.disk import (
    clear_temporaries,
    decode,
    display_name,
    read_bytes,
    write_whole,
)
from nupcheck.files.dump import sheet_text
from nupcheck.files.load import looks_like_json, sheet_of, source_from
from nupcheck.files.lock import Lock
from nupcheck.locale import _
from nupcheck.model.sheet import UNNAMED

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

_SUFFIXES = {".yaml", ".yml", ".json"}
_MOST_NAMES = 1000
_LONGEST_STEM = 40
# Names of devices on Windows.
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_RESERVED = {"con", "prn", "aux", "nul", *_PORTS}


class ChangedOnDiskError(Exception):
    """Someone else changed the file since it was last read or written here; nothing was written.

    Attributes:
        data: What the file holds now.
        theirs: The sheet in it, None when that is none of the same checklist.
    """

    def __init__(self, data: bytes, theirs: AnswerSheet | None) -> None:
        super().__init__(_("The file was changed by someone else."))
        self.data = data
        self.theirs = theirs


class SheetFile:
    """A file that this session alone has open.

    Attributes:
        path: Where it is.
        checklist: The one that the sheet is for.
        sheet: What it holds, as last read or written here; None before it is first written.
    """

    def __init__(self, path: Path, checklist: Checklist, checklist_name: str | None = None) -> None:
        """Take a file for a new sheet, which must not be there yet, or one to read.

        Args:
            path: The file.
            checklist: The checklist of the sheet.
            checklist_name: How the checklist was named by the user, None when the sheet names it.

        Raises:
            NupcheckError: Another session has it open.
        """
        self.path = path
        self.sheet: AnswerSheet | None = None
        self.checklist = checklist
        self._checklist_name = checklist_name
        self._known: bytes | None = None
        self._like: Path | None = None  # the file whose readers may read a new one
        self._lock = Lock(path)
        if self._lock.warning is None:
            clear_temporaries(path)

    @property
    def warning(self) -> str | None:
        """Why other sessions cannot be kept out of the file, None when they are."""
        return self._lock.warning

    def read(self) -> AnswerSheet:
        """The sheet in the file.

        Raises:
            InvalidDataError: It cannot be used.
            NupcheckError: There is no such checklist.
        """
        data = read_bytes(str(self.path), regular=True)
        self.sheet = self._sheet_in(data)
        self._known = data
        return self.sheet

    def save(self, sheet: AnswerSheet, *, keep_copy: bool = False) -> Path | None:
        """Write the sheet so that it is on disk, whole, when this returns.

        Args:
            sheet: What to write.
            keep_copy: Copy the file first. One that holds more than nupcheck writes itself, such
                as comments, is always copied before it is rewritten.

        Returns:
            Where the copy is, None when none was needed.

        Raises:
            ChangedOnDiskError: The file is not as it was left here.
            NupcheckError: It cannot be written; it is as it was before.
        """
        present = self._unchanged()
        data = self._written(sheet, present)
        copy = None
        if present != data:
            if present is not None and (keep_copy or not self._is_ours(present)):
                copy = _copy(self.path, present)
            write_whole(
                self.path,
                data,
                overwrite=present is not None,
                like=self._like,
                just_before=self._unchanged,
            )
        self.sheet, self._known = sheet, data
        return copy

    def take_in(self, changed: ChangedOnDiskError) -> None:
        """Regard what someone else wrote as read: the next saving may replace it."""
        self.sheet, self._known = changed.theirs, changed.data

    def saved_as(self, path: Path, sheet: AnswerSheet) -> SheetFile:
        """A new file with the sheet in it; this one is let go once that one is on disk.

        Args:
            path: Its name; a number is added to one that is taken.
            sheet: What to write there.

        Raises:
            NupcheckError: It cannot be written; this file is still held.
        """
        other = SheetFile(free_path(path), self.checklist, self._checklist_name)
        other._like = self.path if self.path.exists() else self._like
        try:
            other.save(sheet)
        except BaseException:
            other.close()
            raise
        self.close()
        return other

    def close(self) -> None:
        """Let others have the file."""
        self._lock.release()

    def _unchanged(self) -> bytes | None:
        """What the file holds, once it is sure that only this session changed it."""
        present = self._present()
        if present is not None and present != self._known:
            raise ChangedOnDiskError(present, self._usable(present))
        return present

    def _present(self) -> bytes | None:
        try:
            return read_bytes(str(self.path), regular=True) if self.path.exists() else None
        except OSError as error:  # a folder that may not be looked into
            raise NupcheckError(
                _(
                    "{file} cannot be reached: {reason}.",
                    file=display_name(str(self.path)),
                    reason=error.strerror,
                )
            ) from None

    def _written(self, sheet: AnswerSheet, present: bytes | None) -> bytes:
        """A sheet as it is written in place of what is there, YAML or JSON as that."""
        text = ""
        with suppress(InvalidDataError):
            text = decode(present or b"", self.path.name)
        as_json = looks_like_json(self.path.name, text)
        return sheet_text(sheet, self.checklist, as_json=as_json).encode()

    def _sheet_in(self, data: bytes) -> AnswerSheet:
        source = source_from(str(self.path), decode(data, str(self.path)))
        return sheet_of(source, self._checklist_name)[0]

    def _usable(self, data: bytes) -> AnswerSheet | None:
        try:
            sheet = self._sheet_in(data)
        except NupcheckError:
            return None
        return sheet if sheet.checklist == self.checklist.id else None

    def _is_ours(self, data: bytes) -> bool:
        """Nothing is in it but what `sheet_text` writes: nothing is lost by rewriting it."""
        return self.sheet is not None and data == self._written(self.sheet, data)


def place_name_from(path: Path | None) -> str:
    """What a place is called until someone says: after its file, else plainly unnamed."""
    stem = "" if path is None else path.stem.replace("_", " ").replace("-", " ").strip()
    return UNNAMED if is_blank(stem) else stem.title()


def is_sheet_name(path: Path) -> bool:
    """Whether a new sheet may have this name."""
    return path.suffix.casefold() in _SUFFIXES


def sheet_names() -> str:
    """The hint at which names a new sheet may have."""
    return _("Let it end in .yaml or .json.")


def file_name_for(place: str) -> str:
    """A name for the file of a place, safe on every system, in the place's own script."""
    kept = [
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", place).casefold()
    ]
    stem = "-".join("".join(kept).split())[:_LONGEST_STEM].strip("-")
    if not stem or stem in _RESERVED:
        stem = f"sheet-{stem}".strip("-")
    return f"{stem}.yaml"


def free_path(path: Path) -> Path:
    """The path itself if nothing is there yet, else with the first number that is free.

    Raises:
        NupcheckError: A thousand are taken.
    """
    for number in range(1, _MOST_NAMES):
        candidate = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not candidate.exists() and not candidate.is_symlink():
            return candidate
    raise NupcheckError(
        _("{file} and a thousand like it are there already.", file=display_name(str(path)))
    )


def _copy(path: Path, data: bytes) -> Path:
    """A copy of a file's bytes beside it under a new name; the one there is, if it has them."""
    for number in range(1, _MOST_NAMES):
        ending = ".bak" if number == 1 else f".bak{number}"
        copy = path.with_name(path.name + ending)
        if not copy.exists():
            write_whole(copy, data, overwrite=False, like=path)
            return copy
        if copy.is_file() and read_bytes(str(copy)) == data:
            return copy
    raise NupcheckError(
        _("{file} has a thousand copies beside it already.", file=display_name(str(path)))
    )
