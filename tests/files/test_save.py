from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nupcheck.errors import NupcheckError
from nupcheck.files.lock import Lock
from nupcheck.files.save import (
    ChangedOnDiskError,
    SheetFile,
    file_name_for,
    free_path,
    place_name_from,
)
from tests.conftest import not_on_windows
from tests.support.strategies import sheet_of

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Riverton, Lower Town", "riverton-lower-town.yaml"),
        ("São Tomé", "são-tomé.yaml"),
        ("አዲስ አበባ", "አዲስ-አበባ.yaml"),
        ("أديس أبابا", "أديس-أبابا.yaml"),
        ("दिल्ली", "दिल्ली.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("..", "sheet.yaml"),
        ("CON", "sheet-con.yaml"),
        ("x" * 300, f"{'x' * 40}.yaml"),
    ],
)
def test_a_file_is_named_after_its_place(place: str, name: str) -> None:
    assert file_name_for(place) == name


def test_a_place_is_named_after_its_file() -> None:
    assert place_name_from(Path("a/lower-town_2.yaml")) == "Lower Town 2"
    assert place_name_from(None) == "Unnamed place"


def test_a_free_path_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert free_path(path) == path
    path.touch()
    assert free_path(path) == tmp_path / "a-2.yaml"


@not_on_windows("links need a privilege there")
def test_a_link_to_nothing_is_somebody_elses(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(tmp_path / "nowhere")
    assert free_path(path) == tmp_path / "a-2.yaml"


def test_what_is_saved_is_read_and_a_change_by_others_is_never_overwritten(
    tmp_path: Path, checklist: Checklist
) -> None:
    path = tmp_path / "a.yaml"
    file = SheetFile(path, checklist)
    sheet = sheet_of(checklist, {"1.1.1": "yes"})
    assert file.save(sheet) is None
    theirs = path.read_bytes() + b"  1.1.2: no\n"
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDiskError) as caught:
        file.save(sheet_of(checklist, {}))
    assert caught.value.theirs == sheet_of(checklist, {"1.1.1": "yes", "1.1.2": "no"})
    assert path.read_bytes() == theirs
    file.take_in(caught.value)
    copy = file.save(sheet, keep_copy=True)
    assert copy is not None
    assert copy.read_bytes() == theirs
    file.close()


def test_a_file_that_became_unreadable_is_not_overwritten_either(
    tmp_path: Path, checklist: Checklist
) -> None:
    path = tmp_path / "a.yaml"
    file = SheetFile(path, checklist)
    file.save(sheet_of(checklist, {}))
    path.write_bytes(b"\xff half a she")
    with pytest.raises(ChangedOnDiskError) as caught:
        file.save(sheet_of(checklist, {"1.1.1": "yes"}))
    assert caught.value.theirs is None
    file.close()


def test_a_file_that_was_deleted_is_written_again(tmp_path: Path, checklist: Checklist) -> None:
    path = tmp_path / "a.yaml"
    file = SheetFile(path, checklist)
    file.save(sheet_of(checklist, {}))
    path.unlink()
    file.save(sheet_of(checklist, {"1.1.1": "yes"}))
    assert "1.1.1: yes" in path.read_text(encoding="utf-8")
    file.close()


def test_copies_of_a_file_by_hand_have_names_of_their_own(
    tmp_path: Path, checklist: Checklist
) -> None:
    path = tmp_path / "a.yaml"
    (tmp_path / "a.yaml.bak").write_text("older", encoding="utf-8")
    path.write_text(
        "# hand\nformat: 1\nchecklist: un-habitat-2023\nplace: {name: A}\nanswers: {}\n",
        encoding="utf-8",
    )
    file = SheetFile(path, checklist)
    file.read()
    assert file.save(sheet_of(checklist, {"1.1.1": "yes"})) == tmp_path / "a.yaml.bak2"
    assert file.save(sheet_of(checklist, {"1.1.1": "no"})) is None
    assert (tmp_path / "a.yaml.bak").read_text(encoding="utf-8") == "older"
    file.close()


def test_a_lock_is_held_once_and_freed_by_the_end_of_its_process(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    code = (
        "import sys, pathlib; from nupcheck.files.lock import Lock;"
        "lock = Lock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"held")
        with pytest.raises(NupcheckError, match="another session"):
            Lock(path)
        process.kill()
    lock = Lock(path)
    lock.release()
    assert not list(tmp_path.iterdir())


def test_where_no_lock_can_be_made_a_session_goes_on_without(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "no-such-folder" / "a.yaml")
    lock.release()
