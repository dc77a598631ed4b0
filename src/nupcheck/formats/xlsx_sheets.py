"""How text, names and pages get into a workbook: text as text, never as a formula, never lost."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter
from xlsxwriter.image import Image

from nupcheck.errors import printable
from nupcheck.formats.zips import packed_again
from nupcheck.locale import _, direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from nupcheck.documents.blocks import Picture

_LONGEST_CELL = 32_767  # characters, by the format's own limit
_LONGEST_NAME = 31
_TALLEST_ROW = 409.0  # points, by the same
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_NO_DATE = dt.date(2000, 1, 1)
_A4 = 9
_LINE = 15.0  # points
_LOGO = (320, 60)  # pixels at most
_SCREEN = 96  # pixels an inch
# What a cell's look is put together from. Text keeps an apostrophe, so that editing it makes no
# formula.
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "title": {"bold": True, "font_size": 16, "quote_prefix": True},
    "quiet": {"font_color": "#55606E", "quote_prefix": True},
    "head": {"bold": True, "bg_color": "#E6EAF0", "bottom": 1, "text_wrap": True},
    "right": {"align": "right", "indent": 1},  # away from the text of the next column
    "number": {"valign": "top", "align": "right", "indent": 1},
    "signed": {"num_format": "+0;−0;0"},
    "percent": {"num_format": "0.0%"},
    "total": {"bold": True, "top": 1, "valign": "top"},
}


class Column(NamedTuple):
    """A column of a list: its title, its width in characters, and the look of numbers in it."""

    title: str
    width: int
    looks: tuple[str, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class List:
    """Rows under a head, with what there is to say of them on top.

    Attributes:
        name: What the sheet is called.
        title: For the foot of its pages.
        columns: Of texts, and of numbers that can be sorted and added up.
        rows: A cell for each column.
        above: Sentences.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[str | int, ...]]
    above: tuple[str, ...] = ()

    @property
    def head(self) -> int:
        """The row of the columns' titles."""
        return len(self.above) + 1 if self.above else 0


class Book:
    """A workbook in the making; the only way by which a text gets into one."""

    def __init__(self, title: str, date: dt.date | None) -> None:
        self._stream = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        moment = dt.datetime.combine(date or _NO_DATE, dt.time())
        self.workbook.set_properties({"title": printable(title)[:255], "created": moment})
        self.workbook.set_calc_mode("auto")
        self._looks: dict[tuple[str, ...], Format] = {}
        self._names = {"history"}  # which Excel keeps for itself

    def packed(self) -> bytes:
        """The file: the same bytes for the same content."""
        self.workbook.close()
        return packed_again(self._stream.getvalue())

    def add_sheet(self, name: str) -> Sheet:
        """An empty sheet, called as near to a name as a workbook allows."""
        base = _FORBIDDEN.sub(" ", printable(name)).strip()[:_LONGEST_NAME].strip() or "_"
        unused, count = base, 1
        while unused.casefold() in self._names:
            count += 1
            end = f" ({count})"
            unused = base[: _LONGEST_NAME - len(end)] + end
        self._names.add(unused.casefold())
        worksheet = self.workbook.add_worksheet(unused)
        if direction() == "rtl":
            worksheet.right_to_left()
        return Sheet(self, worksheet, unused)

    def look(self, *names: str) -> Format:
        """A cell's look, put together from `_LOOKS`."""
        if names not in self._looks:
            merged = {key: value for name in names for key, value in _LOOKS[name].items()}
            self._looks[names] = self.workbook.add_format(merged)
        return self._looks[names]

    def add_list(self, content: List) -> Sheet:
        """A sheet that is one list, with filters, its head in sight and on every page."""
        sheet = self.add_sheet(content.name)
        for row, text in enumerate(content.above):
            sheet.text(row, 0, text, "quiet")
        sheet.columns(content.head, content.columns)
        for row, cells in enumerate(content.rows, content.head + 1):
            for at, (cell, column) in enumerate(zip(cells, content.columns, strict=True)):
                if isinstance(cell, str):
                    sheet.text(row, at, cell)
                else:
                    sheet.worksheet.write_number(row, at, cell, self.look(*column.looks))
            sheet.worksheet.set_row(row, _row_height(cells, content.columns))
        last = content.head + len(content.rows)
        sheet.worksheet.autofilter(content.head, 0, last, len(content.columns) - 1)
        sheet.worksheet.freeze_panes(content.head + 1, 1)
        sheet.page(content.title, content.head, landscape=True)
        return sheet


class Sheet:
    """One sheet of a workbook; `worksheet` takes numbers and formulas."""

    def __init__(self, book: Book, worksheet: Worksheet, name: str) -> None:
        self.book, self.worksheet, self.name = book, worksheet, name

    def text(self, row: int, column: int, text: str, *looks: str) -> None:
        """Text as it is; what is too long for a cell ends by saying so."""
        look = self.book.look(*(looks or ("text",)))
        self.worksheet.write_string(row, column, _fitting(printable(text)), look)

    def columns(self, row: int, columns: Sequence[Column]) -> None:
        """A head, and the widths of the columns below it."""
        for at, column in enumerate(columns):
            looks = ("head",) if column.looks == ("text",) else ("head", "right")
            self.text(row, at, column.title, *looks)
            self.worksheet.set_column(at, at, column.width)

    def page(self, title: str, head: int, *, landscape: bool, pages: int = 0) -> None:
        """A4, one page wide, the head on every page, the title and page number below.

        Args:
            title: For the foot of the page.
            head: The row to repeat.
            landscape: Or portrait.
            pages: How many at most, 0 for as many as it takes.
        """
        if landscape:
            self.worksheet.set_landscape()
        self.worksheet.set_paper(_A4)
        self.worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.worksheet.fit_to_pages(1, pages)
        self.worksheet.repeat_rows(head)
        shown = printable(title, keep="").replace("&", "&&")[:120]
        self.worksheet.set_footer(f"&L{shown}&R&P / &N")

    def logo(self, logo: Picture) -> None:
        """A picture in a first row of its own, drawn no larger than a letterhead's."""
        picture = Image(io.BytesIO(logo.data))
        width = picture.width * _SCREEN / picture.x_dpi
        height = picture.height * _SCREEN / picture.y_dpi
        scale = min(_LOGO[0] / width, _LOGO[1] / height)
        self.worksheet.set_row_pixels(0, _LOGO[1] + 8)
        place = {"x_scale": scale, "y_scale": scale, "x_offset": 2, "y_offset": 2}
        self.worksheet.insert_image(0, 0, picture, {**place, "decorative": True})


def _fitting(text: str) -> str:
    if _units(text) <= _LONGEST_CELL:
        return text
    cut = _("… (cut here; the whole text is in the answer sheet)")
    room = _LONGEST_CELL - _units(cut)
    while _units(text) > room:
        text = text[: len(text) - max(1, (_units(text) - room) // 2)]
    return text + cut


def _units(text: str) -> int:
    """A text's length as spreadsheets count it: characters beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _row_height(cells: Sequence[str | int], columns: Sequence[Column]) -> float:
    """Points that the longest of wrapped texts needs in its column."""
    lines = [
        sum(-(-len(line) * 21 // (column.width * 20)) or 1 for line in str(cell).split("\n"))
        for cell, column in zip(cells, columns, strict=True)
    ]
    return min(_LINE * max(lines) + 2, _TALLEST_ROW)
