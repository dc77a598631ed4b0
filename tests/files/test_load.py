"""From files to what they declare: one path for every kind of file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from nupcheck.errors import InvalidDataError, NupcheckError
from nupcheck.files.load import costs_of, guidance_of, load_checklist, sheet_of, source_from
from tests.conftest import OWN_CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nupcheck.files.load import SourceFile


def test_a_checklist_is_made_once_until_its_file_changes(tmp_path: Path) -> None:
    file = tmp_path / OWN_CHECKLIST.name
    shutil.copy(OWN_CHECKLIST, file)
    first = load_checklist(str(file))
    assert load_checklist(str(file)) is first
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(first.title, "Another title"), encoding="utf-8")
    assert load_checklist(str(file)).title == "Another title"


@pytest.mark.parametrize("read", [sheet_of, costs_of, guidance_of])
@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("checklist: un-habitat-2032", '2:12: There is no built-in checklist "un-habitat-2032". '),
        ("", '1:1: The key "checklist" is missing or empty. '),
        (
            "checklist: un-habitat-2023\nchecklist_version: 7",
            '3:20: nupcheck has no version "7" of this checklist. It has 1.0; ',
        ),
    ],
)
def test_every_kind_of_file_tells_of_the_checklist_it_names(
    read: Callable[[SourceFile], object], named: str, says: str
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        read(source_from("x.yaml", f"format: 1\n{named}\n"))
    assert any(str(issue).startswith(f"x.yaml:{says}") for issue in caught.value.issues)


@pytest.mark.parametrize("read", [sheet_of, costs_of, guidance_of])
def test_every_kind_of_file_tells_that_it_is_for_another_checklist(
    read: Callable[[SourceFile, str], object],
) -> None:
    source = source_from("x.yaml", "format: 1\nchecklist: un-habitat-2023\n")
    with pytest.raises(InvalidDataError, match="is for the checklist") as caught:
        read(source, str(OWN_CHECKLIST))
    assert 'x.yaml:2:12: This file is for the checklist "un-habitat-2023"' in str(caught.value)


def test_a_name_that_is_neither_built_in_nor_a_file_is_told_with_the_nearest() -> None:
    with pytest.raises(NupcheckError, match="Did you mean un-habitat-2023"):
        load_checklist("un-habitat")
    with pytest.raises(NupcheckError, match="There is no such file"):
        load_checklist("un-habitat.yaml")
