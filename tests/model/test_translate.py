"""A checklist in another language: its texts change, and nothing that a sheet or a score means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from nupcheck.files.load import load_checklist
from nupcheck.locale import speaking
from nupcheck.model.sheet import read_answer, sheet_from
from nupcheck.model.translate import translated
from nupcheck.scoring.score import score
from tests.conftest import OWN_CHECKLIST

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist


def texts_of(checklist: Checklist) -> dict[str, str]:
    """Every text that can be translated, by its context."""
    found: dict[str, str] = {}

    def write_down(context: str, text: str) -> str:
        assert context not in found
        found[context] = text
        return text

    assert translated(checklist, write_down) is checklist
    return found


def loud(context: str, text: str) -> str:
    return text.upper()


def test_every_text_has_a_context_of_its_own(checklist: Checklist) -> None:
    texts = texts_of(checklist)
    assert texts["un-habitat-2023.title"] == checklist.title
    assert texts["un-habitat-2023.levels.action"] == "Action"
    assert texts["un-habitat-2023.scale.sometimes.label"] == "Sometimes"
    for question_id, question in checklist.questions.items():
        assert texts[f"un-habitat-2023.question.{question_id}.text"] == question.text
    for body in checklist.stakeholders:
        assert texts[f"un-habitat-2023.stakeholder.{body.id}.name"] == body.name


def test_a_translated_checklist_scores_the_same(checklist: Checklist) -> None:
    copy = translated(checklist, loud)
    assert copy.title == checklist.title.upper()
    assert copy.questions["1.1.2"].text == checklist.questions["1.1.2"].text.upper()
    assert copy.action_of["1.1.2"].title == checklist.action_of["1.1.2"].title.upper()
    assert copy.digest == checklist.digest
    data = {
        "format": "1",
        "checklist": checklist.id,
        "place": {"name": "R"},
        "answers": {"1.1.1": "Sometimes", "9.1.1": "2"},
    }
    before, after = (score(each, sheet_from(data, each)) for each in (checklist, copy))
    assert after.tally == before.tally


def test_labels_are_accepted_in_both_languages_and_never_for_another_answer(
    own_checklist: Checklist,
) -> None:
    first, second, *others = own_checklist.scale
    said = {first.label: "Vollkommen", second.label: first.label}
    copy = translated(own_checklist, lambda _context, text: said.get(text, text))
    assert [answer.label for answer in copy.scale] == [
        "Vollkommen",
        second.label,
        *(answer.label for answer in others),
    ]
    for answer in own_checklist.scale:
        reading = read_answer(copy, answer.label)
        assert reading is not None
        assert reading.id == answer.id
    assert read_answer(copy, "vollkommen") == copy.scale[0]


@pytest.fixture
def catalogues(tmp_path: Path, own_checklist: Checklist) -> Path:
    """A folder with one language, in which every text of a checklist stands in brackets."""
    catalogue = Catalog(locale="eo", domain="nupcheck")
    for context, text in texts_of(own_checklist).items():
        catalogue.add(text, f"[{text}]", context=context)
    folder = tmp_path / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "nupcheck.mo").open("wb") as file:
        write_mo(file, catalogue)
    return tmp_path


def test_a_checklist_is_loaded_in_the_language_spoken(
    catalogues: Path, own_checklist: Checklist, checklist: Checklist
) -> None:
    with speaking("eo", catalogues):
        loaded = load_checklist(str(OWN_CHECKLIST))
        assert load_checklist(checklist.id) == checklist, "no catalogue has anything of it"
    assert loaded.title == f"[{own_checklist.title}]"
    assert loaded.language == "eo"
    assert loaded.digest == own_checklist.digest
    assert all(question.text.startswith("[") for question in loaded.questions.values())
    assert load_checklist(str(OWN_CHECKLIST)) == own_checklist
