"""What is wrong in the shape of a file's data: found by Pydantic, worded here, not yet located."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from nupcheck.errors import Hints, InData, Issue, quote
from nupcheck.locale import _, pgettext
from nupcheck.locale.values import listed
from nupcheck.model.data import word

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from nupcheck.errors import Where
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.data import Data


class Model(BaseModel):
    """What every file's model is: frozen, and refusing keys it does not know."""

    # Built when first used, and so once as part of a file's model rather than each by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], data: object, hints: Hints | None = None
) -> tuple[M | None, list[Issue]]:
    """The model of some data, or None and what is wrong with its shape.

    Args:
        model: What the data should be.
        data: Plain data.
        hints: Shared with whatever else looks for near words in the same file.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        hints = hints or Hints()
        return None, [
            _issue(detail, model, hints)
            for detail in error.errors(include_url=False)
            if not _is_only_for_faulty_items(detail)
        ]


def for_another_checklist(data: Data, checklist: Checklist) -> list[Issue]:
    """That a file names another checklist than the one it is read for, if it does."""
    named = word(data, "checklist")
    if named is None or named == checklist.id:
        return []
    message = _(
        "This file is for the checklist {named}, not for {checklist}.",
        named=quote(named),
        checklist=quote(checklist.id),
    )
    hint = _("Take one for that checklist, or name the other with --checklist.")
    return [Issue(InData(("checklist",)), message, hint)]


def _is_only_for_faulty_items(detail: ErrorDetails) -> bool:
    """A list is called too short although it is not: its faulty items were not counted."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _issue(  # noqa: C901, PLR0912, PLR0915 - a case for each kind of error
    detail: ErrorDetails, model: type[BaseModel], hints: Hints
) -> Issue:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    value, context = detail["input"], detail.get("ctx", {})
    name = str(where[-1]) if where else ""
    it, hint = _it(where), _it_is(value)
    at = InData(where)
    match detail["type"]:
        case "missing":
            at = InData(where[:-1])
            message = _("The key {key} is missing.", key=quote(name))
            hint = _("Add `{key}:` with its value.", key=name)
        case "extra_forbidden":
            known = _keys_at(model, where[:-1])
            at = InData(where, at_key=True)
            message = _("The key {key} is not known here.", key=quote(name))
            hint = hints.near(name, known) or _(
                "Keys that may stand here: {keys}.", keys=listed(known)
            )
        case "dict_type" | "model_type" | "model_attributes_type" as kind:
            message = _("{it} must be a mapping of keys and values.", it=it)
            if kind != "dict_type" and (known := _keys_at(model, where)):
                keys = _("Keys that may stand in it: {keys}.", keys=listed(known))
                hint = f"{hint} {keys}"
        case "tuple_type" | "list_type":
            message = _("{it} must be a list.", it=it)
        case "string_type":
            message = _("{it} must be a text.", it=it)
        case "int_type" if _is_whole(value):
            message = _("{it} must be written in digits alone.", it=it)
        case "int_type" | "int_parsing":
            message = _("{it} must be a whole number.", it=it)
        case "bool_parsing" | "bool_type":
            message = _("{it} must be true or false.", it=it)
        case "literal_error":
            last = pgettext("before the last of several choices", " or ")
            choices = context["expected"].replace(" or ", last)
            message = _("{it} must be {choices}.", it=it, choices=choices)
        case "too_short" if context["min_length"] > 1:
            least = context["min_length"]
            message = _("{it} must have at least {n} items.", it=it, n=least)
        case "string_too_short" | "too_short":
            message, hint = _("{it} may not be empty.", it=it), _("Write it out.")
        case "string_too_long":
            message = _("{it} is longer than {n} characters.", it=it, n=context["max_length"])
            hint = _("It has {n}.", n=len(value))
        case "less_than_equal":
            message = _("{it} may be {most} at most.", it=it, most=context["le"])
        case "greater_than_equal":
            message = _("{it} may not be less than {least}.", it=it, least=context["ge"])
        case "string_pattern_mismatch":
            message = _("{it} is not fit for an id. {it_is}", it=it, it_is=hint)
            hint = _(
                "Use letters a to z, digits, and single dots, hyphens or underscores in between."
            )
        case "string_unicode":
            message = _("{it} holds half a character.", it=it)
            hint = _("Write the character itself instead of its escapes (\\u…).")
        case "value_error":
            message, hint = f"{it}: {context['error']}", ""
        case _:
            message = f"{it}: {detail['msg']}."
    return Issue(at, message, hint)


def _is_whole(value: object) -> bool:
    """A text spells a whole number, but otherwise than by digits, such as 1.0 or +1."""
    try:
        return isinstance(value, str) and float(value).is_integer()
    except ValueError:
        return False


def _it(where: Where) -> str:
    """How a message names a place: by its key, an item of a list by the list's."""
    keys = [part for part in where if isinstance(part, str)]
    if not keys:
        return _("The file")
    key = quote(keys[-1])
    return _("{key} (item {n})", key=key, n=where[-1] + 1) if isinstance(where[-1], int) else key


def _it_is(value: object) -> str:
    match value:
        case None:
            return _("It is empty.")
        case list() | tuple():
            return _("It is a list.")
        case dict():
            return _("It is a mapping.")
        case _:
            return _("It is {value}.", value=quote(value))


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
