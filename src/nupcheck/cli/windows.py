"""What shells and terminals do elsewhere, and a program has to do itself on Windows."""

from __future__ import annotations

import glob
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def prepared(arguments: Iterable[str]) -> list[str]:
    """The arguments as a POSIX shell would have given them; and messages in UTF-8, as results are.

    A console takes every character anyway. A pipe or a file would get the messages in the code
    page of the system, which has no letters for most names of places.
    """
    if sys.stderr is not None and not sys.stderr.isatty() and "PYTHONIOENCODING" not in os.environ:
        sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return [name for each in arguments for name in matching(each)]


def matching(argument: str) -> list[str]:
    """The files that a pattern with ``*`` or ``?`` matches, by name; else the argument itself."""
    if argument.startswith("-") or not ("*" in argument or "?" in argument):
        return [argument]
    # Brackets are common in names there, and no pattern for Windows' own commands.
    pattern = argument.replace("[", "[[]")
    return sorted(glob.glob(pattern)) or [argument]  # noqa: PTH207 - of names as they were typed
