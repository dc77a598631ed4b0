"""In two languages that nobody speaks, no English is left but ids, names of files and commands."""

from __future__ import annotations

import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pytest

from nupcheck.cli.app import SUMMARIES
from tests.conftest import ROOT, nupcheck
from tests.locale.test_catalogues import PSEUDO
from tests.locale.world import english_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Speak = Callable[..., CompletedProcess[bytes]]

BROKEN = ROOT / "tests" / "broken"
KEYS = (  # of files, and the answers of the built-in checklist
    r"\b(?:format|checklist|place|date|respondents|answers|name|role|stakeholder|country|level"
    r"|answer|note|evidence|by|questions|maximum|yes|sometimes|no)\b"
)


@pytest.fixture(params=PSEUDO)
def tag(request: pytest.FixtureRequest) -> str:
    """One of the languages."""
    language: str = request.param
    return language


@pytest.fixture
def speak(tag: str, pseudo_languages: Path, elsewhere: Path) -> Speak:
    """Runs the command in that language, among files without English."""

    def speak(*words: str, **more: bytes) -> CompletedProcess[bytes]:
        environment = {"NUPCHECK_CATALOGUES": str(pseudo_languages), "NUPCHECK_LANGUAGE": tag}
        return nupcheck(*words, cwd=elsewhere, environment=environment, **more)

    return speak


@pytest.mark.parametrize("command", ["", *SUMMARIES])
def test_help(speak: Speak, command: str) -> None:
    said = speak(*command.split(), "--help").stdout.decode()
    assert said
    assert english_in(said) == []
    wrapped = [line for line in said.splitlines() if not line.startswith("    nupcheck")]
    assert max(map(len, wrapped)) <= 80


@pytest.mark.parametrize(
    "words",
    [
        "scroe",
        "score --lnguage",
        "score s.yaml -o",
        "score s.yaml -f xml",
        "score s.yaml --strict=1",
        "score s.yaml s.yaml",
        "score s.yaml -c x1 -c x1",
        "report s.yaml",
    ],
)
def test_wrong_usage(speak: Speak, words: str) -> None:
    result = speak(*words.split())
    assert (result.returncode, result.stdout) == (2, b"")
    assert english_in(result.stderr.decode()) == []


# What commands write


@pytest.mark.parametrize(
    "words",
    [
        f"{command} {arguments} --format {name}"
        for command, arguments in (
            ("score", "s.yaml"),
            ("score", "s.yaml --level question --recommendation 2"),
            ("explain", "s.yaml"),
            ("explain", "s.yaml 1.2.3"),
            ("compare", "s2024.yaml s2026.yaml -c x1.yaml --notes"),
            ("compare", "s2024.yaml s.yaml s2026.yaml --anyway"),
            ("plan", "s.yaml"),
            ("plan", "s.yaml --target 60 --costs c.yaml --what-if 1.1.4=a2 --by stakeholder"),
            ("show", "-c x1.yaml"),
            ("show", "-c x1.yaml 9.1"),
            ("show", "-c x1.yaml 7.1.4"),
            ("show", "-c x1.yaml --stakeholder schools"),
            ("show", "-c x1.yaml --all"),
            ("show", "-c x1.yaml --guidance"),
        )
        for name in ("table", "markdown")
    ],
)
def test_documents(speak: Speak, words: str) -> None:
    result = speak(*words.split(), *checklist_for(words))
    assert result.returncode in {0, 1}, result.stderr.decode()
    said = result.stdout.decode()
    assert said
    assert english_in(said + result.stderr.decode()) == []


def checklist_for(words: str) -> list[str]:
    """The option that names the checklist, where the words do not."""
    return [] if "-c x1.yaml" in words else ["-c", "x1.yaml"]


@pytest.mark.parametrize("old", ["", "--compare s2024.yaml --plan --for stakeholder:schools"])
@pytest.mark.parametrize("name", ["html", "markdown", "docx", "xlsx"])
def test_reports(speak: Speak, tag: str, name: str, old: str, elsewhere: Path) -> None:
    sheet, file = ("s2026.yaml" if old else "s.yaml"), f"{tag}{bool(old)}.{name}"
    words = f"report {sheet} -c x1.yaml --target 70 {old} -f {name} -o {file}"
    result = speak(*words.split())
    assert (result.returncode, result.stderr) == (0, b"")
    assert english_in(text_of(elsewhere / file)) == []


def text_of(path: Path) -> str:
    """Everything that a person reads in a file."""
    match path.suffix:
        case ".html":
            reader = Reader()
            reader.feed(path.read_text(encoding="utf-8"))
            return "\n".join(reader.said)
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(f"word/{part}.xml") for part in ("document", "footer")]
            return re.sub(r"<[^>]*>", "\n", b"".join(parts).decode())
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            cells = [cell.value for sheet in book for row in sheet.rows for cell in row]
            texts = [text for text in cells if isinstance(text, str) and not text.startswith("=")]
            return "\n".join([*book.sheetnames, *texts])
        case _:
            return path.read_text(encoding="utf-8")


