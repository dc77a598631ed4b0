"""What shells and terminals do elsewhere, and a program has to do itself on Windows."""

from __future__ import annotations

import glob
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def prepared(arguments: Iterable[str]) -> list[str]:
    """The arguments as a POSIX shell gives them; and pipes with the same bytes as elsewhere.

    A console takes every character as it is. Into a pipe or a file Python would write in the code
    page of the system, which has no letters for most names of places, and with other line ends.
    """
    if "PYTHONIOENCODING" not in os.environ:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
                stream.reconfigure(encoding="utf-8", newline="\n")
    return [name for each in arguments for name in matching(each)]


def matching(argument: str) -> list[str]:
    """The files that a pattern with ``*`` or ``?`` matches, by name; else the argument itself."""
    if argument.startswith("-") or not ("*" in argument or "?" in argument):
        return [argument]
    # Brackets are common in names there, and no pattern for Windows' own commands.
    pattern = argument.replace("[", "[[]")
    return sorted(glob.glob(pattern)) or [argument]  # noqa: PTH207 - of names as they were typed
