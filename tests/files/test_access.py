"""Who may read and change a file stays so, whoever saves it; two users keep off each other."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from nupcheck.errors import InvalidDataError, NupcheckError
from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.disk import clear_temporaries, read_bytes, write_whole
from nupcheck.files.load import load_checklist
from nupcheck.files.lock import Lock
from nupcheck.files.save import ChangedOnDiskError, SheetFile
from tests.conftest import not_on_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = not_on_windows("files have other permissions there")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can act as two users; CI does",
)
OWNER, COLLEAGUE, PLANNING = 12_301, 12_302, 12_300
SHEET = "format: 1\nchecklist: un-habitat-2023\nplace: {name: Riverton}\nanswers:\n  1.1.1: yes\n"

# Runs what follows as another user, in one group besides that user's own. Everything is imported
# before: the interpreter may lie where only root can read.
AS_USER = """
import fcntl, os, sys
from pathlib import Path
from nupcheck.errors import NupcheckError
from nupcheck.files.disk import write_whole
from nupcheck.files.lock import Lock
user, group = map(int, sys.argv[1:3])
os.umask(0o022)
os.setgroups([group]); os.setgid(user); os.setuid(user)
"""
WRITE = """
write_whole(Path(sys.argv[3]), b"new")
"""
HOLD = """
lock = Lock(Path(sys.argv[3]))
print(lock.warning or "held", flush=True)
sys.stdin.read()
"""
TAKE = """
try:
    print(Lock(Path(sys.argv[3])).warning or "held")
except NupcheckError as error:
    print(error)
