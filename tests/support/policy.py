"""A policy repository that scores its sheet, and what its pipelines run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

CI = EXAMPLES / "ci"
PROGRAMS = Path(sys.executable).parent
SHEET = "sheets/riverton.yaml"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tool(name: str, *arguments: str, cwd: Path | None = None, **more: str) -> Any:
    """A program that is installed beside nupcheck, or on the system."""
    beside = PROGRAMS / name
    return subprocess.run(
        [str(beside) if beside.exists() else name, *arguments],
        cwd=cwd,
        env={**os.environ, **more},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def git(folder: Path, *arguments: str) -> str:
    done = tool(
        "git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "Change") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def policy_repository(folder: Path) -> Path:
    """A policy repository with a sheet and gates, its first round committed."""
    (folder / "sheets").mkdir(parents=True)
    shutil.copy(EXAMPLES / "riverton-2026.yaml", folder / SHEET)
    shutil.copy(CI / "gates.yaml", folder)
    git(folder, "init", "--quiet")
    commit(folder, "Begin")
    return folder


def change(folder: Path, question: str, before: str, after: str) -> int:
    """Change an answer in the sheet, and say on which line it stands."""
    path = folder / SHEET
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith(f"  {question}:"))
    answer = next(n for n in range(number, number + 3) if f": {before}" in lines[n])
    lines[answer] = lines[answer].replace(f": {before}", f": {after}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


def step_named(name: str) -> dict[str, Any]:
    return next(step for step in read(ROOT / "action.yml")["runs"]["steps"] if step["name"] == name)


def run_step(name: str, folder: Path, temporary: Path, inputs: Mapping[str, str]) -> Any:
    """Run a step of the action as the runner does, with the inputs given and the defaults."""
    step = step_named(name)
    values = {
        key: each.get("default", "") for key, each in read(ROOT / "action.yml")["inputs"].items()
    }
    values.update(inputs)
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], text)
        for key, text in step.get("env", {}).items()
    }
    assert "${{" not in step["run"]  # what is pasted into a script is run
    temporary.mkdir(exist_ok=True)
    return tool(
        "bash",
        *("--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]),
        cwd=folder,
        RUNNER_TEMP=str(temporary),
        GITHUB_WORKSPACE=str(folder),
        GITHUB_ACTION_PATH=str(ROOT),
        GITHUB_ENV=str(temporary / "env"),
        GITHUB_STEP_SUMMARY=str(temporary / "summary.md"),
        NUPCHECK_PROGRAMS=str(PROGRAMS),
        **environment,
    )
