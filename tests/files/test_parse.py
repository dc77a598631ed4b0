from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.errors import InvalidDataError
from nupcheck.files.parse import MAX_DEPTH, MAX_NODES, parse
from nupcheck.model.data import Data, Positions

if TYPE_CHECKING:
    from nupcheck.errors import Where

WORDS = (
    *("yes", "no", "on", "off", "y", "n", "true", "False", "1", "1.10", "0o17", "0x1F", "1e3"),
    *("1_000", "+1", "-0", ".5", ".inf", ".nan", "2026-05-01", "2026-05-01T10:00:00Z", "12:30"),
    *("Null", "NULL", "none", "=", "9.1.2"),
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", ["a: {}", "a: '{}'", 'a: "{}"', "{{a: {}}}", "a:  {}  # note"])
def test_yaml_words_stay_text_as_typed(word: str, form: str) -> None:
    assert parse(form.format(word)) == {"a": word}


@pytest.mark.parametrize("word", WORDS)
def test_yaml_keys_stay_text_as_typed(word: str) -> None:
    assert parse(f"{word}: x") == {word: "x"}


@pytest.mark.parametrize("lexeme", ["1", "1.10", "-0", "1e3", "true", "false", "100000000000000"])
def test_json_values_stay_text_as_typed(lexeme: str) -> None:
    assert parse(f'{{"a": {lexeme}, "b": ["{lexeme}"]}}', is_json=True) == {
        "a": lexeme,
        "b": [lexeme],
    }


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_empty_value_is_none_and_a_quoted_one_is_text(empty: str) -> None:
    assert parse(f"a: {empty}\nb: '{empty}'\nc: [{empty or '~'}]") == {
        "a": None,
        "b": empty,
        "c": [None],
    }


def test_json_null_is_none() -> None:
    assert parse('{"a": null, "b": "null"}', is_json=True) == {"a": None, "b": "null"}


# Plain data of every shape, once as JSON and once as YAML (of which JSON is almost a part)

KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
DATA = st.recursive(
    st.none() | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(data=DATA, indent=st.sampled_from([None, 0, 2]))
def test_json_gives_what_the_standard_library_reads(data: Data, indent: int | None) -> None:
    text = json.dumps(data, indent=indent)
    assert parse(text, is_json=True) == data


@given(data=DATA, indent=st.sampled_from([None, 2]))
def test_json_read_as_yaml_gives_the_same_at_the_same_places(
    data: Data, indent: int | None
) -> None:
    text = json.dumps(data, ensure_ascii=True, indent=indent)
    if "\\u" in text:  # YAML has other escapes beyond the first plane
        text = json.dumps("plain")
    as_json, as_yaml = Positions(), Positions()
    assert parse(text, is_json=True, positions=as_json) == parse(text, positions=as_yaml)
    assert as_json == as_yaml


@given(data=DATA, indent=st.sampled_from([None, 2]))
def test_every_place_of_json_is_where_its_text_stands(data: Data, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    positions = Positions()
    parse(text, is_json=True, positions=positions)
    lines = text.split("\n")

    def check(where: Where, value: Data) -> None:
        line, column = positions.of(where)
        assert lines[line - 1][column - 1 :].startswith(json.dumps(value, ensure_ascii=False)[0])
        if isinstance(value, dict):
            for key, inner in value.items():
                line, column = positions.of((*where, key), key=True)
                assert lines[line - 1][column - 1 :].startswith(json.dumps(key, ensure_ascii=False))
                check((*where, key), inner)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                check((*where, number), inner)

    check((), data)


def test_places_in_yaml() -> None:
    positions = Positions()
    parse("a: 1\nb:\n  - x\n  - {c: y}\n'd e': |\n  text\n", positions=positions)
    assert positions.of(("a",), key=True) == (1, 1)
    assert positions.of(("a",)) == (1, 4)
    assert positions.of(("b", 0)) == (3, 5)
    assert positions.of(("b", 1, "c")) == (4, 9)
    assert positions.of(("b", 1, "c"), key=True) == (4, 6)
    assert positions.of(("d e",), key=True) == (5, 1)
    assert positions.of(("d e",)) == (5, 8)
    assert positions.of(("b", 7, "nothing", 3)) == positions.of(("b",)) == (3, 3)


# What is refused, and where


def refused(text: str, *, is_json: bool = False) -> tuple[int, int, str]:
    with pytest.raises(InvalidDataError) as caught:
        parse(text, is_json=is_json)
    issue = caught.value.issues[-1]
    assert issue.message.endswith(".")
    _, line, column = issue.location.order
    return line, column, issue.message


def test_lines_are_counted_as_editors_count_them() -> None:
    assert refused("a: é\x85\u2028\nb: [é, \u2029 &x 1]")[:2] == (2, 10)


def test_a_forbidden_character_stands_where_it_is_told_also_behind_other_scripts() -> None:
    line, column, message = refused("a: здание\nb: é\x01")
    assert (line, column) == (2, 5)
    assert message == 'The character "\\x01" may not stand in a YAML file.'


@pytest.mark.parametrize("is_json", [False, True])
def test_every_duplicate_is_told_at_once(is_json: bool) -> None:
    with pytest.raises(InvalidDataError) as caught:
        parse('{"a": {"b": 1, "b": 2, "b": 3},\n "c": 4, "a": 5}', is_json=is_json)
    found = [issue.location.order[1:] for issue in caught.value.issues]
    assert found == [(1, 16), (1, 24), (2, 10)]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, '"a" stands here a second time'),
        ("a: {b: 1, b: 2}\n", 1, 11, '"b" stands here a second time'),
        ("a: 1\n'a': 2\n", 2, 1, "a second time"),
        ("a: &x 1\n", 1, 4, "Anchors"),
        ("a: &x\n", 1, 4, "Anchors"),
        ("a: &x {b: 1}\n", 1, 4, "Anchors"),
        ("a: [&x [1]]\n", 1, 5, "Anchors"),
        ("&x a: 1\n", 1, 1, "Anchors"),
        ("a: *x\n", 1, 4, "Anchors"),
        ("*x : 1\n", 1, 1, "Anchors"),
        ("<<: *x\n", 1, 5, "Anchors"),
        ("a: !!int 1\n", 1, 4, "Tags"),
        ("a: !own {b: 1}\n", 1, 4, "Tags"),
        ("- !!python/name:os.system\n", 1, 3, "Tags"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("a: 1\n...\nb: 2\n", 3, 1, "come to its end"),
        ("[1] [2]\n", 1, 5, "come to its end"),
        ("---\na: 1\n---\n", 3, 1, "second document"),
        ("[1, 2]\n---\n", 2, 1, "second document"),
        ("? [a]\n: b\n", 1, 3, "plain word"),
        ("? {a: b}\n: c\n", 1, 3, "plain word"),
        ("a: 1\n\x01b: 2\n", 2, 1, "\\x01"),
        ("a: 1\nb: [1, 2\n", 3, 1, "missing"),
        ("a: 1\nb: [1, é", 2, 9, "missing"),
        ("a: 'b\n", 2, 1, "ends inside a text in quotes that begins in line 1"),
        ("a: b: c\n", 1, 5, "colon"),
        ("a:\n\tb: c\n", 2, 1, "tab"),
        ("a: `b\n", 1, 4, '"`"'),
        ("", 1, 1, "empty"),
        ("# only this\n", 1, 1, "empty"),
        ("\n \n", 1, 1, "empty"),
    ],
)
def test_yaml_refused(text: str, line: int, column: int, says: str) -> None:
    found_line, found_column, message = refused(text)
    assert says in message
    assert (found_line, found_column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('{"a": 1,\n "a": 2}', 2, 2, "a second time"),
        ('{"a": 1, "\\u0061": 2}', 1, 10, "a second time"),
        ('{"a": {"b": 1, "b": 1}}', 1, 16, "a second time"),
        ('{"a": 1,}', 1, 9, "well-formed JSON"),
        ('{"a": 1}\n{"b": 1}', 2, 1, "well-formed JSON"),
        ("{'a': 1}", 1, 2, "well-formed JSON"),
        ('{"a": "b\nc"}', 1, 9, "well-formed JSON"),
        ('{"a": 01}', 1, 8, "well-formed JSON"),
        ("", 1, 1, "empty"),
        ("\n\n", 1, 1, "empty"),
        ("1" * 5000, 1, 1, "thousands of digits"),
        ("[" * 100_000 + "]" * 100_000, 1, 1, "more than 50,000 values"),
        ("[" * 20_000 + "]" * 20_000, 1, 1, "deep"),
    ],
)
def test_json_refused(text: str, line: int, column: int, says: str) -> None:
    found_line, found_column, message = refused(text, is_json=True)
    assert says in message
    assert (found_line, found_column) == (line, column)


