"""Gates: conditions on a result that a pipeline can fail on, in words or in a file of them.

A gate as written (``9=70``, ``theme:support=60``, ``9=14p``) becomes one frozen value here;
`analysis.gates` evaluates it. Nothing here knows a result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, NupcheckError, quote
from nupcheck.locale import _
from nupcheck.locale.values import listed
from nupcheck.model.fields import Format, Name
from nupcheck.model.selection import ALL, Level, Selection, selection_from
from nupcheck.model.validation import Model, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nupcheck.errors import Where
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.data import Data

LEVELS = (Level.RECOMMENDATION, Level.ACTION, Level.QUESTION)

_EVERYTHING = "true"  # `require_complete: true` in a file; no id is needed
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?", re.ASCII)
_POINTS = re.compile(r"(\d{1,9})\s*p", re.ASCII)
_DAYS = re.compile(r"(\d{1,6})\s*d", re.ASCII)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least so much of what is selected: points, or percent of its printed maximum."""

    selection: Selection
    at_least: Decimal
    unit: Literal["percent", "points"] = "percent"

    def points_of(self, maximum: int) -> int:
        """The least points that meet it. 60% of 190 is 114, of 24 it is 15 and not 14.4."""
        if self.unit == "points":
            return int(self.at_least)
        return ceil(Fraction(self.at_least) * maximum / _HUNDRED)

    def __str__(self) -> str:
        amount = f"{self.at_least:f}{'p' if self.unit == 'points' else ''}"
        return amount if self.selection == ALL else f"{self.selection}={amount}"


@dataclass(frozen=True, slots=True)
class FailUnder:
    """The threshold is met."""

    threshold: Threshold

    @property
    def selection(self) -> Selection:
        """What has to meet it."""
        return self.threshold.selection

    def __str__(self) -> str:
        return f"fail-under {self.threshold}"


@dataclass(frozen=True, slots=True)
class RequireComplete:
    """No question of the part is open."""

    selection: Selection = ALL

    def __str__(self) -> str:
        return _about("require-complete", self.selection)


@dataclass(frozen=True, slots=True)
class RequireEvidence:
    """Every answer of the part that earns points carries a note or evidence."""

    selection: Selection = ALL

    def __str__(self) -> str:
        return _about("require-evidence", self.selection)


@dataclass(frozen=True, slots=True)
class MaxAge:
    """The sheet is dated no more than so many days before today."""

    days: int

    def __str__(self) -> str:
        return f"max-age {self.days}d"


@dataclass(frozen=True, slots=True)
class NoRegression:
    """No part of the level earns less than in the baseline, and no question was taken out."""

    level: Level = Level.RECOMMENDATION

    def __str__(self) -> str:
        return f"no-regression {self.level}"


@dataclass(frozen=True, slots=True)
class Strict:
    """There are no findings."""

    def __str__(self) -> str:
        return "strict"


Gate = FailUnder | RequireComplete | RequireEvidence | MaxAge | NoRegression | Strict


def _about(rule: str, selection: Selection) -> str:
    return rule if selection == ALL else f"{rule} {selection}"


def threshold_from(word: str, checklist: Checklist, hints: Hints | None = None) -> Threshold:
    """The threshold of a word such as ``60``, ``9=70``, ``theme:ID=62.5`` or ``9=14p``.

    Raises:
        NupcheckError: It is not written so, its part does not exist, or it is beyond 100 percent.
    """
    part, equals, amount = word.rpartition("=")
    if equals and not part.strip():
        raise NupcheckError(
            _("{word} names no part.", word=quote(word)), _("Write 60 for the whole, or 9=60.")
        )
    selection = selection_from(part, checklist, hints) if equals else ALL
    amount = amount.strip()
    if match := _POINTS.fullmatch(amount):
        return Threshold(selection, Decimal(match[1]), "points")
    match = _PERCENT.fullmatch(amount)
    if match is None:
        raise NupcheckError(
            _("{amount} is neither percent nor points.", amount=quote(amount)),
            _("Write percent as 60 or 62.5, points as 14p; for one part 9=60 or 9=14p."),
        )
    if (percent := Decimal(match[1])) > _HUNDRED:
        raise NupcheckError(
            _("{word} can never be met.", word=quote(word)),
            _("Percent go up to 100; for points write {points}p.", points=amount.rstrip("% ")),
        )
    return Threshold(selection, percent)


