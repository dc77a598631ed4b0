"""What is wrong in a file's data, by its path in the data: collected, worded, not yet located."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from nupcheck.errors import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pydantic_core import ErrorDetails

    from nupcheck.model.source import Where

_LONGEST_WORD = 60
_MOST_HINTS = 50
_MOST_COMPARISONS = 6_000


class Model(BaseModel):
    """What every file's model is: frozen, and refusing keys it does not know."""

    # Built when first used, and so once as part of a file's model rather than each by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one path of the data.

    Attributes:
        where: Keys and list positions from the top.
        message: What is wrong, a sentence.
        remedy: What would be right, a sentence, may be empty.
        at_key: It is the key at that path that is wrong, not its value.
    """

    where: Where
    message: str
    remedy: str = ""
    at_key: bool = False


class InvalidDataError(ValueError):
    """Data that is not a checklist or a sheet: every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.message} {fault.remedy}" for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, or nothing when none is near."""
    lowered = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word[:_LONGEST_WORD].casefold(), lowered, n=1, cutoff=0.6)
    return f"Did you mean {lowered[near[0]]}?" if near else ""


class Hints:
    """Hints at near words for all faults of a file, within a bound.

    Looking for a near word is slow, and a hostile file can have thousands of faults to look for
    among thousands of words. Once the bound is reached there are no more hints.
    """

    def __init__(self) -> None:
        self._left = _MOST_COMPARISONS

    def near(self, word: str, known: Collection[str]) -> str:
        """A hint at the nearest known word, or nothing."""
        self._left -= len(known)
        return did_you_mean(word, known) if self._left >= 0 else ""


def validate(model: type[M], data: object) -> tuple[M | None, list[Fault]]:
    """The model of some data, or None and what is wrong with its shape."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _fault(detail, model, n)
            for n, detail in enumerate(details)
            if not _is_only_for_faulty_items(detail)
        ]


def _is_only_for_faulty_items(detail: ErrorDetails) -> bool:
    """A list is called too short although it is not: its faulty items were not counted."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _fault(  # noqa: C901, PLR0911, PLR0912 - a case for each kind of error
    detail: ErrorDetails, model: type[BaseModel], number: int
) -> Fault:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    kind, value = detail["type"], detail["input"]
    name = str(where[-1]) if where else "the file"
    context: dict[str, Any] = detail.get("ctx", {})
    match kind:
        case "missing":
            return Fault(
                where[:-1], f"The key {quote(name)} is missing.", f"Add `{name}:` with its value."
            )
        case "extra_forbidden":
            known = _keys_at(model, where[:-1])
            hint = did_you_mean(name, known) if number < _MOST_HINTS else ""
            remedy = hint or f"Keys that may stand here: {', '.join(known)}."
            return Fault(where, f"The key {quote(name)} is not known here.", remedy, at_key=True)
        case "dict_type":
            return Fault(where, f"{_it(where)} must be a mapping of keys and values.", _got(value))
        case "model_type" | "model_attributes_type":
            keys = ", ".join(_keys_at(model, where))
            remedy = f"{_got(value)} Keys that may stand in it: {keys}." if keys else _got(value)
            return Fault(where, f"{_it(where)} must be a mapping of keys and values.", remedy)
        case "tuple_type" | "list_type":
            return Fault(where, f"{_it(where)} must be a list.", _got(value))
        case "string_type":
            return Fault(where, f"{_it(where)} must be a text.", _got(value))
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return Fault(where, f"{_it(where)} must be a whole number.", _got(value))
        case "bool_parsing" | "bool_type":
            return Fault(where, f"{_it(where)} must be true or false.", _got(value))
        case "literal_error":
            return Fault(where, f"{_it(where)} must be {context['expected']}.", _got(value))
        case "too_short" if context["min_length"] > 1:
            least = context["min_length"]
            return Fault(where, f"{_it(where)} must have at least {least} items.", _got(value))
        case "string_too_short" | "too_short":
            return Fault(where, f"{_it(where)} may not be empty.", "Write it out.")
        case "string_too_long":
            most = context["max_length"]
            return Fault(
                where, f"{_it(where)} is longer than {most} characters.", f"It has {len(value)}."
            )
        case "less_than_equal":
            return Fault(where, f"{_it(where)} may be {context['le']} at most.", _got(value))
        case "greater_than_equal":
            return Fault(where, f"{_it(where)} may not be less than {context['ge']}.", _got(value))
        case "string_pattern_mismatch":
            return Fault(
                where,
                f"{_it(where)} is not fit for an id. {_got(value)}",
                "Use letters a to z, digits, and single dots, hyphens or underscores in between.",
            )
        case "string_unicode":
            return Fault(
                where,
                f"{_it(where)} holds half a character.",
                "Write the character itself instead of its escapes (\\u…).",
            )
        case "value_error":
            return Fault(where, f"{_it(where)}: {context['error']}", "")
        case _:
            return Fault(where, f"{_it(where)}: {detail['msg']}.", _got(value))


def _it(where: Where) -> str:
    """How a message names a place: by its key, an item of a list by the list's."""
    keys = [part for part in where if isinstance(part, str)]
    if not keys:
        return "The file"
    item = f" (item {where[-1] + 1})" if isinstance(where[-1], int) else ""
    return f"{quote(keys[-1])}{item}"


def _got(value: object) -> str:
    match value:
        case None:
            return "It is empty."
        case str():
            return f"It is {quote(value)}."
        case list() | tuple():
            return "It is a list."
        case dict():
            return "It is a mapping."
        case _:
            return f"It is {quote(value)}."


def _keys_at(model: type[BaseModel], where: Where) -> list[str]:
    """The keys that the model allows at a path, found by following the path through the types."""
    current: type[BaseModel] | None = model
    for part in where:
        if current is None:
            break
        if isinstance(part, str) and part in current.model_fields:
            current = _model_in(current.model_fields[part].annotation)
    return list(current.model_fields) if current else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None
