"""GitHub annotations, JUnit, SARIF and CSV: read back by their readers, and not broken out of."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from sarif_pydantic import Sarif

from nupcheck.analysis.gates import evaluate
from nupcheck.files.load import load_checklist, sheet_of, source_from
from nupcheck.formats.annotations import annotations_on, what_failed
from nupcheck.formats.csv import SCORE_COLUMNS, to_csv
from nupcheck.formats.github import to_github
from nupcheck.formats.inputs import Scored, SheetFile
from nupcheck.formats.junit import to_junit
from nupcheck.formats.sarif import to_sarif
from nupcheck.model.gates import (
    FailUnder,
    Gate,
    MaxAge,
    NoRegression,
    RequireComplete,
    RequireEvidence,
    Strict,
    threshold_from,
)
from nupcheck.model.selection import Level, selection_from
from nupcheck.model.sheet import AnswerSheet
from nupcheck.scoring.result import Finding
from nupcheck.scoring.score import score
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syrupy.assertion import SnapshotAssertion


GUIDE = load_checklist("un-habitat-2023")
TODAY = dt.date(2026, 5, 1)
SHEET = """\
format: 1
checklist: un-habitat-2023
checklist_version: "1.0"
place: {name: Riverton}
date: 2023-05-01
answers:
  9.1.1: no
  9.1.2:
    answer: yes
    note: Seen.
  9.1.3: yes
  9.2.1: sometimes
