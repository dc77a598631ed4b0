"""A real `nupcheck` in a pseudo-terminal, driven as a person would."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import TYPE_CHECKING, Self

import pexpect

from tests.support.terminal import need_terminal

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PROMPT = r"(?m)(\d+\.\d+\.\d+) \([^()]*, h for keys\): $"
SKIPPED_DETAILS = 7  # place, country, level, date, name, role, stakeholder


class Terminal:
    """One session; leaving the block ends the process, whatever it is doing."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        term: str = "xterm",
        wrapper: tuple[str, ...] = (),
    ) -> None:
        need_terminal()
        environment = {**os.environ, "TERM": term, "PYTHONUTF8": "1"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        command, *rest = (*wrapper, sys.executable, "-m", "nupcheck", "ask", *arguments)
        self.process = pexpect.spawn(
            command,
            rest,
            cwd=str(folder),
            env=environment,
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
