"""What python-docx has no calls for: links, bookmarks, alternative text, repeated table heads."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.shared import Length
    from docx.table import Table as DocxTable
    from docx.table import _Cell as DocxCell
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run

_LONG_ROW = 1500  # characters, about half a page


def element(name: str, /, **attributes: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    """An element of WordprocessingML, with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_picture(paragraph: DocxParagraph, data: bytes, alt: str, height: Length) -> None:
    """A picture in the line, with its alternative text."""
    shape = paragraph.add_run().add_picture(io.BytesIO(data), height=height)
    properties = shape._inline.docPr  # noqa: SLF001 - there is no other way to its description
    properties.set("descr", printable(alt))


def add_web_link(paragraph: DocxParagraph, text: str, address: str) -> None:
    """A link to a web address."""
    relation = paragraph.part.relate_to(
        printable(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    _fill_link(paragraph, link, text)


def add_inner_link(paragraph: DocxParagraph, text: str, bookmark: str) -> None:
    """A link to a bookmark of the same document."""
    _fill_link(paragraph, element("hyperlink", anchor=bookmark), text)


def _fill_link(paragraph: DocxParagraph, link: Any, text: str) -> None:  # noqa: ANN401
    run = add_text(paragraph, text)
    run.style = "Link"
    link.append(run._r)  # noqa: SLF001 - moved from the paragraph into the link
    paragraph._p.append(link)  # noqa: SLF001


def add_text(paragraph: DocxParagraph, text: str, *, bold: bool | None = None) -> Run:
    """Text of any origin, with whatever a document cannot hold spelled out."""
    run = paragraph.add_run(printable(text))
    run.bold = bold
    return run


def add_bookmark(paragraph: DocxParagraph, name: str, number: int) -> None:
    """A place that links lead to: the paragraph's beginning."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))  # noqa: SLF001
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def finish_table(table: DocxTable, widths: Sequence[Length], *, has_head: bool = True) -> None:
    """Fix the columns' widths, keep rows whole unless they are long, repeat the head on pages."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    for row in table.rows:
        if sum(len(cell.text) for cell in row.cells) < _LONG_ROW:
            row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    if has_head:
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def cell_line(cell: DocxCell) -> DocxParagraph:
    """The first paragraph of a cell."""
    paragraph: DocxParagraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    return paragraph


def fill_cell(cell: DocxCell, text: str, *, right: bool = False, bold: bool = False) -> None:
    """Text in the only paragraph of a cell."""
    paragraph = cell_line(cell)
    add_text(paragraph, text, bold=bold or None)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_page_number(paragraph: DocxParagraph) -> None:
    """The number of the page, as a field."""
    run = paragraph.add_run()
    for part in (
        element("fldChar", fldCharType="begin"),
        element("instrText"),
        element("fldChar", fldCharType="end"),
    ):
        if part.tag == qn("w:instrText"):
            part.text = "PAGE"
        run._r.append(part)  # noqa: SLF001
