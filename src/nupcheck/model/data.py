"""A file as plain data, where each key and value of it stands, and ways through it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.errors import Where

Data = str | None | list["Data"] | dict[str, "Data"]
Mapping = dict[str, "Data"]
Item = tuple["Where", Mapping]


@dataclass(slots=True)
class Positions:
    """Line and column of every key and value, by its path from the top."""

    keys: dict[Where, tuple[int, int]] = field(default_factory=dict)
    values: dict[Where, tuple[int, int]] = field(default_factory=dict)

    def of(self, where: Where, *, key: bool = False) -> tuple[int, int]:
        """The place of a value (or of its key), else of the nearest thing that holds it."""
        if key and where in self.keys:
            return self.keys[where]
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))


def composed(text: str) -> str:
    """A text as it is compared: letters and their accents in one, however they were typed."""
    return unicodedata.normalize("NFC", text)


# Cross-references are checked in plain data, beside its shape, so that all issues come at once.
# These step over what has not even the right shape.


def items(data: Data, key: str, where: Where = ()) -> Iterator[Item]:
    """The mappings in the list under a key, each with its path."""
    entries = data.get(key) if isinstance(data, dict) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield (*where, key, number), entry


def words(data: Data, key: str, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """The texts in the list under a key, each with its path."""
    entries = data.get(key) if isinstance(data, dict) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, str):
            yield (*where, key, number), entry


def word(data: Data, key: str) -> str | None:
    """The text under a key, None when there is none."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, str) else None
