"""Sessions of the questionnaire in a real terminal."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from nupcheck.files.load import load_sheet
from nupcheck.model.sheet import Answer
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Run


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")


def answers_in(path: Path) -> dict[str, Answer]:
    return load_sheet(str(path))[0].answers


def words_in(path: Path) -> dict[str, str | None]:
    return {name: entry.answer for name, entry in answers_in(path).items()}


def test_a_session_interrupted_and_resumed_by_someone_else(tmp_path: Path) -> None:
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.answer("1.1.2", "k")
        terminal.answer("1.2.1", "s")
        terminal.see("1.2.2 (")
        terminal.interrupt()
        code, shown = terminal.end()
    assert code == 130
    assert "Your work is in riverton.yaml." in shown
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.answer("1.2.2", "m who")
        terminal.type("B. Tadesse", "", "", "y")
        terminal.answer("1.2.3", "\x04")
        code, shown = terminal.end()
    assert code == 130
    assert words_in(tmp_path / "riverton.yaml") == {
        "1.1.1": "yes",
        "1.2.1": "sometimes",
        "1.2.2": "yes",
    }
    people = load_sheet(str(tmp_path / "riverton.yaml"))[0].respondents
    assert [person.name for person in people] == ["B. Tadesse"]


def test_a_corrected_session(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.answer("1.1.2", "y")
        terminal.answer("1.1.3", "b")
        terminal.see("Now: Yes")
        terminal.answer("1.1.2", "s")
        terminal.answer("1.1.3", "g 1.1.1")
        terminal.answer("1.1.1", "n")
        terminal.see("Not needed now: 1.1.2 (Sometimes).")
        terminal.see("1.2.1 (")
        assert words_in(path) == {"1.1.1": "no", "1.1.2": "sometimes"}
        terminal.type("u")
        terminal.see("Counting again: 1.1.2 (Sometimes).")
        terminal.answer("1.1.1", "m")
        terminal.see("Note: ")
        terminal.type("Census [draft]\x1b[31m", "https://example.org", "p. 12", "", "Planning")
        terminal.see("Answered by: Planning")
        terminal.answer("1.1.1", "q")
        code, _ = terminal.end()
    assert code == 0
    assert words_in(path) == {"1.1.1": "yes", "1.1.2": "sometimes"}
    entry = answers_in(path)["1.1.1"]
    assert entry.note is not None
    assert entry.note.startswith("Census [draft]")
    assert (entry.evidence, entry.by) == (("https://example.org", "p. 12"), "Planning")


def test_a_refused_session(tmp_path: Path) -> None:
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "perhaps")
        terminal.see('"perhaps" is not understood.')
        terminal.answer("1.1.1", "na")
        terminal.see("may not be answered not applicable")
        terminal.answer("1.1.1", "g 77")
        terminal.see('The checklist has no part "77".')
        terminal.answer("1.1.1", "g 7.1.4")
        terminal.answer("7.1.4", "na")
        terminal.see("Why it does not apply")
        terminal.type("")
        terminal.see("Not taken")
        terminal.answer("7.1.4", "na")
        terminal.see("no answer): ")
        terminal.type("No such support is given here")
        terminal.answer("7.2.1", "q")
        assert terminal.end()[0] == 0
    assert answers_in(tmp_path / "riverton.yaml") == {
        "7.1.4": Answer(answer="not_applicable", note="No such support is given here")
    }


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_the_session_and_says_where_the_work_is(tmp_path: Path, name: str) -> None:
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        terminal.interrupt(getattr(signal, name))
        code, shown = terminal.end()
    assert code == 130
    assert "Your work is in riverton.yaml" in shown
    assert words_in(tmp_path / "riverton.yaml") == {"1.1.1": "yes"}
    assert not list(tmp_path.glob(".*"))


def test_the_command_that_resumes_can_be_copied_from_any_terminal(tmp_path: Path) -> None:
    chosen = ("--recommendation", "9", "--stakeholder", "local-government", "--live-score")
    with Terminal(tmp_path, "riverton.yaml", *chosen, columns=40) as terminal:
        terminal.see("]: ")
        terminal.type("", *[""] * 6)
        terminal.see("9.1.1 (")
        terminal.interrupt()
        code, shown = terminal.end()
    assert code == 130
    assert f"Resume: nupcheck ask riverton.yaml {' '.join(chosen)}\r\n" in shown


def test_a_closed_terminal_loses_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "riverton.yaml")
    terminal.skip_details()
    terminal.answer("1.1.1", "y")
    terminal.see("1.1.2 (")
    terminal.process.ptyproc.fileobj.close()
    assert terminal.process.wait() == 130
    assert words_in(tmp_path / "riverton.yaml") == {"1.1.1": "yes"}
    assert not list(tmp_path.glob(".*"))


def test_a_second_session_on_the_file_is_told(tmp_path: Path, run: Run) -> None:
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        second = run("ask", "riverton.yaml", cwd=tmp_path)
        assert second.returncode == 2
        assert b"open in another session" in second.stderr
        terminal.type("q")
        terminal.end()
    assert run("ask", "riverton.yaml", cwd=tmp_path, input=b"q\n").returncode == 0


def changed_by_a_colleague(path: Path, question: str, answer: str) -> None:
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(f"  {question}:")]
    path.write_text("\n".join([*kept, f"  {question}: {answer}  # me", ""]), encoding="utf-8")


def in_conflict(terminal: Terminal, path: Path) -> None:
    terminal.skip_details()
    terminal.answer("1.1.1", "y")
    terminal.see("1.1.2 (")
    changed_by_a_colleague(path, "1.1.1", "sometimes")
    changed_by_a_colleague(path, "9.1.1", "no")
    terminal.type("y")
    terminal.see("changed by someone else")
    terminal.see("1.1.1: sometimes there, yes here")
    terminal.see("1.1.2: no answer there, yes here")
    terminal.see("9.1.1: no there, no answer here")
    terminal.see("j, k or t: ")


def test_changes_of_a_colleague_are_joined_when_wished(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", columns=200) as terminal:
        in_conflict(terminal, path)
        terminal.type("j")
        terminal.answer("1.1.3", "q")
        assert terminal.end()[0] == 0
    assert words_in(path) == {"1.1.1": "sometimes", "1.1.2": "yes", "9.1.1": "no"}
    assert words_in(tmp_path / "riverton.yaml.bak") == {"1.1.1": "sometimes", "9.1.1": "no"}


def test_what_an_answer_switches_off_is_told_after_joining_too(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", "--live-score", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.answer("1.1.2", "y")
        terminal.answer("1.1.3", "g 1.1.1")
        terminal.see("Now: Yes")
        changed_by_a_colleague(path, "1.2.1", "sometimes")
        terminal.answer("1.1.1", "n")
        terminal.see("j, k or t: ")
        terminal.type("j")
        terminal.see("Not needed now: 1.1.2 (Yes).")
        terminal.see("Score so far: 1/")
        terminal.answer("1.2.2", "u")
        terminal.see("Undone: the last change to 1.1.1.")
        terminal.see("Counting again: 1.1.2 (Yes).")
        terminal.answer("1.1.1", "q")
        assert terminal.end()[0] == 0
    assert words_in(path) == {"1.1.1": "yes", "1.1.2": "yes", "1.2.1": "sometimes"}


def test_both_files_are_kept_when_wished(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", columns=200) as terminal:
        in_conflict(terminal, path)
        terminal.type("nothing of these", "k")
        terminal.see("riverton-2.yaml from now on")
        terminal.answer("1.1.3", "q")
        assert terminal.end()[0] == 0
    assert words_in(path) == {"1.1.1": "sometimes", "9.1.1": "no"}
    assert words_in(tmp_path / "riverton-2.yaml") == {"1.1.1": "yes", "1.1.2": "yes"}


def test_a_file_that_someone_broke_is_looked_at_again_or_left(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        whole = path.read_bytes()
        path.write_text("answers: [half", encoding="utf-8")
        terminal.type("y")
        terminal.see("It is not a sheet that can be read just now")
        terminal.see("k or a: ")
        path.write_bytes(whole.replace(b"1.1.1: yes", b"1.1.1: sometimes"))
        terminal.type("j", "a")
        terminal.see("Type k or a.")
        terminal.see("1.1.1: sometimes there, yes here")
        terminal.see("j, k or t: ")
        terminal.type("j")
        terminal.see("1.1.3 (")
        path.write_text("answers: [half", encoding="utf-8")
        terminal.type("y")
        terminal.see("k or a: ")
        terminal.type("k")
        terminal.answer("1.1.4", "q")
        assert terminal.end()[0] == 0
    assert path.read_text(encoding="utf-8") == "answers: [half"
    expected = {"1.1.1": "sometimes", "1.1.2": "yes", "1.1.3": "yes"}
    assert words_in(tmp_path / "riverton-2.yaml") == expected


def test_theirs_are_taken_when_wished(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", columns=200) as terminal:
        in_conflict(terminal, path)
        text = path.read_bytes()
        terminal.type("t")
        terminal.see("1.1.2 (")
        assert path.read_bytes() == text
        terminal.type("q")
        assert terminal.end()[0] == 0


def test_leaving_at_the_choice_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "riverton.yaml"
    with Terminal(tmp_path, "riverton.yaml", columns=200) as terminal:
        in_conflict(terminal, path)
        terminal.interrupt()
        assert terminal.end()[0] == 130
    assert words_in(path) == {"1.1.1": "sometimes", "9.1.1": "no"}
    assert words_in(tmp_path / "riverton-2.yaml") == {"1.1.1": "yes", "1.1.2": "yes"}


def test_a_folder_that_went_away_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Terminal(tmp_path, "work/riverton.yaml", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        folder.rename(tmp_path / "gone")
        terminal.type("s")
        terminal.see("could not be written")
        terminal.see("Save to: ")
        (tmp_path / "gone").rename(folder)
        terminal.type("")
        terminal.answer("1.1.3", "q")
        assert terminal.end()[0] == 0
    assert words_in(folder / "riverton.yaml") == {"1.1.1": "yes", "1.1.2": "sometimes"}


def test_another_place_can_be_named_when_a_file_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Terminal(tmp_path, "work/riverton.yaml", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        folder.rename(tmp_path / "gone")
        terminal.type("s")
        terminal.see("Save to: ")
        terminal.type("yes")
        terminal.see('"yes" is no name for a sheet. Let it end in .yaml or .json.')
        terminal.see("Save to: ")
        terminal.type(str(tmp_path))
        terminal.see("work/riverton.yaml was left as it is; your answers are in ")
        terminal.see("riverton.yaml from now on.")
        terminal.answer("1.1.3", "q")
        assert terminal.end()[0] == 0
    assert words_in(tmp_path / "riverton.yaml") == {"1.1.1": "yes", "1.1.2": "sometimes"}
    assert words_in(tmp_path / "gone" / "riverton.yaml") == {"1.1.1": "yes"}


def test_what_could_not_be_saved_is_shown_on_leaving(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with Terminal(tmp_path, "work/riverton.yaml", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        folder.rename(tmp_path / "gone")
        terminal.type("s")
        terminal.see("Save to: ")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 2
    assert "1.1.2: sometimes" in shown
    assert "Your work before that is in work/riverton.yaml." in shown
    assert words_in(tmp_path / "gone" / "riverton.yaml") == {"1.1.1": "yes"}


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder with a sheet, which is made unwritable by a call and writable again at the end."""
    folder = tmp_path / "work"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


