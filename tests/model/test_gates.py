"""Gates in the words they are written in, and files of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nupcheck.errors import InvalidDataError, NupcheckError
from nupcheck.files.load import load_checklist, source_from
from nupcheck.formats.schemas import json_schema
from nupcheck.model.gates import (
    FailUnder,
    Gate,
    MaxAge,
    NoRegression,
    RequireComplete,
    RequireEvidence,
    Strict,
    Threshold,
    gate_from,
    gates_from,
    threshold_from,
)
from nupcheck.model.selection import ALL, Level, selection_from

ROOT = Path(__file__).resolve().parents[2]
GUIDE = load_checklist("un-habitat-2023")


def gates_of(text: str) -> tuple[Gate, ...]:
    return source_from("gates.yaml", text).made(lambda data: gates_from(data, GUIDE))


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("60", "fail-under 60"),
        ("62.5", "fail-under 62.5"),
        ("60%", "fail-under 60"),
        (" 60 ", "fail-under 60"),
        ("0", "fail-under 0"),
        ("100", "fail-under 100"),
        ("97p", "fail-under 97p"),
        ("9=70", "fail-under 9=70"),
        ("9.1 = 50", "fail-under 9.1=50"),
        ("9.1.3=100", "fail-under 9.1.3=100"),
        ("9=14p", "fail-under 9=14p"),
        ("theme:support-and-integration=60", "fail-under theme:support-and-integration=60"),
        ("stakeholder:local-government=50", "fail-under stakeholder:local-government=50"),
    ],
)
def test_a_threshold_is_read_and_written_in_the_same_words(word: str, rule: str) -> None:
    threshold = threshold_from(word, GUIDE)
    assert str(FailUnder(threshold)) == rule
    assert threshold_from(str(threshold), GUIDE) == threshold


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("", "neither percent nor points"),
        ("sixty", "neither percent nor points"),
        ("-1", "neither percent nor points"),
        ("60,5", "neither percent nor points"),
        ("1e1", "neither percent nor points"),
        ("nan", "neither percent nor points"),
        ("٦٠", "neither percent nor points"),
        ("9=", "neither percent nor points"),
        ("9=1.5p", "neither percent nor points"),
        ("100.1", "can never be met. Percent go up to 100; for points write 100.1p"),
        ("=60", "names no part"),
        ("99=60", 'no part "99"'),
        ("9.1.33=60", "Did you mean 9.1.3?"),
        ("theme:support=60", 'no part "theme:support"'),
        ("local-government=50", "Write stakeholder:local-government."),
        ("planet:earth=60", 'no part "planet:earth"'),
    ],
)
def test_what_is_no_threshold_is_refused(word: str, says: str) -> None:
    with pytest.raises(NupcheckError) as caught:
        threshold_from(word, GUIDE)
    assert says in str(caught.value)
    assert caught.value.exit_code == 2


@given(st.text())
def test_any_word_is_a_threshold_or_refused(word: str) -> None:
    try:
        threshold = threshold_from(word, GUIDE)
    except NupcheckError:
        return
    assert threshold.at_least >= 0
    assert threshold.unit == "points" or threshold.at_least <= 100
    assert threshold_from(str(threshold), GUIDE) == threshold


@pytest.mark.parametrize("word", ["730", "2y", "-1d", "d", "1.5d", "", "9999999d"])
def test_an_age_is_in_days(word: str) -> None:
    with pytest.raises(NupcheckError, match="such as 730d"):
        gate_from("max_age", word, GUIDE)


def test_a_level_is_one_of_three() -> None:
    assert gate_from("no_regression", "action", GUIDE) == NoRegression(Level.ACTION)
    with pytest.raises(NupcheckError, match="Did you mean question"):
        gate_from("no_regression", "questions", GUIDE)


def test_a_file_holds_every_kind_of_gate() -> None:
    text = """
format: 1
fail_under: [60, 9=70, "theme:support-and-integration=62.5", 9=14p]
require_complete: true
require_evidence: [9, 10.1]
max_age: 730d
no_regression: action
strict: true
"""
    assert gates_of(text) == (
        FailUnder(Threshold(ALL, Decimal(60))),
        FailUnder(Threshold(selection_from("9", GUIDE), Decimal(70))),
        FailUnder(
            Threshold(selection_from("theme:support-and-integration", GUIDE), Decimal("62.5"))
        ),
        FailUnder(Threshold(selection_from("9", GUIDE), Decimal(14), "points")),
        RequireComplete(),
        RequireEvidence(selection_from("9", GUIDE)),
        RequireEvidence(selection_from("10.1", GUIDE)),
        MaxAge(730),
        NoRegression(Level.ACTION),
        Strict(),
    )


def test_a_file_may_say_what_it_does_not_ask_for() -> None:
    text = "format: 1\nfail_under: 60\nrequire_complete: false\nstrict: false\n"
    assert gates_of(text) == (FailUnder(Threshold(ALL, Decimal(60))),)


def test_the_schema_takes_what_an_editor_sees_and_nothing_else() -> None:
    schema = Draft202012Validator(json_schema("gates"))
    text = (ROOT / "examples" / "ci" / "gates.yaml").read_text(encoding="utf-8")
    assert gates_of(text)
    schema.validate(yaml.safe_load(text))
    for wrong in ("strict: true", "format: 1\nstrikt: true", "format: 1\nfail_under: {a: 60}"):
        assert not schema.is_valid(yaml.safe_load(wrong))


def test_every_fault_of_a_file_comes_at_once_with_its_line() -> None:
    text = """format: 1
fail_under:
  - 60
  - 99=70
  - lots
require_complete: [9.1.33]
max_age: 2y
no_regression: questoin
strikt: true
"""
    with pytest.raises(InvalidDataError) as caught:
        gates_of(text)
    places = [issue.location.order[1:] for issue in caught.value.issues]
    assert places == [(4, 5), (5, 5), (6, 20), (7, 10), (8, 16), (9, 1)]
    assert "Did you mean strict?" in str(caught.value)
    assert "Did you mean 9.1.3?" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format: 1\n", "no gates"),
        ("format: 1\nstrict: false\n", "no gates"),
        ("format: 1\nfail_under: []\n", "no gates"),
        ("format: 1\nfail_under:\n", "must be a list. It is empty"),
        ("format: 1\nfail_under: {all: 60}\n", "must be a list"),
        ("format: 1\nmax_age:\n", "must be a text. It is empty"),
        ("format: 2\nstrict: true\n", '"format" must be 1'),
        ("strict: true\n", '"format" is missing'),
        ("format: 1\nstrict: perhaps\n", "must be true or false"),
        ("- 60\n", "must be a mapping"),
        ("60\n", "must be a mapping"),
    ],
)
def test_a_file_that_asks_for_nothing_sound_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        gates_of(text)
    assert says in str(caught.value)
