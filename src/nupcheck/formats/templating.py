"""Templates for formats that are markup: every value in them is cleaned and escaped on its way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nupcheck.errors import printable
from nupcheck.locale import _, pgettext

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates() -> Environment:
    """The files in `templates/`; a value that one of them lacks is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("nupcheck.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update({"_": _, "pgettext": pgettext})
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment


def _cleaned(value: object) -> object:
    """What no file may hold, or nobody can see, spelled out."""
    return printable(value) if type(value) is str else value