def gate_from(key: str, word: str, checklist: Checklist, hints: Hints | None = None) -> Gate:
    """The gate of a key of a file, or of the option of that name, and of one word given for it.

    Args:
        key: One of KEYS.
        word: As typed; ``true`` where the key alone is enough.
        checklist: The checklist it is about.
        hints: Shared by all words of a file.

    Raises:
        NupcheckError: The word is not written as that gate's are.
    """
    return _READERS[key](word, checklist, hints)


def _selection_or_all(word: str, checklist: Checklist, hints: Hints | None) -> Selection:
    return ALL if word.casefold() == _EVERYTHING else selection_from(word, checklist, hints)


def _max_age(word: str) -> MaxAge:
    match = _DAYS.fullmatch(word.strip())
    if match is None:
        raise NupcheckError(
            _("{word} is not an age.", word=quote(word)), _("Write it in days, such as 730d.")
        )
    return MaxAge(int(match[1]))


def _no_regression(word: str, hints: Hints | None) -> NoRegression:
    if word.strip() in LEVELS:
        return NoRegression(Level(word.strip()))
    raise NupcheckError(
        _("{word} is not a level.", word=quote(word)),
        (hints or Hints()).near(word, LEVELS) or _("Levels are {levels}.", levels=listed(LEVELS)),
    )


_READERS: dict[str, Callable[[str, Checklist, Hints | None], Gate]] = {
    "fail_under": lambda *given: FailUnder(threshold_from(*given)),
    "require_complete": lambda *given: RequireComplete(_selection_or_all(*given)),
    "require_evidence": lambda *given: RequireEvidence(_selection_or_all(*given)),
    "max_age": lambda word, *_rest: _max_age(word),
    "no_regression": lambda word, _checklist, hints: _no_regression(word, hints),
    "strict": lambda *_given: Strict(),
}
KEYS = tuple(_READERS)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


# Read as typed. The schema is for editors, to which 60 is a number and true a truth value.
_Words = Annotated[
    tuple[Name, ...],
    BeforeValidator(_listed, json_schema_input_type=list[Name | float] | Name | float),
]
_Parts = Annotated[
    tuple[Name, ...],
    BeforeValidator(_listed, json_schema_input_type=list[Name | float] | Name | float | bool),
]


class GateFile(Model):
    """Conditions on a result, for `nupcheck score --gates`."""

    format: Format
    fail_under: _Words = Field(
        (), description="Percent, or points: 60, 9=70, theme:ID=60, stakeholder:ID=50, 9=14p."
    )
    require_complete: _Parts = Field(
        (), description="true for the whole checklist, or ids of parts."
    )
    require_evidence: _Parts = Field(
        (), description="true for the whole checklist, or ids of parts."
    )
    max_age: Name = Field("", description="Days, such as 730d.")
    no_regression: Name = Field("", description="recommendation, action or question.")
    strict: bool = Field(default=False, description="Whether findings fail.")


def gates_from(data: Data, checklist: Checklist) -> tuple[Gate, ...]:
    """The gates of a file's plain data, checked against the checklist.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    hints = Hints()
    file, issues = validate(GateFile, data, hints)
    gates: list[Gate] = []
    for where, key, word in _written(data):
        try:
            gates.append(gate_from(key, word, checklist, hints))
        except NupcheckError as error:
            issues.append(Issue(InData(where), error.message, error.hint))
    if file is None or issues:
        raise InvalidDataError(issues)
    if not gates:
        raise InvalidDataError(
            [Issue(InData(()), _("The file has no gates."), _("Add one, or delete it."))]
        )
    return tuple(gates)


def _written(data: Data) -> Iterator[tuple[Where, str, str]]:
    """Every gate that has the right shape: its place, its key and its word."""
    for key in KEYS:
        value = data.get(key) if isinstance(data, dict) else None
        if isinstance(value, str) and value and value.casefold() != "false":
            yield (key,), key, value
        for number, word in enumerate(value if isinstance(value, list) else []):
            if isinstance(word, str) and word:
                yield (key, number), key, word
