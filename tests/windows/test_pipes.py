"""What goes through pipes on Windows, and how its shells are met."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from nupcheck.files.load import load_sheet
from tests.conftest import EXAMPLES, ROOT
from tests.windows.machine import on_windows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run
    from tests.windows.machine import Windows

OLD, NEW = str(EXAMPLES / "riverton-2024.yaml"), str(EXAMPLES / "riverton-2026.yaml")
PARTIAL = str(EXAMPLES / "harbourview-partial.yaml")
DETAILS = ["ثلاثة አዲስ 北京 São", "", "city", "2026-05-01", "Zoë", "", ""]


def test_a_session_from_a_pipe_with_windows_line_ends(windows: Windows, tmp_path: Path) -> None:
    lines = "".join(f"{line}\r\n" for line in [*DETAILS, "y", "m", "Größe ≥ 3", "", "", "q"])
    done = windows.run("ask", "São Tomé 1.yaml", cwd=tmp_path, lines=lines.encode())
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "\r" not in said
    assert f"Place [São Tomé 1]: {DETAILS[0]}\n" in said
    assert "Note: Größe ≥ 3\n" in said
    assert 'Resume: nupcheck ask "São Tomé 1.yaml"\n' in said
    assert done.stdout.decode().startswith(f"{DETAILS[0]}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["São Tomé 1.yaml"]
    data = (tmp_path / "São Tomé 1.yaml").read_bytes()
    assert b"\r" not in data
    sheet, _ = load_sheet(str(tmp_path / "São Tomé 1.yaml"))
    assert (sheet.place.name, sheet.respondents[0].name) == (DETAILS[0], "Zoë")
    assert sheet.answers["1.1.2"].note == "Größe ≥ 3"


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", PARTIAL),
        ("score", PARTIAL, "-f", "json"),
        ("score", PARTIAL, "-f", "csv"),
        ("compare", OLD, NEW),
        ("explain", PARTIAL, "9"),
        ("plan", PARTIAL, "-f", "json"),
        ("report", NEW, "--since", OLD, "-f", "html"),
        ("show", "9.1"),
        ("score", "--help"),
    ],
)
def test_a_pipe_gets_the_bytes_that_it_gets_elsewhere(
    windows: Windows, run: Run, arguments: tuple[str, ...]
) -> None:
    here = run(*arguments)
    there = windows.run(
        *(on_windows(ROOT / word) if word.startswith("/") else word for word in arguments),
        cwd=ROOT,
    )
    assert there.returncode == here.returncode
    assert there.stdout == here.stdout
    assert there.stderr.decode() == here.stderr.decode()


@pytest.mark.parametrize("suffix", ["md", "docx", "xlsx"])
def test_a_report_in_a_file_is_the_same(
    windows: Windows, run: Run, tmp_path: Path, suffix: str
) -> None:
    folder = tmp_path / "Bücher ትምህርት & more"
    folder.mkdir()
    there, here = folder / f"there.{suffix}", folder / f"here.{suffix}"
    assert run("report", PARTIAL, "-o", here).returncode == 0
    done = windows.run("report", on_windows(ROOT / PARTIAL), "-o", on_windows(there), cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert contents(there.read_bytes()) == contents(here.read_bytes())


def contents(data: bytes) -> object:
    """The files in an archive and the pixels of a picture, however packed; else the bytes."""
    if data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size, picture.convert("RGBA").tobytes()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: contents(archive.read(name)) for name in archive.namelist()}


def test_a_code_page_is_no_reason_to_stop(windows: Windows, tmp_path: Path) -> None:
    (tmp_path / "größe.yaml").write_text("format: 1\nplace: ثلاثة\n", encoding="utf-8")
    for arguments in (
        ("check", "größe.yaml"),
        ("score", OLD.replace("/", "\\")),
        ("ask", "--help"),
    ):
        there = windows.run(*arguments, cwd=tmp_path, PYTHONIOENCODING="cp437")
        assert there.returncode in {0, 2}
        assert b"Traceback" not in there.stderr
        assert b"fault in nupcheck" not in there.stderr


def test_paths_to_problems_in_machine_formats_have_slashes(
    windows: Windows, tmp_path: Path
) -> None:
    folder = tmp_path / "my sheets"
    folder.mkdir()
    (folder / "a b.yaml").write_bytes((ROOT / PARTIAL).read_bytes())
    result = windows.run("score", r"my sheets\a b.yaml", "-f", "sarif", cwd=tmp_path)
    (place, *_) = json.loads(result.stdout)["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "my%20sheets/a%20b.yaml"
    result = windows.run("score", r"my sheets\a b.yaml", "-f", "github", cwd=tmp_path)
    assert b"file=my sheets/a b.yaml,line=" in result.stdout


def test_patterns_are_expanded_as_no_shell_does_there(windows: Windows, tmp_path: Path) -> None:
    for name in ("b.yaml", "a [1].yaml"):
        (tmp_path / name).write_bytes((ROOT / NEW).read_bytes())
    for pattern in ("*.yaml", f"{on_windows(tmp_path)}\\*.yaml"):
        result = windows.run("check", pattern, cwd=tmp_path)
        assert result.returncode == 0
        assert [line.split(b": ")[0][-5:] for line in result.stdout.splitlines()] == [b".yaml"] * 2


def test_the_commands_at_the_end_work_in_cmd(windows: Windows, tmp_path: Path) -> None:
    name = "it's a (1) & more.yaml"
    first = windows.run("ask", name, cwd=tmp_path, lines=b"A\n")
    (resume,) = re.findall("(?m)^Resume: nupcheck (.+)$", first.stderr.decode())
    assert resume == f'ask "{name}"'
    said = windows.in_cmd(f"python.exe -m nupcheck {resume}", cwd=tmp_path, lines=b"Utopia\n")
    assert f"Your work is in {name}." in said
    assert [path.name for path in tmp_path.glob("*.yaml")] == [name]
