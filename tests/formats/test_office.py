"""The Word document and the workbook: whole, the same bytes, and not to be broken out of."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nupcheck.documents.blocks import Picture
from nupcheck.documents.report import ReportOptions, context_of, report, title_of
from nupcheck.errors import printable
from nupcheck.files.load import load_guidance, load_sheet
from nupcheck.formats.docx import to_docx
from nupcheck.formats.xlsx import to_xlsx
from nupcheck.formats.xlsx_sheets import Book
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.gates import threshold_from
from nupcheck.model.sheet import Answer, AnswerSheet, Place
from tests.conftest import OWN_CHECKLIST, OWN_SHEET
from tests.support.hostile import TEXTS, hostile_sheet
from tests.support.strategies import checklists, wordy_sheets

if TYPE_CHECKING:
    from docx.document import Document

    from nupcheck.model.checklist import Checklist

_SPACE = re.compile(r"\s+")


def document_of(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def all_text(document: Document) -> str:
    texts = (element.text or "" for element in document.element.iter(qn("w:t")))
    return _SPACE.sub("", "".join(texts))


def test_a_document_has_headings_tables_bars_and_squares(checklist: Checklist) -> None:
    sheet, _ = load_sheet("examples/riverton-2026.yaml")
    options = ReportOptions(guidance=load_guidance(checklist))
    document = document_of(to_docx(report(context_of(checklist, sheet, options), options)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    for part in checklist.recommendations:
        assert f"Recommendation {part.id}: {part.title}" in headings
    assert document.paragraphs[0].style.name == "Title"
    bars = list(document.element.iter(qn("w:trHeight")))
    assert len(bars) == 1 + len(checklist.themes) + len(checklist.recommendations)
    styles = [style.get(qn("w:val")) for style in document.element.iter(qn("w:rStyle"))]
    squares = sum(style.startswith("Square") for style in styles)
    assert squares > len(checklist.questions)
    heads = list(document.element.iter(qn("w:tblHeader")))
    assert len(heads) >= len(checklist.actions)
    text = all_text(document)
    assert all(_SPACE.sub("", each.text) in text for each in checklist.questions.values())


def test_inner_links_have_their_bookmarks(checklist: Checklist) -> None:
    sheet, _ = load_sheet("examples/riverton-2026.yaml")
    element = document_of(to_docx(report(context_of(checklist, sheet)))).element
    bookmarks = {each.get(qn("w:name")) for each in element.iter(qn("w:bookmarkStart"))}
    targets = {each.get(qn("w:anchor")) for each in element.iter(qn("w:hyperlink"))} - {None}
    assert targets
    assert targets <= bookmarks


def test_hostile_text_stays_text_in_a_document(checklist: Checklist) -> None:
    document = document_of(to_docx(report(context_of(checklist, hostile_sheet(checklist)))))
    text = all_text(document)
    for each in TEXTS:
        assert _SPACE.sub("", printable(each)) in text
    for relation in document.part.rels.values():
        if relation.is_external:
            assert relation.target_ref.startswith(("https://", "http://"))


def workbook_of(checklist: Checklist, name: str) -> openpyxl.Workbook:
    context = context_of(checklist, load_sheet(name)[0])
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(context, title_of(context))))


def test_a_workbook_has_a_summary_and_a_sheet_for_each_recommendation(
    checklist: Checklist,
) -> None:
    book = workbook_of(checklist, "examples/riverton-2026.yaml")
    names = [f"Recommendation {part.id}" for part in checklist.recommendations]
    assert book.sheetnames == ["Summary", *names]
    assert len(book["Summary"]._charts) == 1
    for sheet in book.worksheets[1:]:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
    questions = sum(sheet.max_row - 1 for sheet in book.worksheets[1:])
    assert questions == len(checklist.questions)


def test_formulas_stand_in_the_summary_only(checklist: Checklist) -> None:
    context = context_of(checklist, hostile_sheet(checklist))
    data = to_xlsx(context, title_of(context))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.title == "Summary"
                    assert re.fullmatch(r"=(SUM|IF)\(.*\)|=[A-Z0-9+]+", cell.value)
                assert cell.hyperlink is None


def test_a_workbook_shows_its_sums_before_they_are_reckoned(checklist: Checklist) -> None:
    new, _ = load_sheet("examples/riverton-2026.yaml")
    old, _ = load_sheet("examples/riverton-2024.yaml")
    context = context_of(checklist, new, ReportOptions(before=(checklist, old), with_plan=True))
    data = io.BytesIO(to_xlsx(context, title_of(context)))
    book = openpyxl.load_workbook(data, data_only=True)
    rows = [row[1:] for row in book["Summary"].iter_rows(values_only=True)]
    total = next(row for row in rows if row[0] == "Total")
    now, then = context.result.tally, context.before.tally if context.before else None
    assert then
    assert total[1:] == (
        now.points,
        now.maximum,
        now.percent / 100 if now.percent else None,
        now.low,
        now.high,
        now.unanswered,
        then.points,
        now.points - then.points,
    )
    funding = next(row for row in rows if row[0] == "Funding and technical assistance")
    assert funding[-2:] == (13, 5)
    tasks = list(book["Plan"].iter_rows(min_row=4, max_col=4, values_only=True))
    assert [(row[0], row[3]) for row in tasks] == [
        (task.question, task.gain) for task in context.tasks
    ]


def test_a_workbook_lists_what_changed_and_says_what_the_target_takes(
    checklist: Checklist,
) -> None:
    new, _ = load_sheet("examples/riverton-2026.yaml")
    old, _ = load_sheet("examples/riverton-2024.yaml")
    options = ReportOptions(
        before=(checklist, old), cautions=("Mind this.",), target=threshold_from("60", checklist)
    )
    context = context_of(checklist, new, options)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(context, title_of(context))))
    assert book.sheetnames[-2:] == ["Changes", "Plan"]
    head, caution, _, _, columns, *rows = book["Changes"].iter_rows(values_only=True)
    assert (head[0], caution[0]) == ("What changed since 6 May 2024", "Mind this.")
    assert columns == ("No.", "Question", "Kind of change", "Before", "Now", "Points")
    assert ("1.1.3", "No", "Sometimes", 1) in [(row[0], *row[3:]) for row in rows]
    assert context.before
    total = sum(row[5] for row in rows if isinstance(row[5], int))
    assert total == context.result.tally.points - context.before.tally.points
    assert book["Changes"].auto_filter.ref == f"A5:F{5 + len(rows)}"
    aid, target = (book["Plan"].cell(row, 1).value for row in (1, 2))
    assert "nupcheck's own aid" in str(aid)
    assert str(target) == "To bring the total to 60%"


def test_hostile_text_stays_text_in_a_workbook(checklist: Checklist) -> None:
    context = context_of(checklist, hostile_sheet(checklist))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(context, title_of(context))))
    cells = [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    texts = [openpyxl.utils.escape.unescape(each) for each in cells]
    for each in TEXTS[:-1]:
        assert printable(each) in texts or printable(each) in cells
    cut = max(texts, key=len)
    assert cut.startswith("\\u202e\\u202e")
    assert len(cut) <= 32_767
    assert cut.endswith("the whole text is in the answer sheet)")


def test_sheets_have_names_that_a_workbook_allows() -> None:
    wanted = ["a/b", "A b", "x" * 40, "x" * 50, "[:]", "Summary", "History"]
    long, longer = "x" * 31, "x" * 27 + " (2)"
    allowed = ["a b", "A b (2)", long, longer, "_", "Summary (2)", "History (2)"]
    book = Book("Riverton", None)
    book.add_sheet("Summary")
    assert [book.add_sheet(name).name for name in wanted] == allowed


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_sheet_of_any_checklist_can_be_written(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    sheet = data.draw(wordy_sheets(checklist))
    context = context_of(checklist, sheet)
    assert document_of(to_docx(report(context))).paragraphs
    openpyxl.load_workbook(io.BytesIO(to_xlsx(context, title_of(context))))


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_logo_stands_in_both(checklist: Checklist, kind: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (60, 20), "#1f5c99").save(stream, kind)
    logo = Picture(stream.getvalue(), "png" if kind == "png" else "jpeg")
    context = context_of(checklist, load_sheet("examples/riverton-2026.yaml")[0])
    for data in (
        to_docx(report(context, ReportOptions(logo=logo))),
        to_xlsx(context, "Riverton", logo),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert logo.data in [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("size", [(3000, 1000), (90, 1800), (1800, 30), (20, 20)])
@pytest.mark.parametrize("dpi", [72, 300])
def test_a_logo_is_as_large_as_a_letterheads_whatever_its_file(
    size: tuple[int, int], dpi: int
) -> None:
    stream = io.BytesIO()
    Image.new("RGB", size, "#1f5c99").save(stream, "png", dpi=(dpi, dpi))
    sheet, own = load_sheet(str(OWN_SHEET), str(OWN_CHECKLIST))
    context = context_of(own, sheet)
    picture = Picture(stream.getvalue(), "png")
    data = to_xlsx(context, "Riverton", picture)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    drawn = drawing[drawing.index("<xdr:pic>") :]
    wide, high = (int(each) / 9525 for each in re.search(r'cx="(\d+)" cy="(\d+)"', drawn).groups())
    assert wide <= 321
    assert high <= 61
    assert wide >= 319 or high >= 59
    logo = document_of(to_docx(report(context, ReportOptions(logo=picture)))).inline_shapes[0]
    assert abs(logo.width.cm / logo.height.cm / (size[0] / size[1]) - 1) < 0.01
    assert logo.width.cm <= 8.01
    assert logo.height.cm <= 1.61
    summary = openpyxl.load_workbook(io.BytesIO(data))["Summary"]
    assert [summary.cell(row, 1).value for row in (1, 2)] == [None, "Riverton"]


def test_what_was_before_holds_parts_that_the_checklist_has_no_longer() -> None:
    def garden(version: str, *names: str) -> Checklist:
        parts = [
            {
                "id": name,
                "theme": "soil",
                "title": name,
                "actions": [
                    {
                        "id": f"{name}.a",
                        "title": "T",
                        "questions": [{"id": f"{name}.a.1", "text": "?"}],
                    }
                ],
            }
            for name in names
        ]
        scale = [
            {"id": "no", "label": "No", "points": "0"},
            {"id": "yes", "label": "Yes", "points": "2"},
        ]
        whole = {"format": "1", "id": "garden", "version": version, "title": "G", "scale": scale}
        themes = [{"id": "soil", "title": "Soil"}]
        return checklist_from({**whole, "themes": themes, "recommendations": parts})

    def sheet(*names: str) -> AnswerSheet:
        answers = {f"{name}.a.1": Answer(answer="yes") for name in names}
        return AnswerSheet(format=1, checklist="garden", place=Place(name="P"), answers=answers)

    old, new = garden("1", "A", "B"), garden("2", "A", "C")
    context = context_of(new, sheet("A", "C"), ReportOptions(before=(old, sheet("A", "B"))))
    data = to_xlsx(context, "Garden")
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    rows = {row[1]: row[8:] for row in book["Summary"].iter_rows(values_only=True)}
    assert rows["Total"] == (4, 0)
    assert rows["Soil"] == (4, 0)
    assert rows["A"] == (2, 0)
    assert rows["C"] == (None, None)
    live = openpyxl.load_workbook(io.BytesIO(data))["Summary"]
    assert 4 in [cell.value for cell in live["I"]]  # a sum over A and C alone would come to 2


def test_an_archive_knows_no_clock(checklist: Checklist) -> None:
    context = context_of(checklist, load_sheet("examples/sao-paulo-guide.yaml")[0])
    for data in (to_docx(report(context)), to_xlsx(context, "São Paulo")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        for moment in re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", core):
            assert moment in {"2000-01-01T00:00:00Z", f"{context.result.date}T00:00:00Z"}
