"""Fixtures shared by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.library import DEFAULT_ID
from nupcheck.loading import load_checklist

if TYPE_CHECKING:
    from nupcheck.checklist import Checklist


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    """The built-in checklist."""
    return load_checklist(DEFAULT_ID)
