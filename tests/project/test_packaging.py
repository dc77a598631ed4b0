"""What is built holds the data, and what is needed to test and to read."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build an sdist or a wheel of what lies in `source`."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (package,) = folder.iterdir()
    return package


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


def test_the_sdist_holds_what_is_needed_to_test_and_read(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "data/recommendations.yaml",
        "docs/scoring.md",
        "examples/riverton-2026.yaml",
        "noxfile.py",
        "src/nupcheck/py.typed",
        "tests/conftest.py",
    }
    assert not any(".venv" in name or "__pycache__" in name for name in names)


def test_the_wheel_built_from_it_holds_the_data_and_the_mark_of_types(
    sdist: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    names = set(zipfile.ZipFile(build("wheel", source, tmp_path / "wheel")).namelist())
    guidance = [path.name for path in (ROOT / "data/guidance/un-habitat-2023").glob("*.yaml")]
    assert guidance
    assert names >= {
        "nupcheck/py.typed",
        "nupcheck/data/recommendations.yaml",
        *(f"nupcheck/data/guidance/un-habitat-2023/{name}" for name in guidance),
    }
    modules = (ROOT / "src").rglob("*.py")
    assert names >= {path.relative_to(ROOT / "src").as_posix() for path in modules}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"nupcheck"}
