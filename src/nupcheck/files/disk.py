"""The only module that reads and writes files: bounded reading, whole-or-nothing writing."""

from __future__ import annotations

import codecs
import os
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nupcheck.errors import InFile, InvalidDataError, Issue, NupcheckError, printable

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 4 * 1024 * 1024
STDIN = "-"
T = TypeVar("T")

# On Windows a virus scanner, an indexer or a backup keeps others out of a file for a moment: the
# seconds to wait before each further try.
_PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32) if sys.platform == "win32" else ()
_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ENCODINGS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def display_name(name: str) -> str:
    """How messages name a file: as it was given, "standard input" for ``-``."""
    return "standard input" if name == STDIN else printable(name, keep="")


def read_text(name: str) -> str:
    """The text of a file, or of standard input for ``-``; line ends as single line feeds.

    Raises:
        InvalidDataError: It is missing, unreadable, no regular text, or beyond MAX_BYTES.
    """
    return decode(read_bytes(name), name)


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``, never more than MAX_BYTES.

    Raises:
        InvalidDataError: It is missing, unreadable, not a file, or beyond the limit.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            path = Path(name)
            if path.exists() and not path.is_file() and not path.is_fifo():
                raise _unusable(name, "This is not a file.", "Name the file itself.")
            with _patiently(lambda: path.open("rb")) as stream:
                data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unusable(
            name, "There is no such file.", "Check the name and the folder you are in."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unusable(name, f"The file cannot be read: {reason}.", "") from None
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise _unusable(
            name,
            f"The file is larger than {limit} MiB.",
            "No checklist or answer sheet is so large; is this the right file?",
        )
    return data


def names_in(folder: Path, suffixes: frozenset[str]) -> tuple[str, ...]:
    """The files of a folder with one of the suffixes, by name; none when there is no folder."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.casefold() in suffixes]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unusable(str(folder), f"The folder cannot be read: {reason}.", "") from None
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
        issue = Issue(place, "This is not UTF-8 text.", "Save the file as UTF-8.")
        raise InvalidDataError([issue]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_whole(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Write a file so that it is there whole or not at all, whatever happens meanwhile.

    The data goes to a temporary file beside it, to the disk, and then takes the name in one step.
    A link is followed, and an existing file keeps its permissions.

    Raises:
        NupcheckError: It cannot be written, or is there already and may not be overwritten.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file():  # a device such as /dev/null, or a pipe
            if target.is_dir():
                raise NupcheckError(f"{display_name(str(path))} is a folder.", "Name a file in it.")
            target.write_bytes(data)
            return
        if not overwrite and target.exists():
            raise _exists(path)
        temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}")
        # Not by `tempfile`: in a folder where Windows denies writing it would try for hours.
        handle = os.open(temporary, _NEW_FILE, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(_mode(target))
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
        reason = getattr(error, "strerror", None) or str(error)
        raise NupcheckError(
            f"{display_name(str(path))} could not be written: {reason}.",
            "Nothing was changed there; choose another place or free some room.",
        ) from None


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file that others write to as well, such as a job's summary.

    Raises:
        NupcheckError: It cannot be written.
    """
    try:
        with path.open("ab") as stream:
            stream.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NupcheckError(
            f"{display_name(str(path))} could not be written: {reason}.", "Check the name."
        ) from None


def _patiently(step: Callable[[], T]) -> T:
    for pause in _PAUSES:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def _exists(path: Path) -> NupcheckError:
    return NupcheckError(
        f"{display_name(str(path))} is there already; it was left as it is.",
        "Choose another name.",
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


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """The new name itself must survive a power cut; not every system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unusable(name: str, message: str, hint: str) -> InvalidDataError:
    return InvalidDataError([Issue(InFile(display_name(name)), message, hint)])
