"""A document as GitHub-flavoured Markdown; no text in it can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from nupcheck.documents.blocks import (
    Bar,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Table,
)
from nupcheck.documents.flatten import flatten
from nupcheck.errors import printable

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document, PlainBlock

_BAR_WIDTH = 10
# What can begin or end markup anywhere in a line, and what only means something at its start.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LEADING = re.compile(r"^(?=[-+=#]+(?:\s|$))")
_LINK = re.compile(r"https?://[^\s<>\"'`|\\^{}]+[^\s<>\"'`|\\^{}.,;:!?()\[\]]")


def to_markdown(document: Document) -> str:
    """The document's blocks, a blank line between any two."""
    return "\n\n".join(_block(block) for block in flatten(document)) + "\n"


def _block(block: PlainBlock) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {inline(block.text)}"
        case Paragraph():
            return _lines(block.text)
        case Bullets():
            return "\n".join(f"- {inline(item)}" for item in block.items)
        case Table():
            return _table(block)
        case _:
            assert_never(block)


def inline(text: str) -> str:
    """Text on one line with its markup escaped; web addresses stay links."""
    flat = " ".join(printable(text).split())
    pieces, end = [], 0
    for link in _LINK.finditer(flat):
        pieces += [_MARKUP.sub(r"\\\1", flat[end : link.start()]), f"<{link.group()}>"]
        end = link.end()
    pieces.append(_MARKUP.sub(r"\\\1", flat[end:]))
    return _LEADING.sub(r"\\", _NUMBERED.sub(r"\1\\\2", "".join(pieces)))


def _lines(text: str) -> str:
    return "  \n".join(inline(line) for line in text.splitlines() if line.strip())


def _table(table: Table) -> str:
    head = [inline(column.title) for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    if table.total and rows:
        rows[-1] = [f"**{cell}**" if cell else "" for cell in rows[-1]]
    rule = [_rule(column) for column in table.columns]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
    return "\n".join([*([f"*{inline(table.caption)}*", ""] if table.caption else []), *lines])


def _rule(column: Column) -> str:
    return "---:" if column.align == "right" else ":---"


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Bar():
            return "".join(cell.drawn(_BAR_WIDTH))
        case _:
            return inline(str(cell))
