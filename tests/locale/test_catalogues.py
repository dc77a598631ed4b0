"""From the code to a catalogue, and from a catalogue to what is said."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from nupcheck import locale
from nupcheck.locale import _, ngettext
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from tests.conftest import Run

KEYWORDS = ("_", "ngettext", "pgettext")
PSEUDO = ("en-XA", "ar-XB")


def test_there_are_languages_where_there_are_catalogues(pseudo_languages: Path) -> None:
    assert locale.languages()[0] == "en"
    assert locale.languages(pseudo_languages) == ("en", "ar-XB", "en-XA")


def test_every_catalogue_is_compiled_from_what_its_translators_wrote(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in locale.catalogues().rglob("*.mo")}
    written: dict[Path, bytes] = {}
    monkeypatch.setattr(
        tool, "_compile", lambda catalogue, path: written.update({path: tool.compiled(catalogue)})
    )
    tool.compile_all()
    assert written == before


def test_a_language_is_begun_and_keeps_its_translations_when_messages_change(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "SOURCE", tmp_path)
    messages = tool.Catalog()
    monkeypatch.setattr(tool, "template", lambda: messages)
    messages.add("Score an answer sheet.")
    tool.update("fr")
    po = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "nupcheck.po"
    said = '"Score an answer sheet."\nmsgstr "Noter une fiche."'
    po.write_text(po.read_text().replace('"Score an answer sheet."\nmsgstr ""', said))
    messages.add(("{n} question", "{n} questions"))
    tool.update("fr")
    assert said in po.read_text()
    assert "msgid_plural" in po.read_text()
    tool.compile_all()
    with locale.speaking("fr", tmp_path / "locale"):
        assert _("Score an answer sheet.") == "Noter une fiche."
        assert ngettext("{n} question", "{n} questions", 2) == "2 questions"
    assert locale.language() == "en"


@pytest.mark.parametrize("said", ["Sans {pionts}.", "Sans {points.", "Sans tout cela."])
def test_a_translation_with_other_names_is_not_compiled(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    messages = tool.Catalog()
    monkeypatch.setattr(tool, "SOURCE", tmp_path)
    monkeypatch.setattr(tool, "template", lambda: messages)
    messages.add("Leaving out {points}.")
    tool.update("fr")
    po = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "nupcheck.po"
    english = 'msgid "Leaving out {points}."\nmsgstr '
    po.write_text(po.read_text().replace(f'{english}""', f'{english}"{said}"'))
    with pytest.raises(SystemExit, match=rf"nupcheck\.po:\d+: .*{re.escape(said)}"):
        tool.compile_all()
    assert not po.with_suffix(".mo").exists()


@pytest.mark.parametrize("tag", ["tlh", "not a tag"])
def test_a_language_that_nobody_knows_is_not_begun(tool: ModuleType, tag: str) -> None:
    with pytest.raises(SystemExit, match="no language that Babel knows"):
        tool.update(tag)


def test_messages_keep_their_placeholders_and_commands(tool: ModuleType) -> None:
    for message in tool.template():
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        for text, letters in ((text, each) for text in texts for each in (tool._ACCENTED, "")):
            new = tool.disguised(text, letters or tool._ARABIC)
            for kept in (r"\{[^{}]*\}", r"`[^`]*`"):
                assert re.findall(kept, new) == re.findall(kept, text)


def test_every_message_is_a_literal_that_the_extraction_sees() -> None:
    """Not in an f-string, which Babel does not look into before Python 3.12."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
                assert not {ast.unparse(call.func) for call in calls} & {*KEYWORDS}, path


@pytest.mark.parametrize("how", ["option", "environment", "command"])
def test_the_language_is_chosen_before_anything_is_said(
    run: Run, pseudo_languages: Path, how: str
) -> None:
    environment = {"NUPCHECK_CATALOGUES": str(pseudo_languages)}
    if how == "environment":
        environment["NUPCHECK_LANGUAGE"] = "en-XA"
    words = {
        "option": ["--language", "en-XA", "score"],
        "environment": ["score"],
        "command": ["score", "--language=en-XA", "--help"],
    }[how]
    result = run(*words, environment=environment)
    assert "Šçöŕé åñ åñšŵéŕ šĥééţ" in (result.stdout + result.stderr).decode()


@pytest.mark.parametrize("words", [["--language", "tlh"], ["score", "--language=tlh"]])
def test_a_language_there_is_not_is_refused_with_those_there_are(
    run: Run, words: list[str]
) -> None:
    result = run(*words)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Languages there are: en" in result.stderr
