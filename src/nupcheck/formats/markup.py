"""Elements of HTML and SVG: text in them is escaped by the standard library, never by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Element", "add", "el", "html_text", "number", "plain", "svg"]

# Code points that stand for no character, in HTML and in XML alike.
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (65534, 65535))
    + "]"
)

# Elements after which a line may end without showing.
_BLOCKS = frozenset(
    {
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "figure",
        "figcaption",
        "article",
        "details",
        "summary",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
    }
)


def plain(text: str) -> str:
    """Text fit for any document: what no page may hold or nobody can see is spelled out."""
    return _NO_CHARACTER.sub(
        lambda match: match.group().encode("unicode_escape").decode(), printable(text)
    )


def el(tag: str, /, *children: Element | str | None, **attributes: str | None) -> Element:
    """An element with its attributes and, in order, its children.

    A trailing underscore of an attribute is dropped (``class_``), any other stands for a hyphen; an
    attribute that is None is left out.
    """
    element = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set(name.rstrip("_").replace("_", "-"), plain(value))
    add(element, children)
    return element


def add(parent: Element, children: Iterable[Element | str | None]) -> None:
    """Put children at the end of an element."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + plain(child)
        else:
            parent.text = (parent.text or "") + plain(child)


def svg(
    box: tuple[float, float],
    title: str,
    description: str,
    *shapes: Element | None,
    **attributes: str | None,
) -> Element:
    """A picture of a width and height, with its title and, when not empty, a description."""
    picture = el(
        "svg",
        el("title", title),
        el("desc", description) if description else None,
        *shapes,
        role="img",
        **attributes,
    )
    picture.set("viewBox", f"0 0 {number(box[0])} {number(box[1])}")
    return picture


def number(value: float) -> str:
    """A coordinate, short and always the same."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def html_text(root: Element) -> str:
    """A whole page, a line for each block, so that two pages can be told apart line by line."""
    for element in root.iter():
        if element.tag in _BLOCKS:
            element.tail = f"{element.tail or ''}\n"
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
