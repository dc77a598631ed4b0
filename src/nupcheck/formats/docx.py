"""A document as a Word file, with real headings, lists, tables and styles.

Its parts are the templates in `templates/docx/`; here is only what they cannot reckon. Words, bars
and squares are all text, so that an office can restyle them and a reader can have them read aloud.
"""

from __future__ import annotations

import io
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Heading, Table
from nupcheck.formats import require
from nupcheck.formats.templating import templates
from nupcheck.formats.zips import packed
from nupcheck.locale import direction

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document, Measure, Picture

# The text first: the other parts list the links and lists in it.
_PARTS = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/footer.xml",
    "docProps/core.xml",
    "_rels/.rels",
    "[Content_Types].xml",
)
_NO_DATE = "2000-01-01"
_LOGO = (2_880_000, 576_000)  # English Metric Units: 8 and 1.6 centimetres, at most
_FIRST_NUMBERED = 2  # list 1 has bullets
_WIDTH = 9638  # twentieths of a point between the margins, as all widths
_LETTER, _MARGINS = 108, 227  # a letter, and what a cell keeps free
_LONG_WORD, _LONG_TEXT = 14, 160


def to_docx(document: Document) -> bytes:
    """The document as a file: the same bytes for the same document."""
    anchors = [each.anchor for each in document.blocks if isinstance(each, Heading) and each.anchor]
    links: dict[str, str] = defaultdict(lambda: f"link{len(links) + 1}")
    lists: list[int] = []

    def new_list() -> int:
        lists.append(_FIRST_NUMBERED + len(lists))
        return lists[-1]

    of_checklist = document.checklist_language
    context = {
        "document": document,
        "direction": direction(),
        "own": "" if of_checklist == document.language else of_checklist,
        "date": document.date or _NO_DATE,
        "bookmarks": {anchor: f"part_{n}" for n, anchor in enumerate(anchors, 1)},
        "links": links,
        "link": links.__getitem__,
        "lists": lists,
        "new_list": new_list,
        "logo_size": _logo_size(document.logo) if document.logo else None,
        "pieces": _pieces,
        "widths_of": _widths,
    }
    parts = {
        name: templates().get_template(f"docx/{name}").render(context).encode() for name in _PARTS
    }
    if document.logo:
        parts[f"word/media/logo.{document.logo.kind}"] = document.logo.data
    return packed(dict(reversed(parts.items())))


def _logo_size(logo: Picture) -> tuple[int, int]:
    """As large as a letterhead's."""
    require("docx", "PIL")
    from PIL import Image

    with Image.open(io.BytesIO(logo.data)) as image:
        scale = min(_LOGO[0] / image.width, _LOGO[1] / image.height)
        return round(image.width * scale), round(image.height * scale)


def _pieces(measure: Measure) -> list[tuple[str, int]]:
    """What a bar is made of, from its start: kinds of ground, and how many hundredths of each."""
    filled, reached = _hundredths(measure.share), _hundredths(measure.high)
    grounds = ["fill"] * filled + ["range"] * (reached - filled) + ["track"] * (100 - reached)
    if measure.before is not None:
        mark = min(_hundredths(measure.before), 98)
        grounds[mark : mark + 2] = ["before"] * 2
    return [(kind, len(list(same))) for kind, same in groupby(grounds)]


def _hundredths(share: float) -> int:
    """A share in hundredths; none and all only when exactly so."""
    return int(share * 100) if share in {0, 1} else min(max(round(share * 100), 1), 99)


def _widths(table: Table) -> list[int]:
    """The page's width shared among columns: room for the longest word, the rest by length."""
    least, wanted = [], []
    for column, *cells in zip(table.columns, *table.rows, strict=True):
        texts = [column.title, *("" if cell is None else str(cell) for cell in cells)]
        word = max(len(word) for text in texts for word in ("", *text.split()))
        least.append(min(word, _LONG_WORD) * _LETTER + _MARGINS)
        wanted.append(min(max(map(len, texts)), _LONG_TEXT))
    spare = max(_WIDTH - sum(least), 0)
    total = sum(wanted) or 1
    return [small + spare * want // total for small, want in zip(least, wanted, strict=True)]
