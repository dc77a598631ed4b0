"""Measure how long one waits from Enter to the next prompt of the questionnaire, saving included.

    python benchmarks/ask.py

answers in a real terminal (a pseudo-terminal) on a full sheet: each of its answers in turn is given
again, so that each is saved with all the others. Exit code 1 when the median is beyond the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from nupcheck.files.load import load_sheet

ROOT = Path(__file__).resolve().parents[1]
SHEET = ROOT / "examples" / "riverton-2026.yaml"
LIMIT_MILLISECONDS = 30.0
PROMPT = r"h for keys\): "


def waits(folder: Path) -> list[float]:
    """Milliseconds from each Enter to the next prompt; every Enter changes and saves an answer."""
    path = folder / "sheet.yaml"
    path.write_bytes(SHEET.read_bytes())
    sheet, checklist = load_sheet(str(path))
    environment = {**os.environ, "TERM": "xterm"}
    process = pexpect.spawn(
        sys.executable,
        ["-m", "nupcheck", "ask", str(path)],
        env=environment,
        encoding="utf-8",
        dimensions=(50, 100),
        timeout=20,
    )
    process.delaybeforesend = None
    process.expect(r"\(q, b, g ID, r\): |h for keys\): ")
    found = []
    names = [name for name in checklist.questions if name in sheet.answers]
    process.sendline(f"g {names[0]}")
    process.expect(PROMPT)
    for name in [*names, *names]:
        process.sendline(f"g {name}")
        process.expect(PROMPT)
        word = "sometimes" if len(found) < len(names) else "yes"
        before = path.stat().st_mtime_ns
        start = time.perf_counter()
        process.sendline(word)
        process.expect([PROMPT, r"\(q, b, g ID, r\): "])
        wait = 1000 * (time.perf_counter() - start)
        if path.stat().st_mtime_ns != before:  # saved: the answer was another, and not off
            found.append(wait)
    process.sendline("q")
    process.expect(pexpect.EOF)
    process.close()
    return found


def main() -> int:
    """Print the figures; 1 when the median is beyond the limit."""
    with tempfile.TemporaryDirectory() as folder:
        found = waits(Path(folder))
    median = statistics.median(found)
    worst = max(found)
    tenth = statistics.quantiles(found, n=10)[-1]
    print(f"From Enter to the next prompt, saved: {len(found)} answers on a full sheet")
    print(f"median {median:.1f} ms (limit {LIMIT_MILLISECONDS:.0f} ms), "
          f"nine in ten within {tenth:.1f} ms, worst {worst:.1f} ms")  # fmt: skip
    return int(median >= LIMIT_MILLISECONDS)


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    sys.exit(main())
