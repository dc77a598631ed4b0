"""Windows' own Python under Wine: `nupcheck` in pipes, and in a console as a person sees it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pexpect
import pyte
import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

NUPCHECK = ("-m", "nupcheck")
_CACHE = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
_ROOM = Path(os.environ.get("NUPCHECK_WINDOWS") or Path(_CACHE) / "nupcheck-windows")
_PYTHON = _ROOM / "python" / "python.exe"
_OURS = ("COV", "PYTEST", "PYTHON")  # variables of the tests that are running here
_LINGER = 60  # seconds that Wine's server waits for the next program
_WAIT = 30


def on_windows(path: Path) -> str:
    """The path as Windows names it: the whole disk is its drive Z."""
    return "Z:" + str(path).replace("/", "\\")


class Windows:
    """Runs programs with standard streams that are pipes."""

    def __init__(self) -> None:
        if shutil.which("wine") is None or not (_ROOM / "made-of").is_file():
            pytest.fail("There is no Windows under Wine here: tests/windows/set-up.sh makes one.")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
            "WINEDEBUG": "-all",
            "WINEPREFIX": str(_ROOM / "prefix"),
            "PYTHONPATH": ";".join([on_windows(ROOT / "src"), on_windows(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            self.environment.pop(name, None)
        # Wine's services keep the streams of whoever starts them: they are not to be a test's.
        for command in (["wineserver", f"-p{_LINGER}"], ["wine", "wineboot"]):
            subprocess.run(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,  # the server may be there already
                timeout=120,
            )

    def start(
        self, *arguments: str, cwd: Path, python: tuple[str, ...] = NUPCHECK, **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start `nupcheck`, or Python with other arguments."""
        return subprocess.Popen(
            ["wine", str(_PYTHON), *python, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env={**self.environment, **environment},
        )

    def run(
        self, *arguments: str, cwd: Path, lines: bytes = b"", **more: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """The same, to its end."""
        with self.start(*arguments, cwd=cwd, **more) as process:
            try:
                out, said = process.communicate(lines, timeout=300)
            except BaseException:
                process.kill()
                raise
        return subprocess.CompletedProcess(process.args, process.returncode, out, said)

    def in_cmd(self, line: str, *, cwd: Path, lines: bytes) -> str:
        """What a line of a script for cmd.exe says on standard error."""
        (cwd / "line.bat").write_bytes(f"@{line}\r\n".encode("ascii"))
        done = subprocess.run(
            ["wine", "cmd", "/c", "line.bat"],
            capture_output=True,
            input=lines,
            cwd=cwd,
            env={**self.environment, "WINEPATH": on_windows(_PYTHON.parent)},
            timeout=_WAIT,
            check=False,
        )
        return done.stderr.decode()

    def console(self, *arguments: str, cwd: Path, python: tuple[str, ...] = NUPCHECK) -> Console:
        """Start it in a console."""
        command = [str(_PYTHON), *python, *arguments]
        return Console(command, cwd, {**self.environment, "TERM": "xterm"})


def next_prompt(session: subprocess.Popen[bytes]) -> None:
    """Wait until a session in a pipe asks for something."""
    assert session.stderr is not None
    while session.stderr.read(2) != b": ":
        pass


class Console:
    """A console of Windows, which Wine draws in a terminal; high, so that nothing scrolls away."""

    def __init__(self, command: list[str], cwd: Path, environment: dict[str, str]) -> None:
        columns, rows = 200, 600
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(
            "wine", command, cwd=str(cwd), env=environment, dimensions=(rows, columns)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.close(force=True)

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def type(self, *lines: str) -> None:
        """Type lines, each ended with Enter."""
        for line in lines:
            self.process.send(f"{line}\r".encode())

    def see(self, beginning: str) -> None:
        """Wait for a prompt that begins so, with nothing typed yet."""
        for _ in self._changes():
            line = self._line()
            if line.startswith(beginning) and line.endswith(":"):
                return
        pytest.fail(f"The prompt {beginning!r} was not shown, but:\n{self.text}")

    def answer(self, question: str, line: str) -> None:
        """Wait for the prompt of a question, then type a line there."""
        self.see(f"{question} (")
        self.type(line)

    def end(self) -> int:
        """Wait for the end; gives the exit code."""
        for _ in self._changes():
            pass
        self.process.wait()
        return int(self.process.exitstatus or 0)

    def _line(self) -> str:
        """The line that the cursor is in."""
        row = self._screen.buffer[self._screen.cursor.y]
        return "".join(row[column].data for column in range(self._screen.columns)).rstrip()

    def _changes(self) -> Iterator[None]:
        """Goes on after each change of the screen, until the program ends or is quiet for long."""
        deadline = time.monotonic() + _WAIT
        yield
        while time.monotonic() < deadline:
            try:
                self._stream.feed(self.process.read_nonblocking(65536, 1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            deadline = time.monotonic() + _WAIT
            yield
