"""The figures of a report as PNG pictures, for formats that cannot draw. Words stay outside them.

Needs Pillow, which comes with the extra `docx`.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.documents.blocks import Mark, Measure

_FILL, _RANGE, _TRACK = "#1f5c99", "#a9c6e3", "#e6eaf0"
_EDGE, _MARK, _PAPER, _INK = "#7b8794", "#b34700", "#ffffff", "#1c2430"
_FINER = 4  # drawn larger and made smaller, which smooths the edges
_BAR = (600, 36)
_RING = 260
_SQUARE = 48
_GAP = 20


def bar_png(measure: Measure) -> bytes:
    """One bar: filled to the share, pale up to what can still be had, a line at the old share."""
    width, height = (_FINER * side for side in _BAR)
    image, draw = _canvas(width, height)
    draw.rectangle((0, 0, width, height), _TRACK)
    draw.rectangle((0, 0, width * measure.high, height), _RANGE)
    if measure.share:
        draw.rectangle((0, 0, width * measure.share, height), _FILL)
    else:
        draw.rectangle((0, 0, 2 * _FINER, height), _EDGE)
    if measure.before is not None:
        x = min(max(width * measure.before, 4 * _FINER), width - 4 * _FINER)
        draw.rectangle((x - 6 * _FINER, 0, x + 6 * _FINER, height), _PAPER)
        draw.rectangle((x - 3 * _FINER, 0, x + 3 * _FINER, height), _MARK)
    return _png(image)


def ring_png(measure: Measure) -> bytes:
    """A ring, filled clockwise from the top, with the percentage inside."""
    side, thick = _FINER * _RING, _FINER * 30
    image, draw = _canvas(side, side)
    box = (thick // 2, thick // 2, side - thick // 2, side - thick // 2)
    draw.arc(box, 0, 360, _TRACK, thick)
    for share, colour in ((measure.high, _RANGE), (measure.share, _FILL)):
        if share:
            draw.arc(box, -90, -90 + 360 * share, colour, thick)
    if measure.before is not None:
        angle = -90 + 360 * measure.before
        draw.arc(box, angle - 4, angle + 4, _PAPER, thick)
        draw.arc(box, angle - 2, angle + 2, _MARK, thick)
    if measure.percent.isascii():  # the font that comes with Pillow knows no other script
        font = ImageFont.load_default(_FINER * 46)
        draw.text((side / 2, side / 2), measure.percent, _INK, font, anchor="mm")
    return _png(image)


def squares_png(groups: Sequence[Sequence[Mark]]) -> bytes:
    """Questions' squares in a row, a gap between groups."""
    count = sum(map(len, groups))
    width = _FINER * (count * _SQUARE + (len(groups) - 1) * _GAP)
    image, draw = _canvas(width, _FINER * _SQUARE)
    x = 0
    for group in groups:
        for mark in group:
            _square(draw, x, mark)
            x += _FINER * _SQUARE
        x += _FINER * _GAP
    return _png(image)


def _square(draw: ImageDraw.ImageDraw, x: int, mark: Mark) -> None:
    side, line, margin = _FINER * _SQUARE, _FINER * 4, _FINER * 4
    left, top, right, bottom = x + margin, margin, x + side - margin, side - margin
    middle, centre = side // 2, x + side // 2
    match mark.state:
        case State.ANSWERED:
            filled = bottom - (bottom - top) * mark.share
            if mark.share:
                draw.rectangle((left, filled, right, bottom), _FILL)
            draw.rectangle((left, top, right, bottom), outline=_FILL, width=line)
        case State.OFF:
            draw.rectangle((left, top, right, bottom), outline=_TRACK, width=line)
            draw.line((centre - side // 6, middle, centre + side // 6, middle), _EDGE, line)
        case State.NOT_APPLICABLE:
            draw.rectangle((left, top, right, bottom), outline=_TRACK, width=line)
            reach = side // 6
            draw.line((centre - reach, middle + reach, centre + reach, middle - reach), _EDGE, line)
        case State.UNANSWERED:
            draw.rectangle((left, top, right, bottom), outline=_MARK, width=line)
            reach = side // 7
            circle = (centre - reach, middle - reach, centre + reach, middle + reach)
            draw.ellipse(circle, outline=_MARK, width=line)


def _canvas(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width, height), _PAPER)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    small = image.resize((image.width // _FINER, image.height // _FINER), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.quantize(64).save(stream, "PNG", optimize=True)
    return stream.getvalue()
