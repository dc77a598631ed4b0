"""The figures of a report as HTML and SVG: shapes carry what colours say, and text says it all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from nupcheck.formats.markup import Element, el, number, svg
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Chart, Headline, Mark, Measure, Strip, StripRow

_BAR = (100.0, 10.0)
_RING = 100.0
_RADIUS = 40.0
_SQUARE = 24.0


def headline(figure: Headline) -> Element:
    """The score in large figures, its bar, and the sentences that go with it."""
    measure = figure.measure
    number_ = el(
        "p",
        el("strong", str(measure.score.points), class_="big"),
        " ",
        el("span", figure.of, class_="of"),
        " ",
        el("strong", measure.percent, class_="share"),
        class_="figures",
    )
    *sentences, counts = figure.summary
    return el(
        "section",
        number_,
        bar(measure, figure.title),
        el("p", " ".join(sentences)),
        el("p", counts, class_="counts"),
        class_="headline",
        aria_label=figure.title,
    )


def bar(measure: Measure, title: str) -> Element:
    """One bar: filled to the share, pale to what can still be reached, a line at the share before.

    It stretches with the page, so nothing in it is written.
    """
    width, height = _BAR
    filled = width * measure.share
    shapes = [_rect(0, width, "track")]
    if measure.high > measure.share:
        shapes.append(_rect(filled, width * measure.high - filled, "range"))
    if filled:
        shapes.append(_rect(0, filled, "fill"))
    if measure.before is not None:
        x = number(min(max(width * measure.before, 0.6), width - 0.6))
        ends = {"x1": x, "x2": x, "y1": "0", "y2": number(height)}
        shapes += _line_before(ends)
    return svg(_BAR, title, measure.text, *shapes, class_="bar", preserveAspectRatio="none")


def _rect(x: float, width: float, kind: str) -> Element:
    return el("rect", x=number(x), y="0", width=number(width), height=number(_BAR[1]), class_=kind)


def _line_before(ends: dict[str, str]) -> list[Element]:
    """The mark of the share before: a line, with an edge that sets it off from what it crosses."""
    kinds = ("before-edge", "before")
    return [el("line", class_=kind, vector_effect="non-scaling-stroke", **ends) for kind in kinds]


def bars(figure: Chart) -> Element:
    """A table whose rows are drawn: name, bar, numbers."""
    rows = [_bar_row(measure) for measure in figure.measures]
    kind = "bars" if any(measure.change for measure in figure.measures) else "bars plain"
    return _figure(figure.title, figure.description, el("ul", *rows, class_=kind), "figure-bars")


def _bar_row(measure: Measure) -> Element:
    name = f"{measure.number} {measure.label}".strip()
    label: Element | str = el("a", name, href=f"#{measure.anchor}") if measure.anchor else name
    change = el("span", measure.change, class_="change") if measure.change else None
    numbers = el(
        "span",
        str(measure.score),
        " ",
        el("strong", measure.percent),
        " " if measure.change else None,
        change,
        class_="numbers",
    )
    return el("li", el("span", label, class_="name"), " ", numbers, bar(measure, name))


def rings(figure: Chart) -> Element:
    """A ring for each part, its percentage inside and its name below."""
    items = [
        el(
            "li",
            _ring(measure),
            el("span", measure.label, class_="name"),
            el(
                "span",
                f"{measure.score}",
                " " if measure.change else None,
                el("span", measure.change, class_="change") if measure.change else None,
                class_="numbers",
            ),
        )
        for measure in figure.measures
    ]
    return _figure(
        figure.title, figure.description, el("ul", *items, class_="rings"), "figure-rings"
    )


def _ring(measure: Measure) -> Element:
    middle = _RING / 2
    around = 2 * math.pi * _RADIUS
    shapes = [_arc(around, around, "track")]
    if measure.high > measure.share:
        shapes.append(_arc(around * measure.high, around, "range"))
    if measure.share:
        shapes.append(_arc(around * measure.share, around, "fill"))
    if measure.before is not None:
        angle = 2 * math.pi * measure.before - math.pi / 2
        inner, outer = _RADIUS - 8, _RADIUS + 8
        ends = {
            "x1": number(middle + inner * math.cos(angle)),
            "y1": number(middle + inner * math.sin(angle)),
            "x2": number(middle + outer * math.cos(angle)),
            "y2": number(middle + outer * math.sin(angle)),
        }
        shapes += _line_before(ends)
    text = el(
        "text",
        measure.percent,
        x=number(middle),
        y=number(middle),
        dy="0.35em",
        text_anchor="middle",
        aria_hidden="true",
    )
    return svg((_RING, _RING), measure.label, measure.text, *shapes, text, class_="ring")


def _arc(length: float, around: float, kind: str) -> Element:
    middle = number(_RING / 2)
    return el(
        "circle",
        cx=middle,
        cy=middle,
        r=number(_RADIUS),
        class_=kind,
        stroke_dasharray=f"{number(length)} {number(around)}",
        transform=f"rotate(-90 {middle} {middle})",
    )


def strip(figure: Strip) -> Element:
    """A row of squares for each part, each leading to its question."""
    legend = [el("li", square(mark, mark.label), " ", mark.label) for mark in figure.legend]
    rows = [_strip_row(row) for row in figure.rows]
    return _figure(
        figure.title,
        figure.description,
        el("div", el("ul", *legend, class_="legend"), el("ul", *rows, class_="strip")),
        "figure-strip",
    )


def _strip_row(row: StripRow) -> Element:
    groups = [
        el(
            "span",
            *(el("a", square(mark, mark.label), href=f"#{mark.anchor}") for mark in group),
            class_="group",
        )
        for group in row.groups
    ]
    name = f"{row.number} {row.label}"
    return el(
        "li",
        el("a", name, href=f"#{row.anchor}", class_="name"),
        " ",
        el("span", *groups, class_="squares"),
    )


def square(mark: Mark, title: str = "") -> Element:
    """A question's square: filled to its share; a dash when not needed, a ring while open."""
    inside, middle = _SQUARE - 4, number(_SQUARE / 2)
    shapes = [_cell(2, inside, f"cell {mark.state.value}")]
    if mark.state is State.ANSWERED and mark.share:
        height = inside * mark.share
        shapes.append(_cell(2 + inside - height, height, "cell-fill"))
    elif mark.state is State.OFF:
        shapes.append(el("line", x1="8", x2="16", y1=middle, y2=middle, class_="cell-line"))
    elif mark.state is State.NOT_APPLICABLE:
        shapes.append(el("line", x1="7", x2="17", y1="17", y2="7", class_="cell-line"))
    elif mark.state is State.UNANSWERED:
        shapes.append(el("circle", cx=middle, cy=middle, r="3.5", class_="cell-line"))
    return svg((_SQUARE, _SQUARE), title, "", *shapes, class_="square")


def _cell(y: float, height: float, kind: str) -> Element:
    return el(
        "rect",
        x="2",
        y=number(y),
        width=number(_SQUARE - 4),
        height=number(height),
        class_=kind,
    )


def _figure(title: str, description: str, body: Element, kind: str) -> Element:
    caption = el("figcaption", el("h2", title), el("p", description))
    return el("figure", caption, body, class_=kind)
