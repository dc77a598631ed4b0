"""Texts of a checklist and its guidance that try to break out of a report, in every text format."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from markdown_it import MarkdownIt

from nupcheck.analysis.plan import make_plan
from nupcheck.documents.report import ReportOptions, context_of, report
from nupcheck.formats.csv import to_csv
from nupcheck.formats.html import to_html
from nupcheck.formats.inputs import Planned, Reported
from nupcheck.formats.markdown import to_markdown
from nupcheck.formats.tasks import to_task_list
from nupcheck.formats.xlsx import to_xlsx
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.gates import threshold_from
from nupcheck.model.guidance_checks import guidance_from
from nupcheck.model.sheet import Answer, AnswerSheet, Place

if TYPE_CHECKING:
    from nupcheck.documents.report_context import ReportContext

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "@SUM(1)",
    "-2+3",
    "+cmd|' /C calc'!A0",
    "a | b `c` **d** [x](javascript:alert(1)) <b>",
    "# Heading",
    "1. item",
    "\u202eevil\u202c",
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}


def tags_of(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    return parser


def _options(text: str) -> tuple[ReportContext, ReportOptions]:
    checklist = checklist_from(
        {
            "format": "1",
            "id": "evil",
            "version": "1",
            "title": text,
            "source": {"title": text, "publisher": text},
            "levels": {"recommendation": text, "action": text, "question": text},
            "scale": [
                {"id": "no", "label": text, "points": "0", "closes_follow_ups": "true"},
                {"id": "yes", "label": f"{text} indeed", "points": "2"},
            ],
            "themes": [{"id": name, "title": text} for name in ("a", "b")],
            "stakeholders": [{"id": "s", "name": text}],
            "recommendations": [
                {
                    "id": name,
                    "theme": name,
                    "title": text,
                    "text": text,
                    "actions": [
                        {
                            "id": f"{name}.1",
                            "title": text,
                            "text": text,
                            "stakeholders": ["s"],
                            "questions": [
                                {"id": f"{name}.1.{n}", "text": text, "why": text} for n in (1, 2)
                            ],
                        }
                    ],
                }
                for name in ("a", "b")
            ],
        }
    )
    at: dict[str, Any] = {"id": "x", "source": text}
    part = {"recommendations": ["a"]}
    provision = {"id": "y", "name": text, "text": text, "note": text, **part}
    policy = {"country": text, "title": text, "theme": "a", "commits": text, "note": text}
    guidance = guidance_from(
        {
            "x": {
                "format": "1",
                "checklist": "evil",
                "mapping": text,
                "practices": [
                    {**at, "actions": ["a.1"], "title": text, "place": text, "done": text}
                ],
                "first_steps": [{**at, "recommendation": "a", "challenge": text, "step": text}],
                "resources": [{**at, "title": text, "publisher": text, "purpose": text, **part}],
                "frameworks": [{**at, "title": text, "about": text, "provisions": [provision]}],
                "policies": [{**at, **policy}],
                "partners": [{**at, "name": text, "stakeholders": ["s"], "barriers": [text]}],
            }
        },
        checklist,
    )

    def sheet(*answers: str) -> AnswerSheet:
        given = zip(checklist.questions, answers, strict=True)
        return AnswerSheet(
            format=1,
            checklist="evil",
            place=Place(name=text, country=text),
            answers={
                name: Answer(answer=word, note=text, evidence=(text,), by=text)
                for name, word in given
            },
        )

    options = ReportOptions(
        title=text,
        guidance=guidance,
        before=(checklist, sheet("no", "yes", "no", "no")),
        cautions=(text,),
        stakeholder=checklist.stakeholders[0],
        target=threshold_from("100", checklist),
    )
    return context_of(checklist, sheet("yes", "no", "yes", "no"), options), options


@pytest.mark.parametrize("text", EVIL)
def test_nothing_in_a_checklist_or_its_guidance_breaks_out(text: str) -> None:
    context, options = _options(text)
    made = report(context, options)
    page = tags_of(to_html(made).decode())
    assert not page.tags & {"script", "img", "b", "iframe", "object"}
    markdown = to_markdown(made)
    shown = tags_of(MarkdownIt("gfm-like").render(markdown))
    assert not shown.tags & {"script", "img", "b", "code", "ol", "h4", "h5", "h6"}
    for found in (page, shown):
        assert not found.handlers
        assert all(each.startswith(("#", "https://")) for each in found.addresses)
    assert "\u202e" not in markdown


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula_whatever_the_checklist_says(text: str) -> None:
    context, options = _options(text)
    checklist, guidance = context.checklist, options.guidance
    assert guidance
    planned = Planned(checklist, make_plan(checklist, context.sheet), guidance)
    for made in (to_csv(Reported(context, options)), to_csv(planned), to_task_list(planned)):
        rows = list(csv.reader(io.StringIO(made, newline="")))
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        numbers = re.compile(r"-?\d+(\.\d+)?")
        assert not [
            each for each in cells if re.match(r"\s*[=+@-]", each) and not numbers.fullmatch(each)
        ]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(context, text)))
    for sheet in book.worksheets[1:]:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
