"""Measure what the start-up of nupcheck costs beyond the libraries it stands on.

    python benchmarks/run.py

prints a table. Each command is timed as a whole process, in turns with its floor: a process that
only imports the libraries the command cannot do without. What counts is the ratio of the two
medians, for it depends little on the machine. Exit code 1 when one is beyond its limit.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from nupcheck.analysis.plan import aim_at
from nupcheck.files.load import load_sheet
from nupcheck.model.costs import Costs
from nupcheck.model.gates import threshold_from
from nupcheck.scoring.score import score

ROOT = Path(__file__).resolve().parents[1]
SHEET = str(ROOT / "examples" / "riverton-2026.yaml")
OLD_SHEET = str(ROOT / "examples" / "riverton-2024.yaml")
# A checkout is compiled at its first run, as pip compiles what it installs; where that is forbidden
# every run would compile it anew.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
RUNS = int(os.environ.get("NUPCHECK_BENCHMARK_RUNS", "30"))
SCORES = 2000
MOST_MICROSECONDS = 400
PARTIAL = str(ROOT / "examples" / "harbourview-partial.yaml")
PLANS = 30
MOST_PLAN_MILLISECONDS = 250

TYPER = "import typer"
DATA = (
    "import typer, pydantic, yaml\n"
    "class Model(pydantic.BaseModel):\n"
    "    name: str\n"
    "Model.model_validate({'name': 'x'})"
)
TABLE = f"import rich.console, rich.table\n{DATA}"


@dataclass(frozen=True, slots=True)
class Case:
    """A command of nupcheck, the floor it is held against, and the ratio it may reach."""

    name: str
    arguments: tuple[str, ...]
    floor: str
    limit: float


CASES = (
    Case("nupcheck --help", ("--help",), TYPER, 1.15),
    Case("nupcheck --version", ("--version",), TYPER, 1.15),
    Case("a usage error", ("score", "--no-such-option"), TYPER, 1.15),
    Case("score, JSON out", ("score", SHEET, "--format", "json"), DATA, 1.25),
    Case("score, table out", ("score", SHEET), TABLE, 1.30),
    Case("explain", ("explain", SHEET), TABLE, 1.5),
    Case("compare", ("compare", OLD_SHEET, SHEET), TABLE, 1.5),
    Case("plan to a target", ("plan", SHEET, "--target", "70"), TABLE, 1.5),
)


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of a whole process, its output thrown away."""
    begin = time.perf_counter()
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        check=False,
    )
    return time.perf_counter() - begin


def medians(case: Case) -> tuple[float, float]:
    """Median seconds of a command and of its floor, run in turns after one run of each."""
    script = Path(sys.executable).with_name("nupcheck")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "nupcheck"]
    command = [*program, *case.arguments]
    floor = [sys.executable, "-c", case.floor]
    seconds(command)
    seconds(floor)
    pairs = [(seconds(command), seconds(floor)) for _ in range(RUNS)]
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def score_microseconds() -> float:
    """Median microseconds of scoring a loaded sheet, in this process."""
    sheet, checklist = load_sheet(SHEET)
    times = []
    for _ in range(SCORES):
        begin = time.perf_counter()
        score(checklist, sheet)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1e6


def plan_milliseconds() -> float:
    """Median milliseconds of the least cost to 60 percent, every question at a price of its own."""
    sheet, checklist = load_sheet(PARTIAL)
    prices = random.Random(0)
    costs = Costs(
        Decimal(1), {name: Decimal(prices.randint(1, 99_999)) for name in checklist.questions}
    )
    target = threshold_from("60", checklist)
    times = []
    for _ in range(PLANS):
        begin = time.perf_counter()
        aim_at(checklist, sheet, target, costs)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1e3


def main() -> int:
    """Print the table; the exit code says whether everything is within its limit."""
    print(f"Whole processes, medians of {RUNS} runs in turns\n")
    print(f"{'command':<20} {'floor':<30} {'command':>8} {'floor':>8} {'ratio':>6} {'limit':>6}")
    floors = {TYPER: "typer", DATA: "typer, pydantic, yaml", TABLE: "typer, pydantic, yaml, rich"}
    missed = 0
    for case in CASES:
        ours, floor = medians(case)
        ratio = ours / floor
        missed += ratio > case.limit
        mark = "" if ratio <= case.limit else "  over the limit"
        print(
            f"{case.name:<20} {floors[case.floor]:<30} {ours * 1e3:>5.0f} ms {floor * 1e3:>5.0f} ms"
            f" {ratio:>6.2f} {case.limit:>6.2f}{mark}"
        )
    microseconds = score_microseconds()
    missed += microseconds >= MOST_MICROSECONDS
    mark = "" if microseconds < MOST_MICROSECONDS else "  over the limit"
    print(f"\nscore() of a loaded sheet: {microseconds:.0f} µs, limit {MOST_MICROSECONDS} µs{mark}")
    milliseconds = plan_milliseconds()
    missed += milliseconds >= MOST_PLAN_MILLISECONDS
    mark = "" if milliseconds < MOST_PLAN_MILLISECONDS else "  over the limit"
    print(
        f"least cost to a target, half the sheet open: {milliseconds:.0f} ms, "
        f"limit {MOST_PLAN_MILLISECONDS} ms{mark}"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    sys.exit(main())
