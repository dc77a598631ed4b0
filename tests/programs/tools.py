"""Programs that the tests run reports through: found, or skipped with what to install.

In CI (`CI` is set) they must be there: a test that cannot run there fails.
"""

from __future__ import annotations

import os
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
    if found is None:
        _missing(f"{names[0]} is not installed (Debian: apt-get install {package}).")
    return found or ""


def need_file(path: Path) -> Path:
    """A file that npm brings."""
    if not path.is_file():
        _missing(f"{path.name} is not there: {_NPM}")
    return path


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
