"""In two languages that nobody speaks, no English is left but ids, names of files and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.cli.app import SUMMARIES
from tests.conftest import nupcheck
from tests.locale.test_catalogues import PSEUDO
from tests.locale.world import english_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Speak = Callable[..., CompletedProcess[bytes]]


@pytest.fixture(params=PSEUDO)
def tag(request: pytest.FixtureRequest) -> str:
    """One of the languages."""
    language: str = request.param
    return language


@pytest.fixture
def speak(tag: str, pseudo_languages: Path, elsewhere: Path) -> Speak:
    """Runs the command in that language, among files without English."""

    def speak(*words: str, **more: str | bytes) -> CompletedProcess[bytes]:
        environment = {"NUPCHECK_CATALOGUES": str(pseudo_languages), "NUPCHECK_LANGUAGE": tag}
        return nupcheck(*words, cwd=elsewhere, environment=environment, **more)

    return speak


@pytest.mark.parametrize("command", ["", *SUMMARIES])
def test_help(speak: Speak, command: str) -> None:
    said = speak(*command.split(), "--help").stdout.decode()
    assert said
    assert english_in(said) == []
    wrapped = [line for line in said.splitlines() if not line.startswith("    nupcheck")]
    assert max(map(len, wrapped)) <= 80


@pytest.mark.parametrize(
    "words",
    [
        "scroe",
        "score --lnguage",
        "score s.yaml -o",
        "score s.yaml -f xml",
        "score s.yaml --strict=1",
        "score s.yaml s.yaml",
        "score s.yaml -c x1 -c x1",
        "report s.yaml",
    ],
)
def test_wrong_usage(speak: Speak, words: str) -> None:
    result = speak(*words.split())
    assert (result.returncode, result.stdout) == (2, b"")
    assert english_in(result.stderr.decode()) == []
