"""The questionnaire in a console of Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.files.load import load_sheet
from tests.cli.test_ask_piped import DETAILS, full_session

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist
    from tests.conftest import Run
    from tests.windows.machine import Console, Windows

TOWNS = "São Tomé ثلاثة አዲስ 北京"

# Types into the console that this program was started in, as a keyboard would, and runs nupcheck
# there: Wine's terminal keeps some keys to itself.
KEYBOARD = """
import ctypes, subprocess, sys, threading
class Key(ctypes.Structure):
    _fields_ = [("event", ctypes.c_uint32), ("down", ctypes.c_int32), ("times", ctypes.c_uint16),
                ("key", ctypes.c_uint16), ("scan", ctypes.c_uint16), ("sign", ctypes.c_wchar),
                ("state", ctypes.c_uint32)]
kernel = ctypes.WinDLL("kernel32")
kernel.GetStdHandle.restype = ctypes.c_void_p
keyboard, count = ctypes.c_void_p(kernel.GetStdHandle(-10)), ctypes.c_uint32()
child = subprocess.Popen([sys.executable, "-m", "nupcheck", *sys.argv[2:]], stderr=subprocess.PIPE)
for part in iter(lambda: child.stderr.read(1), b""):
    sys.stderr.write(part.decode("latin-1"))
    sys.stderr.flush()
    if part == b":" and child.poll() is None:  # a prompt
        for sign in sys.argv[1].encode().decode("unicode_escape"):
            for down in (1, 0):
                key = Key(1, down, 1, 13 if sign == "\\r" else 0, 0, sign, 0)
                kernel.WriteConsoleInputW(keyboard, ctypes.byref(key), 1, ctypes.byref(count))
sys.exit(child.wait())
"""


def skip_details(console: Console, place: str = "") -> None:
    """Name the place and leave out the rest."""
    for label, line in (
        ("Place", place),
        ("Country", ""),
        ("Level", ""),
        ("Date", ""),
        ("Who is answering", ""),
        ("Their role", ""),
        ("Their group", ""),
    ):
        console.see(label)
        console.type(line)


def answers_in(path: Path) -> dict[str, object]:
    return {name: entry.answer for name, entry in load_sheet(str(path))[0].answers.items()}


def test_a_whole_session_scores_as_the_sheet_written_by_hand(
    windows: Windows, tmp_path: Path, checklist: Checklist, run: Run
) -> None:
    typed, by_hand = full_session(checklist)
    (tmp_path / "hand.yaml").write_text(by_hand, encoding="utf-8")
    with windows.console("ask", "typed.yaml", cwd=tmp_path) as console:
        console.see("Place [Typed]")
        console.type(*DETAILS)
        for name, word in typed:
            console.answer(name, word)
        console.see("Done (")
        console.type("q")
        assert console.end() == 0
        assert "Resume: nupcheck ask typed.yaml" in console.text
        assert "Every question is settled." in console.text
    here = run("score", "hand.yaml", "--format", "json", cwd=tmp_path)
    there = windows.run("score", "typed.yaml", "--format", "json", cwd=tmp_path)
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hand.yaml", "typed.yaml"]


def test_a_session_interrupted_by_ctrl_c_is_resumed(windows: Windows, tmp_path: Path) -> None:
    with windows.console("ask", "a.yaml", cwd=tmp_path) as console:
        skip_details(console)
        console.answer("1.1.1", "y")
        console.see("1.1.2 (")
        # On Windows Ctrl-C ends the reading of a line at once; under Wine, Enter has to end it.
        console.process.send("s\x03")
        console.process.send("\r")
        assert console.end() == 130
        assert console.text.endswith(
            "Stopped. Your work is in a.yaml.\nResume: nupcheck ask a.yaml"
        )
    assert answers_in(tmp_path / "a.yaml") == {"1.1.1": "yes"}
    with windows.console("ask", "a.yaml", cwd=tmp_path) as console:
        console.answer("1.1.2", "s")
        console.see("1.1.3 (")
        console.type("q")
        assert console.end() == 0
    assert answers_in(tmp_path / "a.yaml") == {"1.1.1": "yes", "1.1.2": "sometimes"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_console_closed_loses_nothing(windows: Windows, tmp_path: Path) -> None:
    with windows.console("ask", "a.yaml", cwd=tmp_path) as console:
        skip_details(console)
        console.answer("1.1.1", "y")
        console.see("1.1.2 (")
    assert answers_in(tmp_path / "a.yaml") == {"1.1.1": "yes"}
    with windows.console("ask", "a.yaml", cwd=tmp_path) as console:  # nobody holds it any more
        console.see("1.1.2 (")


def test_ctrl_z_and_enter_end_the_input(windows: Windows, tmp_path: Path) -> None:
    python = ("-c", KEYBOARD)
    with windows.console("\\x1a\\r", "ask", "a.yaml", cwd=tmp_path, python=python) as console:
        assert console.end() == 130
        assert "Stopped. Your work is in a.yaml." in console.text


def test_names_in_other_scripts_are_typed_shown_and_saved(windows: Windows, tmp_path: Path) -> None:
    with windows.console("ask", cwd=tmp_path) as console:
        skip_details(console, TOWNS)
        console.answer("1.1.1", "m")
        console.see("Note")
        console.type(TOWNS)
        console.see("Evidence")
        console.type("", "")
        console.see("1.1.1 (")
        assert f"Note: {TOWNS}\n" in console.text
        console.type("q")
        assert console.end() == 0
        name = "são-tomé-ثلاثة-አዲስ-北京"
        assert f"Report: nupcheck report {name}.yaml -o {name}.html" in console.text
    sheet, _ = load_sheet(str(tmp_path / f"{name}.yaml"))
    assert (sheet.place.name, sheet.answers["1.1.1"].note) == (TOWNS, TOWNS)


def test_a_plain_session_says_the_same(windows: Windows, tmp_path: Path) -> None:
    with windows.console("ask", "--plain", "--action", "8.3", "a.yaml", cwd=tmp_path) as console:
        skip_details(console)
        console.answer("8.3.1", "x" * 5000)
        console.answer("8.3.1", "y")
        console.see("8.3.2 (")
        console.type("q")
        assert console.end() == 0
        assert "is not understood" in console.text
    assert answers_in(tmp_path / "a.yaml") == {"8.3.1": "yes"}