@pytest.mark.parametrize("is_json", [False, True])
def test_depth_is_allowed_up_to_the_limit(is_json: bool) -> None:
    fits = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(fits, is_json=is_json)
    line, column, message = refused(f"[{fits}]", is_json=is_json)
    assert (line, column) == (1, MAX_DEPTH + 1)
    assert f"more than {MAX_DEPTH} deep" in message


@pytest.mark.parametrize("is_json", [False, True])
def test_nodes_are_allowed_up_to_the_limit(is_json: bool) -> None:
    fits = json.dumps(["1"] * (MAX_NODES - 1))
    data = parse(fits, is_json=is_json)
    assert isinstance(data, list)
    assert len(data) == MAX_NODES - 1
    assert "more than 50,000 values" in refused(fits.replace("[", '["1",'), is_json=is_json)[2]


@pytest.mark.parametrize("is_json", [False, True])
def test_braces_in_a_text_are_not_counted(is_json: bool) -> None:
    text = "{[" * MAX_NODES
    assert parse(json.dumps({"a": text}), is_json=is_json) == {"a": text}


@pytest.mark.parametrize(
    "text", ["a: b\r\nc:\r\n  - d\r\n", "a: b\nc:\n  - d\n", "---\na: b\nc:\n- d\n...\n"]
)
def test_line_ends_and_marks_make_no_difference(text: str) -> None:
    assert parse(text) == {"a": "b", "c": ["d"]}


