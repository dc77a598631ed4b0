"""YAML and JSON text to plain data, strictly: every scalar is text as typed, within bounds.

YAML 1.1 would turn ``yes`` into a boolean, ``1.10`` into a number and ``2026-05-01`` into a date,
let a duplicate key win and expand aliases without end. Here a scalar stays text, an empty or
``null`` one is None, and duplicates, anchors, tags and oversized input are refused.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import yaml

from nupcheck.errors import InFile, InvalidDataError, Issue, quote
from nupcheck.files.yaml_problems import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.errors import Where
    from nupcheck.model.source import Data, Positions

MAX_DEPTH = 16
MAX_NODES = 50_000

_TOO_MANY = (
    f"The file holds more than {MAX_NODES:,} values.",
    "No checklist or answer sheet needs so many; is this the right file?",
)
_NULLS = {"", "~", "null"}
# Possessive: nothing is remembered to try again, so that a long text takes no memory.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|[^\s{}\[\],:"]++')
_JSON_OPENERS: dict[str, Literal["mapping", "sequence"]] = {"{": "mapping", "[": "sequence"}


class _RefusedError(Exception):
    """Text that is not usable; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.hint = hint


class _Event(NamedTuple):
    kind: Literal["mapping", "sequence", "end", "text", "null"]
    text: str
    line: int
    column: int


def parse(
    text: str,
    name: str = "",
    *,
    is_json: bool = False,
    positions: Positions | None = None,
    duplicates: list[Issue] | None = None,
) -> Data:
    """Plain data of a YAML or JSON text.

    Args:
        text: The whole file.
        name: What messages call it.
        is_json: Read it as JSON; numbers, true and false stay text as typed there too.
        positions: Filled with the place of every key and value, when given. Only wanted once
            there is an error to report: it is not worth its time otherwise.
        duplicates: Filled with the keys that stand twice, when given, so that they can be told
            together with what else is wrong; the data then has the later value. Without it they
            are raised.

    Returns:
        Text, None, lists and dicts, at most MAX_DEPTH deep and MAX_NODES in number.

    Raises:
        InvalidDataError: The text is empty, malformed, too deep or too large, or uses a duplicate
            key, an anchor, an alias, a tag or a second document.
    """
    builder = _Builder(_json_events(text) if is_json else _yaml_events(text), positions)
    refused: _RefusedError | None = None
    data: Data = None
    try:
        data = builder.build()
    except _RefusedError as error:
        refused = error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        refused = _RefusedError(line, column, *in_words(error, text))
    except yaml.YAMLError as error:  # characters that YAML does not allow at all
        position = getattr(error, "position", 0)
        what = f"The character {quote(text[position])}" if position < len(text) else "A character"
        refused = _RefusedError(
            *_line_and_column(text, position), f"{what} may not stand in a YAML file.", "Delete it."
        )
    issues = [
        Issue(InFile(name, each.line, each.column), str(each), each.hint)
        for each in (*builder.duplicates, *([refused] if refused else ()))
    ]
    if refused or (issues and duplicates is None):
        raise InvalidDataError(issues)
    if duplicates is not None:
        duplicates += issues
    return data


class _Builder:
    def __init__(self, events: Iterator[_Event], positions: Positions | None) -> None:
        self._events = events
        self._next = events.__next__
        self._positions = positions
        self._nodes = 0
        self.duplicates: list[_RefusedError] = []

    def build(self) -> Data:
        data = self._value(self._next(), ())
        for _ in self._events:  # nothing may follow: whatever does must not be dropped unseen
            raise AssertionError("a document with two values")
        return data

    def _value(self, event: _Event, where: Where) -> Data:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _RefusedError(
                event.line,
                event.column,
                *_TOO_MANY,
            )
        if self._positions is not None:
            self._positions.values[where] = (event.line, event.column)
        if event.kind == "text":
            return event.text
        if event.kind == "null":
            return None
        if len(where) >= MAX_DEPTH:
            raise _RefusedError(
                event.line,
                event.column,
                f"Values are nested more than {MAX_DEPTH} deep.",
                "Check the brackets and the indentation.",
            )
        return self._mapping(where) if event.kind == "mapping" else self._sequence(where)

    def _mapping(self, where: Where) -> dict[str, Data]:
        mapping: dict[str, Data] = {}
        while (event := self._next()).kind != "end":
            key = _key(event)
            if key in mapping:
                # Read on, so that a person is told of every duplicate at once.
                self.duplicates.append(
                    _RefusedError(
                        event.line,
                        event.column,
                        f"{quote(key)} stands here a second time.",
                        "Keep one of the two and delete the other.",
                    )
                )
            if self._positions is not None:
                self._positions.keys[(*where, key)] = (event.line, event.column)
            mapping[key] = self._value(self._next(), (*where, key))
        return mapping

    def _sequence(self, where: Where) -> list[Data]:
        items: list[Data] = []
        while (event := self._next()).kind != "end":
            items.append(self._value(event, (*where, len(items))))
        return items


