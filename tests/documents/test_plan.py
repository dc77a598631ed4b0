"""What a plan and guidance say, to the letter, and that no text breaks out of them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from nupcheck.analysis.plan import Plan, make_plan
from nupcheck.documents.blocks import Document
from nupcheck.documents.guidance import guidance_blocks, guidance_document
from nupcheck.documents.plan import aid_sentence, plan_document
from nupcheck.formats.csv import PLAN_COLUMNS, to_csv
from nupcheck.formats.inputs import Planned, Shown
from nupcheck.formats.json import to_json
from nupcheck.formats.markdown import to_markdown
from nupcheck.formats.schemas import json_schema
from nupcheck.formats.tasks import to_task_list
from nupcheck.formats.text import to_text
from nupcheck.model.costs import Costs
from nupcheck.model.gates import Threshold
from nupcheck.model.guidance import Guidance
from nupcheck.model.selection import ALL, selection_from
from tests.support.planning import GARDEN, GUIDANCE
from tests.support.strategies import sheet_of

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

ANSWERS: dict[str, Any] = {"1.1.1": "no", "1.2.1": "partly", "2.1.2": "no"}


def plan(**more: Any) -> Plan:
    place = {"name": "Riverton", "country": "Examplia", "level": "city"}
    sheet = sheet_of(GARDEN, ANSWERS, place=place, date="2026-05-01")
    return make_plan(GARDEN, sheet, **more)


def text(made: Plan, guidance: Guidance = GUIDANCE, **more: Any) -> str:
    return to_text(plan_document(GARDEN, made, guidance, **{"by": "recommendation", **more}))


TARGET = Threshold(ALL, Decimal(60))


def test_gaps_by_recommendation(snapshot: SnapshotAssertion) -> None:
    assert text(plan()) == snapshot


def test_gaps_by_stakeholder_in_markdown(snapshot: SnapshotAssertion) -> None:
    assert to_markdown(plan_document(GARDEN, plan(), GUIDANCE, "stakeholder")) == snapshot


def test_the_least_work(snapshot: SnapshotAssertion) -> None:
    assert text(plan(target=TARGET)) == snapshot


def test_the_least_cost(snapshot: SnapshotAssertion) -> None:
    costs = Costs(Decimal(10), {"1.1.1": Decimal("2.50"), "1.2.1": Decimal(0)}, "days")
    assert text(plan(target=TARGET, costs=costs), Guidance(GARDEN)) == snapshot


def test_what_if(snapshot: SnapshotAssertion) -> None:
    assert text(plan(answers={"1.1.1": "partly", "2.1.1": "no"})) == snapshot


def test_nothing_to_do() -> None:
    sheet = sheet_of(GARDEN, dict.fromkeys(GARDEN.questions, "yes"))
    assert "Nothing is missing" in text(make_plan(GARDEN, sheet))
    assert "nothing has to change" in text(make_plan(GARDEN, sheet, target=TARGET))


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("theme:soil", "To bring the theme “Soil” to 1 point"),
        ("stakeholder:moles", "To bring the actions of Moles | and friends to 1 point"),
        ("1", "To bring recommendation 1 to 1 point"),
        ("1.1", "To bring action 1.1 to 1 point"),
        ("1.1.1", "To bring question 1.1.1 to 1 point"),
    ],
)
def test_the_part_that_is_to_rise_is_named(word: str, title: str) -> None:
    target = Threshold(selection_from(word, GARDEN), Decimal(1), "points")
    assert title in text(plan(target=target))


def test_a_plan_never_passes_for_the_sources_own() -> None:
    sentence = aid_sentence(GARDEN)
    assert "own aid" in sentence
    assert "The Gardener's Book" in sentence
    made = plan()
    assert sentence in text(made)
    assert json.loads(to_json(Planned(GARDEN, made, GUIDANCE)))["aid"] == sentence
    assert sentence in to_task_list(Planned(GARDEN, made, GUIDANCE))
    assert "source" in aid_sentence(GARDEN.model_copy(update={"source": None}))


def test_csv_has_a_row_a_task_and_no_formulas(snapshot: SnapshotAssertion) -> None:
    costly = plan(target=TARGET, costs=Costs(Decimal("1.5"), {}))
    written = to_csv(Planned(GARDEN, costly, GUIDANCE))
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[0] == list(PLAN_COLUMNS)
    assert written == snapshot
    every = list(csv.reader(io.StringIO(to_csv(Planned(GARDEN, plan(), GUIDANCE)))))
    assert {len(row) for row in every} == {len(PLAN_COLUMNS)}
    fork = next(row for row in every if row[PLAN_COLUMNS.index("question")] == "1.2.1")
    assert fork[PLAN_COLUMNS.index("text")] == "'=Is there a fork?"


def test_the_task_list_has_title_description_and_labels(snapshot: SnapshotAssertion) -> None:
    written = to_task_list(Planned(GARDEN, plan(), GUIDANCE))
    assert written == snapshot
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["labels"] for row in rows] == [
        "soil,recommendation 1,gardeners",
        "soil,recommendation 1,gardeners,moles",
        "recommendation 2",
        "recommendation 2",
    ]


def test_long_titles_are_cut_for_the_tools_that_import_them() -> None:
    long = (
        GARDEN.recommendations[1].actions[0].questions[0].model_copy(update={"text": "x" * 9_000})
    )
    action = GARDEN.recommendations[1].actions[0].model_copy(update={"questions": (long,)})
    part = GARDEN.recommendations[1].model_copy(update={"actions": (action,)})
    checklist = GARDEN.model_copy(update={"recommendations": (part,)})
    checklist = type(checklist)(**checklist.model_dump())
    made = make_plan(checklist, sheet_of(checklist, {}))
    planned = Planned(checklist, made, Guidance(checklist))
    (row,) = csv.DictReader(io.StringIO(to_task_list(planned)))
    assert len(row["title"]) == 200
    assert row["description"].startswith("x" * 9_000)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"target": TARGET},
        {"target": TARGET, "costs": Costs(Decimal("0.1"), {}, "days")},
        {"answers": {"1.1.1": "yes"}},
        {"answers": {"1.1.1": "yes"}, "target": TARGET},
    ],
)
def test_json_keeps_to_its_schema(more: dict[str, Any]) -> None:
    data = json.loads(to_json(Planned(GARDEN, plan(**more), GUIDANCE)))
    jsonschema.validate(data, json_schema("plan"))
    listed = {
        key: {each["id"] for each in data["guidance"][key]}
        for key in ("practices", "first_steps", "resources")
    }
    for key, ids in listed.items():
        assert {name for task in data["tasks"] for name in task[key]} == ids


def test_json_of_a_target(snapshot: SnapshotAssertion) -> None:
    costs = Costs(Decimal("0.1"), {}, "days")
    data = json.loads(to_json(Planned(GARDEN, plan(target=TARGET, costs=costs), GUIDANCE)))
    assert (data["target"]["cost"], data["target"]["unit"]) == (0.4, "days")
    for key in ("nupcheck", "checklist", "aid"):
        del data[key]
    assert json.dumps(data, indent=2) == snapshot


def test_guidance_of_parts(snapshot: SnapshotAssertion) -> None:
    first, action = GARDEN.recommendations[0], GARDEN.actions["1.1"]
    blocks = [block for part in (first, action) for block in guidance_blocks(GUIDANCE, part, 2)]
    assert to_markdown(Document(tuple(blocks))) == snapshot


def test_guidance_whole(snapshot: SnapshotAssertion) -> None:
    assert to_text(guidance_document(GUIDANCE)) == snapshot
    assert "no guidance" in to_text(guidance_document(Guidance(GARDEN)))


def test_guidance_as_json_reads_back_as_guidance() -> None:
    data = json.loads(to_json(Shown(GARDEN, GUIDANCE, only_guidance=True)))
    mappings = data.pop("mappings")
    assert set(mappings.values()) == {"Who is helped by what is our own judgement."}
    jsonschema.validate(data, json_schema("guidance"))
    own = json.loads(to_json(Shown(GARDEN, GUIDANCE, GARDEN.actions["1.2"])))["guidance"]
    assert set(own) == {"first_steps", "resources", "frameworks", "partners", "mappings"}
    assert [each["id"] for each in own["frameworks"][0]["provisions"]] == ["p1"]
