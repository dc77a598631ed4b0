"""One session at a time on a file: a lock beside it, that the system frees when a process ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError
from nupcheck.files.disk import display_name
from nupcheck.locale import _

if TYPE_CHECKING:
    from pathlib import Path


class Lock:
    """Held from the moment it is made until `release`, or the end of the process, however it ends.

    Where no file can be made beside the sheet, or the file system knows no locks, nothing is held
    and `warning` says so: a session there is no worse than without.

    Attributes:
        warning: Why others cannot be kept out, a sentence; None while the lock is held.

    Raises:
        NupcheckError: Another process holds it.
    """

    def __init__(self, path: Path) -> None:
        target = path.resolve()
        self._file = target.with_name(f".{target.name}.lock")
        self._handle: int | None = None
        self.warning: str | None = None
        while True:
            try:
                handle = _open(self._file)
            except OSError as error:
                self.warning = self._without(error)
                return
            try:
                is_ours = _seize(handle)
            except OSError as error:  # no locks on this file system
                os.close(handle)
                self.warning = self._without(error)
                return
            if not is_ours:
                os.close(handle)
                raise NupcheckError(
                    _(
                        "{file} is open in another session of `nupcheck ask`.",
                        file=display_name(str(path)),
                    ),
                    _("Finish that one first, or answer in another file and compare the two."),
                )
            # The session before may have taken its lock's file away between the two steps.
            if _is_still_at(handle, self._file):
                self._handle = handle
                return
            os.close(handle)

    def _without(self, error: OSError) -> str:
        return _(
            "Other sessions cannot be kept out of this file, for its lock {file} cannot be used: "
            "{reason}. What others change meanwhile is noticed all the same.",
            file=display_name(self._file.name),
            reason=error.strerror,
        )

    def release(self) -> None:
        """Let others have the file."""
        if self._handle is None:
            return
        if sys.platform == "win32":
            # There an open file cannot be taken away: neither this one yet, nor the next session's.
            os.close(self._handle)
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
        else:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
            os.close(self._handle)
        self._handle = None


def _open(file: Path) -> int:
    """The lock's file, never by way of a link that someone may have put there.

    Everybody may read it, for it is empty: so two users of one sheet see each other's lock, also
    where one may not write the other's.
    """
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(file, flags | os.O_RDWR, 0o666)
    except PermissionError:
        return os.open(file, flags & ~os.O_CREAT | os.O_RDONLY)
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # it is another user's
            os.fchmod(handle, 0o644)
    return handle


def _seize(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise
            return False
        return True
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
