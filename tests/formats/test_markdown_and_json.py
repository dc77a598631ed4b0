"""Markdown that no text of a sheet can break out of, and JSON that keeps its contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nupcheck.documents.blocks import (
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from nupcheck.documents.score import score_document
from nupcheck.errors import printable
from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.load import load_checklist, load_sheet
from nupcheck.formats.inputs import Scored
from nupcheck.formats.json import to_json
from nupcheck.formats.markdown import inline, to_markdown
from nupcheck.formats.schemas import NAMES, json_schema
from nupcheck.scoring.score import score
from tests.conftest import EXAMPLES, OWN_CHECKLIST, OWN_SHEET, ROOT, Run
from tests.support.strategies import checklists, sheets, texts, wordy_sheets

if TYPE_CHECKING:
    from nupcheck.model.sheet import AnswerSheet

CHECKLIST = load_checklist(DEFAULT_ID)
GITHUB = MarkdownIt("gfm-like", {"html": True})

NASTY = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- x", "&lt;b&gt;", "<b>"),
    *("a | b | c", "a \\| b", "\\", "a\\", "``|``", "`a", "|---|", "\n\n| x |\n|---|\n| y |"),
    *("[x](javascript:alert(1))", "![x](https://example.org/x.png)", "[x]: https://e.org", "[x][]"),
    *("<javascript:alert(1)>", "<mailto:a@b.c>", "javascript:alert(1)", "*a* **b** _c_ ~~d~~"),
    *("# h", "- x", "+ x", "1. x", "1) x", "> q", "---", "===", "```\ncode", "    code", "\tcode"),
    *(
        "a\n# h",
        "a\n\n<b>",
        "a\r\n- x",
        "$x$",
        "@user",
        ":tada:",
        "[^1]",
        "- [ ] task",
        "Term\n: d",
    ),
)
PLAIN = {"document", "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"}
LISTS = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
TABLES = {
    f"{name}_{end}"
    for name in ("table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
}
INLINE = {"text", "text_special", "softbreak", "hardbreak", "link_open", "link_close"}


def tokens(markdown: str) -> list[Any]:
    return GITHUB.parse(markdown)


def assert_only(markdown: str, blocks: set[str]) -> None:
    """Nothing but these blocks, and in them text and links to the web."""
    for token in tokens(markdown):
        assert token.type in blocks, (token.type, markdown)
        for child in token.children or []:
            assert child.type in INLINE, (child.type, markdown)
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith(("http://", "https://"))


def text_in(markdown: str) -> str:
    return " ".join(
        child.content
        for token in tokens(markdown)
        for child in token.children or []
        if child.content
    )


nasty_texts = st.sampled_from(NASTY) | texts() | st.text("<>|\\`*_[]()!#-+=~&$:/. \nabhtps1@\"'")


@given(text=nasty_texts)
def test_text_stays_text_in_a_paragraph_and_in_a_list(text: str) -> None:
    markdown = to_markdown(Document((Paragraph(text), Bullets((text, "end")))))
    assert_only(markdown, PLAIN | LISTS)
    items = [token for token in tokens(markdown) if token.type == "list_item_open"]
    assert len(items) == 2


@given(text=nasty_texts, level=st.integers(1, 4))
def test_text_stays_text_in_a_heading(text: str, level: int) -> None:
    markdown = to_markdown(Document((Heading(text, level), Paragraph("end"))))
    assert_only(markdown, PLAIN)
    found = [token.tag for token in tokens(markdown) if token.type == "heading_open"]
    assert found == [f"h{level}"]


@given(rows=st.lists(st.tuples(nasty_texts, nasty_texts), min_size=1, max_size=3))
def test_text_stays_in_its_cell(rows: list[tuple[str, str]]) -> None:
    table = Table((Column("one"), Column("two", "right")), tuple(rows))
    markdown = to_markdown(Document((table,)))
    assert_only(markdown, TABLES | {"inline"})
    kinds = [token.type for token in tokens(markdown)]
    assert kinds.count("tr_open") == len(rows) + 1
    assert kinds.count("td_open") == 2 * len(rows)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_of_a_text_is_lost(text: str) -> None:
    shown = " ".join(text_in(f"x{inline(text)}").split())
    letters = [char for char in printable(f"x{text}") if char.isalnum()]
    assert [char for char in shown if char.isalnum()] == letters


def test_web_addresses_become_links_and_keep_what_is_in_them() -> None:
    markdown = inline("See https://example.org/a_b*c?x=1&y=2, and (http://e.org/z).")
    links = [
        child.attrs["href"]
        for token in tokens(markdown)
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert links == ["https://example.org/a_b*c?x=1&y=2", "http://e.org/z"]


@settings(max_examples=30)
@given(sheet=wordy_sheets(CHECKLIST))
def test_a_whole_result_as_markdown_has_its_own_structure_only(sheet: AnswerSheet) -> None:
    markdown = to_markdown(score_document(CHECKLIST, score(CHECKLIST, sheet), "question"))
    kinds = [token.type for token in tokens(markdown)]
    assert kinds.count("heading_open") >= 1 + 10 + 27
    for token in tokens(markdown):
        assert token.type in PLAIN | LISTS | TABLES
        for child in token.children or []:
            assert child.type in INLINE | {"strong_open", "strong_close"}


# JSON


TALLY = {
    *("points", "maximum", "percent", "low", "high", "applicable_maximum", "applicable_percent"),
    *("answered", "off", "not_applicable", "unanswered"),
}


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_sound(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/schemas/{name}.schema.json")


RESULT = jsonschema.Draft202012Validator(json_schema("result"))


@given(data=st.data())
def test_every_result_keeps_to_its_schema(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    result = score(checklist, data.draw(sheets(checklist)))
    text = to_json(Scored(checklist, result))
    assert text.endswith("}\n")
    plain = json.loads(text)
    RESULT.validate(plain)
    for part in plain["recommendations"]:
        for action in part["actions"]:
            assert action["points"] == sum(each["points"] for each in action["questions"])
        assert part["points"] == sum(action["points"] for action in part["actions"])
    assert plain["total"]["points"] == sum(part["points"] for part in plain["recommendations"])


def test_the_keys_of_a_result_are_those_promised(run: Run) -> None:
    data = json.loads(run("score", "examples/riverton-2026.yaml", "-f", "json").stdout)
    assert list(data) == [
        *("format", "nupcheck", "checklist", "place", "date", "total", "themes", "recommendations"),
        *("stakeholders", "findings", "gates"),
    ]
    assert set(data["checklist"]) == {"id", "version", "digest"}
    assert data["checklist"]["digest"].startswith("sha256:")
    assert set(data["total"]) == TALLY | {"questions"}
    assert set(data["themes"][0]) == TALLY | {"id", "title", "questions"}
    assert set(data["stakeholders"][0]) == TALLY | {"id", "name", "questions"}
    part = data["recommendations"][0]
    assert {"id", "title", "actions"} | TALLY <= set(part)
    assert set(part["actions"][0]) == TALLY | {"id", "title", "stakeholders", "questions"}
    question = part["actions"][0]["questions"][0]
    assert {"id", "state", "answer", "points", "maximum", "note", "evidence"} <= set(question)
    counts = [len(data["themes"]), len(data["recommendations"]), len(data["stakeholders"])]
    assert counts == [5, 10, 33]


def plain(path: Any) -> Any:
    """A file as other programs read it, its dates and booleans as YAML 1.1 makes them."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(
            ("sheet", EXAMPLES / f"{stem}.yaml")
            for stem in ("riverton-2024", "riverton-2026", "harbourview-partial", "sao-paulo-guide")
        ),
        ("sheet", OWN_SHEET),
        ("checklist", OWN_CHECKLIST),
        ("checklist", ROOT / "data/recommendations.yaml"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_schemas_accept_every_example(name: str, path: Any) -> None:
    committed = json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(committed).validate(plain(path))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("sheet", {"notes": "x"}),
        ("sheet", {"format": 2}),
        ("sheet", {"place": "Riverton"}),
        ("checklist", {"scale": []}),
        ("checklist", {"colour": "red"}),
    ],
)
def test_schemas_refuse_what_the_program_refuses(name: str, change: dict[str, Any]) -> None:
    path = OWN_SHEET if name == "sheet" else OWN_CHECKLIST
    validator = jsonschema.Draft202012Validator(json_schema(name))
    validator.validate(plain(path))
    assert not validator.is_valid(plain(path) | change)


def test_the_second_instrument_in_every_format() -> None:
    sheet, checklist = load_sheet(str(OWN_SHEET), str(OWN_CHECKLIST))
    result = score(checklist, sheet)
    RESULT.validate(json.loads(to_json(Scored(checklist, result))))
    markdown = to_markdown(score_document(checklist, result, "question"))
    for word in ("Phase", "Area", "Check", "14/27", "Mostly"):
        assert word in markdown
    assert "Recommendation" not in markdown
