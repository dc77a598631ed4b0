"""`nupcheck plan`, and guidance in `show` and `check`, as processes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from nupcheck.formats.schemas import json_schema
from tests.conftest import EXAMPLES, OWN_CHECKLIST, OWN_SHEET, ROOT
from tests.support.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

SHEET = EXAMPLES / "riverton-2026.yaml"
COSTS = EXAMPLES / "riverton-costs.yaml"
GUIDANCE = ROOT / "data" / "guidance" / "un-habitat-2023"


def test_gaps_in_a_pipe(run: Run) -> None:
    done = run("plan", SHEET)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert text.startswith("Plan for Riverton\n")
    assert "nupcheck's own aid" in text
    assert "What earns and opens most" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "more",
    [(), ("--by", "stakeholder"), ("--target", "9=70"), ("--what-if", "9.1.1=no")],
    ids=["gaps", "stakeholders", "target", "what if"],
)
def test_a_terminal_of_80_columns_cuts_nothing_off(more: tuple[str, ...]) -> None:
    screen, code = on_terminal("plan", SHEET, "--recommendation", "9", *more)
    assert code == 0
    assert max(len(line) for line in screen.split("\r\n")) <= 80
    assert "…" not in screen


def test_whoever_was_chosen_is_told_of_alone(run: Run) -> None:
    text = run("plan", SHEET, "--stakeholder", "schools", "--by", "stakeholder", "-f", "markdown")
    groups = [line for line in text.stdout.decode().splitlines() if line.startswith("## ")]
    assert groups == ["## Schools"]


def test_a_target_in_every_format(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("plan", SHEET, "--target", "70", "-f", "json").stdout)
    jsonschema.validate(found, json_schema("plan"))
    target = found["target"]
    assert (target["needed"], target["before"]["points"]) == (133, 108)
    assert target["after"]["points"] >= 133
    changed = [change["question"] for change in target["changes"]]
    assert [task["question"] for task in found["tasks"]] == changed
    for name, heading in (("plan.csv", "question"), ("tasks.csv", "title")):
        chosen = ["-f", "tasks"] if heading == "title" else []
        done = run("plan", SHEET, "--target", "70", "-o", tmp_path / name, *chosen)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        rows = list(csv.DictReader(io.StringIO((tmp_path / name).read_text(encoding="utf-8"))))
        assert [row[heading].split(" ")[0] for row in rows] == changed
    assert run("plan", SHEET, "--target", "70", "-f", "markdown").stdout.startswith(b"# Plan for")


def test_costs_choose_the_cheaper_way(run: Run) -> None:
    words = ("plan", SHEET, "--target", "70", "-f", "json")
    fewest = json.loads(run(*words).stdout)["target"]
    cheapest = json.loads(run(*words, "--costs", COSTS).stdout)["target"]
    assert (cheapest["cost"], cheapest["unit"]) == (193.5, "working days")
    assert "cost" not in fewest
    assert len(cheapest["changes"]) >= len(fewest["changes"])


def test_what_if_agrees_with_score_and_leaves_the_sheet_alone(run: Run) -> None:
    before = SHEET.read_bytes()
    found = json.loads(run("plan", SHEET, "--what-if", "1.2.1=no,9.1.2=y", "-f", "json").stdout)
    jsonschema.validate(found, json_schema("plan"))
    assert found["total"] == json.loads(run("score", SHEET, "-f", "json").stdout)["total"]
    answers = {
        question["id"]: question
        for part in found["what_if"]["result"]["recommendations"]
        for action in part["actions"]
        for question in action["questions"]
    }
    assert (answers["1.2.1"]["points"], answers["1.2.3"]["state"]) == (0, "off")
    assert SHEET.read_bytes() == before
    assert b"Then not needed: " in run("plan", SHEET, "--what-if", "1.2.1=no").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "100"), "cannot be reached: the most is 188 of 190 points (98.9%)"),
        (("--target", "many"), "neither percent nor points"),
        (("--target", "9.9=50"), 'has no part "9.9"'),
        (("--costs", COSTS), "Add --target"),
        (("--target", "70", "--costs", "nowhere.yaml"), "nowhere.yaml: There is no such file."),
        (("--target", "70", "--costs", SHEET), "riverton-2026.yaml:"),
        (("--what-if", "1.2.9=yes"), 'has no question "1.2.9"'),
        (("--what-if", "7.1.4=na"), "What does not apply to a place is a fact, not a plan"),
        (("--what-if", "7.1.4=N/A"), "What does not apply to a place is a fact, not a plan"),
        (("--stakeholder", "nobody"), 'no stakeholder "nobody"'),
        (("--by", "theme"), "--by"),
        (("-o", "plan.pdf"), "does not tell which format"),
        (("-o", SHEET, "-f", "json"), "is the file the result is made from"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_prints_no_result(
    run: Run, words: tuple[str | Path, ...], told: str
) -> None:
    done = run("plan", SHEET, *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in " ".join(done.stderr.decode().split())


def test_a_checklist_of_ones_own_needs_no_guidance(run: Run) -> None:
    done = run("plan", OWN_SHEET, "--checklist", OWN_CHECKLIST, "--target", "60", "-f", "json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["guidance"] == {
        "practices": [],
        "first_steps": [],
        "resources": [],
        "mappings": {},
    }
    by_body = run("plan", OWN_SHEET, "--checklist", OWN_CHECKLIST, "--by", "stakeholder")
    assert b"No stakeholder named" in by_body.stdout


def test_show_tells_the_guidance_on_a_part(run: Run) -> None:
    action = run("show", "9.3").stdout.decode()
    assert "Sultanbeyli, Turkey" in action
    assert "nupcheck's own judgement" in action
    assert "Sultanbeyli" not in run("show", "9.3.1").stdout.decode()
    assert (
        "What stands in the way: " in run("show", "--stakeholder", "civil-society").stdout.decode()
    )
    part = json.loads(run("show", "4", "-f", "json").stdout)["guidance"]
    provisions = [each for one in part["frameworks"] for each in one["provisions"]]
    assert all("4" in each["recommendations"] for each in provisions)
    assert {each["theme"] for each in part["policies"]} == {"governance"}
    whole = json.loads(run("show", "--guidance", "-f", "json").stdout)
    assert (len(whole["practices"]), len(whole["frameworks"])) == (85, 10)
    assert run("show", "--guidance").stdout.startswith(b"Guidance: ")
    assert run("show", "--guidance", "--all").returncode == 2


def test_check_proves_files_of_guidance(run: Run, tmp_path: Path) -> None:
    files = sorted(GUIDANCE.glob("*.yaml"))
    done = run("check", *files)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, len(files))
    slip = tmp_path / "steps.yaml"
    slip.write_text(
        "format: 1\nchecklist: un-habitat-2023\nfirst_steps:\n"
        '  - {id: x, recommendation: "11", challenge: C., source: s}\n'
        '  - {id: x, recommendation: "1", challenges: C., source: s}\n',
        encoding="utf-8",
    )
    done = run("check", slip)
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    for line in ("steps.yaml:4:29:", "steps.yaml:5:10:", "steps.yaml:5:34:"):
        assert line in told
    own = tmp_path / "own.yaml"
    own.write_text("format: 1\nchecklist: mine\npartners: []\n", encoding="utf-8")
    assert b"--checklist FILE" in run("check", own).stderr


def test_scoring_a_sheet_never_reads_guidance(run: Run) -> None:
    done = run("score", SHEET, "-f", "json", environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0
    assert b"nupcheck.scoring.score" in done.stderr
    assert b"nupcheck.model.guidance" not in done.stderr


def test_nothing_given_to_plan_is_passed_over(run: Run) -> None:
    for words, says in (
        (("--target", "60", "--target", "9=70"), b"given 2 times"),
        (("--what-if", ""), b"No other answer is given."),
    ):
        done = run("plan", SHEET, *words)
        assert (done.returncode, done.stdout) == (2, b"")
        assert says in done.stderr
    done = run("plan", SHEET, "--target", "60", "--recommendation", "9")
    assert "None of these is in the part of the checklist shown here." in done.stdout.decode()
