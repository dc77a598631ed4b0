"""The file of a session on Windows, where an open file can be neither replaced nor removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.files.load import load_sheet
from tests.windows.machine import next_prompt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows.machine import Windows

# As nupcheck writes it.
SHEET = b"""format: 1
checklist: un-habitat-2023
checklist_version: "1.0"
place:
  name: A
answers:
  1.1.1: yes
"""

KEPT, SHOWN = "0", "1"  # what others may do meanwhile: nothing; read
# Holds a file until a line comes, or for some time.
HOLDER = """
import ctypes, sys, time
kernel = ctypes.WinDLL("kernel32")
kernel.CreateFileW.restype = ctypes.c_void_p
handle = kernel.CreateFileW(sys.argv[1], 0x80000000, int(sys.argv[3]), None, 3, 0, None)
print("held", flush=True)
sys.stdin.readline() if sys.argv[2] == "line" else time.sleep(float(sys.argv[2]))
"""


def answers_in(path: Path) -> dict[str, object]:
    return {name: entry.answer for name, entry in load_sheet(str(path))[0].answers.items()}


def test_a_second_session_on_a_file_is_told(windows: Windows, tmp_path: Path) -> None:
    with windows.start("ask", "a.yaml", cwd=tmp_path) as first:
        try:
            next_prompt(first)
            second = windows.run("ask", "A.YAML", cwd=tmp_path, lines=b"q\n")
            assert second.returncode == 2
            assert b"A.YAML is open in another session of `nupcheck ask`." in second.stderr
        finally:
            first.kill()
    assert (tmp_path / ".a.yaml.lock").exists()  # left by who was killed
    third = windows.run("ask", "a.yaml", cwd=tmp_path, lines=b"A\n\n\n\n\n\n\ny\nq\n")
    assert third.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_changed_meanwhile_is_never_overwritten(windows: Windows, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SHEET)
    with windows.start("ask", "a.yaml", cwd=tmp_path) as session:
        next_prompt(session)
        path.write_bytes(SHEET.replace(b"A", b"B"))
        _, said = session.communicate(b"n\r\nq\r\n", timeout=60)
    assert session.returncode == 0
    assert b"a.yaml was changed by someone else meanwhile." in said
    assert path.read_bytes() == SHEET.replace(b"A", b"B")
    assert answers_in(tmp_path / "a-2.yaml") == {"1.1.1": "yes", "1.1.2": "no"}


def test_a_file_that_a_program_holds_for_a_moment_is_saved_after_it(
    windows: Windows, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SHEET)
    with windows.start("ask", "a.yaml", cwd=tmp_path) as session:
        next_prompt(session)
        with windows.start("a.yaml", "0.2", KEPT, cwd=tmp_path, python=("-c", HOLDER)) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == b"held"
            _, said = session.communicate(b"n\nq\n", timeout=60)
            holder.communicate()
    assert session.returncode == 0, said.decode()
    assert answers_in(path) == {"1.1.1": "yes", "1.1.2": "no"}


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (KEPT, "a.yaml: The file cannot be read: "),
        (SHOWN, "a.yaml could not be written: "),
    ],
)
def test_a_file_that_a_program_holds_for_long_stays_and_nothing_is_lost(
    windows: Windows, tmp_path: Path, share: str, said: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SHEET)
    with windows.start("ask", "a.yaml", cwd=tmp_path) as session:
        next_prompt(session)
        holder = windows.start("a.yaml", "line", share, cwd=tmp_path, python=("-c", HOLDER))
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == b"held"
            told = session.communicate(b"n\nq\n", timeout=60)[1].decode()
            holder.communicate(b"\n")
    assert session.returncode == 2
    assert said in told
    assert "Not saved:" in told
    assert "1.1.2: no" in told
    assert path.read_bytes() == SHEET
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]
