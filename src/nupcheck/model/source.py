"""A file as plain data, and where each key and value of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupcheck.errors import Where

Data = str | None | list["Data"] | dict[str, "Data"]


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
