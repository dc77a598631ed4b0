"""What a report says, whatever its format."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.ranking import extremes
from nupcheck.documents.blocks import (
    Answers,
    Chart,
    Columns,
    Fold,
    Heading,
    Headline,
    Link,
    Paragraph,
    Steps,
    Strip,
    Table,
)
from nupcheck.documents.report import ReportOptions, context_of, report
from nupcheck.documents.report_context import reference
from nupcheck.documents.score import score_document
from nupcheck.files.load import load_guidance, load_sheet
from nupcheck.formats.markdown import to_markdown
from nupcheck.model.gates import threshold_from
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score
from tests.support.hostile import hostile_sheet
from tests.support.strategies import checklists, sheets

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet


@pytest.fixture(scope="module")
def riverton() -> AnswerSheet:
    return load_sheet("examples/riverton-2026.yaml")[0]


def parts_of(made: Document, kind: type) -> list:
    return [part for part in made.blocks if isinstance(part, kind)]


@given(st.data())
def test_every_question_stands_once_whatever_the_checklist(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    sheet = data.draw(sheets(checklist))
    made = report(context_of(checklist, sheet))
    cards = [card for answers in parts_of(made, Answers) for card in answers.cards]
    assert [card.number for card in cards] == list(checklist.questions)
    (strip,) = parts_of(made, Strip)
    marks = [mark for row in strip.rows for group in row.groups for mark in group]
    assert [mark.anchor for mark in marks] == [f"question-{name}" for name in checklist.questions]
    result = score(checklist, sheet)
    (headline,) = parts_of(made, Headline)
    assert headline.measure.score.points == result.tally.points
    (bars,) = (each for each in parts_of(made, Chart) if each.shape == "bars")
    assert [bar.score.points for bar in bars.measures] == [
        part.tally.points for part in result.recommendations
    ]
    assert to_markdown(made)


def test_the_same_sheet_makes_the_same_report(checklist: Checklist, riverton: AnswerSheet) -> None:
    options = ReportOptions(guidance=load_guidance(checklist))
    first = report(context_of(checklist, riverton, options), options)
    assert first == report(context_of(checklist, riverton, options), options)


def test_a_stakeholders_report_holds_its_actions_only(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    schools = next(each for each in checklist.stakeholders if each.id == "schools")
    options = ReportOptions(stakeholder=schools)
    made = report(context_of(checklist, riverton, options), options)
    numbers = [card.number for answers in parts_of(made, Answers) for card in answers.cards]
    assert numbers == ["10.3.1", "10.3.2", "10.3.3", "10.3.4"]
    assert made.title.endswith("– Schools")
    assert any(isinstance(part, Paragraph) and part.tone == "caution" for part in made.blocks)


@given(st.data())
def test_a_score_and_a_report_name_the_same_weakest_actions(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    context = context_of(checklist, data.draw(sheets(checklist)))
    named = extremes(context.result.actions).weakest
    sides = [
        side
        for part in parts_of(report(context), Columns)
        for side in part.sides
        if side[0].text == "Weakest"
    ]
    assert [str(text).split()[0] for side in sides for text, _ in side[1].items] == [
        action.id for action in named
    ]
    blocks = score_document(checklist, context.result, "recommendation").blocks
    tables = [
        below
        for above, below in pairwise(blocks)
        if isinstance(above, Heading) and above.text.startswith("Weakest")
    ]
    assert [row[0] for table in tables for row in table.rows] == [action.id for action in named]


def test_change_is_shown_with_its_kinds(checklist: Checklist, riverton: AnswerSheet) -> None:
    old, _ = load_sheet("examples/riverton-2024.yaml")
    options = ReportOptions(before=(checklist, old))
    context = context_of(checklist, riverton, options)
    text = to_markdown(report(context, options))
    assert context.before
    gained = context.result.tally.points - context.before.tally.points
    assert f"{gained} points more than on 6 May 2024." in text
    assert "What changed since 6 May 2024" in text
    assert "Opened by another answer" in text
    whole = next(
        part
        for part in report(context, options).blocks
        if isinstance(part, Table) and part.caption == "Where the change in points comes from"
    )
    *rows, total = (int(str(row[-1]).replace("−", "-")) for row in whole.rows)
    assert sum(rows) == total == gained


def test_a_sheet_compared_with_itself_has_not_changed(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    options = ReportOptions(before=(checklist, riverton))
    text = to_markdown(report(context_of(checklist, riverton, options), options))
    assert "Nothing: every answer is as it was." in text


def test_off_questions_say_why(checklist: Checklist, riverton: AnswerSheet) -> None:
    made = report(context_of(checklist, riverton))
    cards = [card for answers in parts_of(made, Answers) for card in answers.cards]
    off = [card for card in cards if card.mark.state is State.OFF]
    assert off
    for card in off:
        assert card.points == ""
        assert card.details[0][0] == "Why not needed"


def test_guidance_stands_where_it_belongs(checklist: Checklist, riverton: AnswerSheet) -> None:
    options = ReportOptions(guidance=load_guidance(checklist))
    text = to_markdown(report(context_of(checklist, riverton, options), options))
    for each in ("What others did", "First steps when means are short", "Further resources"):
        assert each in text


def test_respondents_and_findings_are_listed(checklist: Checklist) -> None:
    sheet, _ = load_sheet("examples/harbourview-partial.yaml")
    made = report(context_of(checklist, sheet))
    anchors = [part.anchor for part in made.blocks if isinstance(part, Heading)]
    assert "findings" in anchors


@pytest.mark.parametrize("text", ["https://example.org/a?b=c", " http://example.org "])
def test_an_address_is_a_link(text: str) -> None:
    assert reference(text) == Link(text.strip(), text.strip())


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "see https://example.org", "https://a b", "https://", 'https://a/"b'],
)
def test_anything_else_is_not(text: str) -> None:
    assert reference(text) == text


def test_hostile_text_makes_no_markdown(checklist: Checklist) -> None:
    text = to_markdown(report(context_of(checklist, hostile_sheet(checklist))))
    assert "<script" not in text.replace("\\<script", "")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_what_to_do_first_is_what_has_most_within_reach(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    context = context_of(checklist, riverton)
    made = report(context)
    place = next(
        number
        for number, part in enumerate(made.blocks)
        if isinstance(part, Heading) and part.anchor == "first"
    )
    steps, label = made.blocks[place + 1], made.blocks[place + 2]
    assert isinstance(steps, Steps)
    assert isinstance(label, Paragraph)
    assert "own aid" in label.text
    worth = {task.question: task.worth for task in context.tasks}
    first = [str(text).split()[0] for text, _ in steps.items]
    assert first[0] == "4.2.1"
    assert [worth[name] for name in first] == sorted(worth.values(), reverse=True)[:5]


def test_a_plan_and_its_target_are_included_when_asked_for(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    plain_text = to_markdown(report(context_of(checklist, riverton)))
    assert "## Plan" not in plain_text
    every = ReportOptions(with_plan=True)
    text = to_markdown(report(context_of(checklist, riverton, every), every))
    assert f"Tasks ({len(context_of(checklist, riverton).tasks)})" in text
    aimed = ReportOptions(target=threshold_from("70", checklist))
    text = to_markdown(report(context_of(checklist, riverton, aimed), aimed))
    assert "To bring the total to 70%" in text
    assert "The fewest that have to change: 13 answers." in text
    met = ReportOptions(target=threshold_from("10", checklist))
    text = to_markdown(report(context_of(checklist, riverton, met), met))
    assert "It is there already" in text


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("62.5", "the total to 62.5%"),
        ("9=14p", "recommendation 9 to 14 points"),
        ("9.1.4=1p", "question 9.1.4 to 1 point"),
        ("theme:funding=50", "the theme “Funding and technical assistance” to 50%"),
        ("stakeholder:schools=100", "the actions of Schools to 100%"),
    ],
)
def test_a_target_is_told_in_words_and_not_as_it_was_typed(
    checklist: Checklist, riverton: AnswerSheet, word: str, says: str
) -> None:
    options = ReportOptions(target=threshold_from(word, checklist))
    text = to_markdown(report(context_of(checklist, riverton, options), options))
    assert f"To bring {says}\n" in text


def test_a_task_says_what_has_to_come_first(checklist: Checklist, riverton: AnswerSheet) -> None:
    options = ReportOptions(target=threshold_from("70", checklist))
    (row,) = (
        row
        for part in parts_of(report(context_of(checklist, riverton, options), options), Table)
        for row in part.rows
        if row[0] == "4.2.2" and part.caption
    )
    assert row[2] == "Not needed, after 4.2.1"


def test_a_list_that_is_cut_says_how_many_more_there_are(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    old, _ = load_sheet("examples/riverton-2024.yaml")
    options = ReportOptions(before=(checklist, old))
    text = to_markdown(report(context_of(checklist, riverton, options), options))
    assert "Answers that went up (35)" in text
    assert "and 29 more: all stand in the table below." in text


def test_every_item_of_guidance_cites_where_it_stands(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    guidance = load_guidance(checklist)
    for stakeholder in (None, *checklist.stakeholders[:3]):
        options = ReportOptions(guidance=guidance, stakeholder=stakeholder)
        made = report(context_of(checklist, riverton, options), options)
        folds = [part for part in parts_of(made, Fold) if isinstance(part.blocks[-1], Steps)]
        assert folds
        for _, told in (item for part in folds for item in part.blocks[-1].items):
            assert re.search(r"(^|\S[ \n])\[[^\[\]]+\]$", told), told


def test_whose_judgement_it_is_stands_with_what_was_judged(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    guidance = load_guidance(checklist)
    local = next(each for each in checklist.stakeholders if each.id == "local-government")
    options = ReportOptions(guidance=guidance, stakeholder=local)
    made = report(context_of(checklist, riverton, options), options)
    text = " ".join(to_markdown(made).split())
    for section in ("practices", "resources", "frameworks", "partners"):
        judged = guidance.mapping_of(section)
        assert judged
        assert judged in text, section


def test_no_colon_follows_the_end_of_a_sentence(
    checklist: Checklist, riverton: AnswerSheet
) -> None:
    old, _ = load_sheet("examples/riverton-2024.yaml")
    options = ReportOptions(
        before=(checklist, old), guidance=load_guidance(checklist), with_plan=True
    )
    text = to_markdown(report(context_of(checklist, riverton, options), options))
    assert "rural and urban areas? Now: No" in text
    assert not re.findall(r".{20}[.?!][:;] .{20}", text)
