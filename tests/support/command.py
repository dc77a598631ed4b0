"""The command as a process of its own, begun anew or forked off one that has its libraries loaded.

Most of what a command takes is loading libraries, the same for each. So each run is forked off a
process that has loaded them: with its own streams, environment and folder, an exit code and an end
like any other's. Where Python itself has to start otherwise, in another locale, say, it is begun
anew; `tests/cli/test_streams.py` holds the two ways equal.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, Protocol

ROOT = Path(__file__).resolve().parents[2]
# Variables that Python reads when it begins.
_READ_AT_START = ("COV", "LANG", "LC_", "PYTHON")


class Run(Protocol):
    """Runs `nupcheck` with some arguments as a process of its own."""

    def __call__(self, *arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
        """Gives the exit code and the bytes of both streams."""
        ...


def nupcheck(
    *arguments: str | Path,
    cwd: Path = ROOT,
    input: bytes = b"",  # noqa: A002 - as subprocess.run calls it
    environment: dict[str, str | None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; `environment` adds variables, None takes one away."""
    changed = environment or {}
    merged = {**os.environ, **changed}
    variables = {name: value for name, value in merged.items() if value is not None}
    words = [*map(str, arguments)]
    if sys.platform == "win32" or any(name.startswith(_READ_AT_START) for name in changed):
        return anew(words, cwd, input, variables)
    return _starter().run(words, cwd, input, variables)


def anew(
    words: list[str], cwd: Path, given: bytes, variables: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in an interpreter that is started for it."""
    return subprocess.run(
        [sys.executable, "-m", "nupcheck", *words],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=variables,
        input=given,
        timeout=60,
    )


@functools.cache
def _starter() -> _Starter:
    return _Starter()


class _Starter:
    """The process that others are forked off, in `tests/support/starter.py`."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._line.settimeout(60)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.starter", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        atexit.register(self._end)

    def run(
        self, words: list[str], cwd: Path, given: bytes, variables: dict[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Fork off a run, and wait for its end."""
        request = json.dumps([words, str(cwd), variables]).encode()
        with (
            tempfile.TemporaryFile() as read,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as said,
        ):
            read.write(given)
            read.seek(0)
            streams = [stream.fileno() for stream in (read, out, said)]
            socket.send_fds(self._line, [len(request).to_bytes(4)], streams)
            self._line.sendall(request)
            code = int.from_bytes(self._line.recv(4), signed=True)
            return subprocess.CompletedProcess(words, code, _all_of(out), _all_of(said))

    def _end(self) -> None:
        self._line.close()
        self._process.wait(10)


def _all_of(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read()