"""
BEFORE = SHEET.replace("9.1.1: no", "9.1.1: yes")

# Each tries to end what it stands in, or to begin something else.
BREAKERS = (
    "\n::error file=x::owned",
    "::set-output name=a::b",
    "%0A::error::owned",
    "a%b,c=d:e",
    "##[error]owned",
    "\r\n::stop-commands::x",
    '"/><testcase name="owned"/><x y="',
    "]]></failure><!-- & &amp; &lt;",
    "\x00\x08\x1b[31m\x85\u2028\u202e\ufffe\uffff",
    '=HYPERLINK("https://example.org")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '","owned","\n1,2',
    "\t=1+1",
)


def scored(text: str = SHEET, gates: Sequence[Gate] = ()) -> Scored:
    document = source_from("sheets/riverton.yaml", text)
    sheet, _ = sheet_of(document)
    result = score(GUIDE, sheet)
    before = score(GUIDE, sheet_of(source_from("riverton.yaml", BEFORE))[0])
    verdicts = evaluate(gates, GUIDE, result, today=TODAY, baseline=before)
    return Scored(GUIDE, result, verdicts, SheetFile(document.name, document.positions))


def every_gate() -> list[Gate]:
    return [
        FailUnder(threshold_from("9.1=70", GUIDE)),
        FailUnder(threshold_from("theme:support-and-integration=50", GUIDE)),
        RequireComplete(selection_from("9.2", GUIDE)),
        RequireEvidence(selection_from("9", GUIDE)),
        MaxAge(730),
        NoRegression(Level.ACTION),
        FailUnder(threshold_from("1", GUIDE)),
    ]


# Where the annotations stand


def line_of(text: str) -> int:
    return SHEET.splitlines().index(text) + 1


def test_annotations_stand_on_the_line_of_what_they_are_about() -> None:
    made = scored(gates=every_gate())
    places = {(each.rule, made.source.place_of(each.where)) for each in annotations_on(made)}
    assert places == {
        # 9.1.4 is not in the sheet: it would stand under `answers:`.
        ("fail-under 9.1=70", (line_of("answers:"), 1)),
        ("fail-under theme:support-and-integration=50", (line_of("answers:"), 1)),
        ("require-complete 9.2", (line_of("answers:"), 1)),
        ("require-evidence 9", (line_of("  9.2.1: sometimes"), 3)),
        ("max-age 730d", (line_of("date: 2023-05-01"), 1)),
        ("no-regression action", (line_of("  9.1.1: no"), 3)),
        ("no-regression action", (line_of("  9.1.3: yes"), 3)),
        ("answer-to-off-question", (line_of("  9.1.3: yes"), 3)),
        ("incomplete", (line_of("answers:"), 1)),
    }


def test_a_failed_gate_that_names_no_question_is_pointed_at_all_the_same() -> None:
    made = scored(gates=[RequireComplete()])
    silent = made._replace(gates=(replace(made.gates[0], remarks=()),))
    at = [(each.where, each.message) for each in annotations_on(silent) if not each.is_finding]
    assert at == [(("answers",), what_failed(made.gates[0]))]


def test_findings_are_warnings_and_under_strict_errors() -> None:
    assert {each.level for each in annotations_on(scored())} == {"warning"}
    assert {each.level for each in annotations_on(scored(gates=[Strict()]))} == {"error"}


def test_a_sheet_in_json_has_lines_too() -> None:
    text = json.dumps(
        {
            "format": 1,
            "checklist": "un-habitat-2023",
            "place": {"name": "Riverton"},
            "answers": {"9.1.1": "no"},
        },
        indent=1,
    )
    document = source_from("riverton.json", text)
    source = SheetFile(document.name, document.positions)
    assert source.place_of(("answers", "9.1.1")) == (8, 3)
    assert source.place_of(("answers", "9.1.2")) == (7, 2)
    assert source.place_of(("date",)) == (1, 1)


# Exact texts


def test_github(snapshot: SnapshotAssertion) -> None:
    assert to_github(scored(gates=every_gate())) == snapshot


def test_junit(snapshot: SnapshotAssertion) -> None:
    assert to_junit(scored(gates=every_gate())) == snapshot


def test_sarif(snapshot: SnapshotAssertion) -> None:
    made = scored(gates=every_gate()[:1])
    assert to_sarif(made).replace(__version__, "VERSION") == snapshot


def test_a_sheet_without_a_name_has_no_lines_to_point_at() -> None:
    made = scored(gates=every_gate())._replace(source=SheetFile())
    assert "file=" not in to_github(made)
    assert "None" not in to_junit(made)
    results = json.loads(to_sarif(made))["runs"][0]["results"]
    assert not any("locations" in each for each in results)


# Read by their readers


def test_junit_counts_gates_and_findings_by_recommendation() -> None:
    report = JUnitXml.fromstring(to_junit(scored(gates=every_gate())).encode())
    assert (report.tests, report.failures, report.errors, report.skipped) == (9, 6, 0, 2)
    suites = {suite.name: [case.name for case in suite] for suite in report}
    assert len(suites) == 11
    assert suites["Riverton"] == [
        "fail-under theme:support-and-integration=50",
        "max-age 730d",
        "no-regression action",
        "fail-under 1",
        "incomplete",
    ]
    nine = next(part for part in GUIDE.recommendations if part.id == "9")
    assert suites[f"9 {nine.title}"] == [
        "fail-under 9.1=70",
        "require-complete 9.2",
        "require-evidence 9",
        "answer-to-off-question 9.1.3",
    ]
    outcomes = {case.name: case.result for suite in report for case in suite}
    assert outcomes["fail-under 1"] == []
    (failure,) = outcomes["no-regression action"]
    assert isinstance(failure, Failure)
    assert failure.text.startswith(f"sheets/riverton.yaml:{line_of('  9.1.1: no')}:3: 9.1.1 earned")
    assert isinstance(outcomes["incomplete"][0], Skipped)


def test_sarif_is_read_with_its_locations() -> None:
    made = scored(gates=every_gate())
    (run,) = Sarif.model_validate_json(to_sarif(made)).runs
    rules = [rule.id for rule in run.tool.driver.rules]
    assert len(set(rules)) == len(rules)
    for each, annotation in zip(run.results, annotations_on(made), strict=True):
        assert rules[each.rule_index] == each.rule_id == annotation.code
        assert each.level.value == annotation.level
        place = each.locations[0].physical_location
        assert place.artifact_location.uri == "sheets/riverton.yaml"
        where = made.source.place_of(annotation.where)
        assert (place.region.start_line, place.region.start_column) == where


def test_sarif_keeps_to_the_keys_of_the_standard() -> None:
    data = json.loads(to_sarif(scored(gates=every_gate())))
    # `run.columnKind` is in the standard (3.14.17), but not in the library's models.
    assert _extras(Sarif.model_validate(data)) == ["columnKind"]


def _extras(model: Any) -> list[str]:
    """Keys that the models of the standard do not know and only carry along."""
    found = list(getattr(model, "model_extra", None) or {})
    children = [getattr(model, name) for name in getattr(type(model), "model_fields", {})]
    for child in children:
        for each in child if isinstance(child, list) else [child]:
            found += _extras(each)
    return found


def test_a_path_in_sarif_is_a_uri() -> None:
    for path, uri in (
        ("a b/São.yaml", "a%20b/S%C3%A3o.yaml"),
        ("/srv/a#b.yaml", "file:///srv/a%23b.yaml"),
        ("C:/a b.yaml", "file:///C:/a%20b.yaml"),
    ):
        made = scored()._replace(source=SheetFile(path))
        result = json.loads(to_sarif(made))["runs"][0]["results"][0]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_fingerprints_tell_annotations_apart_and_survive_other_lines() -> None:
    def fingerprints(text: str) -> list[str]:
        results = json.loads(to_sarif(scored(text, every_gate())))["runs"][0]["results"]
        return [each["partialFingerprints"]["nupcheck/v1"] for each in results]

    there = fingerprints(SHEET)
    assert len(set(there)) == len(there)
    assert fingerprints(f"# A comment more.\n{SHEET}") == there


def test_csv_has_a_row_for_each_question() -> None:
    made = scored()
    result = made.result
    rows = list(csv.DictReader(io.StringIO(to_csv(made))))
    assert [row["question"] for row in rows] == list(GUIDE.questions)
    assert sum(int(row["points"]) for row in rows) == result.tally.points
    assert sum(int(row["maximum"]) for row in rows) == result.tally.maximum
    row = next(row for row in rows if row["question"] == "9.1.2")
    expected = ("answered", "yes", "2", "Seen.", "9.1", "9", "2023-05-01")
    keys = ("state", "answer", "points", "note", "action", "recommendation", "date")
    assert tuple(row[key] for key in keys) == expected


# Break-out


def hostile(text: str) -> Scored:
    """A result with the text wherever a sheet, or a checklist of someone's own, can put it."""
    data = {
        "format": "1",
        "checklist": "un-habitat-2023",
        "checklist_version": "1.0",
        "place": {"name": text or "x"},
        "answers": {"9.1.1": {"answer": "yes", "note": text, "evidence": [text], "by": text}},
    }
    result = score(GUIDE, AnswerSheet.model_validate(data))
    verdicts = evaluate([FailUnder(threshold_from("100", GUIDE))], GUIDE, result, today=TODAY)
    findings = (*result.findings, Finding(text or "x", None, text))
    result = replace(result, findings=findings)
    return Scored(GUIDE, result, verdicts, SheetFile(f"{text}\udcff"))


