"""What users install, installed as they do it: with what it needs, from an index."""

from __future__ import annotations

import json
import re
import shutil
import sys
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import EXAMPLES, ROOT
from tests.support.policy import (
    CI,
    SHEET,
    change,
    commit,
    git,
    policy_repository,
    read,
    run_step,
    tool,
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return policy_repository(tmp_path / "policy")


def test_an_installed_package_scores_away_from_the_checkout(tmp_path: Path) -> None:
    """An sdist, from which pip builds the wheel that it installs."""

    def run(program: Path | str, *arguments: str | Path) -> str:
        done = tool(str(program), *map(str, arguments), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    dist = tmp_path / "dist"
    target = ("--target", "sdist", "--directory", str(dist))
    done = tool(sys.executable, "-m", "hatchling", "build", *target, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    (package,) = dist.iterdir()
    room = tmp_path / "venv"
    venv.create(room, with_pip=True)
    python, nupcheck = room / "bin" / "python", room / "bin" / "nupcheck"
    run(python, "-m", "pip", "install", "--quiet", package)

    shutil.copy(EXAMPLES / "riverton-2026.yaml", tmp_path / "sheet.yaml")
    result = json.loads(run(nupcheck, "score", "sheet.yaml", "--format", "json"))
    assert (result["total"]["points"], result["total"]["maximum"]) == (108, 190)
    assert run(python, "-c", "import nupcheck; print(nupcheck.__file__)").startswith(str(room))
    assert "108/190" in run(nupcheck, "score", "sheet.yaml")
    run(nupcheck, "new", "new.yaml")
    assert "95 of 95 questions are open" in run(nupcheck, "check", "new.yaml")


def test_the_action_installs_what_it_runs(repository: Path, tmp_path: Path) -> None:
    done = run_step("Install nupcheck", repository, tmp_path / "t", {})
    assert done.returncode == 0, done.stderr
    name, _, programs = (tmp_path / "t" / "env").read_text(encoding="utf-8").strip().partition("=")
    assert name == "NUPCHECK_PROGRAMS"
    scored = tool(str(Path(programs) / "nupcheck"), "score", SHEET, "-f", "json", cwd=repository)
    assert scored.returncode == 0, scored.stderr


def test_pre_commit_accepts_the_hooks_and_the_example() -> None:
    done = tool("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout
    done = tool("pre-commit", "validate-config", str(CI / "pre-commit-config.yaml"))
    assert done.returncode == 0, done.stdout


def test_pre_commit_runs_the_hooks(repository: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "nupcheck"
    hooks.mkdir()
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, hooks)
    git(hooks, "init", "--quiet")
    config = read(CI / "pre-commit-config.yaml")
    config["repos"][0].update(repo=str(hooks), rev=commit(hooks))
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")

    def run() -> Any:
        git(repository, "add", "--all")
        home = str(tmp_path / "home")
        return tool(
            "pre-commit",
            "run",
            "--all-files",
            "--color=never",
            cwd=repository,
            PRE_COMMIT_HOME=home,
        )

    done = run()
    assert done.returncode == 0, done.stdout
    assert re.findall(r"^(nupcheck \w+)\.+(\w+)$", done.stdout, re.MULTILINE) == [
        ("nupcheck check", "Passed"),
        ("nupcheck score", "Passed"),
    ]

    change(repository, "9.2.1", "yes", "no")
    done = run()
    assert done.returncode == 1
    assert "nupcheck score" in done.stdout
    assert "- exit code: 1" in done.stdout
    assert "fail-under 9=60" in done.stdout

    line = change(repository, "9.2.1", "no", "nope")
    done = run()
    assert f"{SHEET}:{line + 1}:" in done.stdout
    assert '"nope" is not an answer to 9.2.1' in done.stdout
