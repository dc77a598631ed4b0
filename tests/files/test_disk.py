from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupcheck.errors import InvalidDataError, NupcheckError
from nupcheck.files.disk import MAX_BYTES, decode, display_name, read_bytes, read_text, write_whole
from tests.conftest import not_on_windows

TEXT = "note: „Größe“ 北京 🏙\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xff\xfe" + TEXT.replace("\n", "\r\n").encode("utf-16-le"),
    ],
)
def test_what_editors_write_is_read_alike(data: bytes) -> None:
    assert decode(data, "x") == TEXT


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff")))
def test_utf_8_is_read_as_written(text: str) -> None:
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a\nb\xff", "x:2:2"),
        ("é".encode("latin-1"), "x:1:1"),
        (b"\xed\xa0\x80", "x:1:1"),
        (b"a\n\xc3", "x:2:1"),
    ],
)
def test_other_bytes_are_refused_where_they_stand(data: bytes, place: str) -> None:
    with pytest.raises(InvalidDataError, match=f"^{place}: This is not UTF-8 text"):
        decode(data, "x")


def test_half_a_utf_16_unit_is_refused() -> None:
    with pytest.raises(InvalidDataError):
        decode(b"\xff\xfea\0b", "x")


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read_text(str(path))) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InvalidDataError, match="larger than 4 MiB"):
        read_text(str(path))


@pytest.mark.parametrize("name", ["", ".", "/", "/dev/zero", "/dev/null"])
def test_what_is_no_file_is_not_read(name: str) -> None:
    with pytest.raises(InvalidDataError):
        read_bytes(name)


@pytest.mark.parametrize("name", ["none", "x\0y", "x" * 300])
def test_a_name_of_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError):
        read_bytes(str(tmp_path / name))


@not_on_windows("a named pipe is no file there")
def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    """So that `nupcheck score <(make-a-sheet)` works."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"a: b\n",))
    writer.start()
    assert read_text(str(pipe)) == "a: b\n"
    writer.join()


def test_names_are_shown_so_that_they_cannot_act_on_a_terminal() -> None:
    assert display_name("-") == "standard input"
    assert display_name("a\x1b[31m\nb") == "a\\x1b[31m\\nb"


# Writing


@given(data=st.binary(max_size=300), before=st.none() | st.binary(max_size=300))
def test_what_is_written_is_there_whole_and_nothing_else_is(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, before: bytes | None
) -> None:
    folder = tmp_path_factory.mktemp("write")
    path = folder / "out.txt"
    if before is not None:
        path.write_bytes(before)
    write_whole(path, data)
    assert path.read_bytes() == data
    assert list(folder.iterdir()) == [path]


@not_on_windows("files have other permissions there")
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@not_on_windows("files have other permissions there")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_gets_the_usual_permissions(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == mode


@not_on_windows("links need a privilege there")
@pytest.mark.parametrize("to", ["real", "folder/real"])
def test_a_link_is_followed_and_stays(tmp_path: Path, to: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / to).write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(to)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / to).read_bytes() == b"new"


@not_on_windows("links need a privilege there")
def test_a_link_to_nothing_yet_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("real")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@not_on_windows("links need a privilege there")
def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NupcheckError, match="could not be written"):
        write_whole(tmp_path / "a", b"x")


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 125 + ".yaml")
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_an_existing_file_is_never_overwritten_unless_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")
    with pytest.raises(NupcheckError, match="is there already; it was left as it is"):
        write_whole(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    write_whole(tmp_path / "fresh", b"new", overwrite=False)
    assert (tmp_path / "fresh").read_bytes() == b"new"


def test_of_many_that_want_one_new_name_exactly_one_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "wanted"
    ready, refused = threading.Barrier(8), []

    def claim(data: bytes) -> None:
        ready.wait()
        try:
            write_whole(path, data, overwrite=False)
        except NupcheckError:
            refused.append(data)

    texts = [b"%d" % n * 1000 for n in range(8)]
    threads = [threading.Thread(target=claim, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 7
    assert path.read_bytes() in set(texts) - set(refused)
    assert list(tmp_path.iterdir()) == [path]


def test_devices_are_written_to_and_not_replaced() -> None:
    write_whole(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", [".", "missing/file", "x" * 300])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(NupcheckError) as caught:
        write_whole(tmp_path / name, b"x")
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


# The disk is full, or the process is gone, somewhere in the middle

TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from nupcheck.errors import NupcheckError
from nupcheck.files.disk import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"new" * 100_000)
except NupcheckError as error:
    sys.exit(str(error))
"""

KILLED = """
import os, sys
from pathlib import Path
from nupcheck.files import disk
def gone(handle):
    os._exit(9)
os.fsync = gone
disk.write_whole(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.mark.parametrize("before", [None, b"old"])
@pytest.mark.parametrize(
    ("program", "code", "says"),
    [
        pytest.param(
            TOO_LARGE,
            1,
            "could not be written: File too large",
            marks=not_on_windows("a process has no limits there"),
        ),
        (KILLED, 9, ""),
    ],
)
def test_a_full_disk_or_a_sudden_end_leaves_the_old_file_whole(
    tmp_path: Path, before: bytes | None, program: str, code: int, says: str
) -> None:
    path = tmp_path / "sheet.yaml"
    if before is not None:
        path.write_bytes(before)
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == code
    assert says in run.stderr
    assert (path.read_bytes() if path.exists() else None) == before
    if program == TOO_LARGE:  # who lives on tidies up
        assert list(tmp_path.iterdir()) == ([path] if before else [])
