"""A document as plain text, drawn by Rich: for a pipe, a text file or a terminal.

Text of people never is markup of Rich's, and control characters in it are spelled out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple, assert_never

from rich import box  # noqa: TID253 - imported only when a document is drawn
from rich.console import Console  # noqa: TID253
from rich.table import Table as Grid  # noqa: TID253
from rich.text import Text  # noqa: TID253

from nupcheck.documents.blocks import Bar, Bullets, Cell, Heading, Paragraph, Table
from nupcheck.documents.flatten import flatten
from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from nupcheck.documents.blocks import Document, PlainBlock

_BAR_WIDTH = 8
_UNLIMITED = 100_000
_LONGEST_RULE = 100
_NARROW = 60
# Lines under the header and above the total only, as box.HORIZONTALS has them.
_ASCII_LINES = box.Box("    \n    \n -- \n    \n -- \n -- \n    \n    \n", ascii=True)
_ASCII = str.maketrans(
    {
        "█": "#",
        "░": ".",
        "·": "-",
        "–": "-",
        "−": "-",
        "…": "...",
        "•": "*",
        "→": "->",
        "×": "x",
        "÷": "/",
    }
)


class Medium(NamedTuple):
    """What a document is drawn for.

    Attributes:
        width: Of the terminal; none where lines can be as long as they are.
        encoding: What the reader is known to understand; short of UTF-8, drawings are in ASCII.
    """

    width: int | None = None
    encoding: str = "utf-8"

    @property
    def is_ascii(self) -> bool:
        """Only letters, digits and simple signs are sure to be shown."""
        return not self.encoding.casefold().startswith("utf")

    def text(self, text: str, style: str = "") -> Text:
        """A text to be shown literally."""
        shown = printable(text)
        return Text(shown.translate(_ASCII) if self.is_ascii else shown, style=style)


def to_text(document: Document, encoding: str = "utf-8") -> str:
    """The document unwrapped, in what an encoding can show."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=_UNLIMITED, color_system=None, markup=False, highlight=False, emoji=False
    )
    for renderable in draw(document, Medium(encoding=encoding)):
        console.print(renderable, soft_wrap=True)
    return "".join(f"{_shorter_rule(line.rstrip())}\n" for line in stream.getvalue().splitlines())


def _shorter_rule(line: str) -> str:
    """A line under a table's head is as wide as its longest text; a screen's width will do."""
    return line[:_LONGEST_RULE] if set(line) in ({"─"}, {"-"}) else line


def draw(document: Document, medium: Medium) -> Iterator[RenderableType]:
    """The blocks, with a blank line before a heading and around a table."""
    before: PlainBlock | None = None
    for block in flatten(document):
        is_apart = isinstance(block, Heading) or Table in {type(block), type(before)}
        if is_apart and before is not None and not isinstance(before, Heading):
            yield ""
        yield _drawn(block, medium)
        before = block


def _drawn(block: PlainBlock, medium: Medium) -> RenderableType:
    match block:
        case Heading():
            return medium.text(block.text, "bold")
        case Paragraph():
            return medium.text(block.text)
        case Bullets():
            return _bullets(block, medium)
        case Table():
            return _table(block, medium)
        case _:
            assert_never(block)


def _bullets(block: Bullets, medium: Medium) -> RenderableType:
    if medium.width is None:
        return Text("\n").join(medium.text(f"• {item}") for item in block.items)
    grid = Grid.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column(overflow="fold")  # a long web address is wrapped, not cut off
    for item in block.items:
        grid.add_row(medium.text("•"), medium.text(item))
    return grid


def _table(block: Table, medium: Medium) -> RenderableType:
    if medium.width is not None and medium.width < _NARROW:
        block = block.without_bars()
    table = Grid(
        box=_ASCII_LINES if medium.is_ascii else box.HORIZONTALS,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    for column in block.columns:
        table.add_column(
            medium.text(column.title),
            justify=column.align,
            no_wrap=column.align == "right",
            overflow="fold",
        )
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        table.add_row(
            *(_cell(cell, medium) for cell in row),
            style="bold" if block.total and index == last else "",
            end_section=block.total and index == last - 1,
        )
    return table


def _cell(cell: Cell, medium: Medium) -> Text:
    if isinstance(cell, Bar):
        filled, empty = cell.drawn(_BAR_WIDTH)
        return medium.text(filled, "cyan").append_text(medium.text(empty, "dim"))
    return medium.text("" if cell is None else str(cell))
