"""Where a command's result goes: standard output, or a file that appears whole."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from nupcheck.errors import NupcheckError

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


def not_printed(error: OSError) -> None:
    """What to do when standard output takes no more.

    Raises:
        NupcheckError: For any other reason than that the reader has gone.
    """
    reader_gone()
    if error.errno not in _NO_READER:
        raise NupcheckError(f"Standard output could not be written: {error.strerror}.") from None


def reader_gone() -> None:
    """Whoever read our output has had enough (`| head`): that is no error of anyone's."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
