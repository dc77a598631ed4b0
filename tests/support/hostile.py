"""Texts that try to break out of a document, and a sheet full of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.model.sheet import Answer, AnswerSheet, Place, Respondent

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

LONG = ("word " * 2000, "W" * 10_000, "\u202e" * 9_999 + "x")
TEXTS = (
    "<script>document.title = 'broken out'</script>",
    '"><img src=x onerror="document.title=\'broken out\'">',
    "</style></title></textarea><svg onload=alert(1)>",
    "]]><!-- --><![CDATA[ &amp; &#x3c; %3Cscript%3E",
    "=1+1",
    '=HYPERLINK("https://example.org/?"&A1, "open")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "\t=1+1",
    "javascript:document.title='broken out'",
    "https://example.org/\"onmouseover=\"document.title='broken'",
    "https://example.org/<script>alert(1)</script>",
    "data:text/html,<script>alert(1)</script>",
    "| a | b |\n| --- | --- |\n**bold** `code` [link](https://example.org)",
    "# heading\n- item\n1. one\n> quote",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200f\u200e",
    "bell \x07 escape \x1b[31m null \x00 delete \x7f next line \x85",
    "no character \ufffe \uffff \U0001ffff \ufdd0",
    "line\u2028separator\u2029paragraph\r\nreturn",
    "_x0041_ _x000D_ {{7*7}} ${7*7} %(x)s {0} {place}",
    "مدينة النهر عربية 河镇 ሪቨርተን 🏙️ é",
    *LONG,
)


def hostile_sheet(checklist: Checklist) -> AnswerSheet:
    """A sheet with the texts in turn wherever a person may write."""
    answers = {}
    labels = [answer.id for answer in checklist.scale]
    short = TEXTS[: -len(LONG)]
    for number, name in enumerate(checklist.questions):
        # The long ones once each: an office takes its time over hundreds of pages.
        text = TEXTS[number] if number < len(TEXTS) else short[number % len(short)]
        other = short[(number + 5) % len(short)]
        answers[name] = Answer(
            answer=labels[number % len(labels)],
            note=text,
            evidence=(other, text[:500]),
            by=text[:500],
        )
    return AnswerSheet(
        format=1,
        checklist=checklist.id,
        place=Place(name=TEXTS[0], country=TEXTS[17], level="city"),
        respondents=tuple(Respondent(name=text[:500], role=text[:500]) for text in TEXTS),
        answers=answers,
    )
