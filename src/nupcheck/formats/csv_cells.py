"""Rows to CSV text that a spreadsheet shows as it stands and never runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CsvCell = str | int | float | None

# What spreadsheets take for the beginning of a formula, in both widths in which it is typed.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_text(rows: Iterable[Sequence[CsvCell]]) -> str:
    """Rows, the header first, as CSV (RFC 4180, but a plain line feed ends a row).

    Numbers stay numbers. Text that a spreadsheet would take for a formula gets an apostrophe in
    front, which the spreadsheet hides; control characters are spelled out.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: CsvCell) -> CsvCell:
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
