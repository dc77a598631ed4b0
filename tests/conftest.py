"""Fixtures shared by the tests."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from nupcheck.files.builtin import DEFAULT_ID
from nupcheck.files.load import load_checklist
from tests.support.command import ROOT, Run, nupcheck

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

__all__ = ["EXAMPLES", "OWN_CHECKLIST", "OWN_SHEET", "ROOT", "Run", "not_on_windows", "nupcheck"]

EXAMPLES = ROOT / "examples"
OWN_CHECKLIST = EXAMPLES / "own-checklist" / "library-accessibility.yaml"
OWN_SHEET = EXAMPLES / "own-checklist" / "willow-street-library.json"


def not_on_windows(reason: str) -> pytest.MarkDecorator:
    """Marks a test of what Windows has not, or has otherwise; tests/windows has its own."""
    return pytest.mark.skipif(sys.platform == "win32", reason=reason)


# Whoever starts the tests in the background may ignore these signals; the commands that tests start
# would inherit that, and could not be interrupted.
for _name, _handler in {
    "SIGINT": signal.default_int_handler,
    "SIGHUP": signal.SIG_DFL,
    "SIGTERM": signal.SIG_DFL,
}.items():
    _signal = getattr(signal, _name, None)  # Windows has no SIGHUP
    if _signal is not None and signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, _handler)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Tests run side by side, but those of a file that is named run here, where pdb works too."""
    named = all(Path(each.partition("::")[0]).suffix == ".py" for each in config.args)
    return 0 if named else None


# Machines that run tests are shared and slow at times; that is no fault of what is tested.
_SLOWNESS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fast", max_examples=10, **_SLOWNESS)  # while working
settings.register_profile("thorough", max_examples=100, **_SLOWNESS)  # in CI
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def run() -> Run:
    """The command, run at the top of the repository."""
    return nupcheck


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    """The built-in checklist."""
    return load_checklist(DEFAULT_ID)


@pytest.fixture(scope="session")
def own_checklist() -> Checklist:
    """A small one with four answers, other level names, no stakeholders and no themes."""
    return load_checklist(str(OWN_CHECKLIST))
