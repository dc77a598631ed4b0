"""Words from right to left in a page: isolated, and nothing else touched."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.formats.directions import isolate
from nupcheck.formats.markup import el


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Riverton · 1 May</p>", "<p>Riverton · 1 May</p>"),
        ("<p>עיר · 1 May</p>", "<p><bdi>עיר</bdi> · 1 May</p>"),
        ("<p>In עיר 7 גדולה, x <b>עיר</b> and عم.</p>",
         "<p>In <bdi>עיר 7 גדולה</bdi>, x <b><bdi>עיר</bdi></b> and <bdi>عم</bdi>.</p>"),
        ("<p>עיר Basel עיר</p>", "<p><bdi>עיר</bdi> Basel <bdi>עיר</bdi></p>"),
        ("<p><svg><title>עיר</title></svg>עיר</p>",
         "<p><svg><title>עיר</title></svg><bdi>עיר</bdi></p>"),
        ("<dl><dd>12 עיר, x</dd><dd>x עיר</dd></dl>",
         '<dl><dd dir="rtl">12 <bdi>עיר</bdi>, x</dd><dd>x <bdi>עיר</bdi></dd></dl>'),
    ],
)  # fmt: skip
def test_each_run_is_isolated(before: str, after: str) -> None:
    element = fromstring(before)
    isolate(element)
    assert tostring(element, encoding="unicode") == after


@given(st.lists(st.text(st.sampled_from("aé1 ·.,עיرع世\u0650")), max_size=4))
def test_no_character_is_lost_or_moved(texts: list[str]) -> None:
    element = el("p", *(part for text in texts for part in (text, el("b", text))))
    before = "".join(element.itertext())
    isolate(element)
    assert "".join(element.itertext()) == before