ANYTHING = st.one_of(st.sampled_from(BREAKERS), st.text(max_size=80)).map(lambda text: text[:400])


@given(ANYTHING)
def test_no_text_ends_a_github_command_or_begins_another(text: str) -> None:
    made = hostile(text)
    written = to_github(made)
    lines = written.split("\n")
    assert lines.pop() == ""
    assert len(lines) == 1 + len(annotations_on(made))
    assert len(written.splitlines()) == len(lines)
    for line in lines:
        # As the runner reads it: the first `::` after the command ends the properties.
        command, _, message = line.removeprefix("::").partition("::")
        level, _, properties = command.partition(" ")
        assert level in {"notice", "warning", "error"}
        assert [each.partition("=")[0] for each in properties.split(",")] == [
            "file",
            "line",
            "col",
            "title",
        ]
        assert "\n" not in message


@given(ANYTHING)
def test_no_text_ends_an_xml_element_or_begins_another(text: str) -> None:
    made = hostile(text)
    report = JUnitXml.fromstring(to_junit(made).encode())
    assert report.tests == len(made.gates) + len(made.result.findings)
    assert "owned" not in [case.name for suite in report for case in suite]


@given(ANYTHING)
def test_no_text_makes_sarif_unreadable(text: str) -> None:
    made = hostile(text)
    (run,) = Sarif.model_validate_json(to_sarif(made).encode()).runs
    assert len(run.results) == len(annotations_on(made))


@given(ANYTHING)
def test_no_text_makes_a_formula_or_another_row(text: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(hostile(text)), newline="")))
    assert len(rows) == 1 + len(GUIDE.questions)
    assert {len(row) for row in rows} == {len(SCORE_COLUMNS)}
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("text", BREAKERS)
def test_every_known_breaker_is_tried(text: str) -> None:
    test_no_text_ends_a_github_command_or_begins_another.hypothesis.inner_test(text)
    test_no_text_ends_an_xml_element_or_begins_another.hypothesis.inner_test(text)
    test_no_text_makes_sarif_unreadable.hypothesis.inner_test(text)
    test_no_text_makes_a_formula_or_another_row.hypothesis.inner_test(text)
