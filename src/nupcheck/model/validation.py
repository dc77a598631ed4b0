"""What is wrong in a file's data, by its path in the data: collected, worded, not yet located."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from nupcheck.errors import InData, Issue, did_you_mean, quote

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from nupcheck.errors import Where

_MOST_HINTS = 50


class Model(BaseModel):
    """What every file's model is: frozen, and refusing keys it does not know."""

    # Built when first used, and so once as part of a file's model rather than each by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], data: object) -> tuple[M | None, list[Issue]]:
    """The model of some data, or None and what is wrong with its shape."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _issue(detail, model, n)
            for n, detail in enumerate(details)
            if not _is_only_for_faulty_items(detail)
        ]


def _is_only_for_faulty_items(detail: ErrorDetails) -> bool:
    """A list is called too short although it is not: its faulty items were not counted."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _issue(  # noqa: C901, PLR0911, PLR0912 - a case for each kind of error
    detail: ErrorDetails, model: type[BaseModel], number: int
) -> Issue:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    kind, value = detail["type"], detail["input"]
    name = str(where[-1]) if where else "the file"
    context: dict[str, Any] = detail.get("ctx", {})
    match kind:
        case "missing":
            return Issue(
                InData(where[:-1]),
                f"The key {quote(name)} is missing.",
                f"Add `{name}:` with its value.",
            )
        case "extra_forbidden":
            known = _keys_at(model, where[:-1])
            hint = did_you_mean(name, known) if number < _MOST_HINTS else ""
            hint = hint or f"Keys that may stand here: {', '.join(known)}."
            return Issue(
                InData(where, at_key=True), f"The key {quote(name)} is not known here.", hint
            )
        case "dict_type":
            return Issue(
                InData(where), f"{_it(where)} must be a mapping of keys and values.", _got(value)
            )
        case "model_type" | "model_attributes_type":
            keys = ", ".join(_keys_at(model, where))
            hint = f"{_got(value)} Keys that may stand in it: {keys}." if keys else _got(value)
            return Issue(InData(where), f"{_it(where)} must be a mapping of keys and values.", hint)
        case "tuple_type" | "list_type":
            return Issue(InData(where), f"{_it(where)} must be a list.", _got(value))
        case "string_type":
            return Issue(InData(where), f"{_it(where)} must be a text.", _got(value))
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return Issue(InData(where), f"{_it(where)} must be a whole number.", _got(value))
        case "bool_parsing" | "bool_type":
            return Issue(InData(where), f"{_it(where)} must be true or false.", _got(value))
        case "literal_error":
            return Issue(InData(where), f"{_it(where)} must be {context['expected']}.", _got(value))
        case "too_short" if context["min_length"] > 1:
            least = context["min_length"]
            return Issue(
                InData(where), f"{_it(where)} must have at least {least} items.", _got(value)
            )
        case "string_too_short" | "too_short":
            return Issue(InData(where), f"{_it(where)} may not be empty.", "Write it out.")
        case "string_too_long":
            most = context["max_length"]
            return Issue(
                InData(where),
                f"{_it(where)} is longer than {most} characters.",
                f"It has {len(value)}.",
            )
        case "less_than_equal":
            return Issue(
                InData(where), f"{_it(where)} may be {context['le']} at most.", _got(value)
            )
        case "greater_than_equal":
            return Issue(
                InData(where), f"{_it(where)} may not be less than {context['ge']}.", _got(value)
            )
        case "string_pattern_mismatch":
            return Issue(
                InData(where),
                f"{_it(where)} is not fit for an id. {_got(value)}",
                "Use letters a to z, digits, and single dots, hyphens or underscores in between.",
            )
        case "string_unicode":
            return Issue(
                InData(where),
                f"{_it(where)} holds half a character.",
                "Write the character itself instead of its escapes (\\u…).",
            )
        case "value_error":
            return Issue(InData(where), f"{_it(where)}: {context['error']}", "")
        case _:
            return Issue(InData(where), f"{_it(where)}: {detail['msg']}.", _got(value))


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
