"""What each command loads: start-up time is a promise, and heavy modules break it first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHEET = str(EXAMPLES / "riverton-2026.yaml")
HEAVY = {"pydantic", "yaml", "rich", "importlib.metadata"}
NEVER = {"nupcheck.model.guidance", "docx", "xlsxwriter", "jsonschema", "numpy", "PIL"}

# Runs the command as the script does, and writes down which modules are loaded at its end.
RUN = """
import atexit, json, sys
names, sys.argv = sys.argv[1], ["nupcheck", *sys.argv[2:]]
atexit.register(lambda: json.dump(sorted(sys.modules), open(names, "w")))
from nupcheck.cli.main import main
main()
"""


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """Names of all modules that a command has loaded when it ends."""
    names = tmp_path / "modules.json"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(names), *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**plain, "TERM": "xterm"},
    )
    assert b"Traceback" not in run.stderr
    assert run.returncode in {0, 2}
    return set(json.loads(names.read_text()))


def of(package: str, modules: set[str]) -> set[str]:
    return {name for name in modules if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        [],
        ["score", "--no-such-option"],
        ["score", "sheet.yaml", "--format", "xml"],
        ["no-such-command"],
        ["score"],
        ["check", "--help"],
        ["score", "--help"],
        ["show", "--help"],
        ["new", "--help"],
    ],
    ids=" ".join,
)
def test_help_and_usage_errors_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    modules = loaded(tmp_path, *arguments)
    assert not HEAVY & modules
    core = {"model", "scoring", "analysis", "documents", "files"}
    assert not {f"nupcheck.{name}" for name in core} & modules
    assert of("nupcheck.formats", modules) <= {"nupcheck.formats"}  # the registry alone


def test_a_score_as_json_loads_no_rich_and_no_other_command(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "score", SHEET, "--format", "json")
    assert {"pydantic", "yaml", "nupcheck.scoring.score"} <= modules
    assert not {"rich", "nupcheck.formats.text", "typer._adapters"} & modules
    assert not of("nupcheck.documents", modules)
    assert not NEVER & modules
    assert not commands(modules) - {"score"}


def test_a_score_as_table_loads_rich_for_tables_only(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "score", SHEET)
    assert {"rich.console", "rich.table"} <= modules
    others = {"rich.markdown", "rich.progress", "rich.syntax", "rich.traceback", "rich.prompt"}
    assert not (others | NEVER) & modules
    assert not commands(modules) - {"score"}


def test_markdown_loads_no_rich(tmp_path: Path) -> None:
    assert not of("rich", loaded(tmp_path, "score", SHEET, "--format", "markdown"))


def commands(modules: set[str]) -> set[str]:
    from nupcheck.cli.app import SUMMARIES

    return {name for name in SUMMARIES if f"nupcheck.cli.{name}" in modules}
