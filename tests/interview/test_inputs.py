from __future__ import annotations

import datetime as dt
import gettext
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck import locale
from nupcheck.errors import NupcheckError
from nupcheck.interview.dialogue import opened, take
from nupcheck.interview.inputs import Command, Key, read_input, words_for
from nupcheck.interview.state import begin
from nupcheck.model.checklist import ScaleAnswer
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.sheet import NotApplicable
from tests.support.strategies import checklist_data, sheet_of, texts

if TYPE_CHECKING:
    from typing import Any

    from nupcheck.model.checklist import Checklist


@pytest.mark.parametrize(
    ("line", "answer"),
    [("y", "yes"), (" YES ", "yes"), ("2", "yes"), ("To  Some extent", "sometimes"), ("N", "no")],
)
def test_accepted_words_are_answers(checklist: Checklist, line: str, answer: str) -> None:
    given_ = read_input(checklist, line)
    assert isinstance(given_, ScaleAnswer)
    assert given_.id == answer


@pytest.mark.parametrize("line", ["na", "NA", "n/a", "not applicable", "not_applicable"])
def test_not_applicable_has_a_key(checklist: Checklist, line: str) -> None:
    assert read_input(checklist, line) == NotApplicable()


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("?", Command(Key.WHY)),
        ("B", Command(Key.BACK)),
        ("back", Command(Key.BACK)),
        ("g 2.1", Command(Key.GO, "2.1")),
        ("go 2.1", Command(Key.GO, "2.1")),
        ("r  1", Command(Key.REVIEW, "1")),
        ("m who", Command(Key.NOTE, "who")),
        ("quit", Command(Key.QUIT)),
    ],
)
def test_keys_are_commands(checklist: Checklist, line: str, command: Command) -> None:
    assert read_input(checklist, line) == command


@pytest.mark.parametrize("line", ["", "   ", "ye", "q now", "b 1", "yess", "1.1.1", "\x1b[A"])
def test_anything_else_explains_itself(checklist: Checklist, line: str) -> None:
    with pytest.raises(NupcheckError, match="h for all keys") as refused:
        read_input(checklist, line)
    assert "\x1b" not in str(refused.value)


@given(data=checklist_data(), taken=st.sampled_from([*Key, "na"]))
def test_an_answer_whose_word_is_a_key_can_be_given_by_its_points(
    data: dict[str, Any], taken: str
) -> None:
    data["scale"][0]["label"] = taken
    checklist = checklist_from(data)
    assert read_input(checklist, taken)
    for answer in checklist.scale:
        assert read_input(checklist, str(answer.points)) == answer
        for word in words_for(answer):
            assert read_input(checklist, word) == answer


class German(gettext.NullTranslations):
    """A language in which the words to type are others."""

    def gettext(self, message: str) -> str:
        return {"city": "Stadt"}.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        words = {"back": "zurück", "place": "ort", "today": "heute"}
        return words.get(message, message) if context == "typed" else message


def test_words_are_typed_in_the_language_chosen_or_in_english(
    checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "_catalogue", German())
    for line in ("zurück", "back", "b"):
        assert read_input(checklist, line) == Command(Key.BACK)
    today = dt.date(2026, 5, 1)
    step = opened(begin(checklist, sheet_of(checklist, {})), today, is_new=False)
    for lines in (("m ort", "", "", "Stadt", "heute"), ("m place", "", "", "city", "today")):
        for line in lines:
            step = take(step.dialogue, line)
        place, date = step.dialogue.interview.sheet.place, step.dialogue.interview.sheet.date
        assert (place.level, date) == ("city", today)


@given(line=texts())
def test_every_line_means_something_or_is_told_what_would(checklist: Checklist, line: str) -> None:
    with suppress(NupcheckError):
        assert read_input(checklist, line)