"""


def user(program: str, number: int, path: Path, group: int = PLANNING) -> list[str]:
    return [sys.executable, "-c", AS_USER + program, str(number), str(group), str(path)]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may reach; pytest's own are closed to other users."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@as_root
def test_owner_and_group_are_kept_where_the_system_lets_them_be(shared: Path) -> None:
    path = shared / "a.yaml"
    path.write_bytes(b"old")
    os.chown(path, OWNER, PLANNING)
    path.chmod(0o640)
    write_whole(path, b"new")
    after = path.stat()
    assert (after.st_uid, after.st_gid, mode(path)) == (OWNER, PLANNING, 0o640)


@as_root
def test_a_colleague_keeps_the_group_and_nobody_else_gets_in(shared: Path) -> None:
    os.chown(shared, OWNER, PLANNING)
    shared.chmod(0o770)
    path = shared / "a.yaml"
    for group, kept in ((PLANNING, 0o660), (4_321, 0o606)):
        path.write_bytes(b"old")
        os.chown(path, COLLEAGUE, PLANNING)
        path.chmod(0o666 if group != PLANNING else 0o660)
        folder_group = PLANNING if group == PLANNING else group
        os.chown(shared, OWNER, folder_group)
        subprocess.run(user(WRITE, COLLEAGUE, path, group), check=True)
        after = path.stat()
        assert path.read_bytes() == b"new"
        assert mode(path) == kept, "a group that is not the file's own gains nothing"
        assert (after.st_gid == PLANNING) is (group == PLANNING)


def test_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.reviewed", b"by Ana")
    except (OSError, AttributeError):
        pytest.skip("this file system has no attributes to keep")
    write_whole(path, b"new")
    assert os.getxattr(path, "user.reviewed") == b"by Ana"


def test_a_write_protected_file_is_refused(shared: Path) -> None:
    path = shared / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom nupcheck.files.disk import write_whole\n"
        "from nupcheck.errors import NupcheckError\n"
        "if os.geteuid() == 0: os.chown(sys.argv[1], 12301, 12301); os.setuid(12301)\n"
        "try:\n    write_whole(Path(sys.argv[1]), b'new')\n"
        "except NupcheckError as error:\n    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert "is write-protected; it was left as it is" in run.stdout
    assert path.read_bytes() == b"old"
    assert list(shared.iterdir()) == [path]


@pytest.mark.parametrize("private", [0o600, 0o640])
def test_copies_and_other_files_of_a_sheet_are_as_private_as_it_is(
    tmp_path: Path, private: int
) -> None:
    checklist = load_checklist(DEFAULT_ID)
    path = tmp_path / "a.yaml"
    path.write_text("# by hand\n" + SHEET, encoding="utf-8")
    path.chmod(private)
    file = SheetFile(path, checklist)
    sheet = file.read()
    file.save(sheet.model_copy(update={"answers": {}}))
    elsewhere = file.saved_as(path, sheet)
    elsewhere.close()
    written = {each.name: mode(each) for each in tmp_path.iterdir() if "lock" not in each.name}
    assert written == {"a.yaml": private, "a.yaml.bak": private, "a-2.yaml": private}


def test_what_someone_writes_at_the_last_moment_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SHEET, encoding="utf-8")
    file = SheetFile(path, load_checklist(DEFAULT_ID))
    sheet = file.read()
    theirs = SHEET.replace("yes", "no").encode()
    looks = iter([lambda: None, lambda: path.write_bytes(theirs)])
    look = file._present

    def present() -> bytes | None:
        next(looks)()
        return look()

    file._present = present  # type: ignore[method-assign]
    with pytest.raises(ChangedOnDiskError):
        file.save(sheet.model_copy(update={"answers": {}}))
    file.close()
    assert path.read_bytes() == theirs
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yaml", "a.yaml.bak"]


def test_a_sheet_is_never_read_from_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "a.yaml"
    os.mkfifo(pipe)
    with pytest.raises(InvalidDataError, match="This is not a file"):
        read_bytes(str(pipe), regular=True)


def test_what_killed_writers_left_is_cleared_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / ("riverton" * 8 + ".yaml")
    near = path.with_name("riverton" * 8 + "-2.yaml")  # alike in its first forty letters
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom nupcheck.files import disk\n"
        "os.fsync = lambda handle: os._exit(9)\n"
        "disk.write_whole(Path(sys.argv[1]), b'new')\n"
    )
    for each in (path, near):
        each.write_text(SHEET, encoding="utf-8")
        subprocess.run([sys.executable, "-c", program, str(each)], check=False)
    (tmp_path / ".riverton.0123456789abcdef").touch()
    assert len(list(tmp_path.iterdir())) == 5
    clear_temporaries(path)
    assert len(list(tmp_path.iterdir())) == 4
    clear_temporaries(near)
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {path.name, near.name, ".riverton.0123456789abcdef"}


# Locks


def test_a_lock_is_never_made_through_a_link(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SHEET, encoding="utf-8")
    (tmp_path / ".a.yaml.lock").symlink_to(tmp_path / "victim")
    lock = Lock(path)
    lock.release()
    assert lock.warning is not None
    assert ".a.yaml.lock cannot be used" in lock.warning
    assert not (tmp_path / "victim").exists()
    assert (tmp_path / ".a.yaml.lock").is_symlink()


@as_root
def test_the_lock_of_another_user_holds(shared: Path) -> None:
    path = shared / "a.yaml"
    path.write_text(SHEET, encoding="utf-8")
    with subprocess.Popen(
        user(HOLD, OWNER, path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        take = user(TAKE, COLLEAGUE, path)
        second = subprocess.run(take, capture_output=True, text=True, check=True)
        assert "is open in another session" in second.stdout
        holder.kill()
    third = subprocess.run(user(TAKE, COLLEAGUE, path), capture_output=True, text=True, check=True)
    assert third.stdout == "held\n", "a killed session's lock is taken over, also another user's"


def test_a_lock_that_cannot_be_had_is_told_of(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "no-such-folder" / "a.yaml")
    assert lock.warning is not None
    with pytest.raises(NupcheckError):
        write_whole(tmp_path / "no-such-folder" / "a.yaml", b"x")
