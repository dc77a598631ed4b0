"""The tests of what depends on the system, run by Windows' own Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.windows.machine import Windows


@pytest.mark.parametrize(
    "tests",
    [
        ("tests/cli/test_ask_killed.py", "-k", "0 or 1"),  # its workers, side by side
        ("tests/cli/test_ask_killed.py", "-k", "2 or 3"),
        ("tests/files/test_disk.py", "tests/files/test_dump.py", "tests/files/test_save.py"),
    ],
)
def test_passes_there_too(windows: Windows, tests: tuple[str, ...]) -> None:
    options = ("-q", "-n0", "-p", "no:cacheprovider")
    done = windows.run(*options, *tests, cwd=ROOT, python=("-m", "pytest"))
    assert done.returncode == 0, done.stdout.decode(errors="replace")
