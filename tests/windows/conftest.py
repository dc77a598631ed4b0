"""The one machine of all tests here."""

from __future__ import annotations

import pytest

from tests.windows.machine import Windows


@pytest.fixture(scope="session")
def windows() -> Windows:
    """Windows under Wine."""
    return Windows()
