"""Comparisons as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.compare import Wave, cautions, compare
from nupcheck.formats.csv import COMPARISON_COLUMNS, to_csv
from nupcheck.formats.inputs import Compared
from nupcheck.formats.json import to_json
from nupcheck.formats.schemas import json_schema
from nupcheck.scoring.score import score
from tests.support import strategies
from tests.support.comparing import scored, second_version

VALIDATOR = jsonschema.Draft202012Validator(json_schema("comparison"))


@given(st.data())
def test_json_is_valid_and_holds_the_change(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    waves = [
        Wave(str(n), checklist, score(checklist, data.draw(strategies.sheets(checklist))))
        for n in range(data.draw(st.integers(2, 3)))
    ]
    found = json.loads(to_json(Compared(compare(waves))))
    VALIDATOR.validate(found)
    tallies = found["total"]["tallies"]
    assert [each["points"] for each in tallies] == [each.result.tally.points for each in waves]
    assert found["identical"] is all(not transition["questions"] for transition in found["steps"])
    for number, transition in enumerate(found["steps"]):
        change = tallies[number + 1]["points"] - tallies[number]["points"]
        assert transition["change"] == change
        assert sum(cause["points"] for cause in transition["causes"]) == change
        assert sum(question["change"] for question in transition["questions"]) == change


def test_json_lists_what_two_versions_do_not_share() -> None:
    waves = [scored({"1.1.1": "yes"}, "old"), scored({"1.1.3": "yes"}, "new", second_version())]
    found = json.loads(to_json(Compared(compare(waves), tuple(cautions(waves)))))
    VALIDATOR.validate(found)
    (transition,) = found["steps"]
    assert transition["only_before"] == ["1.1.2"]
    assert transition["only_after"] == ["1.1.3", "1.2.1"]
    assert transition["altered"] == ["1.1.1"]
    assert len(found["warnings"]) == 2
    assert [each["tallies"][0] is None for each in found["recommendations"][0]["actions"]] == [
        False,
        True,
    ]


def rows_of(*waves: Wave) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(Compared(compare(waves))))))


def test_csv_of_a_sheet_and_itself_is_a_header() -> None:
    one = scored({"1.1.1": "yes"})
    assert to_csv(Compared(compare([one, one]))) == ",".join(COMPARISON_COLUMNS) + "\n"


def test_csv_has_a_row_for_each_part_and_question_that_differs() -> None:
    after = {"1.1.1": {"answer": "no", "note": "=1+1", "evidence": ["@a", "b"]}}
    rows = rows_of(scored({"1.1.1": "yes", "1.1.2": "no"}, "a"), scored(after, "b"))
    assert [(row["level"], row["id"], row["kind"], row["change"]) for row in rows] == [
        ("total", "", "", "-2"),
        ("recommendation", "1", "", "-2"),
        ("action", "1.1", "", "-2"),
        ("question", "1.1.1", "answer_changed", "-2"),
        ("question", "1.1.2", "went_off", "0"),
    ]
    assert rows[3]["note_after"] == "'=1+1"
    assert rows[3]["evidence_gained"] == "'@a\nb"
    assert (rows[4]["state_before"], rows[4]["state_after"]) == ("answered", "off")


def test_csv_leaves_empty_what_a_version_does_not_have() -> None:
    rows = rows_of(scored({"1.1.2": "yes"}, "old"), scored({}, "new", second_version()))
    (dropped,) = [row for row in rows if row["id"] == "1.1.2"]
    assert (dropped["points_before"], dropped["points_after"]) == ("2", "")
    (added,) = [row for row in rows if row["id"] == "1.2"]
    assert (added["maximum_before"], added["maximum_after"], added["change"]) == ("", "3", "")