def not_all_powerful(folder: Path, *arguments: str) -> Terminal:
    """A session that permissions hold for: root, who may write anywhere, starts it without that."""
    without = "-dac_override,-dac_read_search"
    wrapper = ("setpriv", f"--bounding-set={without}") if os.geteuid() == 0 else ()
    return Terminal(folder, *arguments, columns=200, wrapper=wrapper)


def test_a_folder_that_became_read_only_loses_nothing(unwritable: Path) -> None:
    path = unwritable / "riverton.yaml"
    with not_all_powerful(unwritable, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.answer("1.1.2", "s")
        terminal.see("1.1.3 (")
        before = path.read_bytes()
        unwritable.chmod(0o555)
        terminal.type("n")
        terminal.see("riverton.yaml could not be written: Permission denied.")
        terminal.see("Save to: ")
        terminal.type("")
        terminal.see("Save to: ")
        terminal.type("other.yaml")
        terminal.see("other.yaml could not be written")
        terminal.see("Save to: ")
        terminal.type("~nobody-has-this-name/riverton.yaml")
        terminal.see("cannot be reached: Could not determine home directory.")
        terminal.see("Save to: ")
        terminal.type("q")
        code, shown = terminal.end()
    assert code == 2
    assert "1.1.3: no" in shown
    assert "Your work before that is in riverton.yaml." in shown
    assert "Resume: nupcheck ask riverton.yaml" in shown
    assert path.read_bytes() == before
    assert words_in(path) == {"1.1.1": "yes", "1.1.2": "sometimes"}


def test_a_folder_that_may_not_be_looked_into_is_told(unwritable: Path) -> None:
    (unwritable / "riverton.yaml").touch()
    unwritable.chmod(0o000)
    with not_all_powerful(unwritable.parent, "work/riverton.yaml") as terminal:
        code, shown = terminal.end()
    assert code == 2
    assert "work/riverton.yaml: The file cannot be read: Permission denied." in shown


def test_a_folder_that_was_read_only_for_a_while_is_used_again(unwritable: Path) -> None:
    path = unwritable / "riverton.yaml"
    with not_all_powerful(unwritable, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.see("1.1.2 (")
        unwritable.chmod(0o555)
        terminal.type("n")
        terminal.see("Save to: ")
        unwritable.chmod(0o755)
        terminal.type("")
        terminal.answer("1.2.1", "q")
        assert terminal.end()[0] == 0
    assert words_in(path) == {"1.1.1": "yes", "1.1.2": "no"}


@pytest.mark.parametrize(
    ("place", "columns"),
    [
        ("አዲስ አበባ", 40),
        ("أديس أبابا", 80),
        ("北京市", 40),
        ("São Tomé", 80),
        ("[bold]X[/bold]", 200),
    ],
)
def test_any_place_at_any_width(tmp_path: Path, place: str, columns: int) -> None:
    with Terminal(tmp_path, "s.yaml", columns=columns) as terminal:
        terminal.skip_details(place)
        terminal.answer("1.1.1", "y")
        terminal.process.setwinsize(50, 60)
        terminal.answer("1.1.2", "q")
        code, shown = terminal.end()
    assert code == 0
    assert place in shown
    assert load_sheet(str(tmp_path / "s.yaml"))[0].place.name == place


def test_a_plain_session_has_no_control_characters(tmp_path: Path) -> None:
    with Terminal(tmp_path, "riverton.yaml", "--plain", columns=40) as terminal:
        terminal.process.logfile_read = log = (tmp_path / "log").open("w", encoding="utf-8")
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        terminal.answer("1.1.2", "?")
        terminal.see("Who should know: ")
        terminal.answer("1.1.2", "q")
        _, result = terminal.end()
        log.close()
    shown = (tmp_path / "log").read_text(encoding="utf-8")
    assert {sign for sign in shown if not sign.isprintable()} <= {"\r", "\n"}
    assert "Total: 2 of 190 points, 1.1%, 94 open" in result
    assert not set(result) & set("─│█░•")


def test_a_dumb_terminal_will_do(tmp_path: Path) -> None:
    with Terminal(tmp_path, "riverton.yaml", term="dumb") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "y")
        before = terminal.process.before
        terminal.answer("1.1.2", "q")
        assert terminal.end()[0] == 0
    assert "\x1b" not in before


@pytest.mark.parametrize("sign", ["x", "አ"])
def test_a_line_too_long_for_a_terminal_is_not_half_taken(tmp_path: Path, sign: str) -> None:
    most = 4094 // len(sign.encode())
    with Terminal(tmp_path, "riverton.yaml", term="dumb", columns=200) as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "m")
        terminal.see("Note: ")
        for length in (most + 1, most + 2, 3 * most):
            terminal.type(sign * length)
            terminal.see("Too long: this terminal takes 4,094 bytes in a line. Nothing was taken")
            terminal.see("Note: ")
        terminal.type(sign * most)
        terminal.see("Enter when done): ")
        terminal.type("", "")
        terminal.answer("1.1.1", "q")
        assert terminal.end()[0] == 0
    assert answers_in(tmp_path / "riverton.yaml")["1.1.1"].note == sign * most


def test_a_very_long_line_and_a_pasted_paragraph_arrive_whole(tmp_path: Path) -> None:
    long, pasted = "x" * 9000, "First line.\n\nThird: [line]."
    with Terminal(tmp_path, "riverton.yaml") as terminal:
        terminal.skip_details()
        terminal.answer("1.1.1", "m")
        terminal.see("Note: ")
        terminal.type(f"\x1b[200~{pasted}\x1b[201~")
        terminal.see("Enter when done): ")
        terminal.type(long)
        terminal.see("[1]: ")
        terminal.type("")
        terminal.see("Who gave the answer: ")
        terminal.type("")
        terminal.answer("1.1.1", "q")
        assert terminal.end()[0] == 0
    entry = answers_in(tmp_path / "riverton.yaml")["1.1.1"]
    assert entry.note == pasted
    assert entry.evidence == (long,)
