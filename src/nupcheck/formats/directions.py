"""Words of scripts that run from right to left, kept in their place in a page."""

from __future__ import annotations

import re
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their like: Unicode keeps these blocks for them.
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
# From such a letter to the last before any other script's; spaces and digits between belong to it.
_RUN = re.compile(rf"[{_LETTER}](?:[{_LETTER}]|[\W\d_]+(?=[{_LETTER}]))*")


def isolate(element: Element) -> None:
    """Wrap such words in `bdi`, all the way down.

    Without it a number or a date that follows an Arabic name would be drawn on its wrong side. A
    note (`dd`) that begins with them runs from right to left as a whole. Pictures stay as they are.
    """
    if element.tag == "dd" and _begins_from_the_right("".join(element.itertext())):
        element.set("dir", "rtl")
    children = list(element)
    element[:] = []
    element.text, runs = _parted(element.text)
    element.extend(runs)
    for child in children:
        if child.tag != "svg":
            isolate(child)
        child.tail, runs = _parted(child.tail)
        element.append(child)
        element.extend(runs)


def _parted(text: str | None) -> tuple[str | None, list[Element]]:
    """What comes before the first such words, and each of them with what follows it."""
    matches = [] if text is None or text.isascii() else [*_RUN.finditer(text)]
    if text is None or not matches:
        return text, []
    runs: list[Element] = []
    ends = [each.start() for each in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        run = Element("bdi")
        run.text, run.tail = match.group(), text[match.end() : end]
        runs.append(run)
    return text[: matches[0].start()], runs


def _begins_from_the_right(text: str) -> bool:
    strong = (bidirectional(sign) for sign in text)
    return next((each for each in strong if each in {"L", "R", "AL"}), "L") != "L"
