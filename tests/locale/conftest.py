"""Pseudo-languages, and files without English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.locale import world

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """tools/catalogues.py."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def pseudo_languages(tool: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the languages en-XA and ar-XB."""
    folder = tmp_path_factory.mktemp("languages")
    tool.pseudo(folder)
    return folder


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a checklist and sheets without a word of English."""
    folder = tmp_path_factory.mktemp("world")
    world.make(folder)
    return folder
