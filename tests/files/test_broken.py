"""Every file in tests/broken ends in exit code 2 with a message that helps; add a file, add a test.

What its message must say stands in the file's first line (`# expect: …`), or for a file that cannot
hold a comment in a file of the same name with .txt behind it. The exact messages are snapshots.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, Run, not_on_windows

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

FOLDER = Path(__file__).parents[1] / "broken"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")
HEAD = "format: 1\nchecklist: un-habitat-2023\nplace: {name: Riverton}\nanswers:\n"
MOST_CALLS = 10_000_000
MOST_BYTES = 200 * 1024 * 1024


def expected(path: Path) -> str:
    beside = path.with_name(f"{path.name}.txt")
    if beside.exists():
        return beside.read_text(encoding="utf-8").strip()
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# expect: "), "say in the first line what is expected"
    return first.removeprefix("# expect: ")


def test_there_are_many_kinds() -> None:
    assert len(FILES) >= 24


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_is_refused_with_a_helpful_message(
    path: Path, run: Run, snapshot: SnapshotAssertion
) -> None:
    result = run("check", path.relative_to(ROOT).as_posix())
    said = result.stderr.decode()
    assert (result.returncode, result.stdout) == (2, b"")
    assert expected(path) in said
    assert "Traceback" not in said
    assert all(line.isprintable() for line in said.splitlines())
    assert said == snapshot


@pytest.mark.parametrize("path", FILES[:3], ids=lambda path: path.name)
def test_score_says_the_same_as_check(path: Path, run: Run) -> None:
    checked, scored = run("check", path), run("score", path)
    assert (scored.returncode, scored.stdout, scored.stderr) == (2, b"", checked.stderr)


def test_faults_come_in_the_order_of_the_lines_and_as_far_as_fifty(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(HEAD + "".join(f"  x{n}: yes\n" for n in range(60)))
    lines = run("check", path).stderr.decode().splitlines()
    assert len(lines) == 51
    assert [line.removeprefix(f"{path}:").split(":")[0] for line in lines[:50]] == [
        str(n) for n in range(5, 55)
    ]
    assert lines[50] == f"… and 10 more problems in {path}."


# Hostile files: nothing in them may cost more than a moment and some memory


CHECKLIST = (
    "format: 1\nid: x\nversion: 1\ntitle: x\n"
    "scale: [{id: a, label: A, points: 0}, {id: b, label: B, points: 1}]\n"
)


def checklist_of(questions: str, more: str = "", action: str = "") -> str:
    return (
        f"{CHECKLIST}{more}recommendations: [{{id: r, title: x, actions: "
        f"[{{id: a, title: x, {action} questions: [{questions}]}}]}}]\n"
    )


def laughs() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in itertools.pairwise("abcdefghi")]
    return "\n".join(lines)


HOSTILE: dict[str, str | bytes] = {
    "billion-laughs.yaml": laughs(),
    "deep-brackets.yaml": "a: " + "[" * 1_000_000,
    "deep-mappings.yaml": "\n".join(f"{' ' * n}a:" for n in range(2000)),
    "deep-dashes.yaml": "- " * 1_000_000,
    "deep-question-marks.yaml": "? " * 1_000_000,
    "deep.json": "[" * 1_000_000,
    "deep-objects.json": '{"a":' * 400_000,
    "unknown-keys.yaml": "".join(f"key{n}: yes\n" for n in range(280_000)),
    "unknown-questions.yaml": HEAD + "".join(f"  {n}.1.1: yes\n" for n in range(100, 40_000)),
    "near-questions.yaml": HEAD + "".join(f"  1.1.1{n}: yes\n" for n in range(20_000)),
    "near-stakeholders.yaml": HEAD + "respondents: [" + "{stakeholder: media1}," * 16_000 + "]",
    "near-gates.yaml": "format: 1\nrequire_evidence: ["
    + ", ".join(f"{n % 9 + 1}.9{n % 7}.{n}" for n in range(20_000))
    + "]\n",
    "near-actions.yaml": "format: 1\nchecklist: un-habitat-2023\npractices: [{actions: ["
    + ", ".join(f"{n % 9 + 1}.{n}" for n in range(10, 20_000))
    + "]}]\n",
    "digits.yaml": HEAD.replace("format: 1", f"format: {'1' * 100_000}"),
    "digits-for-points.yaml": checklist_of("{id: q, text: q}").replace(
        "points: 1", f"points: {'9' * 100_000}"
    ),
    "digits.json": f'{{"format": {"1" * 100_000}}}',
    "long-key.yaml": f"{HEAD}  ? {'k' * 1_000_000}\n  : yes\n",
    "long-key.json": f'{{"{"k" * 4_000_000}": 1}}',
    "escapes.json": '{"' + "\\\\" * 1_900_000 + '": 1}',
    "many-objects.json": "[" + "{}," * 1_300_000 + "{}]",
    "many-lists.json": "[" + ",".join(["[" * 900 + "]" * 900] * 2000) + "]",
    "many-keys.json": "{" + ",".join(f'"{n:x}":0' for n in range(400_000)) + "}",
    "many-numbers.json": "[" + "1," * 2_000_000 + "1]",
    "spaces.yaml": " " * 4_000_000,
    "line-ends.yaml": "\n" * 4_000_000,
    "comments.yaml": "#\n" * 2_000_000,
    "anchors.yaml": "&a " * 1_300_000,
    "open-quote.yaml": '"' + "x" * 4_000_000,
    "too-large.yaml": "#" * (4 * 1024 * 1024 + 1),
    "binary.yaml": bytes(range(256)) * 4000,
    "noughts.yaml": bytes(4_000_000),
    "utf-16.yaml": b"\xff\xfe" + b"[\0" * 1_000_000,
    "half-utf-16.yaml": HEAD.encode("utf-16")[:-1],
    "chain.yaml": checklist_of(
        ",".join(f"{{id: q{n}, text: q, follows: q{n - 1}}}" for n in range(12_000))
    ),
    "circle.yaml": checklist_of(
        ",".join(f"{{id: q{n}, text: q, follows: q{(n + 1) % 12_000}}}" for n in range(12_000))
    ),
    "follows-nothing.yaml": checklist_of(
        ",".join(f"{{id: q{n}, text: q, follows: z{n}}}" for n in range(12_000))
    ),
    "undeclared.yaml": checklist_of(
        "{id: q, text: q}", action=f"stakeholders: [{','.join(f's{n}' for n in range(40_000))}],"
    ),
    "same-ids.yaml": checklist_of("{id: q, text: q}," * 16_000),
    "closers.yaml": checklist_of("{id: q, text: q}").replace(
        "{id: b,",
        "".join(
            f"{{id: s{n}, label: l{n}, points: {n % 900 + 2}, closes_follow_ups: true}},"
            for n in range(8000)
        )
        + "{id: b,",
    ),
}

# Runs the command and counts its calls of functions, Python's and built-in ones: unlike seconds
# they are the same on every machine, however busy.
COUNT = """
import cProfile, sys
from nupcheck.cli.main import run
profile = cProfile.Profile()
code = profile.runcall(run, ["check", sys.argv[1]])
print(code, sum(entry.callcount for entry in profile.getstats()))
"""

# Starts that, waits for it, and reports its memory too: a process of its own, for memory that the
# one before it used would count as well.
MEASURE = """
import resource, subprocess, sys
run = subprocess.run([sys.executable, "-c", sys.argv[1], sys.argv[2]],
                     capture_output=True, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(run.stdout.decode().strip(), used.ru_maxrss * 1024)
sys.stderr.buffer.write(run.stderr)
"""


# Measuring coverage slows a program down several times over: not of these.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def assert_cheaply_refused(name: str) -> str:
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, COUNT, name],
        capture_output=True,
        check=True,
        timeout=120,
        env=PLAIN,
    )
    said = measured.stderr.decode()
    assert "Traceback" not in said
    code, calls, size = map(int, measured.stdout.split())
    assert code == 2
    assert name in said
    assert len(said) < 60_000
    assert calls < MOST_CALLS
    assert size < MOST_BYTES
    return said


@not_on_windows("a process does not account for what it used there")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_some_calls_and_200_megabytes(
    name: str, tmp_path: Path
) -> None:
    path, content = tmp_path / name, HOSTILE[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert_cheaply_refused(str(path))


@not_on_windows("a process does not account for what it used there")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/proc/self", "."])
def test_what_is_no_file_is_refused(name: str) -> None:
    assert_cheaply_refused(name)


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "none.yaml")
    assert result.returncode == 2
    assert result.stderr.decode() == (
        f"{tmp_path / 'none.yaml'}: There is no such file. "
        "Check the name and the folder you are in.\n"
    )
