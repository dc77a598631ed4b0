"""A session killed at random instants: every answer that was confirmed is in the file, whole."""

from __future__ import annotations

import random
import re
import selectors
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from nupcheck.loading import load_sheet

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not for Windows")

KILLS = 200
WORKERS = 4  # each kills its share, so that the test can run side by side
_PROMPT = re.compile(rb"(\d+\.\d+\.\d+) \([^()]*, h for keys\): $")


class Confirmed:
    """What a person has seen confirmed: an answer is, once the next prompt has appeared."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}


def answer_until_killed(path: Path, chance: random.Random, confirmed: Confirmed) -> bool:
    """Answer as fast as prompts appear, and kill the process at some instant. True if it was."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nupcheck", "ask", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    waiting = selectors.DefaultSelector()
    waiting.register(process.stderr, selectors.EVENT_READ)
    shown, typed, deadline = b"", None, None
    while True:
        left = None if deadline is None else max(0.0, deadline - time.perf_counter())
        if not waiting.select(left):
            break  # the random instant has come
        part = process.stderr.read(65536)
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
            deadline = time.perf_counter() + chance.uniform(0, 0.12)
        typed = (prompt[1].decode(), chance.choice(["yes", "sometimes", "no"]))
        shown = b""
        process.stdin.write(f"{typed[1]}\n".encode())
    process.kill()
    killed = process.wait() < 0
    process.stdin.close()
    process.stderr.close()
    return killed


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
