"""Annotations as workflow commands, which GitHub shows on the lines of a sheet in a pull request.

The escaping is that of GitHub's own toolkit: a percent sign and line ends everywhere, a colon and
a comma in properties too, so that no text of a sheet can end a command or begin another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.labels import points_of
from nupcheck.errors import printable
from nupcheck.formats.annotations import annotations_on
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.errors import Where
    from nupcheck.formats.inputs import Scored, SheetFile

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def to_github(scored: Scored) -> str:
    """A line with the headline, then a line for each annotation."""
    lines = [_command("notice", "nupcheck", _headline(scored), scored.source, ())]
    lines += [
        _command(each.level, each.rule, each.message, scored.source, each.where)
        for each in annotations_on(scored)
    ]
    return "".join(f"{line}\n" for line in lines)


def _headline(scored: Scored) -> str:
    place, gates = scored.result.place.name, scored.gates
    points = points_of(scored.result.tally)
    if not gates:
        return _("{place}: {points}.", place=place, points=points)
    return _(
        "{place}: {points}; {met} of {gates} gates met.",
        place=place,
        points=points,
        met=sum(each.passed for each in gates),
        gates=len(gates),
    )


def _command(level: str, title: str, message: str, source: SheetFile, where: Where) -> str:
    properties = {"title": title}
    if source.path is not None:
        line, column = source.place_of(where)
        properties = {"file": source.path, "line": str(line), "col": str(column), **properties}
    written = ",".join(f"{key}={_escaped(text, _PROPERTY)}" for key, text in properties.items())
    return f"::{level} {written}::{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[int, str]) -> str:
    return printable(text).translate(table)
