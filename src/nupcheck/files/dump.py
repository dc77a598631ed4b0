"""An answer sheet as YAML or JSON text that loads again as the very same sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

_NO_FOLDING = 2**31 - 1
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes only what our own loader would not read back as the same text.

    To that loader every scalar is text, null apart: so `yes`, `1.10` and `2026-05-01` stand plain.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own way to say it)
        sign: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
        for sign, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Never write anchors: the loader refuses them."""
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # Paragraphs of a note stay readable as a block; what a block cannot hold exactly is quoted.
    lines = text.split("\n")
    as_block = len(lines) > 1 and all(line.isprintable() and line == line.strip() for line in lines)
    style = "|" if as_block and lines[0] and lines[-1] else None
    if style is None and not text.isprintable():
        style = '"'
    node: yaml.ScalarNode = dumper.represent_scalar(_TEXT, text, style=style)
    return node


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar(_NULL, ""))


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
    text: str = yaml.dump(
        {**data, "format": str(sheet.format)},
        Dumper=_Dumper,
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
    if parts.keys() <= {"answer"}:
        answer: str | None = parts.get("answer")
        return answer
    return parts
