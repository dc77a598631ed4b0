"""What is built and installed works away from the checkout, with the data inside it."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


def run(*command: str | Path, cwd: Path | None = None) -> str:
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, check=False, cwd=cwd, text=True
    )
    assert result.returncode == 0, result.stderr + result.stdout
    return result.stdout


def test_the_wheel_holds_the_data_and_the_mark_of_types(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"nupcheck/data/recommendations.yaml", "nupcheck/py.typed"} <= set(names)
    guidance = [path.name for path in (ROOT / "data/guidance/un-habitat-2023").glob("*.yaml")]
    assert guidance
    assert {f"nupcheck/data/guidance/un-habitat-2023/{name}" for name in guidance} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"nupcheck"}


def test_the_sdist_holds_what_is_needed_to_test_and_read(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "data/recommendations.yaml",
        "docs/scoring.md",
    }
    assert (
        needed | {"examples/riverton-2026.yaml", "tests/conftest.py", "src/nupcheck/py.typed"}
        <= names
    )
    assert not any(".venv" in name or "__pycache__" in name for name in names)


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_an_installed_package_scores_away_from_the_checkout(
    built: Path, tmp_path: Path, kind: str
) -> None:
    room = tmp_path / "venv"
    venv.create(room, with_pip=True)
    programs = room / ("Scripts" if sys.platform == "win32" else "bin")
    (package,) = built.glob(kind)
    run(programs / "python", "-m", "pip", "install", "--quiet", package)
    sheet = tmp_path / "sheet.yaml"
    sheet.write_bytes((EXAMPLES / "riverton-2026.yaml").read_bytes())
    nupcheck = programs / "nupcheck"
    result = json.loads(run(nupcheck, "score", sheet, "--format", "json", cwd=tmp_path))
    assert (result["total"]["points"], result["total"]["maximum"]) == (108, 190)
    where = run(
        programs / "python", "-c", "import nupcheck; print(nupcheck.__file__)", cwd=tmp_path
    )
    assert where.startswith(str(room))
    assert "108/190" in run(nupcheck, "score", sheet, cwd=tmp_path)
    run(nupcheck, "new", "new.yaml", cwd=tmp_path)
    assert "95 of 95 questions are unanswered" in run(nupcheck, "check", "new.yaml", cwd=tmp_path)
