"""A session killed at random instants: every answer that was confirmed is in the file, whole."""

from __future__ import annotations

import os
import queue
import random
import re
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

import pytest
from hypothesis import settings

from nupcheck.files.load import load_sheet

if TYPE_CHECKING:
    from pathlib import Path

# Under Wine everything takes longer; there it is TerminateProcess that ends the process.
KILLS = 2 * settings.default.max_examples  # ten times as many where tests are thorough
WORKERS = 4  # each kills its share, so that the test can run side by side
KILLED = 1 if sys.platform == "win32" else -9  # the exit code
LATEST = 0.5  # as a share of the time from the start to the first prompt, which machines differ in
_PROMPT = re.compile(rb"(\d+\.\d+\.\d+) \([^()]*, h for keys\): $")


class Confirmed:
    """What a person has seen confirmed: an answer is, once the next prompt has appeared."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}


def parts_of(stream: IO[bytes]) -> queue.SimpleQueue[bytes]:
    """What comes out of a stream, as it comes; an empty part is its end."""
    parts: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        part = b"-"
        while part:
            part = os.read(stream.fileno(), 65536)
            parts.put(part)

    threading.Thread(target=read, daemon=True).start()
    return parts


def answer_until_killed(path: Path, chance: random.Random, confirmed: Confirmed) -> bool:
    """Answer as fast as prompts appear, and kill the process at some instant. True if it was."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "nupcheck", "ask", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    parts = parts_of(process.stderr)
    shown, typed, deadline = b"", None, None
    while True:
        left = None if deadline is None else max(0.0, deadline - time.perf_counter())
        try:
            part = parts.get(timeout=left)
        except queue.Empty:
            break  # the random instant has come
        if not part:
            break
        shown += part
        prompt = _PROMPT.search(shown)
        if prompt is None:
            if shown.endswith((b"): ", b"]: ", b"Country: ", b"answering: ", b"role: ")):
                process.stdin.write(b"q\n" if b"Done (" in shown[-30:] else b"\n")
                shown = b""
            continue
        if typed is not None:
            confirmed.answers[typed[0]] = typed[1]
        if deadline is None:  # from the first prompt on, so that start-up is not all there is
            now = time.perf_counter()
            deadline = now + chance.uniform(0, LATEST) * (now - begin)
        typed = (prompt[1].decode(), chance.choice(["yes", "sometimes", "no"]))
        shown = b""
        process.stdin.write(f"{typed[1]}\n".encode())
    process.kill()
    code = process.wait()
    assert code in {0, KILLED}
    process.stdin.close()
    while part:  # what was still on its way
        part = parts.get()
    process.stderr.close()
    return code == KILLED


@pytest.mark.parametrize("worker", range(WORKERS))
def test_killed_at_random_instants_nothing_confirmed_is_lost(tmp_path: Path, worker: int) -> None:
    chance = random.Random(worker)
    kills = sheets = answers = 0
    confirmed, path = Confirmed(), tmp_path / "0.yaml"
    while kills < KILLS // WORKERS:
        killed = answer_until_killed(path, chance, confirmed)
        sheet, _ = load_sheet(str(path))  # whole: it loads
        found = {name: entry.answer for name, entry in sheet.answers.items()}
        assert confirmed.answers.items() <= found.items()
        # The one answer on its way at that instant may be there as well, and nothing else.
        assert len(found) <= len(confirmed.answers) + 1
        confirmed.answers = {name: str(word) for name, word in found.items()}
        kills += killed
        if not killed:  # all was answered before the instant came: on to another sheet
            answers += len(found)
            sheets += 1
            confirmed, path = Confirmed(), tmp_path / f"{sheets}.yaml"
    answers += len(confirmed.answers)
    assert kills == KILLS // WORKERS
    assert answers > kills  # it was indeed answering
