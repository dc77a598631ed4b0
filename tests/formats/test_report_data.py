"""Reports as CSV and JSON: what the report was asked to include stands beside each answer."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.plan import make_plan
from nupcheck.analysis.scenario import with_answers
from nupcheck.documents.report import ReportOptions, context_of
from nupcheck.errors import NupcheckError
from nupcheck.formats.csv import SCORE_COLUMNS, to_csv
from nupcheck.formats.inputs import Reported, Scored
from nupcheck.formats.json import to_json
from nupcheck.formats.schemas import json_schema
from nupcheck.model.gates import threshold_from
from nupcheck.scoring.score import score
from tests.formats.test_machine_formats import BREAKERS
from tests.support import strategies
from tests.support.comparing import SMALL, second_version

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

VALIDATOR = jsonschema.Draft202012Validator(json_schema("report"))


def rows_of(
    checklist: Checklist, sheet: AnswerSheet, options: ReportOptions
) -> list[dict[str, str]]:
    text = to_csv(Reported(context_of(checklist, sheet, options), options))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def total(rows: list[dict[str, str]], column: str) -> int:
    return sum(int(row[column] or 0) for row in rows)


@given(st.data())
def test_with_nothing_more_a_report_is_the_result(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    sheet = data.draw(strategies.sheets(checklist))
    text = to_csv(Reported(context_of(checklist, sheet), ReportOptions()))
    assert text == to_csv(Scored(checklist, score(checklist, sheet)))


@given(st.data())
def test_rows_hold_both_sheets_and_the_change_between_them(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    old, new = (data.draw(strategies.sheets(checklist)) for _ in range(2))
    rows = rows_of(checklist, new, ReportOptions(before=(checklist, old)))
    before, after = score(checklist, old).tally, score(checklist, new).tally
    assert [row["question"] for row in rows] == list(checklist.questions)
    assert (total(rows, "points_before"), total(rows, "points")) == (before.points, after.points)
    assert total(rows, "change") == after.points - before.points
    same = [row for row in rows if not row["kind"]]
    for column in ("state", "answer", "points"):
        assert [row[column] for row in same] == [row[f"{column}_before"] for row in same]


def test_questions_of_only_one_version_have_rows_too() -> None:
    old = strategies.sheet_of(SMALL, {"1.1.2": "yes"}, date="2024-01-31")
    new = strategies.sheet_of(second_version(), {"1.1.3": "yes"})
    rows = {
        row["question"]: row
        for row in rows_of(second_version(), new, ReportOptions(before=(SMALL, old)))
    }
    assert list(rows) == ["1.1.1", "1.1.3", "1.2.1", "1.1.2"]
    dropped = rows["1.1.2"]
    assert (dropped["question_text"], dropped["action_title"]) == ("And so?", "Act")
    assert [dropped[name] for name in ("state", "answer", "points", "maximum")] == [""] * 4
    assert (dropped["points_before"], dropped["change"], dropped["kind"]) == ("2", "-2", "dropped")
    assert (rows["1.1.3"]["points_before"], rows["1.1.3"]["kind"]) == ("", "added")
    assert {row["date_before"] for row in rows.values()} == {"2024-01-31"}


@given(st.data())
def test_rows_hold_the_plan_and_what_reaches_the_target(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    sheet = data.draw(strategies.sheets(checklist))
    plain = rows_of(checklist, sheet, ReportOptions(with_plan=True))
    tasks = make_plan(checklist, sheet).tasks
    assert {row["question"]: row["task_gain"] for row in plain if row["task_aid"]} == {
        task.question: str(task.gain) for task in tasks
    }
    target = threshold_from("60", checklist)
    try:
        rows = rows_of(checklist, sheet, ReportOptions(target=target))
    except NupcheckError:  # what is not applicable can put it out of reach
        return
    assert {row["target"] for row in rows} == {"60"}
    changed = {row["question"]: row["target_answer"] for row in rows if row["target_answer"]}
    reached = score(checklist, with_answers(sheet, changed)).tally
    assert reached.points * 100 >= 60 * reached.maximum
    assert changed.keys() == {row["question"] for row in rows if row["task_aid"]}


@pytest.mark.parametrize("text", BREAKERS)
def test_no_text_makes_a_formula_or_another_row(text: str) -> None:
    answer = {"answer": "no", "note": text, "evidence": [text], "by": text}
    old = strategies.sheet_of(SMALL, {"1.1.1": answer})
    new = strategies.sheet_of(SMALL, {"1.1.1": "yes"})
    options = ReportOptions(title=text, before=(SMALL, old), with_plan=True)
    rows = rows_of(SMALL, new, options)
    assert [row["question"] for row in rows] == ["1.1.1", "1.1.2"]
    cells = [cell for row in rows for name, cell in row.items() if name != "change"]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@given(st.data())
def test_json_is_valid_and_holds_what_was_asked_for(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    old, new = (data.draw(strategies.sheets(checklist)) for _ in range(2))
    title = data.draw(st.none() | st.text(min_size=1, max_size=20))
    with_plan, with_before = data.draw(st.booleans()), data.draw(st.booleans())
    before = (checklist, old) if with_before else None
    options = ReportOptions(title=title, before=before, with_plan=with_plan)
    found = json.loads(to_json(Reported(context_of(checklist, new, options), options)))
    VALIDATOR.validate(found)
    more = {"title": title, "comparison": before, "plan": with_plan}
    asked = {name for name, value in more.items() if value}
    assert found.keys() & more.keys() == asked
    assert found.get("title") == title


def test_the_first_columns_are_those_of_the_result() -> None:
    sheet = strategies.sheet_of(SMALL, {})
    (first, *_) = rows_of(SMALL, sheet, ReportOptions(title="T", with_plan=True))
    assert tuple(first)[: len(SCORE_COLUMNS)] == SCORE_COLUMNS
