"""The questionnaire in a pipe, and the same answers in every way of giving them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nupcheck.files.load import load_sheet
from nupcheck.model.sheet import Answer
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score
from tests.conftest import OWN_CHECKLIST, OWN_SHEET, not_on_windows
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist
    from tests.conftest import Run

DETAILS = ["Riverton", "", "city", "2026-05-01", "", "", ""]
WORDS = ["y", "Sometimes", "0", "partly", "YES", "2", "n"]


def full_session(checklist: Checklist) -> tuple[list[tuple[str, str]], str]:
    """Questions with what is typed at each in the order they are asked, and the sheet by hand."""
    typed: list[tuple[str, str]] = []
    closed: set[str] = set()
    for number, question in enumerate(checklist.questions.values()):
        if question.follows in closed:
            closed.add(question.id)
            continue
        word = WORDS[number % len(WORDS)]
        if checklist.answers_by_word[word.casefold()].closes_follow_ups:
            closed.add(question.id)
        typed.append((question.id, word))
    by_hand = "format: 1\nchecklist: un-habitat-2023\nchecklist_version: '1.0'\n"
    by_hand += "place: {name: Riverton, level: city}\ndate: 2026-05-01\nanswers:\n"
    by_hand += "".join(f"  {name}: {word}\n" for name, word in typed)
    return typed, by_hand


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_typed_piped_and_written_by_hand_score_to_the_same_bytes(
    tmp_path: Path, checklist: Checklist, run: Run
) -> None:
    typed, by_hand = full_session(checklist)
    (tmp_path / "hand.yaml").write_text(by_hand, encoding="utf-8")
    lines = "".join(f"{line}\n" for line in [*DETAILS, *(word for _, word in typed)])
    assert run("ask", "piped.yaml", cwd=tmp_path, input=lines.encode()).returncode == 0
    # Typing takes its time: two thirds are there already, and what is typed has all the words.
    begun = "".join(by_hand.splitlines(keepends=True)[: -len(typed) // 3])
    (tmp_path / "riverton.yaml").write_text(begun, encoding="utf-8")
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        for name, word in typed[-len(typed) // 3 :]:
            terminal.answer(name, word)
        terminal.see("Every question is settled.")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 0
    for said in (
        "Saved in riverton.yaml.",
        "/190",
        "Nothing is open.",
        "nupcheck score riverton.yaml",
        "nupcheck report riverton.yaml -o riverton.html",
        "nupcheck ask riverton.yaml",
    ):
        assert said in shown
    results = {
        run("score", name, "--format", "json", cwd=tmp_path).stdout
        for name in ("hand.yaml", "piped.yaml", "riverton.yaml")
    }
    assert len(results) == 1
    assert score(checklist, load_sheet(str(tmp_path / "riverton.yaml"))[0]).tally.is_complete
    assert not list(tmp_path.glob(".*"))


def test_a_pipe_gets_no_control_characters_and_the_result_alone_on_standard_output(
    tmp_path: Path, run: Run
) -> None:
    lines = ["[red]R\x1b[31m\u202e", *DETAILS[1:], "y", "?", "h", "r", "q"]
    result = run("ask", "s.yaml", cwd=tmp_path, input="\n".join(lines).encode())
    assert result.returncode == 0
    for stream in (result.stdout, result.stderr):
        text = stream.decode()
        assert {sign for sign in text if not sign.isprintable()} <= {"\n"}
        assert "[red]R\\x1b[31m\\u202e" in text
    assert b"Points" in result.stdout
    assert b"h for keys" not in result.stdout
    assert load_sheet(str(tmp_path / "s.yaml"))[0].place.name == "[red]R\x1b[31m\u202e"


def test_the_end_of_a_pipe_is_an_interruption_unless_all_is_asked(tmp_path: Path, run: Run) -> None:
    early = run("ask", "s.yaml", cwd=tmp_path, input=b"Riverton\n")
    assert early.returncode == 130
    assert early.stdout == b""
    assert b"Your work is in s.yaml" in early.stderr
    later = run("ask", "s.yaml", "--action", "8.3", cwd=tmp_path, input=b"y\nk\n")
    assert later.returncode == 0
    assert b"Still open" in later.stderr
    nothing = run("ask", cwd=tmp_path, input=b"")
    assert nothing.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["s.yaml"]


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_an_answer(
    tmp_path: Path, run: Run
) -> None:
    lines = "\ufeff" + "\r\n".join([*DETAILS, "y", "q", ""])
    assert run("ask", "s.yaml", cwd=tmp_path, input=lines.encode()).returncode == 0
    sheet, _ = load_sheet(str(tmp_path / "s.yaml"))
    assert sheet.place.name == "Riverton"
    assert sheet.answers["1.1.1"].answer == "yes"


def test_text_that_is_not_utf_8_is_refused_and_the_rest_taken(tmp_path: Path, run: Run) -> None:
    lines = b"Riv\xff\nRiverton\n\n\n\n\n\n\ny\nq\n"
    result = run("ask", "s.yaml", cwd=tmp_path, input=lines)
    assert result.returncode == 0
    assert b"not readable text" in result.stderr
    assert load_sheet(str(tmp_path / "s.yaml"))[0].place.name == "Riverton"


def test_a_line_without_end_is_refused(tmp_path: Path, run: Run) -> None:
    result = run("ask", "s.yaml", cwd=tmp_path, input=b"x" * 3_000_000)
    assert result.returncode == 2
    assert b"A line is longer than" in result.stderr


def test_a_sheet_in_json_stays_json(tmp_path: Path, run: Run) -> None:
    lines = "\n".join([*DETAILS, "y", "q"]).encode()
    assert run("ask", "s.json", cwd=tmp_path, input=lines).returncode == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8").startswith("{")
    assert run("ask", "s.json", cwd=tmp_path, input=b"n\nq\n").returncode == 0
    sheet, loaded = load_sheet(str(tmp_path / "s.json"))
    assert score(loaded, sheet).questions["1.1.2"].state is State.ANSWERED


def test_ones_own_checklist_is_asked_and_resumed(tmp_path: Path, run: Run) -> None:
    best = b"3\n" * 40
    head = "\n".join(DETAILS).encode() + b"\n"
    own = ("--checklist", str(OWN_CHECKLIST))
    result = run("ask", "s.yaml", *own, cwd=tmp_path, input=head + b"k\n" + best)
    assert f"--checklist {OWN_CHECKLIST}".encode() in result.stderr
    assert run("ask", "s.yaml", *own, cwd=tmp_path, input=best).returncode == 0
    sheet, loaded = load_sheet(str(tmp_path / "s.yaml"), str(OWN_CHECKLIST))
    assert score(loaded, sheet).tally.percent == 100.0


def test_a_blank_sheet_is_filled_in(tmp_path: Path, run: Run) -> None:
    assert run("new", "s.yaml", cwd=tmp_path).returncode == 0
    blank = (tmp_path / "s.yaml").read_bytes()
    assert run("ask", "s.yaml", cwd=tmp_path, input=b"y\nq\n").returncode == 0
    assert (tmp_path / "s.yaml.bak").read_bytes() == blank
    assert load_sheet(str(tmp_path / "s.yaml"))[0].answers["1.1.1"].answer == "yes"


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on a process there")
def test_a_full_disk_leaves_the_file_whole_and_says_what_is_not_in_it(tmp_path: Path) -> None:
    import resource
    import subprocess

    from tests.conftest import nupcheck

    head = "\n".join([*DETAILS, "y", "q"]).encode()
    assert nupcheck("ask", "s.yaml", cwd=tmp_path, input=head).returncode == 0
    before = (tmp_path / "s.yaml").read_bytes()

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before), len(before)))

    result = subprocess.run(
        [sys.executable, "-B", "-m", "nupcheck", "ask", "s.yaml"],
        cwd=tmp_path,
        input=b"sometimes\nq\n",
        capture_output=True,
        check=False,
        preexec_fn=no_more_room,
    )
    assert result.returncode == 2
    assert b"could not be written" in result.stderr
    assert b"1.1.2: sometimes" in result.stderr
    assert (tmp_path / "s.yaml").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["s.yaml"]


def test_changes_of_someone_else_are_never_overwritten_from_a_pipe(tmp_path: Path) -> None:
    import subprocess

    from tests.conftest import ROOT

    process = subprocess.Popen(
        [sys.executable, "-m", "nupcheck", "ask", "s.yaml"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        bufsize=0,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write("\n".join([*DETAILS, "y", ""]).encode())
    shown = b""
    while not shown.endswith(b"1.1.2 (y/s/n, h for keys): "):
        shown += process.stderr.read(1)
    theirs = (ROOT / "examples" / "riverton-2026.yaml").read_bytes()
    (tmp_path / "s.yaml").write_bytes(theirs)
    _, rest = process.communicate(b"y\nq\n")
    assert process.returncode == 0
    assert b"s-2.yaml from now on" in rest
    assert (tmp_path / "s.yaml").read_bytes() == theirs
    answers = load_sheet(str(tmp_path / "s-2.yaml"))[0].answers
    assert {name: entry.answer for name, entry in answers.items()} == {
        "1.1.1": "yes",
        "1.1.2": "yes",
    }


def commands_in(said: bytes) -> dict[str, list[str]]:
    """The commands that a session ends with, by the word before them, as a shell reads them."""
    found = re.findall(r"(?m)^(\w+): +nupcheck (.+)$", said.decode())
    return {name: shlex.split(command) for name, command in found}


def test_the_commands_at_the_end_do_as_they_say(tmp_path: Path, run: Run) -> None:
    name = "-of the town's own.yaml"
    assert run("new", f"./{name}", cwd=tmp_path).returncode == 0
    started = ("--recommendation", "9", "--stakeholder", "local-government", "--only", "no")
    started += ("--live-score", "--plain", "--no-color", "--checklist", "un-habitat-2023")
    done = run("ask", *started, "--", name, cwd=tmp_path, input=b"g 9.1.1\nn\nq\n")
    assert done.returncode == 0
    commands = commands_in(done.stderr)
    assert set(commands) == {"Score", "Report", "Resume"}
    assert set(started) <= set(commands["Resume"])
    for what in ("Score", "Report"):
        assert {"--no-color", "--checklist"} <= set(commands[what])
        assert run(*commands[what], cwd=tmp_path).returncode == 0
    assert (tmp_path / name).with_suffix(".html").is_file()
    # In the session resumed the one question answered no is asked, and the score told.
    resumed = run(*commands["Resume"], cwd=tmp_path, input=b"g 9.1.2\ny\n9.1.1 is next\n")
    assert resumed.returncode == 130
    assert b"Score so far: 2/190" in resumed.stderr
    assert b'"9.1.1 is next" is not understood.' in resumed.stderr
    assert commands_in(resumed.stderr) == {"Resume": commands["Resume"]}
    assert not commands_in(run("ask", f"./{name}", cwd=tmp_path, input=b"").stderr)["Resume"][2:]


def test_a_choice_without_questions_is_told(tmp_path: Path, run: Run) -> None:
    sheet = tmp_path / "a.yaml"
    done = run("ask", sheet, "--recommendation", "9", "--stakeholder", "schools")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "No question belongs to all that was chosen." in done.stderr.decode()
    assert not sheet.exists()
    sheet.write_text(
        "format: 1\nchecklist: un-habitat-2023\nplace: {name: A}\nanswers: {}\n",
        encoding="utf-8",
    )
    done = run("ask", sheet, "--only", "na", input=b"")
    assert done.returncode == 0
    assert "No question asked here is answered Not applicable." in done.stderr.decode()


def test_lines_that_end_as_on_windows(tmp_path: Path, run: Run) -> None:
    lines = "".join(f"{line}\r\n" for line in [*DETAILS, "y", "q"])
    done = run("ask", "a.yaml", cwd=tmp_path, input=lines.encode())
    assert done.returncode == 0
    assert "\\r" not in done.stderr.decode()


def test_the_last_prompt_of_a_pipe_ends_its_line(tmp_path: Path, run: Run) -> None:
    lines = "".join(f"{line}\n" for line in [*DETAILS, *(["k"] * 4), "what"])
    done = run("ask", "a.yaml", "--action", "9.1", cwd=tmp_path, input=lines.encode())
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "No question is asked just now." in said
    assert "\nSaved in a.yaml.\n" in said


def test_what_cannot_be_used_is_refused_before_anything_is_asked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    for arguments, said in [
        (["broken.yaml"], b"broken.yaml"),
        (["-"], b"standard input cannot be saved to"),
        (["riverton.txt"], b"Let it end in .yaml or .json."),
        (["a.yaml", "--stakeholder", "ministry"], b"There is no stakeholder"),
        (["a.yaml", "--action", "1.9"], b"There is no action"),
        (["a.yaml", "--only", "never"], b"--only"),
    ]:
        result = run("ask", *arguments, cwd=tmp_path)
        assert result.returncode == 2
        assert said in result.stderr
        assert result.stdout == b""
    assert [path.name for path in tmp_path.iterdir()] == ["broken.yaml"]


def test_only_answers_of_one_kind_are_asked_again(tmp_path: Path, run: Run) -> None:
    head = "format: 1\nchecklist: un-habitat-2023\nplace: {name: R}\nanswers:\n"
    answers = "  1.1.1: yes\n  3.1.1: no\n  3.1.2: yes\n  5.1.1: no\n"
    (tmp_path / "r.yaml").write_text(head + answers, encoding="utf-8")
    chosen = ("--only", "no", "--recommendation", "3")
    done = run("ask", "r.yaml", *chosen, cwd=tmp_path, input=b"k\n")
    assert done.returncode == 0
    said = done.stderr.decode()
    assert re.findall(r"(?m)^(\S+) \(", said) == ["3.1.1", "Done"]
    assert "Everything has been asked." in said


def test_a_file_written_by_hand_is_copied_before_it_is_rewritten(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "riverton.yaml"
    text = (
        "# mine\nformat: 1\nchecklist: un-habitat-2023\nplace: {name: Riverton}\n"
        "answers: {1.1.1: YES, 2.1.1: {answer: maybe, note: 'a  b '}}\n"
    )
    path.write_text(text, encoding="utf-8")
    done = run("ask", "riverton.yaml", cwd=tmp_path, input=b"y\nq\n")
    assert b"riverton.yaml.bak" in done.stderr
    assert (tmp_path / "riverton.yaml.bak").read_text(encoding="utf-8") == text
    assert load_sheet(str(path))[0].answers == {
        "1.1.1": Answer(answer="YES"),
        "2.1.1": Answer(answer="maybe", note="a  b "),
        "2.1.2": Answer(answer="yes"),
    }


def test_a_new_sheet_never_takes_a_name_that_is_taken(tmp_path: Path, run: Run) -> None:
    (tmp_path / "addis-abeba.yaml").write_text("something else", encoding="utf-8")
    lines = "\n".join(["Addis Abeba", *DETAILS[1:], "q"]).encode()
    done = run("ask", cwd=tmp_path, input=lines)
    assert done.returncode == 0
    assert b"addis-abeba-2.yaml" in done.stderr
    assert (tmp_path / "addis-abeba.yaml").read_text(encoding="utf-8") == "something else"
    assert load_sheet(str(tmp_path / "addis-abeba-2.yaml"))[0].place.name == "Addis Abeba"


@not_on_windows("a named pipe is no file there")
def test_a_sheet_that_is_no_file_is_refused_at_once(tmp_path: Path, run: Run) -> None:
    os.mkfifo(tmp_path / "s.yaml")
    done = run("ask", "s.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"s.yaml: This is not a file.")


def test_a_session_says_when_others_cannot_be_kept_out(tmp_path: Path, run: Run) -> None:
    (tmp_path / ".s.yaml.lock").mkdir()
    done = run("ask", "s.yaml", cwd=tmp_path, input=b"Riverton\n")
    said = done.stderr.decode()
    assert said.startswith("Other sessions cannot be kept out of this file")
    assert (tmp_path / "s.yaml").exists()


@not_on_windows("there is no bash")
@pytest.mark.parametrize("stderr", ["2>/dev/full", "2>&-", "2>&1 >/dev/null | true"])
def test_answers_count_also_where_nobody_reads_the_questions(tmp_path: Path, stderr: str) -> None:
    shutil.copy(OWN_SHEET, tmp_path / "s.json")
    answers = "answers.txt"
    (tmp_path / answers).write_text("fully\n" * 40, encoding="utf-8")
    words = f"-m nupcheck ask s.json --only started --checklist {OWN_CHECKLIST} <{answers} {stderr}"
    command = f"{sys.executable} {words}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], check=False, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0
    before = load_sheet(str(OWN_SHEET), str(OWN_CHECKLIST))[0].answers
    assert load_sheet(str(tmp_path / "s.json"), str(OWN_CHECKLIST))[0].answers != before
