"""The only module that reads and writes files: bounded reading, whole-or-nothing writing."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import secrets
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nupcheck.errors import InFile, InvalidDataError, Issue, NupcheckError, printable
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 4 * 1024 * 1024
STDIN = "-"
T = TypeVar("T")

# On Windows a virus scanner, an indexer or a backup keeps others out of a file for a moment: the
# seconds to wait before each further try.
_PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32) if sys.platform == "win32" else ()
_TOKEN = re.compile(r"[0-9a-f]{8}")
_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ENCODINGS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def display_name(name: str) -> str:
    """How messages name a file: as it was given, "standard input" for ``-``."""
    return _("standard input") if name == STDIN else printable(name, keep="")


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``; line ends as single line feeds.

    Raises:
        InvalidDataError: It is missing, unreadable, no regular text, or beyond MAX_BYTES.
    """
    return decode(read_bytes(name), name)


def read_bytes(name: str, *, regular: bool = False) -> bytes:
    """The bytes of a file, or of standard input for ``-``, never more than MAX_BYTES.

    Args:
        name: The file.
        regular: Refuse a pipe and wait for nothing: the file is one to write back to.

    Raises:
        InvalidDataError: It is missing, unreadable, not a file, or beyond the limit.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            path = Path(name)
            if path.exists() and not path.is_file() and (regular or not path.is_fifo()):
                raise _not_a_file(name)
            opener = _no_waiting if regular else None
            with _patiently(lambda: open(path, "rb", opener=opener)) as stream:
                if regular and not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    raise _not_a_file(name)
                data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unusable(
            name, _("There is no such file."), _("Check the name and the folder you are in.")
        ) from None
    except (OSError, ValueError) as error:
        message = _("The file cannot be read: {reason}.", reason=_reason(error))
        raise _unusable(name, message) from None
    if len(data) > MAX_BYTES:
        raise _unusable(
            name,
            _("The file is larger than {size} MiB.", size=MAX_BYTES // (1024 * 1024)),
            _("No checklist or answer sheet is so large; is this the right file?"),
        )
    return data


def names_in(folder: Path, suffixes: frozenset[str]) -> tuple[str, ...]:
    """The files of a folder with one of the suffixes, by name; none when there is no folder."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.casefold() in suffixes]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        message = _("The folder cannot be read: {reason}.", reason=_reason(error))
        raise _unusable(str(folder), message) from None
    return tuple(str(path) for path in sorted(found) if not path.name.startswith("."))


