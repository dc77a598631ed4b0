"""Explanations, to the letter, and added up again from what is printed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.documents.explain import explanation_document, percent_sum
from nupcheck.files.load import load_checklist, load_sheet
from nupcheck.formats.markdown import to_markdown
from nupcheck.formats.text import to_text
from nupcheck.model.selection import ALL, Selection, selection_from
from nupcheck.scoring.explain import explain
from nupcheck.scoring.result import percent, tally_in
from nupcheck.scoring.score import score
from tests.conftest import EXAMPLES
from tests.support import strategies
from tests.support.comparing import NA, SMALL

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

GUIDE = load_checklist("un-habitat-2023")
EXACTLY = "(0.0 and 100.0 stand only for exactly so much)"
_GAP = re.compile(r"  +")


def shown(checklist: Checklist, sheet: AnswerSheet, part: Selection = ALL) -> str:
    result = score(checklist, sheet)
    return to_text(explanation_document(checklist, result, explain(checklist, result, part)))


def sums_in(text: str) -> list[tuple[str, list[list[int]], list[int]]]:
    """Every printed table that ends in a sum: its head, its rows of numbers, its last row.

    Read as a person would, with nothing but the text: a rule, rows, a rule, the sum.
    """
    found = []
    lines = text.splitlines()
    rules = [number for number, line in enumerate(lines) if line.startswith("──")]
    for start, end in pairwise(rules):
        if "Sum" in lines[end + 1]:
            rows = [numbers_of(line) for line in lines[start + 1 : end]]
            found.append((lines[start - 1].strip(), rows, numbers_of(lines[end + 1])))
    return found


def numbers_of(line: str) -> list[int]:
    """The cells of a printed row that are whole numbers, the id in front apart."""
    cells = _GAP.split(line.strip())
    return [int(cell) for cell in cells[1:] if cell.isdigit()]


@given(st.data())
def test_the_printed_lines_add_up(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    sheet = data.draw(strategies.sheets(checklist))
    tally = score(checklist, sheet).tally
    sums = sums_in(shown(checklist, sheet))
    for _, rows, total in sums:
        assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert sums[0][2] == [tally.points, tally.low, tally.high, tally.maximum]
    assert len(sums) >= 1 + len(checklist.recommendations) + len(checklist.actions)


@pytest.mark.parametrize(
    "name", ["riverton-2024", "riverton-2026", "harbourview-partial", "sao-paulo-guide"]
)
@pytest.mark.parametrize(
    "word", ["2", "9.1", "theme:data-and-planning", "stakeholder:local-government"]
)
def test_the_printed_lines_of_the_examples_add_up_to_the_score(name: str, word: str) -> None:
    sheet, checklist = load_sheet(str(EXAMPLES / f"{name}.yaml"))
    part = selection_from(word, checklist)
    tally = tally_in(checklist, score(checklist, sheet), part)
    assert tally is not None
    text = shown(checklist, sheet, part)
    sums = sums_in(text)
    for _, rows, total in sums:
        assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert sums[0][2] == [tally.points, tally.low, tally.high, tally.maximum]
    head, _, bounds = sums[-1]
    assert head.startswith("Cheapest completion") is ("Cheapest" in text)
    if head.startswith("Cheapest completion"):
        assert bounds == [tally.low, tally.high]
    else:
        assert tally.low == tally.high == tally.points


def sheet(answers: dict[str, Any]) -> AnswerSheet:
    return strategies.sheet_of(SMALL, answers, date="2026-05-01")


def test_an_open_sheet(snapshot: SnapshotAssertion) -> None:
    assert shown(SMALL, sheet({"1.1.2": "some"})) == snapshot


def test_not_applicable_and_an_answer_to_an_off_question(snapshot: SnapshotAssertion) -> None:
    assert shown(SMALL, sheet({"1.1.1": NA, "1.1.2": "yes"})) == snapshot


def test_a_question(snapshot: SnapshotAssertion) -> None:
    answers = {
        "1.1.1": {"answer": "no", "note": "None yet.", "evidence": ["p. 1"], "by": "the office"}
    }
    assert shown(SMALL, sheet(answers), selection_from("1.1.1", SMALL)) == snapshot(name="followed")
    assert shown(SMALL, sheet(answers), selection_from("1.1.2", SMALL)) == snapshot(
        name="follow-up"
    )


def test_the_chain_of_follow_ups_is_told_to_its_start() -> None:
    answers = {"1.1.1": "yes", "1.1.2": "sometimes", "1.1.3": "no", "2.2.1": "no"}
    marked = strategies.sheet_of(GUIDE, answers)
    text = shown(GUIDE, marked, selection_from("1.1.4", GUIDE))
    assert "Not needed, after 1.1.3" in text
    assert "• 1.1.4 follows 1.1.3, which is answered “No”.\n" in text
    assert "• 1.1.3 follows 1.1.2, which is answered “Sometimes”.\n" in text
    assert "• 1.1.2 follows 1.1.1, which is answered “Yes”.\n" in text
    text = shown(GUIDE, marked, selection_from("2.3.4", GUIDE))
    assert "2.3.4 follows 2.2.1, which is answered “No”." in text
    assert "The wording of 2.3.4 takes 2.2.1 for granted." in text
    text = shown(GUIDE, marked, selection_from("9.1.3", GUIDE))
    assert "states the condition of 9.1.3; that it hangs on 9.1.1 is nupcheck's reading." in text


def test_the_stated_maximum_is_named_where_the_checklist_states_one() -> None:
    blank = strategies.sheet_of(GUIDE, {})
    whole = shown(GUIDE, blank)
    assert "95 questions × 2, the most that an answer earns (Yes), = 190" in whole
    assert "The checklist itself states 190;" in whole
    nine = shown(GUIDE, blank, selection_from("9", GUIDE))
    assert "10 questions × 2, the most that an answer earns (Yes), = 20" in nine
    assert "The checklist itself states 20;" in nine
    assert "states" not in shown(GUIDE, blank, selection_from("9.1", GUIDE))


def test_a_stakeholder_is_no_share_of_the_total() -> None:
    text = shown(
        GUIDE, strategies.sheet_of(GUIDE, {}), selection_from("stakeholder:schools", GUIDE)
    )
    assert text.startswith("Stakeholder schools: Schools\n")
    assert "stakeholders do not add up to the total" in text


def test_as_markdown(snapshot: SnapshotAssertion) -> None:
    result = score(SMALL, sheet({"1.1.1": "yes"}))
    document = explanation_document(SMALL, result, explain(SMALL, result))
    assert to_markdown(document) == snapshot


@pytest.mark.parametrize(
    ("points", "maximum", "words"),
    [
        (3, 10, "100 × 3 ÷ 10 = 30.0%"),
        (3, 8, "100 × 3 ÷ 8 = 37.5%"),
        (108, 190, "100 × 108 ÷ 190 = 56.842…, to one decimal 56.8%"),
        (1, 16, "100 × 1 ÷ 16 = 6.250, to one decimal 6.3%"),
        (0, 0, "there is nothing to divide by, so no percentage"),
        (
            2999,
            3000,
            f"100 × 2999 ÷ 3000 = 99.966…, to one decimal 99.9% {EXACTLY}",
        ),
        (
            1,
            3000,
            f"100 × 1 ÷ 3000 = 0.033…, to one decimal 0.1% {EXACTLY}",
        ),
    ],
)
def test_the_division_is_shown_as_far_as_it_takes(points: int, maximum: int, words: str) -> None:
    assert percent_sum(points, maximum, percent(points, maximum)) == words
