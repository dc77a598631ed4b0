"""What shells do with words; on Windows they do less, and a program has to do it itself."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What neither cmd.exe nor PowerShell gives a meaning of its own.
_PLAIN_ON_WINDOWS = re.compile(r"[\w.:/\\-]+")


def in_shell(words: Iterable[str], platform: str = sys.platform) -> str:
    """Words as one line for the shells of a system: on Windows cmd.exe and PowerShell.

    These two know no quotes in common but the double ones, in which PowerShell still replaces
    ``$name`` and cmd.exe ``%name%``. No file's name there has a double quote in it.
    """
    if platform != "win32":
        from shlex import join

        return join(words)
    return " ".join(word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"' for word in words)


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
    from glob import glob

    # Brackets are common in names there, and no pattern for Windows' own commands.
    pattern = argument.replace("[", "[[]")
    return sorted(glob(pattern)) or [argument]  # noqa: PTH207 - of names as they were typed
