"""A document as one HTML file: no script, no network, readable everywhere.

The page, its blocks and its drawings are templates; here is only what they are given.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Heading
from nupcheck.formats.templating import templates
from nupcheck.locale import direction

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Block, Document

_SECTION = 2  # the level of a heading that begins one


def to_html(document: Document) -> bytes:
    """The document as a page: UTF-8, the same bytes for the same document."""
    opening, *sections = _sections(document)
    page = templates().get_template("page.html")
    return page.render(
        document=document,
        direction=direction(),
        opening=opening,
        sections=sections,
        logo=_logo(document),
    ).encode()


def _sections(document: Document) -> list[list[Block]]:
    """The opening, then what stands under each heading of level 2."""
    sections: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == _SECTION:
            sections.append([])
        sections[-1].append(block)
    return sections


def _logo(document: Document) -> str:
    """The picture as an address that needs no network."""
    if document.logo is None:
        return ""
    data = base64.b64encode(document.logo.data).decode()
    return f"data:image/{document.logo.kind};base64,{data}"
