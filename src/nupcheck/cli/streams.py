"""Where a command's result goes: standard output, or a file that appears whole."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError
from nupcheck.locale import _

if TYPE_CHECKING:
    from typing import TextIO

# Windows says of a pipe without a reader that the argument is invalid.
_NO_READER = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


def write_result(data: bytes, output: str | None) -> None:
    """Write bytes to a file, whole or not at all, or to standard output as they are.

    Raises:
        NupcheckError: The file cannot be written.
    """
    if output is not None and output != "-":
        from nupcheck.files.disk import write_whole

        write_whole(Path(output), data)
        return
    # Bytes, not text: the same everywhere, whatever the console's encoding and line ends.
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        not_printed(error)


def write_text(text: str) -> None:
    """Write a help text or the like to standard output, in what that can show."""
    write_result(f"{text}\n".encode(sys.stdout.encoding, "backslashreplace"), None)


def not_printed(error: OSError) -> None:
    """What to do when standard output takes no more.

    Raises:
        NupcheckError: For any other reason than that the reader has gone.
    """
    silence(sys.stdout)
    if error.errno not in _NO_READER:
        text = _("Standard output could not be written: {reason}.", reason=error.strerror)
        raise NupcheckError(text) from None


def silence(stream: TextIO) -> None:
    """Let what is still to be written to a stream vanish, its rest at the exit too."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
