"""The HTML report: whole, without script or network, and not to be broken out of."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from nupcheck.documents.blocks import Document, Heading, Paragraph, Picture
from nupcheck.documents.report import ReportOptions, context_of, report
from nupcheck.errors import printable
from nupcheck.files.load import load_sheet
from nupcheck.formats import html as html_module
from nupcheck.formats.html import to_html
from tests.support.hostile import TEXTS, hostile_sheet

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

_WORTHLESS = re.compile(r"\s+")


class Page(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def page_of(checklist: Checklist, name: str, options: ReportOptions | None = None) -> Page:
    sheet, _ = load_sheet(name)
    context = context_of(checklist, sheet, options or ReportOptions())
    return Page(to_html(report(context, options or ReportOptions())))


@pytest.mark.parametrize(
    "name", ["riverton-2026", "riverton-2024", "harbourview-partial", "sao-paulo-guide"]
)
def test_every_question_has_its_card_and_every_link_its_place(
    checklist: Checklist, name: str
) -> None:
    page = page_of(checklist, f"examples/{name}.yaml")
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {f"question-{each}" for each in checklist.questions} <= set(ids)
    inner = {target[1:] for target in page.all("href") if target.startswith("#")}
    assert inner <= set(ids)
    assert {f"question-{each}" for each in checklist.questions} <= inner


def test_a_page_needs_no_script_and_no_network(checklist: Checklist) -> None:
    page = page_of(checklist, "examples/riverton-2026.yaml")
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "embed"}
    assert not page.all("src")
    policy = next(a["content"] for _, a in page.tags if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")


def test_every_drawing_says_what_it_shows(checklist: Checklist) -> None:
    html = to_html(report(context_of(checklist, load_sheet("examples/riverton-2026.yaml")[0])))
    drawings = re.findall(r"<svg.*?</svg>", html.decode(), re.DOTALL)
    assert len(drawings) > 2 * len(checklist.questions)
    for drawing in drawings:
        title = re.search(r"<title>(.+?)</title>", drawing)
        assert title
        assert title[1].strip()


def test_hostile_text_stays_text(checklist: Checklist) -> None:
    sheet = hostile_sheet(checklist)
    html = to_html(report(context_of(checklist, sheet)))
    page = Page(html)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "iframe", "textarea", "form", "input"}
    attributes = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in attributes if name.startswith("on")}
    for target in page.all("href"):
        assert target.startswith(("#", "https://", "http://"))
    text = _WORTHLESS.sub("", "".join(page.text))
    for each in TEXTS:
        assert _WORTHLESS.sub("", printable(each)) in text


def test_what_a_page_may_not_hold_is_spelled_out(checklist: Checklist) -> None:
    html = to_html(report(context_of(checklist, hostile_sheet(checklist)))).decode()
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0\ufffe]", html
    )


def test_title_and_logo(checklist: Checklist) -> None:
    options = ReportOptions(
        title="<Our> city & its score", logo=Picture(b"\x89PNG\r\n\x1a\n", "png")
    )
    sheet, _ = load_sheet("examples/riverton-2026.yaml")
    html = to_html(report(context_of(checklist, sheet, options), options)).decode()
    assert "<title>&lt;Our&gt; city &amp; its score</title>" in html
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="" class="logo">' in html


def test_the_bounds_of_an_unfinished_sheet_are_said_and_drawn(checklist: Checklist) -> None:
    sheet, _ = load_sheet("examples/harbourview-partial.yaml")
    context = context_of(checklist, sheet)
    html = to_html(report(context)).decode()
    tally = context.result.tally
    assert f"between {tally.low} and {tally.high} of {tally.maximum}" in html
    assert 'class="range"' in html


def test_words_of_a_checklist_in_another_language_say_which(checklist: Checklist) -> None:
    made = report(context_of(checklist, load_sheet("examples/riverton-2026.yaml")[0]))
    assert b"<bdi lang=" not in to_html(made)
    html = to_html(made._replace(checklist_language="fr")).decode()
    cards = re.findall(r'<h4><span class="number">[\d.]+</span> <bdi lang="fr">', html)
    assert len(cards) == len(checklist.questions)
    assert html.count('<p lang="fr" dir="auto">') >= len(checklist.actions)


def test_a_page_runs_as_its_language_does_and_other_texts_as_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html_module, "direction", lambda: "rtl")
    blocks = (Heading("تقرير", 1), Paragraph("Riverton · 1 مايو · x", "aside"))
    html = to_html(Document(blocks, "ar")).decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "<bdi>Riverton</bdi> · <bdi>1 مايو</bdi> · <bdi>x</bdi>" in html
