"""The checklists that come with nupcheck: each line leads to what it says."""

from __future__ import annotations

import pytest

from nupcheck.files import builtin
from nupcheck.files.load import load_checklist

EDITIONS = [
    (each, version) for each in builtin.built_in_ids() for version in builtin.versions_of(each)
]


@pytest.mark.parametrize(("checklist_id", "version"), EDITIONS)
def test_an_edition_is_what_its_line_says(checklist_id: str, version: str) -> None:
    path = builtin.edition(checklist_id, version)
    assert path is not None
    found = load_checklist(str(path))
    assert (found.id, found.version) == (checklist_id, version)
    assert found.expects is not None
    assert found.source is not None