class Reader(HTMLParser):
    """What a page says, and what a screen reader says besides."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [v for k, v in attrs if v and k in {"title", "alt", "aria-label"}]

    def handle_data(self, data: str) -> None:
        if self.lasttag not in {"style", "script"}:
            self.said.append(data)


@pytest.mark.parametrize("name", ["github", "junit", "sarif"])
def test_formats_for_machines_say_what_people_read_in_them(speak: Speak, name: str) -> None:
    gates = "--fail-under 60 --fail-under 9=14p --require-complete --require-evidence 2 --strict"
    result = speak(*f"score s.yaml -c x1.yaml -f {name} {gates} --max-age 1d".split())
    assert result.returncode == 1
    said = result.stdout.decode()
    if name == "sarif":
        said = "\n".join(texts_in(json.loads(said)))
    if name == "junit":
        said = "\n".join(map("".join, re.findall(r'message="([^"]*)"|>([^<]*)<', said)))
    if name == "github":
        said = re.sub(r"^::.*?::", "", said, flags=re.MULTILINE)  # where, and by which rule
    assert said
    assert english_in(said) == []


def texts_in(data: object) -> list[str]:
    """What stands under ``text`` in data of any shape."""
    match data:
        case dict():
            own = [data["text"]] if isinstance(data.get("text"), str) else []
            return own + [text for value in data.values() for text in texts_in(value)]
        case list():
            return [text for value in data for text in texts_in(value)]
        case _:
            return []


@pytest.mark.parametrize(
    "words",
    [
        "check x1.yaml s.yaml s2024.yaml c.yaml -c x1.yaml",
        "check guidance/x1/practices.yaml guidance/x1/partners.yaml -c x1.yaml",
        "new n.yaml -c x1.yaml --place Ж",
    ],
)
def test_check_and_new(speak: Speak, elsewhere: Path, words: str) -> None:
    (elsewhere / "n.yaml").unlink(missing_ok=True)
    result = speak(*words.split())
    assert result.returncode == 0
    said = (result.stdout + result.stderr).decode()
    assert said
    assert english_in(said) == []
    if words.startswith("new"):
        sheet = (elsewhere / "n.yaml").read_text(encoding="utf-8")
        comments = " ".join(re.findall(r"# (.*)", sheet))
        assert english_in(re.sub(r"\{(?:answer|name)[^}]*\}", "", comments)) == []


# Errors


@pytest.mark.parametrize(
    "words",
    [
        "score none.yaml",
        "score s.yaml -c none",
        "score s.yaml -o s.yaml",
        "score s.yaml -o s.pdf",
        "score - -c -",
        "score s.yaml --recommendation 77",
        "score s.yaml --stakeholder skools",
        "score s.yaml --also junit",
        "score s.yaml --fail-under x --max-age 3 --require-complete 99",
        "score s.yaml --today 2026-13-01 --max-age 1d",
        "score s.yaml --baseline s2024.yaml",
        "explain s.yaml 9.9",
        "compare s.yaml",
        "compare s.yaml s2026.yaml",
        "compare s.yaml s2026.yaml -c x1.yaml -c x1.yaml -c x1.yaml",
        "plan s.yaml --costs c.yaml",
        "plan s.yaml --target 101",
        "plan s.yaml --what-if 1.1.1=perhaps",
        "report s.yaml -o r.html --for schools",
        "report s.yaml -o r.html --logo s.yaml",
        "report s.yaml -o r.html --compare s2024.yaml",
        "show -c x1.yaml 99",
        "show -c x1.yaml 1.1 --all",
        "new s.yaml -c x1.yaml",
        "new s.txt -c x1.yaml",
        "ask s.yaml --action 7",
    ],
)
def test_errors(speak: Speak, words: str) -> None:
    own = [] if " -c " in words else ["-c", "x1.yaml"]
    result = speak(*words.split(), *own)
    assert (result.returncode, result.stdout) == (2, b"")
    assert english_in(shown(result.stderr)) == []


def shown(stderr: bytes) -> str:
    """A message without what it quotes."""
    return re.sub(r'"[^"\n]*"', "", stderr.decode())


BROKEN_FILES = sorted(path for path in BROKEN.glob("*.*") if path.suffix != ".txt")


# The messages of one language are those of all.
@pytest.mark.parametrize("tag", ["en-XA"], indirect=True)
@pytest.mark.parametrize("path", BROKEN_FILES, ids=lambda path: path.name)
def test_faults_of_files(speak: Speak, path: Path) -> None:
    result = speak("check", str(path))
    assert result.returncode == 2
    said = shown(result.stderr).replace(f"{BROKEN}/", "")
    said = re.sub(
        r"\b[\w-]+\.(?:yaml|json)\S*|Expecting .* quotes", "", said
    )  # Python words JSON's faults
    assert english_in(re.sub(KEYS, "", said)) == []


# The questionnaire


@pytest.mark.parametrize("plain", ["", "--plain --live-score"])
def test_a_whole_session(speak: Speak, elsewhere: Path, plain: str) -> None:
    for left in elsewhere.glob("*q.yaml*"):
        left.unlink()
    typed = (ROOT / "docs" / "ask-session.in").read_text(encoding="utf-8")
    for word, answer in (("y", "a2"), ("s", "a1"), ("n", "a0")):
        typed = re.sub(rf"^{word}$", answer, typed, flags=re.MULTILINE)
    typed = re.sub(r"^(?:[A-Z]|maybe).*", "Ж", typed, flags=re.MULTILINE)
    result = speak(*f"ask q.yaml -c x1.yaml {plain}".split(), input=typed.encode())
    said = (result.stdout + result.stderr).decode()
    assert "https://riverton.example/census" in typed
    assert len(said) > 10_000
    said = re.sub(r"(?:: city|\bna)$|\bna,|/na\b", "", said, flags=re.MULTILINE)  # as typed
    assert english_in(said) == []
