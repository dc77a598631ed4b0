"""An answer sheet as YAML or JSON text that loads again as the very same sheet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from nupcheck.errors import JOINERS, printable

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

_NO_FOLDING = 2**31 - 1
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"


# What some reader of YAML 1.1 or 1.2 takes for a number or a truth value, beside what PyYAML does.
_ELSEWHERE = re.compile(
    r"[yYnN]|[-+]?(?:0o[0-7]+|0x[\da-fA-F]+|[\d_]+(?::[\d_]+)*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?"
    r"|\.[\d_]+(?:[eE][-+]?\d+)?)",
    re.ASCII,
)
_PLAIN_ANSWER = re.compile(r"[A-Za-z]+|\d+", re.ASCII)
_JOINERS = dict.fromkeys(map(ord, JOINERS))


class _Plain(str):
    """A text that stands without quotes although other readers take it for something else."""

    __slots__ = ()


class _Texts:
    """Every scalar is text, null apart, to our own loader and, quoted where needed, to others."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own way to say it)
        sign: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
        for sign, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Never write anchors: the loader refuses them."""
        return True


class _Dumper(_Texts, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The fast one; it escapes every character beyond the basic plane."""


class _ReadableDumper(_Texts, yaml.SafeDumper):
    """The slow one, which leaves rare letters and emoji as they are."""

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        """Escape what nobody sees and nothing else."""
        escaped = printable(text.replace("\\", "\\\\").replace('"', '\\"'), keep="")
        self.write_indicator(f'"{escaped}"', True)


def _is_text_everywhere(text: str) -> bool:
    resolvers = yaml.SafeDumper.yaml_implicit_resolvers.get(text[:1], ())
    return not (_ELSEWHERE.fullmatch(text) or any(each.match(text) for _tag, each in resolvers))


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Paragraphs of a note stay readable as a block; what a block cannot hold exactly is quoted.
    lines = text.translate(_JOINERS).split("\n")
    as_block = len(lines) > 1 and all(line.isprintable() and line == line.strip() for line in lines)
    style = "|" if as_block and lines[0] and lines[-1] else None
    is_safe = len(lines) == 1 and lines[0].isprintable() and _is_text_everywhere(text)
    if style is None and not is_safe:
        style = '"'
    node: yaml.ScalarNode = dumper.represent_scalar(_TEXT, text, style=style)
    return node


for _each in (_Dumper, _ReadableDumper):
    _each.add_representer(str, _represent_text)
    _each.add_representer(_Plain, lambda dumper, text: dumper.represent_scalar(_TEXT, str(text)))
    _each.add_representer(type(None), lambda dumper, _: dumper.represent_scalar(_NULL, ""))


def sheet_text(sheet: AnswerSheet, checklist: Checklist, *, as_json: bool = False) -> str:
    """A sheet as the text of a file.

    Everything in the sheet is written, words as they were typed and blank answers as blank;
    answers stand in the checklist's order. The same sheet always gives the same text.

    Args:
        sheet: Any sheet of the checklist.
        checklist: The one that the sheet was read against.
        as_json: Write JSON instead of YAML.

    Returns:
        Text ending in a line end. Encoded as UTF-8 and loaded, it gives an equal sheet.
    """
    data = _plain(sheet, checklist)
    if as_json:
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    data["format"] = _Plain(sheet.format)
    if sheet.date:
        data["date"] = _Plain(data["date"])
    is_rare = max(json.dumps(data, ensure_ascii=False)) > "\uffff"
    text: str = yaml.dump(
        data,
        Dumper=_ReadableDumper if is_rare else _Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_NO_FOLDING,
    )
    return text


def _plain(sheet: AnswerSheet, checklist: Checklist) -> dict[str, Any]:
    data = sheet.model_dump(mode="json", exclude_none=True)
    if not sheet.respondents:
        del data["respondents"]
    order = dict.fromkeys((*checklist.questions, *sheet.answers))
    given = data["answers"]
    data["answers"] = {each: _answer(given[each]) for each in order if each in given}
    return data


def _answer(parts: dict[str, Any]) -> str | dict[str, Any] | None:
    """The short form for a bare answer or none, the long one when something goes with it."""
    if not parts["evidence"]:
        del parts["evidence"]
    if _PLAIN_ANSWER.fullmatch(parts.get("answer", "")):
        parts["answer"] = _Plain(parts["answer"])
    if parts.keys() <= {"answer"}:
        answer: str | None = parts.get("answer")
        return answer
    return parts
