"""A document as one HTML file: no script, no network, readable everywhere."""

from __future__ import annotations

import base64
import pkgutil
from typing import TYPE_CHECKING, assert_never

from nupcheck.documents.blocks import (
    Answers,
    Bar,
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
from nupcheck.documents.phrases import phrases
from nupcheck.formats import html_figures
from nupcheck.formats.directions import isolate
from nupcheck.formats.markup import Element, add, el, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nupcheck.documents.blocks import AnswerCard, Block, Cell, Document, Picture, Text
    from nupcheck.documents.phrases import Phrases

# Nothing may be fetched and no script may run, whatever a browser makes of the page.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def to_html(document: Document) -> bytes:
    """The document as a page: UTF-8, the same bytes for the same document."""
    words = phrases(document.language)
    style = (pkgutil.get_data("nupcheck.formats", "report.css") or b"").decode()
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", document.title),
        el("style", "\n" + style),
    )
    main = el("main", id="report", tabindex="-1")
    add(main, _sections(document, words))
    body = el("body", el("a", words("skip"), href="#report", class_="skip"), main)
    isolate(body)
    root = el("html", head, body, lang=document.language, dir=words.direction)
    return html_text(root).encode()


def _sections(document: Document, words: Phrases) -> Iterator[Element]:
    """The opening, then a section for each heading of level 2."""
    current = el("header", _logo(document.logo) if document.logo else None)
    for part in document.blocks:
        if isinstance(part, Heading) and part.level == 2:  # noqa: PLR2004
            yield current
            current = el("section", aria_labelledby=part.anchor or None)
        add(current, _elements(part, words))
    yield current


def _logo(logo: Picture) -> Element:
    data = base64.b64encode(logo.data).decode()
    return el("img", src=f"data:image/{logo.kind};base64,{data}", alt="", class_="logo")


def _elements(  # noqa: C901, PLR0912 - one branch for each kind of part
    part: Block, words: Phrases
) -> Iterator[Element]:
    match part:
        case Heading():
            yield el(f"h{min(part.level, 6)}", part.text, id=part.anchor or None)
        case Paragraph():
            yield el("p", part.text, class_=None if part.tone == "plain" else part.tone)
        case Bullets():
            yield el("ul", *(el("li", item) for item in part.items))
        case Table():
            yield _table(part)
        case Facts():
            yield el("dl", *_facts(part.items))
        case Steps():
            items = (_step(text, detail) for text, detail in part.items)
            yield el("ol" if part.ordered else "ul", *items, class_="steps")
        case Fold():
            inside = [each for block in part.blocks for each in _elements(block, words)]
            yield el("details", el("summary", part.title), *inside)
        case Columns():
            sides = (
                el("div", *(each for block in side for each in _elements(block, words)))
                for side in part.sides
            )
            yield el("div", *sides, class_="columns")
        case Headline():
            yield html_figures.headline(part)
        case Chart() if part.shape == "bars":
            yield html_figures.bars(part)
            yield _table_behind(part.table, words)
        case Chart():
            yield html_figures.rings(part)
            yield _table_behind(part.table, words)
        case Strip():
            yield html_figures.strip(part)
            yield _table_behind(part.table, words)
        case Answers():
            yield from (_card(card) for card in part.cards)
        case _:
            assert_never(part)


def _table_behind(table: Table, words: Phrases) -> Element:
    return el("details", el("summary", words("table")), _table(table), class_="behind")


def _step(text: Text, detail: str) -> Element:
    return el("li", _inline(text), " " if detail else None, el("span", detail) if detail else None)


def _facts(items: Iterable[tuple[str, tuple[Text, ...]]]) -> Iterator[Element]:
    for term, says in items:
        yield el("dt", term)
        yield from (el("dd", _inline(text)) for text in says)


def _inline(text: Text) -> Element | str:
    if not isinstance(text, Link):
        return text
    if text.target.startswith("#"):
        return el("a", text.text, href=text.target)
    return el("a", text.text, href=text.target, rel="noreferrer noopener nofollow")


def _card(card: AnswerCard) -> Element:
    answer = el(
        "p",
        html_figures.square(card.mark, card.mark.label),
        " ",
        el("strong", card.answer),
        el("span", f" {card.points}", class_="numbers") if card.points else None,
        class_="answer",
    )
    heading = el("h4", el("span", card.number, class_="number"), f" {card.text}")
    details = el("dl", *_facts(card.details)) if card.details else None
    return el(
        "article",
        heading,
        answer,
        details,
        id=card.mark.anchor,
        class_=f"card {card.mark.state.value}",
    )


def _table(table: Table) -> Element:
    head = el(
        "tr",
        *(
            el("th", column.title, scope="col", class_=_align(column.align))
            for column in table.columns
        ),
    )
    last = len(table.rows) - 1
    rows = [
        _row(row, table, is_total=table.total and index == last)
        for index, row in enumerate(table.rows)
    ]
    caption = el("caption", table.caption) if table.caption else None
    whole = el("table", caption, el("thead", head), el("tbody", *rows))
    label = table.caption or table.columns[0].title
    return el("div", whole, class_="scroll", tabindex="0", role="group", aria_label=label)


def _row(row: tuple[Cell, ...], table: Table, *, is_total: bool) -> Element:
    cells = [
        el("td", _cell(cell), class_=_align(column.align))
        for cell, column in zip(row, table.columns, strict=True)
    ]
    return el("tr", *cells, class_="total" if is_total else None)


def _cell(cell: Cell) -> str:
    match cell:
        case None | Bar():  # a bar says what the numbers beside it say
            return ""
        case _:
            return str(cell)


def _align(align: str) -> str | None:
    return "right" if align == "right" else None
