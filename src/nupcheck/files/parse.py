"""YAML and JSON text to plain data, strictly: every scalar is text as typed, within bounds.

YAML 1.1 would turn ``yes`` into a boolean, ``1.10`` into a number and ``2026-05-01`` into a date,
let a duplicate key win and expand aliases without end. Here a scalar stays text, an empty or
``null`` one is None, and duplicates, anchors, tags and oversized input are refused.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

import yaml

from nupcheck.errors import InFile, InvalidDataError, Issue, quote
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nupcheck.errors import Where
    from nupcheck.model.data import Data, Positions

MAX_DEPTH = 16
MAX_NODES = 50_000

_NULLS = {"", "~", "null"}
# They end a line in YAML 1.1, but in no editor.
_YAML_BREAKS = re.compile("[\x85\u2028\u2029]")
# Possessive: nothing is remembered to try again, so that a long text takes no memory.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|[^\s{}\[\],:"]++')
_JSON_OPENERS: dict[str, Literal["mapping", "sequence"]] = {"{": "mapping", "[": "sequence"}


class _RefusedError(Exception):
    """Text that is not usable, and where; line and column count from 1."""

    def __init__(self, place: tuple[int, int], message: str, hint: str) -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint


class _Event(NamedTuple):
    kind: Literal["mapping", "sequence", "end", "text", "null"]
    text: str
    place: tuple[int, int]


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
        # A file without a last line end is over in its last line.
        end = (text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1)
        place = min(_places(text)(mark), end) if mark else (1, 1)
        refused = _RefusedError(place, *_in_words(error, text))
    except yaml.YAMLError:  # characters that YAML does not allow at all
        refused = _forbidden_character(text)
    issues = [
        Issue(InFile(name, *each.place), str(each), each.hint)
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
        for __ in self._events:  # nothing may follow: whatever does must not be dropped unseen
            raise AssertionError("a document with two values")
        return data

    def _value(self, event: _Event, where: Where) -> Data:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _too_many(event.place)
        if self._positions is not None:
            self._positions.values[where] = event.place
        if event.kind == "text":
            return event.text
        if event.kind == "null":
            return None
        if len(where) >= MAX_DEPTH:
            raise _too_deep(event.place)
        return self._mapping(where) if event.kind == "mapping" else self._sequence(where)

    def _mapping(self, where: Where) -> dict[str, Data]:
        mapping: dict[str, Data] = {}
        while (event := self._next()).kind != "end":
            key = _key(event)
            if key in mapping:
                # Read on, so that a person is told of every duplicate at once.
                message = _("{key} stands here a second time.", key=quote(key))
                hint = _("Keep one of the two and delete the other.")
                self.duplicates.append(_RefusedError(event.place, message, hint))
            if self._positions is not None:
                self._positions.keys[(*where, key)] = event.place
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
            event.place,
            _("A key must be a plain word, not empty and not a list or a mapping."),
            _("Write it as `key: value`."),
        )
    return event.text


def _yaml_events(text: str) -> Iterator[_Event]:  # noqa: C901 - one branch for each kind of event
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    documents, place_of = 0, _places(text)
    while (event := loader.get_event()) is not None:
        place = place_of(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _anchor(place)
        if getattr(event, "tag", None) not in {None, "!"}:
            raise _tag(place)
        if isinstance(event, yaml.ScalarEvent):
            # Plain: the Python loader gives no style, the C loader an empty one.
            empty = not event.style and event.value in _NULLS
            yield _Event("null" if empty else "text", event.value, place)
        elif isinstance(event, yaml.MappingStartEvent):
            yield _Event("mapping", "", place)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield _Event("sequence", "", place)
        elif isinstance(event, yaml.CollectionEndEvent):
            yield _Event("end", "", place)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _second_document(place)
    if not documents:
        raise _empty()


def _places(text: str) -> Callable[[yaml.Mark], tuple[int, int]]:
    """What finds the line and column of a mark, counted as editors count lines."""
    if not _YAML_BREAKS.search(text):
        return lambda mark: (mark.line + 1, mark.column + 1)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(mark: yaml.Mark) -> tuple[int, int]:
        line = bisect_right(starts, mark.index)
        return line, mark.index - starts[line - 1] + 1

    return place


def _json_events(text: str) -> Iterator[_Event]:
    """Tokens of a JSON text with their places, once the standard library finds it well-formed."""
    if not text.strip():
        raise _empty()
    _check_json(text)
    line, line_start, seen = 1, 0, 0
    for match in _JSON_TOKEN.finditer(text):
        start = match.start()
        if breaks := text.count("\n", seen, start):
            line += breaks
            line_start = text.rindex("\n", seen, start) + 1
        seen = start
        lexeme, place = match.group(), (line, start - line_start + 1)
        if lexeme in _JSON_OPENERS:
            yield _Event(_JSON_OPENERS[lexeme], "", place)
        elif lexeme in "}]":
            yield _Event("end", "", place)
        elif lexeme == "null":
            yield _Event("null", "", place)
        else:
            word = json.loads(lexeme) if lexeme.startswith('"') else lexeme
            yield _Event("text", word, place)


def _check_json(text: str) -> None:
    # Before the library builds them all: the count is cheap, and only then the exact one.
    if text.count("{") + text.count("[") > MAX_NODES:
        openers = sum(match.group() in _JSON_OPENERS for match in _JSON_TOKEN.finditer(text))
        if openers > MAX_NODES:
            raise _too_many((1, 1))
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _RefusedError(
            (error.lineno, error.colno),
            _("This is not well-formed JSON: {reason}.", reason=error.msg),
            _("Check the quotes, commas and brackets around here."),
        ) from None
    except RecursionError:
        raise _too_deep((1, 1)) from None
    except ValueError:  # the one other thing that the library refuses
        raise _RefusedError(
            (1, 1),
            _("A number in the file has thousands of digits."),
            _("Is this the right file?"),
        ) from None


# What is refused, in words for people


def _empty() -> _RefusedError:
    return _RefusedError(
        (1, 1), _("The file is empty."), _("`nupcheck new` writes a sheet to start from.")
    )


def _anchor(place: tuple[int, int]) -> _RefusedError:
    return _RefusedError(
        place,
        _("Anchors (&name) and aliases (*name) are not used here."),
        _("Write the value out, in quotes if it begins with & or *."),
    )


def _tag(place: tuple[int, int]) -> _RefusedError:
    return _RefusedError(
        place,
        _("Tags (!name) are not used here."),
        _("Write the plain value, in quotes if it begins with an exclamation mark."),
    )


def _second_document(place: tuple[int, int]) -> _RefusedError:
    return _RefusedError(
        place, _("A second document begins here (`---`)."), _("Keep one document in a file.")
    )


def _too_many(place: tuple[int, int]) -> _RefusedError:
    return _RefusedError(
        place,
        _("The file holds more than {most} values.", most=f"{MAX_NODES:,}"),
        _("No checklist or answer sheet needs so many; is this the right file?"),
    )


def _too_deep(place: tuple[int, int]) -> _RefusedError:
    return _RefusedError(
        place,
        _("Values are nested more than {most} deep.", most=MAX_DEPTH),
        _("Check the brackets and the indentation."),
    )


def _forbidden_character(text: str) -> _RefusedError:
    # Looked for anew: the reader in C tells a place in bytes, the one in Python one in characters.
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    position, found = (match.start(), match.group()) if match else (0, "")
    before = text[:position]
    return _RefusedError(
        (before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1),
        _("The character {character} may not stand in a YAML file.", character=quote(found))
        if found
        else _("A character may not stand in a YAML file."),
        _("Delete it."),
    )


def _in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """What the reader of YAML found wrong, and what would be right."""
    problem, mark, begun = (
        str(error.problem or error.context),
        error.problem_mark,
        error.context_mark,
    )
    sign = text[mark.index : mark.index + 1] if mark else ""
    bracket = problem.rsplit(maxsplit=1)[-1].strip("'")
    known = {
        "mapping values are not allowed": (
            _("A colon stands here where none can be."),
            _(
                "Leave a space after the colon of a key, let the keys of one mapping begin in the "
                "same column, and put a text that holds a colon and a space in quotes."
            ),
        ),
        "cannot start any token": (_("A tab stands here."), _("Indent with spaces."))
        if sign == "\t"
        else (
            _("A plain text may not begin with {sign}.", sign=quote(sign)),
            _("Put the text in quotes."),
        ),
        "unexpected end of stream": (
            _(
                "The file ends inside a text in quotes that begins in line {line}.",
                line=begun.line + 1 if begun else 1,
            ),
            _("Close the quotes."),
        ),
        "expected node content": (
            _("A value is missing here."),
            _("Write it, or close the bracket before it."),
        ),
        "expected <document start>": (
            _("The data has come to its end before this."),
            _("Delete what follows, or check the brackets and the indentation above."),
        ),
        "expected ',' or": (
            _("A comma or {bracket} is missing before this.", bracket=bracket),
            _(
                "Close the bracket with {bracket}, and put a text that holds a comma, a colon, "
                "quotes or brackets in quotes as a whole.",
                bracket=bracket,
            ),
        ),
    }
    otherwise = (
        _("This is not well-formed YAML: {problem}.", problem=problem),
        _("Check the indentation, colons and quotes around here."),
    )
    return next((words for mistake, words in known.items() if mistake in problem), otherwise)
