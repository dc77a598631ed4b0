"""Gates: conditions on a result that a pipeline can fail on, and the words they are written in.

A gate as written (``9=70``, ``theme:support=60``, ``9=14p``) becomes one frozen value here;
`verdicts` judges a result by it. Nothing here knows a result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from nupcheck.errors import Hints, NupcheckError, did_you_mean, quote
from nupcheck.model.selection import ALL, Selection, selection_from

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

Level = Literal["recommendation", "action", "question"]
LEVELS: tuple[Level, ...] = ("recommendation", "action", "question")
EVERYTHING = "true"  # `require_complete: true` in a file; no id is needed

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?", re.ASCII)
_POINTS = re.compile(r"(\d{1,9})\s*p", re.ASCII)
_DAYS = re.compile(r"(\d{1,6})\s*d", re.ASCII)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class FailUnder:
    """The part earns at least so much: points, or percent of its printed maximum."""

    selection: Selection
    at_least: Decimal
    unit: Literal["percent", "points"] = "percent"

    def __str__(self) -> str:
        amount = f"{self.at_least:f}{'p' if self.unit == 'points' else ''}"
        return (
            f"fail-under {amount}"
            if self.selection == ALL
            else f"fail-under {self.selection}={amount}"
        )


@dataclass(frozen=True, slots=True)
class RequireComplete:
    """No question of the part is unanswered."""

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

    level: Level = "recommendation"

    def __str__(self) -> str:
        return f"no-regression {self.level}"


@dataclass(frozen=True, slots=True)
class Strict:
    """There are no findings."""

    def __str__(self) -> str:
        return "strict"


Gate = FailUnder | RequireComplete | RequireEvidence | MaxAge | NoRegression | Strict


def fail_under_from(word: str, checklist: Checklist, hints: Hints | None = None) -> FailUnder:
    """The gate of a word such as ``60``, ``9=70``, ``theme:ID=62.5`` or ``9=14p``.

    Raises:
        NupcheckError: It is not written so, its part does not exist, or it is beyond 100 percent.
    """
    name, equals, amount = word.rpartition("=")
    if equals and not name.strip():
        raise NupcheckError(f"{quote(word)} names no part.", "Write 60 for the whole, or 9=60.")
    selection = selection_from(name, checklist, hints) if equals else ALL
    amount = amount.strip()
    if match := _POINTS.fullmatch(amount):
        return FailUnder(selection, Decimal(match[1]), "points")
    if match := _PERCENT.fullmatch(amount):
        percent = Decimal(match[1])
        if percent > _HUNDRED:
            raise NupcheckError(
                f"{quote(word)} can never be met.",
                f"Percent go up to 100; for points write {amount.rstrip('% ')}p.",
            )
        return FailUnder(selection, percent)
    raise NupcheckError(
        f"{quote(amount)} is neither percent nor points.",
        "Write percent as 60 or 62.5, points as 14p; for one part 9=60 or 9=14p.",
    )


def require_complete_from(
    word: str, checklist: Checklist, hints: Hints | None = None
) -> RequireComplete:
    """The gate on a part, or on everything for EVERYTHING.

    Raises:
        NupcheckError: The checklist has no such part.
    """
    return RequireComplete(_selection_or_all(word, checklist, hints))


def require_evidence_from(
    word: str, checklist: Checklist, hints: Hints | None = None
) -> RequireEvidence:
    """The gate on a part, or on everything for EVERYTHING.

    Raises:
        NupcheckError: The checklist has no such part.
    """
    return RequireEvidence(_selection_or_all(word, checklist, hints))


def max_age_from(word: str) -> MaxAge:
    """The gate of a word such as ``730d``.

    Raises:
        NupcheckError: It is not written so.
    """
    match = _DAYS.fullmatch(word.strip())
    if match is None:
        raise NupcheckError(f"{quote(word)} is not an age.", "Write it in days, such as 730d.")
    return MaxAge(int(match[1]))


def no_regression_from(word: str) -> NoRegression:
    """The gate at a level: recommendation, action or question.

    Raises:
        NupcheckError: There is no such level.
    """
    for level in LEVELS:
        if word.strip() == level:
            return NoRegression(level)
    raise NupcheckError(
        f"{quote(word)} is not a level.",
        did_you_mean(word, LEVELS) or f"Levels are {', '.join(LEVELS)}.",
    )


def _selection_or_all(word: str, checklist: Checklist, hints: Hints | None) -> Selection:
    return ALL if word == EVERYTHING else selection_from(word, checklist, hints)


def _about(rule: str, selection: Selection) -> str:
    return rule if selection == ALL else f"{rule} {selection}"
