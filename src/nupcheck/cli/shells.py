"""Commands that are printed to be copied, as the shells of a system read them."""

from __future__ import annotations

import re
import shlex
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
        return shlex.join(words)
    return " ".join(word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"' for word in words)
