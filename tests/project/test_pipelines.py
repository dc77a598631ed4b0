"""What a repository uses as it stands: the action, the hooks and the examples for pipelines."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from junitparser import JUnitXml

from tests.conftest import ROOT
from tests.support.policy import (
    CI,
    PROGRAMS,
    SHEET,
    change,
    commit,
    git,
    policy_repository,
    read,
    run_step,
    tool,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the scripts are run by bash"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return policy_repository(tmp_path / "policy")


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


@pytest.mark.parametrize("name", ["a.d/sheet", "linked.yaml", "link/riverton.yaml"])
def test_the_action_finds_the_older_sheet_under_any_name(
    repository: Path, tmp_path: Path, name: str
) -> None:
    (repository / "a.d").mkdir()
    shutil.copy(repository / SHEET, repository / "a.d" / "sheet")
    (repository / "linked.yaml").symlink_to(SHEET)
    (repository / "link").symlink_to("sheets")
    (repository / "astray.yaml").symlink_to("none.yaml")
    inputs = {"sheet": name, "baseline-ref": commit(repository), "no-regression": "question"}
    assert run_step("Score", repository, tmp_path / "t", inputs).returncode == 0
    change(repository, "9.2.1", "yes", "no")
    shutil.copy(repository / SHEET, repository / "a.d" / "sheet")
    done = run_step("Score", repository, tmp_path / "t", inputs)
    assert (done.returncode, done.stderr.count("no-regression")) == (1, 1), done.stderr
    astray = run_step("Score", repository, tmp_path / "t", {**inputs, "sheet": "astray.yaml"})
    assert (astray.returncode, astray.stdout) == (2, "")
    assert "is a link that leads to no file" in astray.stderr


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
