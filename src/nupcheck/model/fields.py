"""The values that files hold: each kind is read in one way, from text as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from nupcheck.errors import is_blank, quote
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.model.data import Data

_MOST_DIGITS = 9
_LARGEST = 10**_MOST_DIGITS - 1
_NUMBER = re.compile(r"\d{1,4000}|-[1-9]\d{0,4000}", re.ASCII)
_FLAGS = {"true": True, "false": False}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_COST = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)


def natural(text: Data) -> int | None:
    """The number that a text spells with digits alone, None when it does not."""
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    return None


def flag(value: object) -> object:
    """True or false in any case, as YAML and JSON write them, and no other word."""
    return _FLAGS.get(value.casefold(), value.casefold()) if isinstance(value, str) else value


def one_or_many(value: object) -> object:
    """A list, of which a single item may stand without its brackets."""
    return [] if value is None else [value] if isinstance(value, str) else value


def _visible(value: object) -> object:
    return "" if isinstance(value, str) and is_blank(value) else value


def _number(value: object) -> object:
    # Those that `natural` does not take are read too, to be told that they are beyond the bounds.
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _date(value: object) -> object:
    if value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(
        _("{value} is not a date. Write year-month-day, such as 2026-05-01.", value=quote(value))
    )


def _cost(value: object) -> object:
    if isinstance(value, str) and _COST.fullmatch(value):
        return Decimal(value)
    raise ValueError(
        _("{value} is not a cost. Write a plain number such as 3 or 2.5.", value=quote(value))
    )


_read_number = BeforeValidator(_number)
_read_text = BeforeValidator(_visible)

Title = Annotated[str, StringConstraints(min_length=1, max_length=60), _read_text]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), _read_text]
Line = Annotated[str, StringConstraints(max_length=500), _read_text]
PlaceName = Annotated[str, StringConstraints(min_length=1, max_length=500), _read_text]
Note = Annotated[str, StringConstraints(max_length=10_000), _read_text]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000), _read_text]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=64)]

Format = Annotated[Literal[1], BeforeValidator(_number, json_schema_input_type=Literal[1])]
Count = Annotated[int, Field(strict=True, ge=0, le=_LARGEST), _read_number]
Points = Annotated[int, Field(strict=True, ge=0, le=1000), _read_number]
Year = Annotated[int, Field(strict=True, ge=1000, le=9999), _read_number]
Flag = Annotated[bool, Field(strict=True), BeforeValidator(flag, json_schema_input_type=bool)]
Date = Annotated[dt.date, BeforeValidator(_date, json_schema_input_type=dt.date)]
Cost = Annotated[Decimal, BeforeValidator(_cost, json_schema_input_type=float | int | str)]
