"""Gates on the command line: exit codes, streams, files, and what a repository sees in review."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from junitparser import JUnitXml

from nupcheck.cli.main import run
from nupcheck.cli.optional_values import joined
from nupcheck.files.load import load_checklist
from nupcheck.formats import formats_of
from tests.conftest import nupcheck

if TYPE_CHECKING:
    from collections.abc import Sequence

GUIDE = load_checklist("un-habitat-2023")
FORMATS = tuple(formats_of("score"))
HEAD = "format: 1\nchecklist: un-habitat-2023\nplace: {name: Riverton}\n"


def sheet_text(head: str = HEAD + "date: 2026-05-01\n", **answers: str) -> str:
    """Everything answered yes with a note, but for what is given (with _ for the dots)."""
    given = {name.strip("_").replace("_", "."): answer for name, answer in answers.items()}
    full = dict.fromkeys(GUIDE.questions, "{answer: yes, note: Seen.}") | given
    return f"{head}answers:\n" + "".join(f"  {name}: {full[name]}\n" for name in full)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sheets and gate files to name, and no pipeline around it."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    texts = {
        "full.yaml": sheet_text(),
        "weak.yaml": sheet_text(_9_1_1="no", _9_2_1="", _10_1_1="sometimes"),
        "undated.yaml": sheet_text(HEAD),
        "elsewhere.yaml": sheet_text(HEAD.replace("Riverton", "Laketown")),
        "gates.yaml": "format: 1\nfail_under: [60, 9=100]\nstrict: true\n",
        "wrong-gates.yaml": "format: 1\nfail_under: [99=70]\nstrikt: true\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


# Arguments after `score`, and the exit code that they must end with.
CASES: dict[str, tuple[str, int]] = {
    "no gate": ("weak.yaml", 0),
    "enough percent": ("weak.yaml --fail-under 90", 0),
    "too few percent": ("weak.yaml --fail-under 99", 1),
    "one met, one not": ("weak.yaml --fail-under 60 --fail-under 9=75", 1),
    "enough points": ("weak.yaml --fail-under 9.1=4p", 0),
    "too few points": ("weak.yaml --fail-under 9.1=5p", 1),
    "a theme": ("weak.yaml --fail-under theme:support-and-integration=85", 1),
    "a stakeholder": ("full.yaml --fail-under stakeholder:local-government=100", 0),
    "complete": ("full.yaml --require-complete", 0),
    "not complete": ("weak.yaml --require-complete", 1),
    "complete in a part": ("weak.yaml --require-complete 9.1 --require-complete 10", 0),
    "without evidence": ("weak.yaml --require-evidence", 1),
    "young enough": ("full.yaml --max-age 30d --today 2026-05-31", 0),
    "too old": ("full.yaml --max-age 30d --today 2026-06-01", 1),
    "findings under strict": ("weak.yaml --strict", 1),
    "no regression": ("full.yaml --no-regression --baseline weak.yaml", 0),
    "a regression": ("weak.yaml --no-regression question --baseline full.yaml", 1),
    "a file of gates": ("full.yaml --gates gates.yaml", 0),
    "a file of gates and a gate more": ("weak.yaml --gates gates.yaml --fail-under 1=1", 1),
    "a part of the checklist": ("weak.yaml --recommendation 10 --fail-under 96", 1),
    "a regression outside of the part": (
        "weak.yaml --recommendation 1 --no-regression question --baseline full.yaml",
        0,
    ),
    "a regression in the part": (
        "weak.yaml --stakeholder registration-offices --no-regression --baseline full.yaml",
        1,
    ),
    "an unknown id": ("full.yaml --fail-under 99=70", 2),
    "an unknown id to be complete": ("full.yaml --require-complete 99", 2),
    "an unknown id for evidence": ("full.yaml --require-evidence theme:none", 2),
    "an id outside of the part": ("full.yaml --recommendation 10 --fail-under 9=70", 2),
    "no number": ("full.yaml --fail-under lots", 2),
    "beyond 100 percent": ("full.yaml --fail-under 101", 2),
    "beyond the maximum": ("full.yaml --fail-under 9=21p", 2),
    "no date": ("undated.yaml --max-age 30d", 2),
    "no such day": ("full.yaml --max-age 30d --today 2026-02-30", 2),
    "no such day, though no gate asks": ("full.yaml --today yesterday", 2),
    "a day that no gate counts to": ("full.yaml --fail-under 1 --today 2026-06-01", 2),
    "a day without a gate": ("full.yaml --today 2026-06-01", 2),
    "no older sheet": ("full.yaml --no-regression", 2),
    "an older sheet for nothing": ("full.yaml --baseline weak.yaml", 2),
    "an older sheet that is not there": ("full.yaml --no-regression --baseline none.yaml", 2),
    "an older sheet of another place": ("full.yaml --no-regression --baseline elsewhere.yaml", 2),
    "a wrong file of gates": ("full.yaml --gates wrong-gates.yaml", 2),
    "failed and not evaluated": ("undated.yaml --fail-under 9=20p --max-age 30d", 2),
    "no level": ("full.yaml --baseline weak.yaml --no-regression=theme", 2),
}


@pytest.mark.parametrize("case", CASES)
def test_the_exit_code_tells_how_it_ended(
    folder: Path, case: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments, code = CASES[case]
    ends_with(code, arguments, "csv", capfdbinary)


@pytest.mark.parametrize("chosen", FORMATS)
def test_the_exit_code_is_the_same_in_every_format(
    folder: Path, chosen: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for case in ("enough percent", "too few percent", "an unknown id"):
        arguments, code = CASES[case]
        ends_with(code, arguments, chosen, capfdbinary)


def ends_with(
    code: int, arguments: str, chosen: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["score", *arguments.split(), "--format", chosen]) == code
    out, err = capfdbinary.readouterr()
    # What cannot be evaluated leaves nothing that could be taken for a result.
    assert bool(out) is (code != 2)
    assert bool(err) is (code != 0)
    assert b"fault in nupcheck" not in err


def program(
    arguments: Sequence[str],
    *,
    given: str = "",
    cwd: Path | None = None,
    environment: dict[str, str | None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """The real program, in a process of its own."""
    where = cwd or Path.cwd()
    done = nupcheck(*arguments, cwd=where, input=given.encode(), environment=environment)
    out, said = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, out, said)


def test_every_gate_is_shown_in_the_table_and_in_markdown(folder: Path) -> None:
    asked = ["--fail-under", "9=75", "--fail-under", "60", "--require-complete", "9"]
    done = program(["score", "weak.yaml", *asked])
    gates = done.stdout.split("\nGates\n")[1].splitlines()
    assert [re.split(" {2,}", line) for line in gates if not line.startswith("─")] == [
        ["Gate", "Result", "Actual", "Missing"],
        ["fail-under 9=75", "NOT MET", "14 of 20 points (70.0%)", "1 point short: 9.2.1 is open."],
        ["fail-under 60", "met", "183 of 190 points (96.3%)"],
        ["require-complete 9", "NOT MET", "1 of 10 open", "9.2.1 is open."],
    ]
    assert done.stderr == "Gates not met, 2 of 3: fail-under 9=75; require-complete 9.\n"
    markdown = program(["score", "weak.yaml", *asked, "--format", "markdown"]).stdout
    assert "| fail-under 60 | met | 183 of 190 points (96.3%) |  |" in markdown


def test_gates_in_json_keep_their_contract(folder: Path) -> None:
    done = program(["score", "weak.yaml", "--fail-under", "9=15p", "--strict", "-f", "json"])
    assert json.loads(done.stdout)["gates"] == [
        {
            "rule": "fail-under 9=15p",
            "passed": False,
            "actual": 14,
            "unit": "points",
            "missing": "1 point short: 9.2.1 is open.",
            "questions": ["9.2.1", "9.1.1"],
        },
        {
            "rule": "strict",
            "passed": False,
            "actual": 2,
            "unit": "findings",
            "missing": "9.1.3 is answered yes, but it follows 9.1.1, which is answered no; "
            "the answer stays in the sheet and earns nothing. 1 of 95 questions is open.",
            "questions": ["9.1.3"],
        },
    ]


def test_all_mistakes_in_gates_come_at_once(folder: Path) -> None:
    done = program(
        [
            "score",
            "full.yaml",
            "--gates",
            "wrong-gates.yaml",
            "--fail-under",
            "lots",
            "--require-complete",
            "9.1.33",
        ]
    )
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "wrong-gates.yaml:2:14:",
        "wrong-gates.yaml:3:1:",
        "--fail-under:",
        "--require-complete:",
    ]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("--require-complete", "--require-complete=true"),
        ("--require-complete s.yaml", "--require-complete=true s.yaml"),
        ("--require-complete ./s", "--require-complete=true ./s"),
        ("--require-complete -", "--require-complete=true -"),
        ("--require-complete S.JSON", "--require-complete=true S.JSON"),
        ("--require-complete 9.1 s.yaml", "--require-complete=9.1 s.yaml"),
        ("--require-complete theme:x-y s.yaml", "--require-complete=theme:x-y s.yaml"),
        ("--require-complete=9 9.1", "--require-complete=9 9.1"),
        ("--require-evidence --strict", "--require-evidence=true --strict"),
        ("--no-regression action s", "--no-regression=action s"),
        ("--no-regression s", "--no-regression=recommendation s"),
        ("-- --require-complete", "-- --require-complete"),
        ("s.yaml --fail-under 9", "s.yaml --fail-under 9"),
    ],
)
def test_a_value_that_is_left_out_stands_for_everything(given: str, read: str) -> None:
    assert joined(given.split()) == read.split()


# Outputs


def test_several_outputs_come_from_one_run(folder: Path) -> None:
    also = [f"--also={name}=out.{name}" for name in FORMATS]
    done = program(["score", "weak.yaml", "--strict", "-f", "json", *also])
    assert done.returncode == 1
    for name in FORMATS:
        alone = program(["score", "weak.yaml", "--strict", "-f", name])
        assert (folder / f"out.{name}").read_text(encoding="utf-8") == alone.stdout
    assert (folder / "out.json").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.xml", "<?xml"), ("a.sarif", '{\n  "$schema"'), ("a.csv", "place,date")],
)
def test_the_suffix_tells_the_format(folder: Path, name: str, begins: str) -> None:
    assert program(["score", "weak.yaml", "-o", name]).returncode == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    "arguments",
    [
        "--also junit",
        "--also junit=",
        "--also junit=-",
        "--also xml=a.xml",
        "--also junit=weak.yaml",
        "--also junit=full.yaml --no-regression --baseline full.yaml",
        "--also junit=a --also sarif=./a",
        "-o a.json --also junit=a.json",
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_written(
    folder: Path, arguments: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = program(["score", "weak.yaml", *arguments.split()])
    assert (done.returncode, done.stdout) == (2, "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_job_summary_is_added_to(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    for chosen in ("json", "github"):
        program(["score", "weak.yaml", "--strict", "-f", chosen], environment=environment)
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Before\n# Riverton\n")
    assert text.count("## Gates") == 1
    assert "| strict | NOT MET | 2 findings |" in text


def test_a_job_summary_that_cannot_be_written_is_said(folder: Path) -> None:
    environment = {"GITHUB_STEP_SUMMARY": str(folder / "none" / "summary.md")}
    done = program(["score", "weak.yaml", "-f", "github"], environment=environment)
    assert done.returncode == 2
    assert "could not be written" in done.stderr


def test_no_file_is_written_twice_or_over_however_it_is_spelled(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "link.json").symlink_to("in/new.json")
    before = (folder / "weak.yaml").read_bytes()
    also, to_github = ["score", "weak.yaml", "--also"], ["score", "weak.yaml", "-f", "github"]
    for arguments, summary in (
        ([*also, "json=in/../a.json", "-o", "a.json"], ""),
        ([*also, "json=link.json", "-o", "in/new.json"], ""),
        ([*also, "json=in/../weak.yaml"], ""),
        (to_github, str(folder / "in" / ".." / "weak.yaml")),
        ([*to_github, "-o", "out.txt"], "out.txt"),
    ):
        done = program(arguments, environment={"GITHUB_STEP_SUMMARY": summary}, cwd=folder)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert (folder / "weak.yaml").read_bytes() == before
    assert not (folder / "a.json").exists()


def test_sarif_is_refused_where_it_could_name_no_file(folder: Path) -> None:
    done = program(["score", "-", "-f", "sarif"], given=(folder / "weak.yaml").read_text("utf-8"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Name the sheet's file." in done.stderr


def test_paths_are_those_of_the_checkout(folder: Path) -> None:
    (folder / "sheets").mkdir()
    (folder / "weak.yaml").rename(folder / "sheets" / "weak.yaml")
    environment = {"GITHUB_WORKSPACE": str(folder)}
    for name, where in (("weak.yaml", folder / "sheets"), ("sheets/weak.yaml", folder)):
        done = program(["score", name, "-f", "github"], cwd=where, environment=environment)
        assert "::warning file=sheets/weak.yaml,line=" in done.stdout


def test_standard_input_is_scored_without_lines_and_read_only_once(folder: Path) -> None:
    text = (folder / "weak.yaml").read_text(encoding="utf-8")
    done = program(["score", "-", "--strict", "-f", "github"], given=text)
    assert done.returncode == 1
    assert "file=" not in done.stdout
    twice = program(["score", "-", "--no-regression", "--baseline", "-"], given=text)
    assert twice.returncode == 2
    assert "only once" in twice.stderr


# A repository


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def commit(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Commit a sheet, and judge it as a pipeline does: against the commit before."""
    (folder / "riverton.yaml").write_text(text, encoding="utf-8")
    git(folder, "add", "riverton.yaml")
    git(folder, "commit", "--quiet", "--message", "Answer")
    old = git(folder, "show", "HEAD~1:riverton.yaml")
    arguments = ["score", "riverton.yaml", "--no-regression", "--baseline", "-", "-f", "github"]
    return program([*arguments, "--also", "junit=gates.xml"], given=old, cwd=folder)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_commit_that_lowers_an_answer_fails_on_its_line_and_one_that_raises_it_passes(
    folder: Path,
) -> None:
    repository = folder / "policy"
    repository.mkdir()
    git(repository, "init", "--quiet")
    first = sheet_text(_9_2_1="sometimes").replace("answers:\n", "answers:\n  # The answers.\n")
    (repository / "riverton.yaml").write_text(first, encoding="utf-8")
    git(repository, "add", "riverton.yaml")
    git(repository, "commit", "--quiet", "--message", "Begin")

    lowered = commit(repository, first.replace("9.2.1: sometimes", "9.2.1: no"))
    diff = git(repository, "diff", "--unified=0", "HEAD~1", "--", "riverton.yaml")
    line = diff.split("@@ -")[1].split(" +")[1].split(" ")[0]  # the changed line, as git counts
    assert lowered.returncode == 1
    (error,) = [each for each in lowered.stdout.splitlines() if each.startswith("::error")]
    assert error.startswith(f"::error file=riverton.yaml,line={line},col=3,title=no-regression ")
    assert error.endswith("::9.2.1 earned 1 (sometimes) and is now no and earns 0.")
    assert JUnitXml.fromfile(str(repository / "gates.xml")).failures == 1

    raised = commit(repository, first.replace("9.2.1: sometimes", "9.2.1: yes"))
    assert raised.returncode == 0
    assert "::error" not in raised.stdout
    assert JUnitXml.fromfile(str(repository / "gates.xml")).failures == 0