def _key(event: _Event) -> str:
    if event.kind != "text":
        raise _RefusedError(
            event.line,
            event.column,
            "A key must be a plain word, not empty and not a list or a mapping.",
            "Write it as `key: value`.",
        )
    return event.text


def _yaml_events(text: str) -> Iterator[_Event]:  # noqa: C901 - one branch for each kind of event
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    documents = 0
    while (event := loader.get_event()) is not None:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                line,
                column,
                "Anchors (&name) and aliases (*name) are not used here.",
                "Write the value out, in quotes if it begins with & or *.",
            )
        if getattr(event, "tag", None) not in {None, "!"}:
            raise _RefusedError(
                line,
                column,
                "Tags (!name) are not used here.",
                "Write the plain value, in quotes if it begins with an exclamation mark.",
            )
        if isinstance(event, yaml.ScalarEvent):
            # Plain: the Python loader gives no style, the C loader an empty one.
            empty = not event.style and event.value in _NULLS
            yield _Event("null" if empty else "text", event.value, line, column)
        elif isinstance(event, yaml.MappingStartEvent):
            yield _Event("mapping", "", line, column)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield _Event("sequence", "", line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            yield _Event("end", "", line, column)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(
                    line,
                    column,
                    "A second document begins here (`---`).",
                    "Keep one document in a file.",
                )
    if not documents:
        raise _RefusedError(
            1, 1, "The file is empty.", "`nupcheck new` writes a sheet to start from."
        )


def _json_events(text: str) -> Iterator[_Event]:
    """Tokens of a JSON text with their places, once the standard library finds it well-formed."""
    if not text.strip():
        raise _RefusedError(
            1, 1, "The file is empty.", "`nupcheck new` writes a sheet to start from."
        )
    _check_json(text)
    line, line_start, seen = 1, 0, 0
    for match in _JSON_TOKEN.finditer(text):
        start = match.start()
        if breaks := text.count("\n", seen, start):
            line += breaks
            line_start = text.rindex("\n", seen, start) + 1
        seen = start
        lexeme, column = match.group(), start - line_start + 1
        if lexeme in _JSON_OPENERS:
            yield _Event(_JSON_OPENERS[lexeme], "", line, column)
        elif lexeme in "}]":
            yield _Event("end", "", line, column)
        elif lexeme == "null":
            yield _Event("null", "", line, column)
        else:
            word = json.loads(lexeme) if lexeme.startswith('"') else lexeme
            yield _Event("text", word, line, column)


def _check_json(text: str) -> None:
    # Before the library builds them all: the count is cheap, and only then the exact one.
    if text.count("{") + text.count("[") > MAX_NODES:
        openers = sum(match.group() in _JSON_OPENERS for match in _JSON_TOKEN.finditer(text))
        if openers > MAX_NODES:
            raise _RefusedError(1, 1, *_TOO_MANY)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _RefusedError(
            error.lineno,
            error.colno,
            f"This is not well-formed JSON: {error.msg}.",
            "Check the quotes, commas and brackets around here.",
        ) from None
    except RecursionError:
        raise _RefusedError(
            1, 1, f"Values are nested more than {MAX_DEPTH} deep.", "Check the brackets."
        ) from None
    except ValueError:  # the one other thing that the library refuses
        raise _RefusedError(
            1, 1, "A number in the file has thousands of digits.", "Is this the right file?"
        ) from None


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
