"""The parts a document is made of. Text in them is plain: every exporter escapes for its medium.

Named tuples, for every `nupcheck score` loads this: five times as fast to set up as dataclasses.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Percent(NamedTuple):
    """A percentage to one decimal, None where there is nothing to divide by."""

    value: float | None

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value:.1f}"


class Score(NamedTuple):
    """Points out of a maximum."""

    points: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.points}/{self.maximum}"


class Bar(NamedTuple):
    """A share of a whole to be drawn; the numbers stand beside it in cells of their own."""

    points: int
    maximum: int

    def drawn(self, width: int) -> tuple[str, str]:
        """The filled and the empty part in characters; full and empty only when exactly so."""
        if self.maximum == 0:
            return "", ""
        filled = (2 * width * self.points + self.maximum) // (2 * self.maximum)
        if 0 < self.points < self.maximum:
            filled = min(max(filled, 1), width - 1)
        return "█" * filled, "░" * (width - filled)


Cell = str | int | Percent | Score | Bar | None


class Column(NamedTuple):
    """A table's column: numbers stand right, text left."""

    title: str
    align: Literal["left", "right"] = "left"


class Heading(NamedTuple):
    """A heading; level 1 is the document's title. Links lead to its anchor, when it has one."""

    text: str
    level: int = 2
    anchor: str = ""


class Paragraph(NamedTuple):
    """Running text; line breaks in it are kept."""

    text: str
    tone: Literal["plain", "lead", "aside", "caution"] = "plain"


class Bullets(NamedTuple):
    """A list of short texts."""

    items: tuple[str, ...]


class Table(NamedTuple):
    """Rows of cells, one for each column; with `total` the last row sums up the others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    total: bool = False


Block = Heading | Paragraph | Bullets | Table


class Document(NamedTuple):
    """Blocks from top to bottom; the first is usually the heading of level 1."""

    blocks: tuple[Block, ...]
