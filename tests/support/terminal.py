"""Running the command on a real (pseudo-)terminal."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def need_terminal() -> None:
    """Skip the test where the system has no pseudo-terminals."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals; tests/windows has its console")


def on_terminal(*arguments: str | Path, columns: int = 80) -> tuple[str, int]:
    """What the command shows on a terminal without colour, and its exit code."""
    need_terminal()
    words = [sys.executable, "-m", "nupcheck", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    screen, code = pexpect.run(
        shlex.join(words),
        dimensions=(24, columns),
        withexitstatus=True,
        encoding="utf-8",
        timeout=60,
        cwd=str(ROOT),
        env={**environment, "TERM": "xterm", "NO_COLOR": "1"},
    )
    return screen, code
