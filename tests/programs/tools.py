"""Programs that the tests run reports through: found, or the test says what to install."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

_MODULES = Path(__file__).parent / "node_modules"
AXE = _MODULES / "axe-core" / "axe.min.js"
VALIDATOR = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_NPM = "npm install --prefix tests/programs --ignore-scripts"


def need_program(*names: str, package: str) -> str:
    """The path of the first of some programs that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or pytest.fail(f"{names[0]} is not installed (Debian: apt-get install {package}).")


def need_file(path: Path) -> Path:
    """A file that npm brings."""
    if not path.is_file():
        pytest.fail(f"{path.name} is not there: {_NPM}")
    return path
