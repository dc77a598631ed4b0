"""What the commands of the foundation do: new, check, score, show, schema, and completion."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from nupcheck.formats.json import dump
from nupcheck.formats.schemas import NAMES, json_schema
from nupcheck.model.checklist import NOT_APPLICABLE
from tests.conftest import OWN_CHECKLIST, OWN_SHEET, ROOT, Run, not_on_windows

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.model.checklist import Checklist

FULL = "examples/riverton-2026.yaml"
PARTIAL = "examples/harbourview-partial.yaml"


# new


@pytest.mark.parametrize("own", [False, True])
def test_a_new_sheet_is_sound_blank_and_names_every_question(
    run: Run, tmp_path: Path, own: bool, checklist: Checklist, own_checklist: Checklist
) -> None:
    used = own_checklist if own else checklist
    more = ["--checklist", OWN_CHECKLIST] if own else []
    path = tmp_path / "new-town_east.yaml"
    result = run("new", path, *more)
    assert (result.returncode, result.stdout) == (0, b"")
    assert str(path) in result.stderr.decode()
    text = path.read_text(encoding="utf-8")
    words = " ".join(text.replace("#", " ").split())
    for question in used.questions.values():
        assert f"\n  {question.id}:\n" in text
        assert " ".join(question.text.split()) in words
    scored = json.loads(run("score", path, *more, "-f", "json").stdout)
    assert scored["place"]["name"] == "New Town East"
    assert scored["total"]["unanswered"] == scored["total"]["questions"] == len(used.questions)
    assert (scored["total"]["points"], scored["total"]["low"]) == (0, 0)
    checked = run("check", path, *more)
    assert (checked.returncode, checked.stderr) == (0, b"")


@pytest.mark.parametrize(
    "place",
    ['A "quoted" town', "a: b # c", "- x", "null", "yes", "北京", "back\\slash", "{x}", "'"],
)
def test_any_place_name_comes_through(run: Run, tmp_path: Path, place: str) -> None:
    path = tmp_path / "new.yaml"
    assert run("new", path, "--place", place).returncode == 0
    assert json.loads(run("score", path, "-f", "json").stdout)["place"]["name"] == place


@pytest.mark.parametrize("content", ["", "precious\n"])
def test_new_never_overwrites(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "there.yaml"
    path.write_text(content)
    result = run("new", path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"is there already" in result.stderr
    assert path.read_text() == content
    assert list(tmp_path.iterdir()) == [path]


# check


def test_check_tells_sheets_from_checklists_and_goes_on_after_a_broken_file(run: Run) -> None:
    result = run("check", FULL, "tests/broken/tab.yaml", "data/recommendations.yaml", PARTIAL)
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 2
    assert lines[0].startswith(f"{FULL}: a sound answer sheet, complete: Riverton")
    assert "data/recommendations.yaml: a sound checklist" in lines[1]
    assert "10 recommendations, 27 actions, 95 questions, 190 points" in lines[1]
    assert any("[answer-to-off-question]" in line for line in lines[2:])
    assert result.stderr.startswith(b"tests/broken/tab.yaml:6:1: A tab stands here.")


@pytest.mark.parametrize(
    ("files", "plain", "strict"),
    [
        ([FULL], 0, 0),
        ([PARTIAL], 0, 1),
        ([FULL, PARTIAL], 0, 1),
        (["data/recommendations.yaml"], 0, 0),
        ([PARTIAL, "tests/broken/tab.yaml"], 2, 2),
        (["tests/broken/tab.yaml", PARTIAL], 2, 2),
    ],
)
def test_findings_fail_only_when_strict(
    run: Run, files: list[str], plain: int, strict: int
) -> None:
    assert run("check", *files).returncode == plain
    assert run("check", "--strict", *files).returncode == strict


def test_check_with_a_checklist_of_ones_own(run: Run) -> None:
    result = run("check", OWN_CHECKLIST, OWN_SHEET, "--checklist", OWN_CHECKLIST)
    assert (result.returncode, result.stderr) == (0, b"")
    assert run("check", OWN_SHEET).returncode == 2


# score


def test_score_writes_by_suffix_and_says_nothing(run: Run, tmp_path: Path) -> None:
    for suffix, wanted in ((".json", "json"), (".md", "markdown"), (".txt", "table")):
        path = tmp_path / f"out{suffix}"
        result = run("score", FULL, "-o", path)
        assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
        assert path.read_bytes() == run("score", FULL, "-f", wanted).stdout
        assert stat.S_IMODE(path.stat().st_mode) & 0o400
    run("score", FULL, "-f", "json", "-o", tmp_path / "odd.txt")
    assert json.loads((tmp_path / "odd.txt").read_bytes())["format"] == 1
    assert run("score", FULL, "-f", "json", "-o", "-").stdout.startswith(b"{")


def test_a_format_that_there_is_not_is_answered_with_those_there_are(run: Run) -> None:
    said = run("score", FULL, "--format", "xml").stderr.decode().splitlines()[-1]
    assert said.startswith(
        "Error: Invalid value for '--format' / '-f': 'xml' is not one of 'table'"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["score", FULL, "-f", "json", "--level", "action"], "--level is for tables and Markdown"),
        (["plan", FULL, "-f", "csv", "--by", "stakeholder"], "--by groups tables and Markdown"),
    ],
)
def test_an_option_that_a_format_has_no_use_for_is_named(
    run: Run, words: list[str], told: str
) -> None:
    result = run(*words)
    assert (result.returncode, result.stderr.decode().startswith(told)) == (0, True)
    assert run(*words[:4]).stdout == result.stdout
    assert run(*words[:2], *words[4:]).stderr == b""


@pytest.mark.parametrize(
    "twice",
    [
        "--checklist un-habitat-2023 -c un-habitat-2023",
        "-o a.md -o b.md",
        "--max-age=1d --max-age=2d",
    ],
)
def test_an_option_that_counts_once_is_not_taken_twice(run: Run, twice: str) -> None:
    result = run("score", FULL, *twice.split())
    assert (result.returncode, result.stdout) == (2, b"")
    assert "was given 2 times. Give it once." in result.stderr.decode()


def test_a_flag_may_stand_twice(run: Run) -> None:
    assert run("score", FULL, "--strict", "--strict").returncode == 0


def test_score_never_overwrites_what_it_reads(run: Run, tmp_path: Path) -> None:
    sheet, own = tmp_path / "sheet.json", tmp_path / "own.json"
    sheet.write_bytes(OWN_SHEET.read_bytes())
    own.write_bytes(
        json.dumps(
            json.loads(run("show", "--checklist", OWN_CHECKLIST, "-f", "json").stdout)
        ).encode()
    )
    link = tmp_path / "link.json"
    link.hardlink_to(sheet)
    before = sheet.read_bytes(), own.read_bytes()
    for output in (sheet, own, link, tmp_path / "." / "sheet.json"):
        result = run("score", sheet, "--checklist", own, "-f", "json", "-o", output)
        assert (result.returncode, result.stdout) == (2, b"")
        assert b"is the file the result is made from" in result.stderr
    assert (sheet.read_bytes(), own.read_bytes()) == before


def test_narrowing_says_so_and_keeps_the_numbers(run: Run) -> None:
    whole = json.loads(run("score", PARTIAL, "-f", "json").stdout)
    part = json.loads(run("score", PARTIAL, "-f", "json", "--recommendation", "9").stdout)
    assert part["narrowed_to"] == {"recommendations": ["9"], "stakeholders": []}
    (nine,) = [each for each in whole["recommendations"] if each["id"] == "9"]
    assert part["recommendations"] == [nine]
    assert part["total"]["points"] == nine["points"]
    body = json.loads(run("score", PARTIAL, "-f", "json", "--stakeholder", "schools").stdout)
    (schools,) = [each for each in whole["stakeholders"] if each["id"] == "schools"]
    assert [action["id"] for each in body["recommendations"] for action in each["actions"]] == [
        "10.3"
    ]
    assert body["total"] == {key: schools[key] for key in body["total"]}
    both = ["--recommendation", "9", "--recommendation", "10", "--stakeholder", "data-users"]
    text = run("score", PARTIAL, *both).stdout.decode()
    assert "Only a part of the checklist: recommendation 9, recommendation 10" in text
    assert "the actions of Other data users" in text


@pytest.mark.parametrize("name", ["A1.1", "B"])
def test_the_second_instrument_is_shown_in_its_own_words(run: Run, name: str) -> None:
    text = run("show", name, "--checklist", OWN_CHECKLIST).stdout.decode()
    assert "Phase" in text or "Check" in text
    assert "Recommendation" not in text
    assert "Not yet" in text


@pytest.mark.parametrize("command", ["score", "plan"])
def test_a_part_with_nothing_in_it_is_wrong_usage(run: Run, tmp_path: Path, command: str) -> None:
    result = run(command, FULL, "--recommendation", "9", "--stakeholder", "schools")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"What concerns schools is in 10." in result.stderr
    own = tmp_path / "own.yaml"
    text = (ROOT / "data/recommendations.yaml").read_text(encoding="utf-8")
    assert "\nstakeholders:\n" in text
    idle = "\nstakeholders:\n  - {id: idlers, name: Idlers}\n"
    counted = text.replace("  stakeholders: 33\n", "  stakeholders: 34\n")
    own.write_text(counted.replace("\nstakeholders:\n", idle), encoding="utf-8")
    result = run(command, FULL, "--checklist", own, "--stakeholder", "idlers")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"No action in the checklist names idlers." in result.stderr


# show


def test_show_reads_the_outline_a_part_and_a_question(run: Run, checklist: Checklist) -> None:
    outline = run("show").stdout.decode()
    assert all(action.title in outline for action in checklist.actions.values())
    question = run("show", "7.1.4").stdout.decode()
    assert checklist.questions["7.1.4"].text in question
    assert checklist.questions["7.1.4"].why in question
    assert NOT_APPLICABLE.replace("_", " ") in question
    follow_up = run("show", "2.3.1").stdout.decode()
    assert "Follows 2.2.1" in follow_up
    assert "Followed by: 2.3.2" in follow_up
    whole = run("show", "--all").stdout.decode()
    assert all(each.text in whole for each in checklist.questions.values())


def test_show_narrows_to_a_stakeholder(run: Run) -> None:
    text = run("show", "--stakeholder", "schools").stdout.decode()
    assert "10.3" in text
    assert "1.1 " not in text


def test_the_whole_checklist_as_json_is_the_checklist(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_bytes(run("show", "-f", "json").stdout)
    result = run("score", FULL, "--checklist", path, "-f", "json")
    assert result.stdout == run("score", FULL, "-f", "json").stdout


# schema


@pytest.mark.parametrize("name", NAMES)
def test_schema_prints_what_is_committed(run: Run, name: str) -> None:
    printed = run("schema", name).stdout
    assert printed.decode() == dump(json_schema(name))
    assert printed == (ROOT / f"schemas/{name}.schema.json").read_bytes()


# Completion


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("nupcheck sc", {"score", "schema"}),
        ("nupcheck show 10.3.", {"10.3.1", "10.3.2", "10.3.3", "10.3.4"}),
        ("nupcheck show --stakeholder sch", {"schools"}),
        ("nupcheck score x.yaml --recommendation 1", {"1", "10"}),
        ("nupcheck score x.yaml --checklist un", {"un-habitat-2023"}),
    ],
)
def test_the_shell_completes_commands_and_ids(run: Run, line: str, offers: set[str]) -> None:
    words = line.split(" ")
    environment = {
        "_NUPCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    result = run(environment=environment)
    assert set(result.stdout.decode().split()) == offers
    assert b"Traceback" not in result.stderr


@not_on_windows("bash takes a backslash out of a path")
def test_completion_looks_in_the_checklist_that_the_line_names(run: Run) -> None:
    line = f"nupcheck show --checklist {OWN_CHECKLIST} A1."
    result = run(
        environment={
            "_NUPCHECK_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
    )
    assert set(result.stdout.decode().split()) == {"A1.1", "A1.2"}


def test_completion_says_nothing_where_the_checklist_cannot_be_read(run: Run) -> None:
    line = "nupcheck show --checklist none.yaml A"
    result = run(
        environment={
            "_NUPCHECK_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
    )
    assert result.stdout == b""
    assert b"fault in nupcheck" not in result.stderr


@pytest.mark.parametrize("text", ["\x7f\x9b1m\u202e\u2066", "\ufeff\U000e0041", "##[a] ##vso[b]"])
def test_json_shows_nothing_hidden_and_no_command_and_says_the_same(text: str) -> None:
    shown = dump({text: [text, "ä中😀"]})
    assert json.loads(shown) == {text: [text, "ä中😀"]}
    assert text not in shown
    assert "ä中😀" in shown
    assert shown.replace("\n", "").isprintable()
