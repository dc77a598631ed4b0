"""Documents as tables and text, on a terminal or in a file. The only module that imports Rich."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, assert_never

from rich import box  # noqa: TID253 - the one module that may
from rich.console import Console  # noqa: TID253
from rich.table import Table as RichTable  # noqa: TID253
from rich.text import Text  # noqa: TID253

from nupcheck.documents.blocks import (
    Bar,
    Bullets,
    Cell,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.documents.flatten import flatten
from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from rich.console import RenderableType

    from nupcheck.documents.blocks import Document, PlainBlock

BAR_WIDTH = 8
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
        "…": "...",
        "•": "*",
        "→": "->",
        "×": "x",
        "÷": "/",
    }
)


def to_text(document: Document, encoding: str = "utf-8") -> str:
    """A document as plain text, unwrapped: what a pipe or a text file gets.

    Args:
        document: Any document.
        encoding: What the reader is known to understand; short of UTF-8, drawings are in ASCII.
    """
    stream = _Text(encoding)
    console = make_console(stream)
    for renderable in renderables(document, console):
        console.print(renderable, soft_wrap=True)
    return "".join(f"{_shorter_rule(line.rstrip())}\n" for line in stream.getvalue().splitlines())


def _shorter_rule(line: str) -> str:
    """A line under a table's head is as wide as its longest text; a screen's width will do."""
    return line[:_LONGEST_RULE] if set(line) in ({"─"}, {"-"}) else line


class _Text(io.StringIO):
    """Text in memory that says which encoding it is for, as Rich asks of a stream."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def make_console(stream: TextIO) -> Console:
    """A console that colours only a real terminal, and only where colour is welcome."""
    terminal = stream.isatty()
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Console(
        file=stream,
        force_terminal=terminal,
        color_system="auto" if colour else None,
        no_color=not colour,
        width=None if terminal else _UNLIMITED,
        markup=False,
        highlight=False,
        emoji=False,
    )


def renderables(document: Document, console: Console) -> Iterator[RenderableType]:
    """The blocks, with a blank line before a heading and around a table."""
    before: PlainBlock | None = None
    for block in flatten(document):
        is_apart = isinstance(block, Heading) or Table in {type(block), type(before)}
        if is_apart and before is not None and not isinstance(before, Heading):
            yield ""
        yield _renderable(block, console)
        before = block


def _renderable(block: PlainBlock, console: Console) -> RenderableType:
    match block:
        case Heading():
            return styled(block.text, console, "bold")
        case Paragraph():
            return styled(block.text, console)
        case Bullets():
            return _bullets(block, console)
        case Table():
            return _table(block, console)
        case _:
            assert_never(block)


def styled(text: str, console: Console, style: str = "") -> Text:
    """Text as a console can show it: literally, with control characters spelled out."""
    shown = printable(text)
    return Text(shown.translate(_ASCII) if _is_ascii(console) else shown, style=style)


def _is_ascii(console: Console) -> bool:
    return not console.encoding.casefold().startswith("utf")


def _bullets(block: Bullets, console: Console) -> RenderableType:
    if not console.is_terminal:
        return Text("\n").join([styled(f"• {item}", console) for item in block.items])
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column(overflow="fold")  # a long web address is wrapped, not cut off
    for item in block.items:
        grid.add_row(styled("•", console), styled(item, console))
    return grid


def _table(block: Table, console: Console) -> RenderableType:
    if console.is_terminal and console.width < _NARROW:
        block = _without_bars(block)
    table = RichTable(
        box=_ASCII_LINES if _is_ascii(console) else box.HORIZONTALS,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    for column in block.columns:
        number = column.align == "right"
        table.add_column(
            styled(column.title, console),
            justify=column.align,
            no_wrap=number,
            overflow="fold",
        )
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        is_total = block.total and index == last
        table.add_row(
            *(_cell(cell, console) for cell in row),
            style="bold" if is_total else "",
            end_section=block.total and index == last - 1,
        )
    return table


def _without_bars(block: Table) -> Table:
    """The table without its drawn columns, whose numbers stand beside them anyway."""
    kept = [
        index
        for index in range(len(block.columns))
        if not any(isinstance(row[index], Bar) for row in block.rows)
    ]
    return block._replace(
        columns=tuple(block.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in block.rows),
    )


def _cell(cell: Cell, console: Console) -> Text:
    match cell:
        case None:
            return Text("")
        case Bar():
            return _bar(cell, console)
        case str():
            return styled(cell, console)
        case int() | Percent() | Score():
            return styled(str(cell), console)
        case _:
            assert_never(cell)


def _bar(bar: Bar, console: Console) -> Text:
    filled, empty = bar.drawn(BAR_WIDTH)
    text = styled(filled, console, "cyan")
    text.append_text(styled(empty, console, "dim"))
    return text
