"""The documents agree with the program: what they quote is what it prints."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from nupcheck.cli.app import SUMMARIES
from tests.conftest import ROOT, Run

if TYPE_CHECKING:
    from types import ModuleType


def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate", ROOT / "tools/generate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_generated_files_are_as_committed() -> None:
    for name, text in generator().generated().items():
        path = ROOT / name
        if isinstance(text, bytes):
            assert path.read_bytes() == text, f"{name}: run nox -s generate"
        else:
            assert path.read_text(encoding="utf-8") == text, f"{name}: run nox -s generate"


def test_every_command_has_a_page_and_every_page_a_command() -> None:
    pages = {path.stem for path in (ROOT / "docs/commands").glob("*.md")}
    assert pages == set(SUMMARIES)


@pytest.mark.parametrize("command", SUMMARIES)
def test_a_commands_page_quotes_its_help(command: str, run: Run) -> None:
    page = (ROOT / f"docs/commands/{command}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# nupcheck {command}\n")
    quoted = re.search(
        r"<!-- help -->\n\n```text\n(.*?)```\n\n<!-- end of help -->", page, re.DOTALL
    )
    assert quoted is not None
    said = run(command, "--help", environment={"COLUMNS": "80"}).stdout.decode()
    assert quoted[1] == said


def test_the_readme_quotes_what_the_program_prints(run: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.findall(r"<!-- output: nupcheck (.+?) -->\n```text\n(.*?)```\n", readme, re.DOTALL)
    assert quoted
    for command, text in quoted:
        result = run(*shlex.split(command), environment={"COLUMNS": "80"})
        assert result.returncode == 0
        assert result.stdout.decode() == text


HERE = "https://github.com/OWNER/nupcheck/blob/main/"
PAGES = [*ROOT.glob("*.md"), ROOT / "examples/README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_readme_has_two_commands_and_ci_runs_the_second() -> None:
    tokens = MarkdownIt().parse((ROOT / "README.md").read_text(encoding="utf-8"))
    blocks = [each.content for each in tokens if each.type == "fence" and each.info == "sh"]
    first, second = (block.rstrip("\n") for block in blocks)
    assert first == "python -m pip install . && nupcheck score examples/riverton-2026.yaml"
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert second in map(str.strip, script.splitlines())


def test_documents_name_only_modules_and_folders_that_are_there() -> None:
    source = ROOT / "src" / "nupcheck"
    for page in PAGES:
        if page.name != "CHANGELOG.md":  # which tells of former times
            for name in re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", page.read_text(encoding="utf-8")):
                found = any((folder / name).exists() for folder in (ROOT, source, page.parent))
                assert found, f"{page.name}: {name}"


def test_every_page_of_the_site_can_be_found_in_its_navigation() -> None:
    navigation = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").rglob("*.md")):
        name = page.relative_to(ROOT / "docs").as_posix()
        assert f'"{name}"' in navigation or name.startswith("decisions/0"), name


def test_every_decision_is_in_the_list() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs/decisions").glob("0*.md"):
        title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        assert f"- [{title}]({page.name})" in listed


def test_the_citation_file_is_what_its_schema_asks() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, "vendor.citation-file-format", str(ROOT / "CITATION.cff")],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_links_within_the_repository_lead_somewhere() -> None:
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
            if target.startswith(HERE):  # what is no page of the site is linked so
                assert (ROOT / target.removeprefix(HERE)).exists(), f"{page.name}: {target}"
            if "://" not in target and not target.startswith(("#", "mailto:")):
                assert (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


def test_what_the_examples_page_says_of_points_is_so(run: Run) -> None:
    page = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\S+\.yaml)\]\(\1\) .*\| (\d+) of (\d+)", page, re.MULTILINE)
    assert len(rows) >= 4
    for name, points, maximum in rows:
        said = run("score", f"examples/{name}").stdout.decode()
        assert f"{points}/{maximum}" in said
