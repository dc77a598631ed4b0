"""The registry of formats: what commands offer, and that each of it is there."""

from __future__ import annotations

from importlib import import_module

import pytest

from nupcheck.cli.app import SUMMARIES
from nupcheck.cli.output import pick_format
from nupcheck.errors import NupcheckError
from nupcheck.formats import FORMATS, Format, formats_of, suffixes_of
from tests.conftest import ROOT

COMMANDS = sorted({command for each in FORMATS for command in each.commands})


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda each: each.name)
def test_every_format_is_written_by_a_function_that_is_there(chosen: Format) -> None:
    module, function = chosen.writer.split(".")
    assert callable(getattr(import_module(f"nupcheck.formats.{module}"), function))
    assert set(chosen.commands) <= set(SUMMARIES)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_names_its_formats(command: str) -> None:
    page = (ROOT / "docs" / "commands" / f"{command}.md").read_text(encoding="utf-8")
    assert f"<{'|'.join(formats_of(command))}>" in page


@pytest.mark.parametrize("command", COMMANDS)
def test_a_suffix_tells_one_format(command: str) -> None:
    suffixes = [suffix for each in formats_of(command).values() for suffix in each.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for suffix, chosen in suffixes_of(command).items():
        assert pick_format(command, None, f"a.b{suffix.upper()}") is chosen
        assert pick_format(command, chosen.name, "a.odd") is chosen
    first = next(iter(formats_of(command).values()))
    assert pick_format(command, None, None) is pick_format(command, None, "-") is first
    with pytest.raises(NupcheckError, match="choose with --format"):
        pick_format(command, None, "a.odd")


def test_a_format_whose_libraries_are_missing_says_how_to_install_them() -> None:
    odt = Format("odt", (".odt",), "document", "odt.to_odt", ("report",), ("no_such_library",))
    with pytest.raises(NupcheckError, match=r"\.odt files.*nupcheck\[odt\]"):
        odt.write(lambda: pytest.fail("nothing is made that cannot be written"))
