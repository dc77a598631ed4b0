"""How text and names get into a workbook: as text, never as a formula, never lost."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.image import Image

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from nupcheck.documents.blocks import Picture

_LONGEST_CELL = 32_767  # characters, by the format's own limit
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_A4 = 9
_LINE = 15.0  # points
_LOGO = (320, 60)  # pixels at most
_SIGNED = "+0;−0;0"
_SCREEN = 96  # pixels an inch
_TALLEST_ROW = 409.0  # points, by the format's own limit


@dataclass(frozen=True, slots=True)
class Formats:
    """The looks of cells."""

    title: Format
    head: Format
    head_right: Format
    text: Format
    quiet: Format
    number: Format
    signed: Format
    percent: Format
    total: Format
    total_number: Format
    total_signed: Format
    total_percent: Format

    @classmethod
    def of(cls, workbook: Workbook) -> Formats:
        """Those of a workbook. Text keeps its leading apostrophe, so editing makes no formula."""
        text = {"text_wrap": True, "valign": "top", "quote_prefix": True}
        top = {"valign": "top"}
        right = {"align": "right", "indent": 1}  # away from the text of the next column
        head = {"bold": True, "bg_color": "#E6EAF0", "bottom": 1, "text_wrap": True}
        total = {"bold": True, "top": 1, "valign": "top"}
        return cls(
            title=workbook.add_format({"bold": True, "font_size": 16, "quote_prefix": True}),
            head=workbook.add_format(head),
            head_right=workbook.add_format({**head, **right}),
            text=workbook.add_format(text),
            quiet=workbook.add_format({"font_color": "#55606E", "quote_prefix": True}),
            number=workbook.add_format({**top, **right}),
            signed=workbook.add_format({**top, **right, "num_format": _SIGNED}),
            percent=workbook.add_format({**top, **right, "num_format": "0.0%"}),
            total=workbook.add_format({**total, "quote_prefix": True}),
            total_number=workbook.add_format({**total, **right}),
            total_signed=workbook.add_format({**total, **right, "num_format": _SIGNED}),
            total_percent=workbook.add_format({**total, **right, "num_format": "0.0%"}),
        )


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format, cut: str) -> None:
    """Text as it is; what is too long for a cell ends with `cut`, which says so."""
    shown = printable(text)
    if _units(shown) > _LONGEST_CELL:
        room = _LONGEST_CELL - _units(cut)
        while _units(shown) > room:
            shown = shown[: len(shown) - max(1, (_units(shown) - room) // 2)]
        shown += cut
    sheet.write_string(row, column, shown, look)


def _units(text: str) -> int:
    """A text's length as spreadsheets count it: characters beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def insert_logo(sheet: Worksheet, logo: Picture) -> None:
    """A logo in a first row of its own, drawn no larger than a letterhead's."""
    picture = Image(io.BytesIO(logo.data))
    width = picture.width * _SCREEN / picture.x_dpi
    height = picture.height * _SCREEN / picture.y_dpi
    scale = min(_LOGO[0] / width, _LOGO[1] / height)
    sheet.set_row_pixels(0, _LOGO[1] + 8)
    options = {"x_scale": scale, "y_scale": scale, "x_offset": 2, "y_offset": 2, "decorative": True}
    sheet.insert_image(0, 0, picture, options)


def sheet_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Names that a workbook allows, each once, as near to the wanted ones as can be."""
    used, names = {name.casefold() for name in (*taken, "History")}, []
    for each in wanted:
        base = _FORBIDDEN.sub(" ", printable(each)).strip()[:_LONGEST_NAME].strip() or "_"
        name, count = base, 1
        while name.casefold() in used:
            count += 1
            end = f" ({count})"
            name = base[: _LONGEST_NAME - len(end)] + end
        used.add(name.casefold())
        names.append(name)
    return names


def row_height(texts: Iterable[tuple[str, int]]) -> float:
    """Points that wrapped texts need in columns of a width in characters."""
    lines = [
        sum(-(-len(line) * 21 // (width * 20)) or 1 for line in text.split("\n"))
        for text, width in texts
    ]
    return min(_LINE * max(lines, default=1) + 2, _TALLEST_ROW)


def set_up_page(
    sheet: Worksheet, title: str, head_row: int, *, landscape: bool, pages: int = 0
) -> None:
    """A4, one page wide, the head on every page, the title and page number below.

    Args:
        sheet: The sheet.
        title: For the foot of the page.
        head_row: The row to repeat.
        landscape: Or portrait.
        pages: How many at most, 0 for as many as it takes.
    """
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, pages)
    sheet.repeat_rows(head_row)
    shown = printable(title).replace("\n", " ").replace("&", "&&")[:120]
    sheet.set_footer(f"&L{shown}&R&P / &N")
