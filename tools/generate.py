"""Write what is made from something else: schemas, the printable checklist, help texts in the docs.

Run it with no arguments from anywhere; a test fails when what it would write differs from what is
committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from nupcheck.documents.blocks import Column, Document, Table
from nupcheck.documents.show import whole_document
from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.load import load_checklist
from nupcheck.formats import FORMATS
from nupcheck.formats.json import dump
from nupcheck.formats.markdown import to_markdown
from nupcheck.formats.schemas import NAMES, json_schema

ROOT = Path(__file__).resolve().parents[1]
_OUTPUT = re.compile(r"(<!-- output: nupcheck (.+?) -->\n)```text\n.*?```\n", re.DOTALL)
_HELP = re.compile(r"(?<=<!-- help -->\n).*?(?=<!-- end of help -->)", re.DOTALL)

# Reports of the examples. Word documents and workbooks are left out: nobody reads their bytes.
_RIVERTON = "examples/riverton-2026.yaml"
REPORTS = {
    "riverton": f"{_RIVERTON} --compare examples/riverton-2024.yaml",
    "riverton-schools": f"{_RIVERTON} --for stakeholder:schools",
    "harbourview": "examples/harbourview-partial.yaml --target 50",
    "library": "examples/own-checklist/willow-street-library.json "
    "--checklist examples/own-checklist/library-accessibility.yaml",
}


_SESSION = re.compile(r"(?<=<!-- session -->\n).*?(?=<!-- end of session -->)", re.DOTALL)
_SESSION_LINES = 42
_FORMATS = re.compile(r"(?<=<!-- formats -->\n).*?(?=<!-- end of formats -->)", re.DOTALL)


def generated() -> dict[str, str]:
    """Every generated file's text, by its path from the top of the repository."""
    files = {f"schemas/{name}.schema.json": dump(json_schema(name)) for name in NAMES}
    files["docs/checklist.md"] = to_markdown(whole_document(load_checklist(DEFAULT_ID)))
    files["docs/formats.md"] = _with_formats(ROOT / "docs" / "formats.md")
    files["README.md"] = _with_outputs(ROOT / "README.md")
    for name, arguments in REPORTS.items():
        command = ["report", *arguments.split(), "-o", "-", "--format", "html"]
        files[f"docs/reports/{name}.html"] = output_of(command)
    for page in sorted((ROOT / "docs" / "commands").glob("*.md")):
        files[f"docs/commands/{page.name}"] = _with_help(page)
    session = session_text()
    files["docs/ask-session.txt"] = session
    excerpt = "".join(session.splitlines(keepends=True)[:_SESSION_LINES])
    files["docs/commands/ask.md"] = _SESSION.sub(
        lambda _: f"\n```text\n{excerpt}…\n```\n\n", files["docs/commands/ask.md"]
    )
    return files


def _with_formats(page: Path) -> str:
    """The page with a table of what can be written, from the registry."""
    rows = tuple(
        (each.name, ", ".join(each.suffixes), ", ".join(each.commands)) for each in FORMATS
    )
    columns = (Column("Format"), Column("Suffixes"), Column("Commands"))
    table = to_markdown(Document((Table(columns, rows),)))
    return _FORMATS.sub(lambda _: f"\n{table}\n", page.read_text(encoding="utf-8"))


def session_text() -> str:
    """A whole session of the questionnaire, as both streams of the program show it."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-m", "nupcheck", "ask"],
            input=(ROOT / "docs" / "ask-session.in").read_bytes(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            check=True,
        )
    return f"$ nupcheck ask\n{run.stdout.decode()}"


def _with_outputs(page: Path) -> str:
    """A page with the output of each command that it quotes as the program prints it now."""

    def shown(match: re.Match[str]) -> str:
        return f"{match[1]}```text\n{output_of(match[2].split())}```\n"

    return _OUTPUT.sub(shown, page.read_text(encoding="utf-8"))


def _with_help(page: Path) -> str:
    """A command's page with the help text as the program prints it now."""
    block = f"\n```text\n{help_text(page.stem)}```\n\n"
    return _HELP.sub(lambda _: block, page.read_text(encoding="utf-8"))


def help_text(command: str) -> str:
    """What `nupcheck COMMAND --help` prints, 80 columns wide."""
    return output_of([command, "--help"])


def output_of(arguments: list[str]) -> str:
    """What nupcheck prints on standard output, run at the top of the repository."""
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "nupcheck", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
    )
    return run.stdout


if __name__ == "__main__":
    for name, text in generated().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
