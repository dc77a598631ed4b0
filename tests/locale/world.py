"""A checklist, guidance and sheets without a word of English, so that any English is nupcheck's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from nupcheck.cli.app import SUMMARIES
from nupcheck.formats import FORMATS
from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CYRILLIC = str.maketrans(_LETTERS, "абцдефгхийклмнопярстувшхызАБЦДЕФГХИЙКЛМНОПЯРСТУВШХЫЗ")
# What is no text, whatever stands there.
_IDS = {
    *("format", "id", "checklist", "checklist_version", "version", "language", "url", "year"),
    *("theme", "stakeholder", "stakeholders", "headings", "by", "level", "date"),
    *("follows", "follows_kind", "closes_follow_ups", "may_be_not_applicable"),
}
_ANSWERS = {
    **dict.fromkeys(("yes", "y"), "a2"),
    **dict.fromkeys(("sometimes", "s", "partly", "maybe"), "a1"),
    **dict.fromkeys(("no", "n"), "a0"),
}
OLD, NEW, PARTIAL, COSTS = "s2024.yaml", "s2026.yaml", "s.yaml", "c.yaml"
CHECKLIST = "x1.yaml"


def make(folder: Path) -> None:
    """Write the files: the built-in checklist and the examples, in other letters."""
    data = ROOT / "data"
    _write(data / "recommendations.yaml", folder / CHECKLIST)
    for path in (data / "guidance" / "un-habitat-2023").glob("*.yaml"):
        _write(path, folder / "guidance" / "x1" / path.name)
    _write(EXAMPLES / "riverton-2024.yaml", folder / OLD)
    _write(EXAMPLES / "riverton-2026.yaml", folder / NEW)
    _write(EXAMPLES / "harbourview-partial.yaml", folder / PARTIAL)
    _write(EXAMPLES / "riverton-costs.yaml", folder / COSTS)


def _write(source: Path, target: Path) -> None:
    node = yaml.compose(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    _change(node, "")
    text = yaml.serialize(node, Dumper=yaml.BaseDumper, allow_unicode=True)
    text = text.replace("un-habitat-2023", "x1")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _change(node: yaml.Node, key: str) -> None:
    match node:
        case yaml.MappingNode(value=pairs):
            for name, value in pairs:
                _change(value, name.value)
        case yaml.SequenceNode(value=items):
            for item in items:
                _change(item, key)
        case yaml.ScalarNode():
            if key in {"id", "answer"} or re.fullmatch(r"\d+\.\d+\.\d+", key):
                node.value = _ANSWERS.get(node.value, node.value)
            elif key not in _IDS and not node.value.startswith("http"):
                node.value = node.value.translate(_CYRILLIC)


# Ids, options, commands, addresses and names of files: they are the same in every language.
_NO_WORDS = re.compile(
    r"^ {4}nupcheck .*?(?=   |$)|^ {6}--format .*|https?://\S+|`[^`]*`|'[\w./=-]+'|<[a-z|\[\]-]+>"
    r"|(?<!\w)--?[a-z][\w-]*|\b[\w./-]+\.(?:yaml|json|md|csv|xml|html|docx|xlsx)\b"
    r"|\b\w+(?:-\w+)+\b|\b\w+_\w+\b|\b(?:theme|stakeholder):"
    r"|(?:: |^ +)(?:recommendation|unanswered)[ ~]*\]|\\b|\w*=[\w.]+|sha256:\w+|\[[a-z-]+\\?\]"
    r"|(?<!\w)\.[a-z]+\b"
)
_NAMES = {"nupcheck", "x1", "a2", "a1", "a0", "un", "en", "schools", *SUMMARIES}
_NAMES.update(each.name for each in FORMATS)


def english_in(text: str) -> list[str]:
    """The lines in which words in ASCII letters are left, and those words."""
    found = []
    for line in text.splitlines():
        words = re.findall(r"[A-Za-z]\w+", _NO_WORDS.sub(" ", line))
        if left := [word for word in words if word.isascii() and word not in _NAMES]:
            found.append(f"{left}: {line.strip()[:200]}")
    return found
