"""A report as a Word document, with real headings, tables and styles. Needs the extra `docx`."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, assert_never

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from nupcheck.documents.blocks import (
    Answers,
    Bullets,
    Chart,
    Columns,
    Facts,
    Fold,
    Heading,
    Headline,
    Link,
    Paragraph,
    Steps,
    Strip,
    Table,
)
from nupcheck.errors import printable
from nupcheck.formats import docx_figures
from nupcheck.formats.docx_parts import (
    add_bookmark,
    add_inner_link,
    add_page_number,
    add_text,
    add_web_link,
    element,
)
from nupcheck.formats.zips import packed_again

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph

    from nupcheck.documents.blocks import Block, Document, Text

_LOGO = (Cm(8), Cm(1.6))  # at most
_NO_DATE = dt.date(2000, 1, 1)
_STYLES = {
    "plain": "Normal",
    "checklist": "Normal",
    "lead": "Lead",
    "aside": "Aside",
    "caution": "Caution",
}
_INK, _QUIET, _BLUE = (RGBColor.from_string(each) for each in ("1C2430", "55606E", "1F5C99"))


def to_docx(report: Document) -> bytes:
    """The report as a document: the same bytes for the same report."""
    document = docx.Document()
    _set_up(document, report)
    if report.logo:
        picture = document.add_picture(io.BytesIO(report.logo.data))
        scale = min(_LOGO[0] / picture.width, _LOGO[1] / picture.height)
        picture.width = Emu(round(picture.width * scale))
        picture.height = Emu(round(picture.height * scale))
    writer = _Writer(document, report)
    for part in report.blocks:
        writer.write(part)
    stream = io.BytesIO()
    document.save(stream)
    return packed_again(stream.getvalue())


class _Writer:
    """Puts parts at the end of a document, and knows which bookmark stands for which anchor."""

    def __init__(self, document: DocxDocument, report: Document) -> None:
        self.document = document
        anchors = [
            part.anchor for part in report.blocks if isinstance(part, Heading) and part.anchor
        ]
        self.bookmarks = {anchor: f"part_{n}" for n, anchor in enumerate(anchors, 1)}

    def write(self, part: Block) -> None:  # noqa: C901, PLR0912 - one branch a kind of part
        document = self.document
        match part:
            case Heading():
                self._heading(part)
            case Paragraph():
                add_text(document.add_paragraph(style=_STYLES[part.tone]), part.text)
            case Bullets():
                for item in part.items:
                    add_text(document.add_paragraph(style="List Bullet"), item)
            case Table():
                docx_figures.add_table(document, part)
            case Facts():
                for term, says in part.items:
                    paragraph = document.add_paragraph(style="Aside")
                    add_text(paragraph, f"{term}: ")
                    for number, text in enumerate(says):
                        self._inline(paragraph, "; " if number else "")
                        self._inline(paragraph, text)
            case Steps():
                self._steps(part)
            case Fold():
                document.add_paragraph(printable(part.title), style="Fold")
                for block in part.blocks:
                    self.write(block)
            case Columns():
                for side in part.sides:
                    for block in side:
                        self.write(block)
            case Headline():
                docx_figures.add_headline(document, part)
            case Chart() if part.shape == "bars":
                docx_figures.add_bars(document, part)
            case Chart():
                docx_figures.add_rings(document, part)
            case Strip():
                docx_figures.add_strip(document, part)
            case Answers():
                docx_figures.add_answers(document, part, self._inline)
            case _:
                assert_never(part)

    def _heading(self, heading: Heading) -> None:
        style = "Title" if heading.level == 1 else f"Heading {min(heading.level - 1, 9)}"
        paragraph = self.document.add_paragraph(style=style)
        if name := self.bookmarks.get(heading.anchor):
            add_bookmark(paragraph, name, int(name.removeprefix("part_")))
        add_text(paragraph, heading.text)

    def _steps(self, steps: Steps) -> None:
        style = "List Number" if steps.ordered else "List Bullet"
        for text, detail in steps.items:
            paragraph = self.document.add_paragraph(style=style)
            self._inline(paragraph, text)
            if detail:
                paragraph.add_run().add_break()
                add_text(paragraph, detail).style = "Detail"

    def _inline(self, paragraph: DocxParagraph, text: Text) -> None:
        if not isinstance(text, Link):
            add_text(paragraph, text)
        elif text.target.startswith("#"):
            bookmark = self.bookmarks.get(text.target[1:])
            if bookmark:
                add_inner_link(paragraph, text.text, bookmark)
            else:
                add_text(paragraph, text.text)
        else:
            add_web_link(paragraph, text.text, text.target)


def _set_up(document: DocxDocument, report: Document) -> None:
    """Page, styles and properties; nothing in them tells who made it, when or where."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_page_number(footer)
    properties = document.core_properties
    properties.title = printable(report.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = report.language
    moment = dt.datetime.combine(report.date or _NO_DATE, dt.time())
    properties.created = properties.modified = moment
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(10.5), _INK
    normal.paragraph_format.space_after = Pt(5)
    language = element("lang", val=report.language)
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.color.rgb = _INK
    for name in ("Lead", "Aside", "Caution", "Fold", "Cell"):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.color.rgb = _INK if name in {"Caution", "Cell"} else _QUIET
    styles["Cell"].paragraph_format.space_after = Pt(2)
    styles["Cell"].font.size = Pt(10)
    styles["Title"].font.size = Pt(20)
    styles["Fold"].font.bold = True
    styles["Fold"].paragraph_format.keep_with_next = True
    styles["Lead"].paragraph_format.keep_with_next = True
    styles["Caption"].font.color.rgb = _QUIET
    styles["Caption"].font.bold = False
    styles["Caption"].font.size = Pt(9.5)
    styles["Caption"].paragraph_format.keep_with_next = True
    link = styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _BLUE, True
    _soften_grid(styles["Table Grid"].element)
    styles.add_style("Detail", WD_STYLE_TYPE.CHARACTER).font.color.rgb = _QUIET
    title = styles["Title"].element.find(qn("w:pPr"))
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _soften_grid(style: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
    """Quiet lines between rows, none between columns."""
    borders = style.find(f".//{qn('w:tblBorders')}")
    for border in borders:
        side = border.tag.rpartition("}")[2]
        border.set(qn("w:val"), "nil" if side in {"left", "right", "insideV"} else "single")
        border.set(qn("w:color"), "C3CAD3")
