"""The command on a real (pseudo-)terminal: what it shows there, and sessions as of a person."""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SKIPPED_DETAILS = 7  # place, country, level, date, name, role, stakeholder


def need_terminal() -> None:
    """Skip the test where the system has no pseudo-terminals."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals; tests/windows has its console")


def _environment(term: str, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR"}}
    return {**kept, "TERM": term, "PYTHONUTF8": "1", **more}


def on_terminal(*arguments: str | Path, columns: int = 80) -> tuple[str, int]:
    """What the command shows on a terminal without colour, and its exit code."""
    need_terminal()
    words = [sys.executable, "-m", "nupcheck", *map(str, arguments)]
    screen, code = pexpect.run(
        shlex.join(words),
        dimensions=(24, columns),
        withexitstatus=True,
        encoding="utf-8",
        timeout=60,
        cwd=str(ROOT),
        env=_environment("xterm", NO_COLOR="1"),
    )
    return screen, code


class Terminal:
    """One session of `nupcheck ask`; leaving the block ends the process, whatever it is doing."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        term: str = "xterm",
        wrapper: tuple[str, ...] = (),
    ) -> None:
        need_terminal()
        command, *rest = (*wrapper, sys.executable, "-m", "nupcheck", "ask", *arguments)
        self.process = pexpect.spawn(
            command,
            rest,
            cwd=str(folder),
            env=_environment(term),
            dimensions=(50, columns),
            encoding="utf-8",
            timeout=20,
            echo=True,
        )
        self.process.delaybeforesend = 0.005

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.close(force=True)

    def type(self, *lines: str) -> None:
        """Type lines, each ended with Enter."""
        for line in lines:
            self.process.sendline(line)

    def see(self, text: str) -> str:
        """Wait until this is shown; gives everything shown before it, without colours."""
        self.process.expect_exact(text)
        return CONTROL.sub("", str(self.process.before))

    def answer(self, question: str, line: str) -> None:
        """Wait for the prompt of a question, then type a line there."""
        self.see(f"{question} (")
        self.see("keys): ")
        self.type(line)

    def skip_details(self, place: str = "Riverton") -> None:
        """Name the place and leave out the rest."""
        self.see("Place [")
        self.see("]: ")
        self.type(place, *[""] * (SKIPPED_DETAILS - 1))

    def interrupt(self, number: int | None = None) -> None:
        """Ctrl-C, or a signal, once the process waits: having asked is not waiting yet."""
        time.sleep(0.1)
        if number is None:
            self.process.sendintr()
        else:
            self.process.kill(number)

    def end(self) -> tuple[int, str]:
        """Wait for the process to end; gives its exit code and what it still showed."""
        self.process.expect(pexpect.EOF)
        self.process.wait()
        return int(self.process.exitstatus or 0), CONTROL.sub("", str(self.process.before))
