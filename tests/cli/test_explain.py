"""`nupcheck explain` as a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLES, OWN_CHECKLIST, OWN_SHEET
from tests.support.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CITY, PARTIAL = EXAMPLES / "riverton-2026.yaml", EXAMPLES / "harbourview-partial.yaml"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ((), "Total\n"),
        (("9",), "Recommendation 9: "),
        (("9.1",), "Action 9.1: "),
        (("9.1.3",), "Question 9.1.3\n"),
        (("theme:funding",), "Theme funding: "),
        (("stakeholder:schools",), "Stakeholder schools: Schools\n"),
    ],
)
@pytest.mark.parametrize("sheet", [CITY, PARTIAL])
def test_any_number_can_be_explained(
    run: Run, sheet: Path, words: tuple[str, ...], title: str
) -> None:
    done = run("explain", sheet, *words)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert text.startswith(title)
    assert "\x1b" not in text
    for heading in ("Low and high\n", "The maximum\n", "points: "):
        assert heading in text


@pytest.mark.parametrize("words", [(), ("8.2",), ("1.1.4",)])
def test_it_fits_a_terminal_of_80_columns(words: tuple[str, ...]) -> None:
    screen, code = on_terminal("explain", PARTIAL, *words)
    assert code == 0
    assert max(len(line) for line in screen.split("\r\n")) <= 80
    assert "\x1b" not in screen


def test_other_level_names_and_scales(run: Run) -> None:
    done = run("explain", OWN_SHEET, "--checklist", OWN_CHECKLIST)
    assert done.returncode == 0
    assert done.stdout.startswith(b"Total\n")
    assert "9 questions × 3, the most that an answer earns" in done.stdout.decode()
    assert b"= 27" in done.stdout


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("9.1.99", b"Did you mean 9.1."),
        ("funding", b"Write theme:funding."),
        ("theme:nothing", b"The checklist has no part"),
        ("", b"The checklist has no part"),
    ],
)
def test_an_unknown_part_is_a_usage_error(run: Run, word: str, hint: bytes) -> None:
    done = run("explain", CITY, word)
    assert (done.returncode, done.stdout) == (2, b"")
    assert hint in done.stderr


def test_standard_input_and_an_output_file(run: Run, tmp_path: Path) -> None:
    wanted = run("explain", CITY, "4", "--format", "markdown").stdout
    assert wanted.startswith(b"# Recommendation 4: ")
    done = run("explain", "-", "4", "-o", tmp_path / "four.md", input=CITY.read_bytes())
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "four.md").read_bytes() == wanted


def test_the_sums_can_be_read_on_a_console_without_utf_8(run: Run) -> None:
    done = run("explain", CITY, "9.1", environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"6 of 8 points: 100 x 6 / 8 = 75.0%.\n" in done.stdout
    assert done.stdout.isascii()
