"""The figures and tables of a report in a Word document: pictures hold shapes, cells the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from nupcheck.documents.blocks import Bar
from nupcheck.formats.docx_parts import (
    add_picture,
    add_text,
    cell_line,
    fill_cell,
    finish_table,
)
from nupcheck.formats.pictures import bar_png, ring_png, squares_png

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph

    from nupcheck.documents.blocks import Answers, Chart, Headline, Strip, Table, Text

_WIDTH = 17.0  # centimetres between the margins
_LETTER, _MARGINS = 0.19, 0.4  # centimetres: a letter, and what a cell keeps free
_LONG_WORD, _LONG_TEXT = 14, 160
_MOST_RINGS = 5
_GRID = "Table Grid"


def add_headline(document: DocxDocument, figure: Headline) -> None:
    """The score in large figures, its bar, and what goes with it."""
    measure = figure.measure
    paragraph = document.add_paragraph()
    add_text(paragraph, str(measure.score.points), bold=True).font.size = Pt(40)
    add_text(paragraph, f" {figure.of}   ").font.size = Pt(14)
    add_text(paragraph, measure.percent, bold=True).font.size = Pt(18)
    paragraph.paragraph_format.keep_with_next = True
    picture = document.add_paragraph()
    add_picture(picture, bar_png(measure), f"{figure.title}: {measure.text}", Cm(1.0))
    *sentences, counts = figure.summary
    add_text(document.add_paragraph(), " ".join(sentences))
    add_text(document.add_paragraph(style="Aside"), counts)


def add_bars(document: DocxDocument, figure: Chart) -> None:
    """A row for each part: its name, its bar, its numbers."""
    _add_heading(document, figure.title, figure.description)
    changes = any(measure.change for measure in figure.measures)
    widths = [Cm(7.2), Cm(4.8), Cm(1.9), Cm(2.0), *([Cm(1.1)] if changes else [])]
    table = document.add_table(0, len(widths))
    for measure in figure.measures:
        cells = table.add_row().cells
        fill_cell(cells[0], f"{measure.number} {measure.label}".strip())
        add_picture(
            cell_line(cells[1]), bar_png(measure), f"{measure.label}: {measure.text}", Cm(0.3)
        )
        fill_cell(cells[2], str(measure.score), right=True)
        fill_cell(cells[3], measure.percent, right=True, bold=True)
        if changes:
            fill_cell(cells[4], measure.change, right=True)
    finish_table(table, widths, has_head=False)
    document.add_paragraph()


def add_rings(document: DocxDocument, figure: Chart) -> None:
    """Rings side by side, the name below each."""
    _add_heading(document, figure.title, figure.description)
    for start in range(0, len(figure.measures), _MOST_RINGS):
        some = figure.measures[start : start + _MOST_RINGS]
        table = document.add_table(2, len(some))
        for index, measure in enumerate(some):
            top, bottom = table.rows[0].cells[index], table.rows[1].cells[index]
            top.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            bottom.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            alt = f"{measure.label}: {measure.text}"
            add_picture(top.paragraphs[0], ring_png(measure), alt, Cm(2.4))
            add_text(bottom.paragraphs[0], measure.label)
            says = f"{measure.score} · {measure.percent} {measure.change}".strip()
            add_text(bottom.paragraphs[0], f"\n{says}").style = "Detail"
        finish_table(table, [Cm(_WIDTH / len(some))] * len(some), has_head=False)
    document.add_paragraph()


def add_strip(document: DocxDocument, figure: Strip) -> None:
    """A row of squares for each part, and what the squares mean."""
    _add_heading(document, figure.title, figure.description)
    legend = document.add_paragraph()
    for mark in figure.legend:
        add_picture(legend, squares_png([[mark]]), mark.label, Cm(0.4))
        add_text(legend, f" {mark.label}    ")
    table = document.add_table(0, 2)
    for row in figure.rows:
        cells = table.add_row().cells
        fill_cell(cells[0], f"{row.number} {row.label}")
        alt = "; ".join(mark.label for group in row.groups for mark in group)
        add_picture(cell_line(cells[1]), squares_png(row.groups), alt, Cm(0.45))
    finish_table(table, [Cm(8.6), Cm(8.4)], has_head=False)
    document.add_paragraph()


def add_answers(
    document: DocxDocument,
    answers: Answers,
    inline: Callable[[DocxParagraph, Text], None],
) -> None:
    """Questions with their answers, notes and evidence, a row for each."""
    widths = [Cm(1.8), Cm(5.2), Cm(2.5), Cm(1.7), Cm(5.8)]
    table = document.add_table(1, len(widths), _GRID)
    for cell, title in zip(table.rows[0].cells, ("", *answers.columns), strict=True):
        fill_cell(cell, title, bold=True)
    for card in answers.cards:
        cells = table.add_row().cells
        fill_cell(cells[0], card.number)
        fill_cell(cells[1], card.text)
        fill_cell(cells[2], card.answer, bold=True)
        fill_cell(cells[3], card.points, right=True)
        paragraph = cell_line(cells[4])
        for number, (term, says) in enumerate(card.details):
            if number:
                paragraph = cells[4].add_paragraph(style="Cell")
            add_text(paragraph, f"{term}: ").style = "Detail"
            for position, text in enumerate(says):
                inline(paragraph, "; " if position else "")
                inline(paragraph, text)
    finish_table(table, widths)
    document.add_paragraph()


def add_table(document: DocxDocument, block: Table) -> None:
    """A table with its caption above it."""
    if block.caption:
        add_text(document.add_paragraph(style="Caption"), block.caption)
    drawn = [
        index
        for index in range(len(block.columns))
        if not any(isinstance(row[index], Bar) for row in block.rows)
    ]
    table = document.add_table(1, len(drawn), _GRID)
    for cell, index in zip(table.rows[0].cells, drawn, strict=True):
        column = block.columns[index]
        fill_cell(cell, column.title, right=column.align == "right", bold=True)
    last = len(block.rows) - 1
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, index in zip(cells, drawn, strict=True):
            text = "" if row[index] is None else str(row[index])
            right = block.columns[index].align == "right"
            fill_cell(cell, text, right=right, bold=block.total and number == last)
    finish_table(table, _widths(block, drawn))
    document.add_paragraph()


def _widths(block: Table, drawn: list[int]) -> list[Cm]:
    """The page's width shared among columns: room for the longest word, the rest by length."""
    least, wanted = [], []
    for index in drawn:
        texts = ["" if row[index] is None else str(row[index]) for row in block.rows]
        texts.append(block.columns[index].title)
        word = max(len(word) for text in texts for word in ("", *text.split()))
        least.append(min(word, _LONG_WORD) * _LETTER + _MARGINS)
        wanted.append(min(max(map(len, texts)), _LONG_TEXT))
    spare = max(_WIDTH - sum(least), 0.0)
    return [
        Cm(small + spare * want / (sum(wanted) or 1))
        for small, want in zip(least, wanted, strict=True)
    ]


def _add_heading(document: DocxDocument, title: str, description: str) -> None:
    add_text(document.add_paragraph(style="Heading 1"), title)
    add_text(document.add_paragraph(style="Caption"), description)
