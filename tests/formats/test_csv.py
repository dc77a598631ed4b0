"""CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.formats.csv import csv_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "\x00=1"],
)
def test_text_is_never_a_formula(text: str) -> None:
    cell = next(csv.reader(io.StringIO(csv_text([text], ()))))[0]
    assert cell.startswith(("'", "\\"))


def test_numbers_stay_numbers() -> None:
    rows = [{"id": "1.1", "change": -2}, {"id": "=x", "change": 51.1}, {"change": 0}]
    assert csv_text(("id", "change"), rows) == ("id,change\n1.1,-2\n'=x,51.1\n,0\n")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=3))
def test_no_text_breaks_out_of_its_cell(rows: list[list[str]]) -> None:
    text = csv_text("ab", [dict(zip("ab", row, strict=True)) for row in rows])
    read = list(csv.reader(io.StringIO(text)))
    assert [len(row) for row in read] == [2] * (1 + len(rows))


@pytest.mark.parametrize("text", ["x;=1+1;y", "x\t@y", "x;\n +1", "a\n=1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_no_formula_with_another_separator_either(text: str, separator: str) -> None:
    written = csv_text(("id", "note"), [{"id": "1", "note": text}])
    cells = [cell for row in csv.reader(io.StringIO(written), delimiter=separator) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))]
