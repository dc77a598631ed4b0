"""`nupcheck compare` as a process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from nupcheck.formats.schemas import json_schema
from tests.conftest import EXAMPLES, OWN_CHECKLIST, OWN_SHEET
from tests.support.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

OLD, NEW = EXAMPLES / "riverton-2024.yaml", EXAMPLES / "riverton-2026.yaml"
ELSEWHERE = EXAMPLES / "harbourview-partial.yaml"


def test_two_sheets_in_a_pipe(run: Run) -> None:
    done = run("compare", OLD, NEW)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert text.startswith("Riverton: 2024-05-06 to 2026-05-01\n")
    assert "Answer changed" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) > 100  # nothing is wrapped


@pytest.mark.parametrize(
    "words",
    [("compare", OLD, NEW, "--notes"), ("compare", OLD, NEW, ELSEWHERE, "--anyway")],
    ids=["two", "three"],
)
def test_sheets_on_a_terminal_of_80_columns(words: tuple[str | Path, ...]) -> None:
    screen, code = on_terminal(*words)
    assert code == 0
    assert max(len(line) for line in screen.split("\r\n")) <= 80
    assert "\x1b" not in screen


def test_json_is_valid_and_agrees_with_score(run: Run) -> None:
    found = json.loads(run("compare", OLD, NEW, "--format", "json").stdout)
    jsonschema.validate(found, json_schema("comparison"))
    totals = [json.loads(run("score", each, "-f", "json").stdout)["total"] for each in (OLD, NEW)]
    assert found["total"]["tallies"] == totals


@pytest.mark.parametrize("format_", ["table", "json", "markdown", "csv"])
def test_a_sheet_and_itself(run: Run, format_: str) -> None:
    done = run("compare", NEW, NEW, "--format", format_)
    assert done.returncode == 0
    text = done.stdout.decode()
    if format_ == "json":
        assert json.loads(text)["identical"] is True
    elif format_ == "csv":
        assert len(text.splitlines()) == 1
    else:
        assert "No difference." in text


@pytest.mark.parametrize("format_", ["table", "json", "markdown", "csv"])
def test_other_places_are_refused_in_every_format(run: Run, format_: str) -> None:
    done = run("compare", NEW, ELSEWHERE, "--format", format_)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b'different places: "Riverton" and "Harbourview"' in done.stderr
    assert b"--anyway" in done.stderr


def test_anyway_shows_a_warning(run: Run) -> None:
    done = run("compare", NEW, ELSEWHERE, "--anyway")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Please note\n• The sheets are about different places" in done.stdout.decode()
    found = json.loads(run("compare", NEW, ELSEWHERE, "--anyway", "-f", "json").stdout)
    assert len(found["warnings"]) == 2  # the place, and that the second is the older
    done = run("compare", NEW, ELSEWHERE, "--anyway", "-f", "csv")
    assert done.stdout.startswith(b"from,to,")
    assert b"different places" in done.stderr


def test_other_checklists_are_refused(run: Run) -> None:
    named = ("-c", "un-habitat-2023", "-c", OWN_CHECKLIST)
    done = run("compare", NEW, OWN_SHEET, *named)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"different checklists: un-habitat-2023 and " in done.stderr
    assert run("compare", NEW, OWN_SHEET, *named, "--anyway").returncode == 0


def test_a_time_line_with_a_checklist_of_ones_own(run: Run, tmp_path: Path) -> None:
    sheets = []
    for year in (2022, 2024, 2026):
        sheet = json.loads(OWN_SHEET.read_text(encoding="utf-8")) | {"date": f"{year}-05-01"}
        sheets.append(tmp_path / f"{year}.json")
        sheets[-1].write_text(json.dumps(sheet), encoding="utf-8")
    done = run("compare", *sheets, "--checklist", OWN_CHECKLIST)
    assert done.returncode == 0
    assert "2022-05-01" in done.stdout.decode()
    assert "No difference." in done.stdout.decode()


def test_sheets_of_one_date_are_told_apart_by_their_files(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(NEW.read_bytes())
    assert run("compare", NEW, copy).stdout.startswith("Riverton: rivert…-2026 to copy\n".encode())
    assert run("compare", NEW, NEW).stdout.startswith(b"Riverton: sheet 1 to sheet 2")


def test_long_names_of_files_leave_room_for_the_numbers(tmp_path: Path) -> None:
    undated = [line for line in NEW.read_text("utf-8").splitlines() if not line.startswith("date")]
    for name in ("one", "another"):
        path = tmp_path / f"{name} name that somebody gave the sheet in a workshop.yaml"
        path.write_text("\n".join(undated).replace("1.1.1:", f"1.1.1: # {name}"), encoding="utf-8")
    screen, code = on_terminal("compare", *sorted(tmp_path.iterdir()), OLD)
    assert code == 0
    assert "anothe…kshop" in screen
    assert "one na…kshop" in screen
    assert "Change  Trend" in screen


def test_standard_input_and_an_output_file(run: Run, tmp_path: Path) -> None:
    wanted = run("compare", OLD, NEW, "--format", "markdown").stdout
    done = run("compare", OLD, "-", "-o", tmp_path / "changes.md", input=NEW.read_bytes())
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "changes.md").read_bytes() == wanted


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([OLD], b"takes two sheets or more"),
        ([OLD, NEW, "-c", "a", "-c", "b", "-c", "c"], b"There are 3 checklists for 2 sheets."),
        (["-", "-"], b"Standard input can be read only once."),
        ([OLD, "nowhere.yaml"], b"nowhere.yaml: There is no such file."),
        ([OLD, NEW, "-o", "changes.docx"], b"does not tell which format"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_error(
    run: Run, arguments: list[str | Path], reason: bytes
) -> None:
    done = run("compare", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in done.stderr


def test_text_of_a_sheet_cannot_act_on_the_terminal(run: Run, tmp_path: Path) -> None:
    base = "format: 1\nchecklist: un-habitat-2023\nplace: {name: [bold]R}\nanswers:\n"
    base = base.replace("[bold]R", '"[bold]R\\e[31m"')
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(base + "  1.1.1: yes\n", encoding="utf-8")
    new.write_text(base + '  1.1.1: {answer: no, note: "\\e]0;x\\a[red]n"}\n', encoding="utf-8")
    for extra in ((), ("-f", "markdown"), ("-f", "csv"), ("-f", "json")):
        out = run("compare", old, new, "--notes", *extra).stdout
        assert b"\x1b" not in out
        assert b"\x07" not in out
    assert b"[red]n" in run("compare", old, new, "--notes").stdout
