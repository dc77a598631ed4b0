"""What is done differently on Windows, as far as other systems can run it; see tests/windows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from nupcheck.cli.shells import in_shell, matching

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("riverton.yaml", "riverton.yaml"),
        (r"C:\Users\Ana\sheet-1.yaml", r"C:\Users\Ana\sheet-1.yaml"),
        (r"C:\My sheets\São.yaml", r'"C:\My sheets\São.yaml"'),
        ("ثلاثة.yaml", "ثلاثة.yaml"),
        ("Addis-አዲስ.yaml", "Addis-አዲስ.yaml"),
        ("it's.yaml", '"it\'s.yaml"'),
        ("a,b.yaml", '"a,b.yaml"'),  # PowerShell would make a list of it
        ("a&b (2).yaml", '"a&b (2).yaml"'),
        ("", '""'),
    ],
)
def test_words_are_quoted_as_the_shells_of_windows_read_them(word: str, shown: str) -> None:
    assert in_shell(["nupcheck", "ask", word], "win32") == f"nupcheck ask {shown}"


def test_a_pattern_stands_for_the_files_it_matches(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c[1].yaml", ".hidden.yaml", "d.json"):
        (tmp_path / name).touch()
    within = f"{tmp_path}{os.sep}"
    assert matching(f"{within}*.yaml") == [
        f"{within}{name}" for name in ("a.yaml", "b.yaml", "c[1].yaml")
    ]
    assert matching(f"{within}?[1].yaml") == [f"{within}c[1].yaml"]
    # What matches nothing, looks like an option or has no wildcard is not for us to change.
    for argument in (f"{within}*.xml", "--only=*", "c[1].yaml", "9.1", ""):
        assert matching(argument) == [argument]
