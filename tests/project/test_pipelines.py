"""What a repository uses as it stands: the action, the hooks and the examples for pipelines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from junitparser import JUnitXml

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
CI = ROOT / "examples" / "ci"
PROGRAMS = Path(sys.executable).parent
SHEET = "sheets/riverton.yaml"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are run by bash")


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


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A policy repository with a sheet and gates, its first round committed."""
    folder = tmp_path / "policy"
    (folder / "sheets").mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "riverton-2026.yaml", folder / SHEET)
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


# The files are what their services take


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "examples/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_the_published_schemas_accept_the_files(schema: str, path: str) -> None:
    done = tool("check-jsonschema", "--builtin-schema", schema, str(ROOT / path))
    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_the_hooks_and_the_example() -> None:
    done = tool("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout
    done = tool("pre-commit", "validate-config", str(CI / "pre-commit-config.yaml"))
    assert done.returncode == 0, done.stdout


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    (step,) = [
        step
        for step in read(CI / "github-workflow.yml")["jobs"]["score"]["steps"]
        if step.get("uses", "").startswith("OWNER/nupcheck@")
    ]
    inputs = read(ROOT / "action.yml")["inputs"]
    assert set(step["with"]) <= set(inputs)
    assert {name for name, each in inputs.items() if each.get("required")} <= set(step["with"])


# The action, step by step


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


def test_the_action_fails_on_the_line_of_a_lowered_answer(repository: Path, tmp_path: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    inputs = {"sheet": SHEET, "gates": "gates.yaml", "baseline-ref": base}
    done = run_step("Score", repository, tmp_path / "t", inputs)
    assert (done.returncode, done.stderr) == (0, "")

    line = change(repository, "9.2.1", "yes", "no")
    commit(repository)
    more = {
        **inputs,
        "no-regression": "question",
        "arguments": "--also junit=a.xml\n--level action",
    }
    done = run_step("Score", repository, tmp_path / "t", more)
    assert done.returncode == 1
    assert (
        f"::error file={SHEET},line={line},col=3,title=no-regression question::9.2.1 earned 2"
        in (done.stdout)
    )
    assert "NOT MET" in (tmp_path / "t" / "summary.md").read_text(encoding="utf-8")
    assert JUnitXml.fromfile(str(repository / "a.xml")).failures > 0


def test_the_action_takes_a_new_sheet_for_new_and_a_missing_commit_for_an_error(
    repository: Path, tmp_path: Path
) -> None:
    base = git(repository, "rev-parse", "HEAD")
    (repository / SHEET).rename(repository / "sheets" / "new one.yaml")
    inputs = {"sheet": "sheets/new one.yaml", "baseline-ref": base}
    done = run_step("Score", repository, tmp_path / "t", inputs)
    assert done.returncode == 0
    assert done.stdout.startswith("::warning title=nupcheck::sheets/new one.yaml is new: ")
    done = run_step("Score", repository, tmp_path / "t", {**inputs, "baseline-ref": "0" * 40})
    assert (done.returncode, done.stdout) == (2, "")
    assert "fetch-depth: 0" in done.stderr
    done = run_step(
        "Score", repository, tmp_path / "t", {**inputs, "sheet": str(repository / SHEET)}
    )
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "name", ["$(touch owned).yaml", "a;touch owned;.yaml", "--version.yaml", "%\n::error::owned"]
)
def test_no_input_of_the_action_is_run(repository: Path, tmp_path: Path, name: str) -> None:
    base = git(repository, "rev-parse", "HEAD")
    inputs = {"sheet": name, "gates": name, "baseline-ref": base, "arguments": "$(touch owned) *"}
    done = run_step("Score", repository, tmp_path / "t", inputs)
    assert done.returncode == 2
    assert not list(repository.rglob("owned"))
    assert not [line for line in done.stdout.splitlines() if line.startswith("::error")]


def skip_without_an_index(output: str) -> None:
    if re.search("No matching distribution|NewConnectionError|ConnectTimeout|getaddrinfo", output):
        pytest.skip("no package index can be reached to install from")


def test_the_action_installs_what_it_runs(repository: Path, tmp_path: Path) -> None:
    done = run_step("Install nupcheck", repository, tmp_path / "t", {})
    skip_without_an_index(done.stderr)
    assert done.returncode == 0, done.stderr
    name, _, programs = (tmp_path / "t" / "env").read_text(encoding="utf-8").strip().partition("=")
    assert name == "NUPCHECK_PROGRAMS"
    scored = tool(str(Path(programs) / "nupcheck"), "score", SHEET, "-f", "json", cwd=repository)
    assert scored.returncode == 0, scored.stderr


# GitLab


def test_the_gitlab_job_runs(repository: Path) -> None:
    job = read(CI / "gitlab-ci.yml")["nupcheck"]
    base = git(repository, "rev-parse", "HEAD")
    environment = {
        **job["variables"],
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    }
    install, *script = job["script"]
    assert install.startswith("pip install ")  # what is installed here is what is tested
    text = "\n".join(script)
    assert (
        tool("bash", "-eo", "pipefail", "-c", text, cwd=repository, **environment).returncode == 0
    )
    change(repository, "9.2.1", "yes", "no")
    done = tool("bash", "-eo", "pipefail", "-c", text, cwd=repository, **environment)
    assert done.returncode == 1, done.stderr
    report = repository / job["artifacts"]["reports"]["junit"]
    assert JUnitXml.fromfile(str(report)).failures > 0


# pre-commit


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
    skip_without_an_index(done.stdout)
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
