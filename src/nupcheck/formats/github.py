"""Notices as workflow commands, which GitHub shows on the lines of the sheet in a pull request.

The escaping is that of GitHub's own toolkit: a percent sign and line ends everywhere, a colon and
a comma in properties too, so that no text of a sheet can end a command or begin another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.formats.annotations import Notice, Source
    from nupcheck.scoring.result import Result

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def to_github(
    result: Result, verdicts: Sequence[Verdict], noticed: Sequence[Notice], source: Source
) -> str:
    """A line with the headline, then a line for each notice.

    Args:
        result: The scored sheet.
        verdicts: The gates evaluated.
        noticed: What to point at, as `notices` finds it.
        source: Where the answers stand.
    """
    lines = [_command("notice", "nupcheck", _headline(result, verdicts), source, (1, 1))]
    lines += [
        _command(each.level, each.rule, each.message, source, source.place_of(each.where))
        for each in noticed
    ]
    return "".join(f"{line}\n" for line in lines)


def _headline(result: Result, verdicts: Sequence[Verdict]) -> str:
    tally = result.tally
    text = f"{result.place.name}: {tally.points} of {tally.maximum} points"
    if tally.percent is not None:
        text += f" ({tally.percent:.1f}%)"
    if verdicts:
        text += f"; {sum(each.passed for each in verdicts)} of {len(verdicts)} gates met"
    return f"{text}."


def _command(level: str, title: str, message: str, source: Source, place: tuple[int, int]) -> str:
    line, column = place
    properties = {"title": title}
    if source.path is not None:
        properties = {"file": source.path, "line": str(line), "col": str(column), **properties}
    written = ",".join(f"{key}={_escaped(text, _PROPERTY)}" for key, text in properties.items())
    return f"::{level} {written}::{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[int, str]) -> str:
    return printable(text).translate(table)
