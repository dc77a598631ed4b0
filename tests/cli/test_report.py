"""`nupcheck report` as it is run: formats, options, refusals, and the same bytes anywhere."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.support import command

if TYPE_CHECKING:
    from pathlib import Path

NEW = "examples/riverton-2026.yaml"
LOGO = "docs/images/report.png"
OLD = "examples/riverton-2024.yaml"
FORMATS = ["html", "md", "docx", "xlsx", "csv", "json"]


def nupcheck(
    *arguments: str, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return command.nupcheck(*arguments, cwd=folder, environment=environment)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    Image.new("RGB", (90, 30), "#1f5c99").save(tmp_path / "logo.png")
    options = ["--plan", "--target", "70", "--for", "stakeholder:local-government", "--title", "T"]
    sums = set()
    worlds: list[tuple[Path, dict[str, str]]] = [
        (ROOT, {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"}),
        (tmp_path, {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}),
    ]
    for number, (folder, world) in enumerate(worlds):
        new, old, logo = (
            os.path.relpath(path, folder)
            for path in (ROOT / NEW, ROOT / OLD, tmp_path / "logo.png")
        )
        file = tmp_path / f"{number}.{suffix}"
        words = ("--compare", old, *options, "--logo", logo, "-o", str(file))
        run = nupcheck("report", new, *words, folder=folder, **world)
        assert run.returncode == 0, run.stderr
        assert run.stdout == b""
        sums.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(sums) == 1


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_report_does_not_tell_where_files_lie(tmp_path: Path, form: str) -> None:
    later = tmp_path / "secret-folder.yaml"
    later.write_bytes((ROOT / NEW).read_bytes())
    text = nupcheck("report", OLD, "--compare", str(later), "-o", "-", "-f", form).stdout.decode()
    assert "The sheet of 2024-05-06 is older than the sheet of 2026-05-01, which is given" in text
    assert "secret-folder" not in text


def test_an_empty_title_is_none() -> None:
    for title in ("", "  \n"):
        text = nupcheck("report", NEW, "--title", title, "-o", "-", "-f", "markdown").stdout
        assert text.startswith(b"# Riverton: Migration and displacement")


def test_json_holds_the_comparison_and_the_plan_beside_the_result() -> None:
    alone = json.loads(nupcheck("report", NEW, "-o", "-", "-f", "json").stdout)
    scored = json.loads(nupcheck("score", NEW, "--format", "json").stdout)
    assert alone == scored
    options = ("--compare", OLD, "--plan", "-o", "-", "-f", "json")
    more = json.loads(nupcheck("report", NEW, *options).stdout)
    assert more.keys() - alone.keys() == {"comparison", "plan"}


@pytest.mark.parametrize(
    "command",
    [
        ["report", NEW, "--compare", OLD, "--target", "70", "-o", "-", "-f", "markdown"],
        ["report", NEW, "--compare", OLD, "--target", "70", "-o", "-", "-f", "html"],
        ["plan", NEW, "--target", "62.5", "--what-if", "1.2.3=yes"],
        ["score", NEW],
        ["score", "examples/harbourview-partial.yaml", "-f", "markdown"],
        ["compare", OLD, NEW],
        ["explain", NEW],
    ],
    ids=lambda command: f"{command[0]} {command[-1]}",
)
def test_a_percentage_is_spelled_the_same_everywhere(command: list[str]) -> None:
    text = nupcheck(*command).stdout.decode()
    assert re.search(r"\d%", text)
    assert not re.findall(r".{20}\d\s+%", text)


def test_a_part_is_reported_in_every_format(tmp_path: Path) -> None:
    for suffix in ("html", "csv", "xlsx"):
        file = tmp_path / f"part.{suffix}"
        run = nupcheck("report", NEW, "--for", "stakeholder:schools", "-o", str(file))
        assert run.returncode == 0
    rows = (tmp_path / "part.csv").read_text(encoding="utf-8").count("\nRiverton,")
    assert rows == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "x.pdf"], "does not tell which format"),
        (["-o", "x.html", "--for", "schools"], "--for stakeholder:ID"),
        (["-o", "x.html", "--for", "stakeholder:scools"], "Did you mean schools?"),
        (["-o", "x.html", "--language", "tlh"], "Languages there are: en."),
        (["-o", "x.html", "--logo", "README.md"], "neither a PNG nor a JPEG"),
        (["-o", "x.html", "--compare", "examples/harbourview-partial.yaml"], "different places"),
        (["-o", "x.html", "--target", "101"], "101"),
        (["-o", "x.html", "--target", "60", "--target", "9=70"], "given 2 times"),
        (["-o", NEW, "-f", "html"], "the result is made from"),
        ([], "-o"),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], says: str) -> None:
    run = nupcheck("report", NEW, *arguments)
    assert run.returncode == 2
    assert says in run.stderr.decode()
    assert run.stdout == b""
    assert not (ROOT / "x.html").exists()


@pytest.mark.parametrize(("suffix", "module"), [("docx", "PIL"), ("xlsx", "xlsxwriter")])
def test_a_missing_extra_is_named_with_its_command(
    tmp_path: Path, suffix: str, module: str
) -> None:
    # As if it were not installed: the finder of the child process is told not to find it.
    code = (
        "import importlib.util, sys\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name: None if name == {module!r} else find(name)\n"
        "from nupcheck.cli.main import main\n"
        "main()\n"
    )
    file = tmp_path / f"x.{suffix}"
    run = subprocess.run(
        [sys.executable, "-c", code, "report", NEW, "--logo", LOGO, "-o", str(file)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 2
    # Double quotes mean the same in every shell, the one of Windows among them.
    assert f'pip install "nupcheck[{suffix}]"' in run.stderr.decode()
    assert not file.exists()


def test_a_broken_logo_is_refused(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    for suffix in ("docx", "xlsx"):
        file = tmp_path / f"x.{suffix}"
        run = nupcheck("report", NEW, "--logo", str(logo), "-o", str(file))
        assert run.returncode == 2, run.stderr
        assert b"picture" in run.stderr
        assert not file.exists()


@pytest.mark.parametrize("suffix", FORMATS)
def test_only_a_picture_is_left_out_where_there_is_no_place_for_it(
    tmp_path: Path, suffix: str
) -> None:
    options = (
        "--compare",
        OLD,
        "--target",
        "70",
        "--title",
        "T",
        "-o",
        str(tmp_path / f"x.{suffix}"),
    )
    assert nupcheck("report", NEW, *options).stderr == b""
    told = nupcheck("report", NEW, *options, "--logo", LOGO).stderr.decode()
    left_out = f"Left out, for .{suffix} files have no place for it: --logo.\n"
    assert told == (left_out if suffix in {"md", "csv", "json"} else "")


def test_csv_tells_on_standard_error_what_to_keep_in_mind() -> None:
    options = ("report", OLD, "--compare", NEW, "-o", "-", "-f")  # the wrong way round
    run = nupcheck(*options, "csv")
    cautions = json.loads(nupcheck(*options, "json").stdout)["comparison"]["warnings"]
    assert run.stderr.decode().splitlines() == cautions
    assert ["is older than" in caution for caution in cautions] == [True]


def test_a_change_since_a_sheet_without_a_date(tmp_path: Path) -> None:
    sheet = tmp_path / "a.yaml"
    sheet.write_text("format: 1\nchecklist: un-habitat-2023\nplace: {name: A}\nanswers: {}\n")
    run = nupcheck("report", str(sheet), "--compare", str(sheet), "-o", "-", "-f", "markdown")
    text = run.stdout.decode()
    assert "The same as in the earlier sheet." in text
    assert "What changed since the earlier sheet" in text


def test_a_report_for_someone_whom_no_action_names_is_refused(tmp_path: Path) -> None:
    text = (ROOT / "examples/own-checklist/library-accessibility.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text + "\nstakeholders: [{id: ghosts, name: Ghosts}]\n", encoding="utf-8")
    sheet = str(ROOT / "examples/own-checklist/willow-street-library.json")
    options = ("--checklist", str(own), "--for", "stakeholder:ghosts", "-o", "-", "-f", "html")
    run = nupcheck("report", sheet, *options)
    assert (run.returncode, run.stdout) == (2, b"")
    assert "No question belongs to all that was chosen." in run.stderr.decode()