def decode(data: bytes, name: str) -> str:
    """Text of a file's bytes: UTF-8, or UTF-16 with its mark, as Windows editors write.

    Raises:
        InvalidDataError: The bytes are neither.
    """
    encoding = _ENCODINGS.get(data[:2], "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = InFile(display_name(name), line, column)
        issue = Issue(place, _("This is not UTF-8 text."), _("Save the file as UTF-8."))
        raise InvalidDataError([issue]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_whole(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    like: Path | None = None,
    just_before: Callable[[], object] | None = None,
) -> None:
    """Write a file so that it is there whole or not at all, whatever happens meanwhile.

    The data goes to a temporary file beside it, to the disk, and then takes the name in one step.
    A link is followed; an existing file keeps its owner, group, permissions and attributes, and
    where the system does not let them be kept, nobody gains access by it.

    Args:
        path: The file.
        data: All that it is to hold.
        overwrite: Whether it may be there already.
        like: The file that a new one is a copy of: it may be read by the same people, no more.
        just_before: Called at the last moment before the file takes its name; what it raises
            leaves everything as it was.

    Raises:
        NupcheckError: It cannot be written, is write-protected, or is there already and may not be
            overwritten.
    """
    try:
        if path.exists() and not path.is_file():  # a device, a pipe, also by way of /dev/stdout
            if path.is_dir():
                raise NupcheckError(
                    _("{file} is a folder.", file=display_name(str(path))), _("Name a file in it.")
                )
            path.write_bytes(data)
            return
        target = path.resolve() if path.is_symlink() else path
        is_there = target.exists()
        if is_there and not overwrite:
            raise _exists(path)
        if is_there and not os.access(target, os.W_OK):
            raise NupcheckError(
                _(
                    "{file} is write-protected; it was left as it is.",
                    file=display_name(str(path)),
                ),
                _("Lift the protection, or choose another name."),
            )
        temporary = target.with_name(_temporary_prefix(target) + secrets.token_hex(4))
        # Not by `tempfile`: in a folder where Windows denies writing it would try for hours.
        handle = os.open(temporary, _NEW_FILE, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _give_access(temporary, target if is_there else like)
            if just_before is not None:
                just_before()
            if overwrite:
                _patiently(lambda: temporary.replace(target))
            else:
                _claim(temporary, target, path)
        except BaseException:
            with suppress(OSError):
                if sys.platform == "win32":
                    temporary.chmod(0o600)  # there a read-only file cannot be removed
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except (OSError, ValueError, RuntimeError) as error:  # the last: links in a circle
        hint = _("Nothing was changed there; choose another place or free some room.")
        raise _not_written(path, error, hint) from None


def clear_temporaries(path: Path) -> None:
    """Remove what writers of a file left beside it when they were killed.

    Only for whoever holds the file's lock: nobody else is writing it then.
    """
    with suppress(OSError, RuntimeError):
        target = path.resolve()
        prefix = _temporary_prefix(target)
        for left in target.parent.iterdir():
            if left.name.startswith(prefix) and _TOKEN.fullmatch(left.name[len(prefix) :]):
                left.unlink(missing_ok=True)


def _temporary_prefix(target: Path) -> str:
    """How temporary files of a target begin, unlike those of any other name."""
    return f".{target.name[:40]}.{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}"


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file that others write to as well, such as a job's summary.

    Raises:
        NupcheckError: It cannot be written.
    """
    try:
        with path.open("ab") as stream:
            stream.write(data)
    except (OSError, ValueError) as error:
        raise _not_written(path, error, _("Check the name.")) from None


def _no_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for the other end, should it have become a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _patiently(step: Callable[[], T]) -> T:
    for pause in _PAUSES:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def _exists(path: Path) -> NupcheckError:
    return NupcheckError(
        _("{file} is there already; it was left as it is.", file=display_name(str(path))),
        _("Choose another name."),
    )


def _claim(temporary: Path, target: Path, path: Path) -> None:
    """Take a name only if nobody has it, even if someone takes it at this very moment."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        if target.exists():
            raise _exists(path) from None
        temporary.replace(target)
        return
    temporary.unlink()


def _give_access(file: Path, model: Path | None) -> None:
    """Let the same people read and write a file as another one, or the usual ones without it."""
    if model is None:
        mask = os.umask(0)
        os.umask(mask)
        file.chmod(0o666 & ~mask)
        return
    wanted = model.stat()
    mode = wanted.st_mode & 0o777
    if hasattr(os, "chown"):
        # Only root may give a file away; anybody may hand it to a group of their own.
        for owner, group in ((wanted.st_uid, wanted.st_gid), (-1, wanted.st_gid)):
            with suppress(OSError):
                os.chown(file, owner, group)
                break
        if file.stat().st_gid != wanted.st_gid:
            mode &= ~0o070
    file.chmod(mode)
    if sys.platform == "linux" and file.stat().st_gid == wanted.st_gid:
        with suppress(OSError):  # a file system without attributes
            for name in os.listxattr(model):
                with suppress(OSError):  # one that only the system may set
                    os.setxattr(file, name, os.getxattr(model, name))


def _sync_folder(folder: Path) -> None:
    """The new name itself must survive a power cut; not every system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _not_written(path: Path, error: Exception, hint: str) -> NupcheckError:
    name, reason = display_name(str(path)), _reason(error)
    return NupcheckError(
        _("{file} could not be written: {reason}.", file=name, reason=reason), hint
    )


def _not_a_file(name: str) -> InvalidDataError:
    return _unusable(name, _("This is not a file."), _("Name the file itself."))


def _unusable(name: str, message: str, hint: str = "") -> InvalidDataError:
    return InvalidDataError([Issue(InFile(display_name(name)), message, hint)])
