from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.disk import decode
from nupcheck.files.dump import sheet_text
from nupcheck.files.load import load_checklist, sheet_of, source_from
from nupcheck.model.sheet import Answer, AnswerSheet, Place
from nupcheck.scoring.score import score
from tests.support.strategies import AWKWARD, wordy_sheets

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

CHECKLIST = load_checklist(DEFAULT_ID)


def loaded(text: str, name: str) -> AnswerSheet:
    """What loading reads from a file with this text: through bytes, as a file would be."""
    sheet, _ = sheet_of(source_from(name, decode(text.encode(), name)))
    return sheet


@given(sheet=wordy_sheets(CHECKLIST), as_json=st.booleans())
def test_a_sheet_saved_and_loaded_again_is_the_same_and_scores_the_same(
    sheet: AnswerSheet, as_json: bool
) -> None:
    again = loaded(sheet_text(sheet, CHECKLIST, as_json=as_json), "s.json" if as_json else "s.yaml")
    assert again == sheet
    assert score(CHECKLIST, again) == score(CHECKLIST, sheet)


@given(sheet=wordy_sheets(CHECKLIST))
def test_writing_what_was_written_changes_nothing(sheet: AnswerSheet) -> None:
    text = sheet_text(sheet, CHECKLIST)
    assert sheet_text(loaded(text, "s.yaml"), CHECKLIST) == text


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back_wherever_it_stands(text: str, as_json: bool) -> None:
    sheet = AnswerSheet(
        format=1,
        checklist=CHECKLIST.id,
        checklist_version="1.0",
        place=Place(name=f"{text}A", country=text),
        answers={"1.1.1": Answer(note=text, evidence=(text, text), by=text)},
    )
    name = "s.json" if as_json else "s.yaml"
    assert loaded(sheet_text(sheet, CHECKLIST, as_json=as_json), name) == sheet


def test_a_blank_answer_stays_blank(checklist: Checklist) -> None:
    head = "format: 1\nchecklist: un-habitat-2023\nplace: {name: A}\nanswers:\n"
    sheet = loaded(head + "  1.1.1:\n  1.1.2: ~\n  1.1.3: null\n  1.1.4: {note: null}\n", "s.yaml")
    assert all(answer == Answer() for answer in sheet.answers.values())
    assert sheet_text(sheet, checklist).endswith("  1.1.1:\n  1.1.2:\n  1.1.3:\n  1.1.4:\n")


def test_yaml_looks_as_a_person_would_write_it(checklist: Checklist) -> None:
    text = """\
format: 1
checklist: un-habitat-2023
checklist_version: "1.0"
place:
  name: Riverton
  level: city
date: 2026-05-01
respondents:
- name: A. Okello
  stakeholder: statistical-offices
answers:
  1.1.1: yes
  1.1.2:
    answer: Sometimes
    note: |-
      Census 2024 only: “partly”.

      Ask again in May.
    evidence:
    - https://example.org/#census
    - Census report, p. 12
    by: statistical-offices
  1.1.3:
  1.1.4: 2
  7.1.4:
    answer: not_applicable
    note: "null"
"""
    assert sheet_text(loaded(text, "s.yaml"), checklist) == text


def test_answers_stand_in_the_order_of_the_checklist(checklist: Checklist) -> None:
    text = "format: 1\nchecklist: un-habitat-2023\nplace: {name: A}\n"
    text += "answers: {10.1.1: yes, 2.1.1: no}\n"
    assert sheet_text(loaded(text, "s.yaml"), checklist).endswith("  2.1.1: no\n  10.1.1: yes\n")


@pytest.mark.parametrize("version", [(1, 1), (1, 2), None])
@pytest.mark.parametrize(
    "text",
    [
        *AWKWARD,
        "1984",
        "1.0",
        "1e3",
        ".5",
        "0x1F",
        "08",
        "01:30",
        "y",
        "N",
        "true",
        "\U00020bb7",
        "🏙️ a\tb",
    ],
)
def test_other_readers_of_yaml_read_the_same_text(
    text: str, version: tuple[int, int] | None
) -> None:
    texts = (f"{text}", f"{text}A")
    sheet = AnswerSheet(
        format=1,
        checklist=CHECKLIST.id,
        checklist_version="1.0",
        place=Place(name=texts[1], country=text),
        answers={"1.1.1": Answer(answer="yes", evidence=texts, by=text)},
    )
    written = sheet_text(sheet, CHECKLIST)
    if version is None:
        read = yaml.safe_load(written)
    else:
        reader = YAML(typ="safe", pure=True)
        reader.version = version
        read = reader.load(written)
    assert read["checklist_version"] == "1.0"
    assert read["place"].get("country") == sheet.place.country
    assert read["answers"]["1.1.1"].get("by") == sheet.answers["1.1.1"].by
    assert tuple(read["answers"]["1.1.1"]["evidence"]) == sheet.answers["1.1.1"].evidence


def test_rare_letters_and_emoji_stay_characters() -> None:
    note = "\U00020bb7\U0001f468\u200d\U0001f469 done:\tyes"
    sheet = AnswerSheet(
        format=1,
        checklist=CHECKLIST.id,
        place=Place(name="\U00020bb7"),
        answers={"1.1.1": Answer(note=note)},
    )
    text = sheet_text(sheet, CHECKLIST)
    assert "\\U" not in text
    assert loaded(text, "s.yaml") == sheet
