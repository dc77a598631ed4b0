"""HTML reports in a real browser: accessible, valid, at phone and desk width, on paper."""

from __future__ import annotations

import base64
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from nupcheck.documents.report import context_of, report
from nupcheck.formats.html import to_html
from tests.programs.tools import AXE, VALIDATOR, need_file, need_program
from tests.support import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nupcheck.documents.blocks import Document
    from nupcheck.model.checklist import Checklist

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN_AXE = """
const done = arguments[arguments.length - 1];
document.querySelectorAll('details').forEach(each => { each.open = true; });
axe.run({runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']}).then(
  found => done(found.violations.map(each => `${each.id}: ${each.nodes[0].html}`)));
"""
_PAPER = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
_NAMES = ["whole", "partial", "part", "own", "hostile"]


@pytest.fixture(scope="module")
def pages(
    reports: dict[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    paths = {name: folder / f"{name}.html" for name in reports}
    for name, made in reports.items():
        paths[name].write_bytes(to_html(made))
    return paths


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = need_program("chromium", "google-chrome", package="chromium")
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = need_program("chromedriver", package="chromium-driver")
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    chrome.set_script_timeout(120)
    yield chrome
    chrome.quit()


def show(browser: webdriver.Chrome, page: Path, width: int, *, dark: bool = False) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(page.as_uri())


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1200, True)])
def test_axe_finds_nothing(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str, width: int, *, dark: bool
) -> None:
    show(browser, pages[name], width, dark=dark)
    browser.execute_script(need_file(AXE).read_text(encoding="utf-8"))
    assert browser.execute_async_script(_RUN_AXE, _TAGS) == []


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("width", [320, 360, 800, 1200])
def test_a_page_never_scrolls_sideways(
    browser: webdriver.Chrome, pages: dict[str, Path], name: str, width: int
) -> None:
    show(browser, pages[name], width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_nothing_hostile_runs(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    show(browser, pages["hostile"], 1200)
    assert "broken" not in browser.title.replace("document.title = 'broken out'", "")
    loaded = "return performance.getEntriesByType('resource').length"
    assert browser.execute_script(loaded) == 0


_BYLINE = """
const line = document.querySelector('header .aside');
const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
const places = [];
for (let node; (node = walker.nextNode());) {
  for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    places.push([node.data[at], range.getBoundingClientRect().left]);
  }
}
return places;
"""


def test_a_date_after_a_name_from_right_to_left_reads_as_it_should(
    browser: webdriver.Chrome, checklist: Checklist, tmp_path: Path
) -> None:
    place = "عمّان الكبرى"
    note = "تم بناء 12 مدرسة (2024)"
    answers = {"9.1.1": {"answer": "yes", "note": note}}
    sheet = strategies.sheet_of(checklist, answers, place={"name": place}, date="2026-05-01")
    page = tmp_path / "page.html"
    page.write_bytes(to_html(report(context_of(checklist, sheet))))
    show(browser, page, 1200)
    places = browser.execute_script(_BYLINE)
    shown = "".join(sign for sign, _ in sorted(places, key=lambda each: each[1]))
    assert shown.endswith(" · 1 May 2026 · checklist version 1.0")
    script = (
        "return getComputedStyle(document.querySelector('#question-9\\\\.1\\\\.1 dd')).direction"
    )
    assert browser.execute_script(script) == "rtl"


def test_a_square_leads_to_its_question(browser: webdriver.Chrome, pages: dict[str, Path]) -> None:
    show(browser, pages["whole"], 360)
    browser.execute_script("document.querySelector('.strip a[href=\"#question-9.1.1\"]').click()")
    top = browser.execute_script("return document.querySelector(':target h4').innerText")
    assert top.startswith("9.1.1")


@pytest.mark.parametrize("paper", list(_PAPER))
def test_a_page_prints_whole(
    browser: webdriver.Chrome,
    pages: dict[str, Path],
    checklist: Checklist,
    tmp_path: Path,
    paper: str,
) -> None:
    show(browser, pages["whole"], 1200)
    width, height = _PAPER[paper]
    size: dict[str, Any] = {"paperWidth": width, "paperHeight": height}
    printed = browser.execute_cdp_cmd("Page.printToPDF", size)
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(base64.b64decode(printed["data"]))
    reader = need_program("pdftotext", package="poppler-utils")
    text = subprocess.run(
        [reader, str(pdf), "-"], capture_output=True, check=True, text=True, timeout=60
    ).stdout
    assert all(name in text for name in checklist.questions)
    assert "Nova Iguaçu" in text  # folded on the screen, open on paper
    first = text.split("\f")[0]
    assert "Scores by recommendation" in first
    assert "Weakest" in first


def test_the_validator_finds_nothing(pages: dict[str, Path]) -> None:
    java = need_program("java", package="default-jre-headless")
    jar = need_file(VALIDATOR)
    command = [java, "-jar", str(jar), "--stdout", "--exit-zero-always", *map(str, pages.values())]
    found = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300)
    assert found.stdout == ""
