"""Exit codes, and what goes to which stream, on pipes and terminals of every kind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from nupcheck.cli.app import SUMMARIES
from tests.conftest import OWN_CHECKLIST, OWN_SHEET, ROOT, Run, not_on_windows, nupcheck
from tests.support.command import anew
from tests.support.terminal import need_terminal

FULL = "examples/riverton-2026.yaml"
PARTIAL = "examples/harbourview-partial.yaml"
OWN = ("examples/own-checklist/willow-street-library.json", "--checklist", OWN_CHECKLIST)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def shown(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stdout.decode()


@pytest.mark.parametrize(
    "words", ["--help", "score", f"score {FULL}", f"score {PARTIAL} -f json --strict", "show 99"]
)
def test_a_run_forked_off_is_as_one_begun_anew(words: str) -> None:
    forked = nupcheck(*words.split())
    begun = anew(words.split(), ROOT, b"", dict(os.environ))
    assert (forked.stdout, forked.stderr) == (begun.stdout, begun.stderr)
    assert forked.returncode == begun.returncode


# Standard output holds the result and nothing else


@pytest.mark.parametrize("level", ["recommendation", "action", "question"])
@pytest.mark.parametrize("sheet", [FULL, PARTIAL, "examples/sao-paulo-guide.yaml"])
def test_a_pipe_gets_text_without_control_characters_and_unwrapped(
    run: Run, sheet: str, level: str
) -> None:
    environments = [{"COLUMNS": width, "LINES": "5"} for width in ("20", "400")]
    narrow, wide = (
        run("score", sheet, "--level", level, environment=each) for each in environments
    )
    assert narrow.stdout == wide.stdout
    assert (narrow.returncode, narrow.stderr) == (0, b"")
    lines = shown(narrow).splitlines()
    assert all(line.isprintable() for line in lines)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("sheet", [FULL, PARTIAL, "examples/sao-paulo-guide.yaml"])
def test_the_same_sheet_gives_the_same_bytes_everywhere(run: Run, sheet: str) -> None:
    elsewhere = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "COLUMNS": "30"}
    for wanted in ("json", "markdown"):
        here = run("score", sheet, "--format", wanted)
        there = run("score", sheet, "--format", wanted, environment=elsewhere)
        assert here.stdout == there.stdout
        assert here.stderr == there.stderr == b""


def test_json_is_all_of_standard_output_also_where_there_are_findings(run: Run) -> None:
    result = run("score", PARTIAL, "-f", "json")
    data = json.loads(result.stdout)
    assert (data["total"]["points"], data["total"]["low"], data["total"]["high"]) == (40, 39, 126)
    codes = {(each["code"], each["question"]) for each in data["findings"]}
    assert ("answer-to-off-question", "1.2.3") in codes
    assert ("answered-before-parent", "8.2.4") in codes


def test_standard_input_is_read_as_the_file_is(run: Run) -> None:
    text = (ROOT / FULL).read_bytes()
    for arguments in (
        ["score", "-"],
        ["score", "-", "-f", "json"],
        ["score", "-", "-f", "markdown"],
    ):
        piped = run(*arguments, input=text)
        assert piped.stdout == run(*[FULL if each == "-" else each for each in arguments]).stdout
    as_json = run("score", "-", *OWN[1:], "-f", "json", input=OWN_SHEET.read_bytes())
    assert json.loads(as_json.stdout)["total"]["points"] == 14


@pytest.mark.parametrize("text", [b"", b"\xff", b"a: b: c", b"{]"])
def test_standard_input_is_named_in_messages(run: Run, text: bytes) -> None:
    result = run("score", "-", input=text)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"standard input:1:")


@not_on_windows("there is no bash")
@pytest.mark.parametrize("arguments", [["score", FULL], ["show", "--all"], ["schema", "sheet"]])
def test_a_reader_that_has_had_enough_is_no_error(arguments: list[str]) -> None:
    command = " ".join([sys.executable, "-m", "nupcheck", *arguments])
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1


@not_on_windows("there is no device that is full")
def test_a_full_disk_on_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "nupcheck", "score", FULL, "-f", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert result.returncode == 2
    assert b"No space left" in result.stderr
    assert b"Traceback" not in result.stderr


@not_on_windows("there is no bash")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"score {FULL} >&-", 0),
        (f"check {FULL} >&- 2>&-", 0),
        ("show <&- >/dev/null", 0),
        ("check - <&-", 2),
        ("check none.yaml 2>&-", 2),
        ("check none.yaml 2>/dev/full", 2),
        ("check none.yaml 2>&1 | true", 2),
        ("scroe 2>/dev/full", 2),
        ("score 2>/dev/full", 2),
        (f"score {FULL} --fail-under 99 2>/dev/full >/dev/null", 1),
        ("--version >/dev/full", 2),
        ("plan --help >/dev/full", 2),
        ("plan --help | true", 0),
        ("-h | true", 0),
    ],
)
def test_a_stream_that_is_closed_or_full_changes_no_exit_code(command: str, code: int) -> None:
    result = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m nupcheck {command}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (result.returncode, result.stdout) == (code, b"")
    assert b"fault" not in result.stderr


@not_on_windows("names may be longer there")
@pytest.mark.parametrize(
    "words",
    [
        "score FULL -o LONG.json",
        "score FULL --checklist LONG",
        "score LONG --gates LONG",
        "check LONG.yaml",
        "show --checklist LONG.yaml",
        "new LONG.yaml",
        "ask LONG.yaml",
        "report FULL -o out.html --logo LONG.png",
    ],
)
def test_a_name_too_long_is_no_fault_of_nupcheck(words: str, tmp_path: Path) -> None:
    text = words.replace("FULL", str(ROOT / FULL)).replace("LONG", "n" * 300)
    result = nupcheck(*text.split(), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"fault" not in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_consoles_without_utf_8_get_what_they_can_show(run: Run, encoding: str) -> None:
    result = run(
        "score", FULL, environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    )
    assert (result.returncode, result.stderr) == (0, b"")
    text = result.stdout.decode(encoding)
    assert "108/190" in text
    assert "█" not in text


def test_messages_on_consoles_without_utf_8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "größe.yaml"
    path.write_text("format: 1\nplace: ü\n", encoding="utf-8")
    result = run("score", path, environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.returncode == 2
    assert b"gr\\xf6\\xdfe.yaml:1:1:" in result.stderr


# Terminals


def terminal(*arguments: str, columns: int = 80, **environment: str | None) -> str:
    """What a command shows on a pseudo-terminal."""
    need_terminal()
    variables = {**os.environ, "TERM": "xterm-256color", **environment}
    variables.pop("COLUMNS", None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "nupcheck", *arguments],
        cwd=str(ROOT),
        env={name: value for name, value in variables.items() if value is not None},
        dimensions=(50, columns),
        encoding="utf-8",
        timeout=30,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text: str = child.before
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize(
    "arguments",
    [
        ["score", FULL],
        ["score", PARTIAL, "--level", "question"],
        ["show"],
        ["show", "2.2.1"],
        ["score", *map(str, OWN)],
    ],
    ids=" ".join,
)
def test_nothing_is_wider_than_the_terminal_and_no_number_is_cut(
    arguments: list[str], columns: int
) -> None:
    text = ESCAPE.sub("", terminal(*arguments, columns=columns))
    assert max(len(line) for line in text.splitlines()) <= columns
    if arguments == ["score", FULL]:
        for number in ("108/190", "56.8", "14/24", "12/20"):
            assert number in text


def test_the_overview_needs_one_line_a_recommendation_at_80_columns() -> None:
    lines = ESCAPE.sub("", terminal("score", FULL)).splitlines()
    for number in range(1, 11):
        rows = [line for line in lines if re.match(rf"\s*{number}  \S.*\d/\d", line)]
        assert len(rows) == 1


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[" in terminal("score", FULL, NO_COLOR=None)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ((), {"NO_COLOR": "1"}),
        ((), {"TERM": "dumb"}),
        (("--no-color",), {}),
    ],
)
def test_colour_can_be_switched_off(
    arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    text = terminal("score", FULL, *arguments, **{"NO_COLOR": None, **environment})
    assert not re.search(r"\x1b\[[0-9;]*[1-9][0-9;]*m", re.sub(r"\x1b\[[012]m", "", text))
    if environment.get("TERM") == "dumb":
        assert "\x1b" not in text


def test_no_color_works_before_the_command_too() -> None:
    assert terminal("--no-color", "score", FULL, NO_COLOR=None) == terminal(
        "score", FULL, "--no-color", NO_COLOR=None
    )


def test_text_of_a_sheet_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.yaml"
    path.write_text(
        "format: 1\nchecklist: un-habitat-2023\n"
        'place: {name: "\\e[31mRed\\e]0;t\\a [bold]x[/bold] \\u202Eabc"}\n'
        'answers:\n  1.1.1: {answer: yes, note: "\\e[2J"}\n',
        encoding="utf-8",
    )
    text = terminal("score", str(path), NO_COLOR="1")
    assert "\\x1b[31mRed\\x1b]0;t\\x07 [bold]x[/bold] \\u202eabc" in text
    checked = nupcheck("check", path)
    assert all(line.isprintable() for line in checked.stdout.decode().splitlines())


@pytest.mark.parametrize(
    "words",
    [
        "check SHEET",
        "check SHEET --checklist none",
        "score SHEET --level question",
        "score SHEET -f markdown",
        "score SHEET -f csv",
        "score SHEET -f json",
        "score SHEET -f junit --strict",
        "score SHEET -f sarif --strict",
        "explain SHEET 1.1.1",
        "explain SHEET 1.1.1 -f markdown",
        "compare SHEET SHEET",
        "compare SHEET SHEET -f csv",
        "plan SHEET --format tasks",
        "report SHEET -f html",
        "score ::error::x.yaml",
        "score ##[error]x",
        "::error::x",
    ],
)
def test_text_of_a_sheet_is_no_command_to_a_pipeline(words: str, tmp_path: Path) -> None:
    evil = '"::add-mask::a\\n  ::stop-commands::b\\n ##[command]c ##vso[task.complete]d"'
    (tmp_path / "::s.yaml").write_text(
        "format: 1\nchecklist: un-habitat-2023\n"
        f'place: {{name: {evil[:20]} ##[group]", country: "##vso[x]y"}}\n'
        f"answers:\n  1.1.1: {{answer: yes, note: {evil}, evidence: [{evil}]}}\n",
        encoding="utf-8",
    )
    done = nupcheck(*words.replace("SHEET", "::s.yaml").split(), cwd=tmp_path)
    text = (done.stdout + done.stderr).decode()
    assert text
    assert not re.search(r"^\s*::|##(vso)?\[", text, re.MULTILINE)


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "--no-such"], "No such option"),
        (["scroe", FULL], "No such command"),
        (["score", FULL, "--level", "deep"], "level"),
        (["score", FULL, "--format", "pdf"], "format"),
        (["score", FULL, "--recommendation", "11"], 'no recommendation "11"'),
        (["score", FULL, "--recommendation", "1.1"], 'no recommendation "1.1"'),
        (["score", FULL, "--stakeholder", "school"], "Did you mean schools?"),
        (["score", FULL, "--stakeholder", "Schools"], "Did you mean schools?"),
        (["score", FULL, "--checklist", "un-habitat-2032"], "Did you mean un-habitat-2023?"),
        (["score", FULL, "--checklist", "none.yaml"], "There is no such file"),
        (["score", FULL, "--checklist", str(OWN_CHECKLIST)], "This file is for the checklist"),
        (["score", FULL, "-o", "out.pdf"], "does not tell which format"),
        (["score", FULL, "-o", "no/such/folder/out.json"], "could not be written"),
        (["score", "data/recommendations.yaml"], "This is a checklist, not an answer sheet"),
        (["show", "11.1"], "Did you mean"),
        (["show", "9.9"], "Did you mean"),
        (["show", "9", "--all"], "Give one of them"),
        (["schema", "scheme"], "scheme"),
        (["new", "sheet.txt"], "Let it end in .yaml"),
        (["new", "x.yaml", "--place", " "], "Give one with --place"),
        (["check", "none.yaml"], "There is no such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_ends_in_2_with_a_helpful_message(
    run: Run, arguments: list[str], says: str, tmp_path: Path
) -> None:
    before = _names_in_root()
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert says in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert _names_in_root() == before


def _names_in_root() -> set[str]:
    """What lies at the top of the repository, but for the measurements of other tests."""
    return {path.name for path in ROOT.iterdir() if not path.name.startswith(".coverage")}


@pytest.mark.parametrize("command", SUMMARIES)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    result = run(command, "--help", environment={"COLUMNS": "80"})
    assert (result.returncode, result.stderr) == (0, b"")
    text = shown(result)
    assert text == shown(run(command, "-h", environment={"COLUMNS": "80"}))
    assert re.search(r"^  Examples?:\n    nupcheck ", text, re.MULTILINE)
    assert SUMMARIES[command] in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from nupcheck.version import __version__

    assert shown(run("--version")) == f"nupcheck {__version__}\n"


# Interrupted, and our own faults


def test_a_fault_of_ours_is_told_in_short_and_ends_in_70(tmp_path: Path) -> None:
    program = (
        "import sys, nupcheck.scoring.score\n"
        "def broken(*_):\n    raise KeyError('boom\\x1b[31m')\n"
        "nupcheck.scoring.score.score = broken\n"
        f"sys.argv = ['nupcheck', 'score', {FULL!r}]\n"
        "from nupcheck.cli.main import main\nmain()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=ROOT
    )
    assert (result.returncode, result.stdout) == (70, b"")
    said = result.stderr.decode()
    assert "fault in nupcheck" in said
    assert "report" in said
    assert "Traceback" not in said
    assert "\x1b" not in said


@not_on_windows("a named pipe is no file there")
def test_an_interruption_ends_in_130(tmp_path: Path) -> None:
    pipe = tmp_path / "sheet.yaml"
    os.mkfifo(pipe)
    child = pexpect.spawn(sys.executable, ["-m", "nupcheck", "score", str(pipe)], cwd=str(ROOT))
    writer = os.open(pipe, os.O_WRONLY)  # waits until the command has begun to read
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    os.close(writer)
    assert child.exitstatus == 130
    assert b"Traceback" not in child.before