def assert_read_or_refused(text: str) -> None:
    """There is data or a InvalidDataError with a place, and never another exception."""
    for is_json in (False, True):
        outcome: object
        try:
            outcome = parse(text, is_json=is_json)
        except InvalidDataError as error:
            outcome = error
        if isinstance(outcome, InvalidDataError):
            for issue in outcome.issues:
                assert min(issue.location.order[1:]) >= 1
                assert issue.message
        else:
            assert outcome is None or isinstance(outcome, (str, list, dict))


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_refused_in_one_way(text: str) -> None:
    assert_read_or_refused(text)


SCRAPS = st.sampled_from(
    [*"{}[]:,-?&*!|>%@`'\"#~ \n\t", "a", "a: ", "\n  ", "- ", "---\n", "...\n", "? ", "null", "\\u"]
)


@given(scraps=st.lists(SCRAPS, max_size=25))
def test_scraps_of_syntax_are_read_or_refused_in_one_way(scraps: list[str]) -> None:
    assert_read_or_refused("".join(scraps))


def test_the_reader_written_in_python_reads_and_refuses_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where PyYAML comes without its part in C, nothing may change but speed."""
    texts = [
        "a: yes\nb: [1.10, {c: ~}]\n",
        "a: &x 1",
        "a: *x",
        "a: !t 1",
        "a: 1\n---\nb: 1",
        "a: '",
    ]

    def outcomes() -> list[object]:
        found: list[object] = []
        for text in texts:
            positions = Positions()
            try:
                found.append((parse(text, positions=positions), positions))
            except InvalidDataError as error:
                found.append(error.issues)
        return found

    in_c = outcomes()
    monkeypatch.delattr("yaml.CSafeLoader")
    assert outcomes() == in_c
