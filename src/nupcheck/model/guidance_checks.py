"""Guidance from the plain data of its files, every issue of all of them at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, quote
from nupcheck.locale import _
from nupcheck.model.data import items, word, words
from nupcheck.model.guidance import SECTIONS, Guidance, GuidanceFile
from nupcheck.model.validation import for_another_checklist, validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.data import Data, Item


def guidance_from(files: Mapping[str, Data], checklist: Checklist) -> Guidance:
    """Guidance from the plain data of its files, checked against the checklist it is for.

    Args:
        files: The data of each file, by the file's name.
        checklist: The checklist that the files name.

    Raises:
        InvalidDataError: With every issue of every file, each of which its place names.
    """
    hints = Hints()
    issues = list(_duplicates(files))
    read: list[GuidanceFile] = []
    for name, data in files.items():
        file, found = validate(GuidanceFile, data, hints)
        others = for_another_checklist(data, checklist)
        found += others or _reference_issues(data, checklist, hints)
        issues += [replace(each, location=replace(each.location, file=name)) for each in found]
        if file is not None:
            read.append(file)
    if issues:
        raise InvalidDataError(issues)
    sections: dict[str, Any] = {
        section: tuple(chain.from_iterable(getattr(file, section) for file in read))
        for section in SECTIONS
    }
    mappings = tuple(
        (section, file.mapping)
        for section in SECTIONS
        for file in read
        if file.mapping and getattr(file, section)
    )
    return Guidance(checklist, **sections, mappings=mappings)


def is_guidance(data: Data) -> bool:
    """Whether a document is a guidance file rather than a checklist or a sheet, by its keys."""
    return (
        isinstance(data, dict)
        and not {"recommendations", "answers"}.intersection(data)
        and bool(set(SECTIONS).intersection(data))
    )


def _every_item(data: Data) -> Iterator[Item]:
    for section in SECTIONS:
        for where, item in items(data, section):
            yield where, item
            yield from items(item, "provisions", where)


def _reference_issues(data: Data, checklist: Checklist, hints: Hints) -> Iterator[Issue]:
    known: dict[str, Collection[str]] = {
        "recommendation": {each.id: None for each in checklist.recommendations},
        "action": checklist.actions,
        "theme": {theme.id: None for theme in checklist.themes},
        "stakeholder": {body.id: None for body in checklist.stakeholders},
    }
    for where, item in _every_item(data):
        for kind, ids in known.items():
            several = list(words(item, f"{kind}s", where))
            single = word(item, kind)
            named_here = several if single is None else [((*where, kind), single), *several]
            seen: set[str] = set()
            for place, each in named_here:
                if each not in ids:
                    hint = hints.near(each, ids) or _("`nupcheck show` lists what there is.")
                    yield Issue(InData(place), _unknown(kind, quote(each)), hint)
                if each in seen:
                    yield Issue(
                        InData(place),
                        _("{key} stands here a second time.", key=quote(each)),
                        _("Keep one of the two and delete the other."),
                    )
                seen.add(each)


def _unknown(kind: str, shown: str) -> str:
    match kind:
        case "recommendation":
            return _("The checklist has no recommendation {id}.", id=shown)
        case "action":
            return _("The checklist has no action {id}.", id=shown)
        case "theme":
            return _("The checklist has no theme {id}.", id=shown)
        case _:
            return _("The checklist has no stakeholder {id}.", id=shown)


def _duplicates(files: Mapping[str, Data]) -> Iterator[Issue]:
    """Ids are unique in their section, also across files."""
    first: dict[tuple[str, str], str] = {}
    for name, data in files.items():
        for where, item in _every_item(data):
            own = word(item, "id")
            if own is None:
                continue
            key = ("provisions" if "provisions" in where else str(where[0]), own)
            if key in first:
                yield Issue(
                    InData((*where, "id"), file=name),
                    _("The id {id} is used twice.", id=quote(own)),
                    _("Give one another id.")
                    if first[key] == name
                    else _("Give one another id. The other is in {file}.", file=first[key]),
                )
            first.setdefault(key, name)
