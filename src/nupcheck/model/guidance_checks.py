"""Guidance from the plain data of its files, every issue of all of them at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nupcheck.errors import InData, InvalidDataError, Issue, did_you_mean, quote
from nupcheck.model.guidance import SECTIONS, Guidance, GuidanceFile
from nupcheck.model.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.errors import Where
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.source import Data


def guidance_from(files: Mapping[str, Data], checklist: Checklist) -> Guidance:
    """Guidance from the plain data of its files, checked against the checklist it is for.

    Args:
        files: The data of each file, by the file's name.
        checklist: The checklist that the files name.

    Raises:
        InvalidDataError: With every issue of every file, each of which its place names.
    """
    issues: list[Issue] = []
    read: dict[str, GuidanceFile] = {}
    for name, data in files.items():
        file, found = validate(GuidanceFile, data)
        if isinstance(data, dict):
            found += _reference_issues(data, checklist)
        issues += [replace(each, location=replace(each.location, file=name)) for each in found]
        if file is not None:
            read[name] = file
    issues += _duplicate_issues(files)
    if issues:
        raise InvalidDataError(issues)
    parts = read.values()
    return Guidance(
        checklist,
        practices=tuple(item for part in parts for item in part.practices),
        first_steps=tuple(item for part in parts for item in part.first_steps),
        resources=tuple(item for part in parts for item in part.resources),
        frameworks=tuple(item for part in parts for item in part.frameworks),
        policies=tuple(item for part in parts for item in part.policies),
        partners=tuple(item for part in parts for item in part.partners),
        mappings=tuple(
            (section, part.mapping)
            for section in SECTIONS
            for part in parts
            if part.mapping and getattr(part, section)
        ),
    )


def is_guidance(data: Data) -> bool:
    """Whether a document is a guidance file rather than a checklist or a sheet, by its keys."""
    return (
        isinstance(data, dict)
        and not {"recommendations", "answers"}.intersection(data)
        and bool(set(SECTIONS).intersection(data))
    )


# The checks below read the plain data and step over what has not even the right shape, so that
# issues of shape and of reference are reported in one go.

_Item = tuple["Where", dict[str, "Data"]]


def _items(data: Data, key: str, where: Where = ()) -> Iterator[_Item]:
    entries = data.get(key) if isinstance(data, dict) else None
    if isinstance(entries, list):
        for number, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield (*where, key, number), entry


def _every_item(data: Data) -> Iterator[_Item]:
    for section in SECTIONS:
        for where, item in _items(data, section):
            yield where, item
            yield from _items(item, "provisions", where)


def _reference_issues(data: dict[str, Data], checklist: Checklist) -> Iterator[Issue]:
    name = data.get("checklist")
    if isinstance(name, str) and name != checklist.id:
        yield Issue(
            InData(("checklist",)),
            f"This guidance is for the checklist {quote(name)}, not for {quote(checklist.id)}.",
            "Name its checklist with --checklist.",
        )
        return
    known = {
        "recommendation": [part.id for part in checklist.recommendations],
        "action": list(checklist.actions),
        "theme": [theme.id for theme in checklist.themes],
        "stakeholder": [body.id for body in checklist.stakeholders],
    }
    for where, item in _every_item(data):
        for kind, ids in known.items():
            if kind in item:
                yield from _unknown((*where, kind), item[kind], ids, kind)
            several = item.get(f"{kind}s")
            for number, each in enumerate(several if isinstance(several, list) else []):
                place = (*where, f"{kind}s", number)
                yield from _unknown(place, each, ids, kind)
                if isinstance(several, list) and each in several[:number]:
                    yield Issue(
                        InData(place), f"The {kind} {quote(each)} stands twice.", "Keep one."
                    )


def _unknown(where: Where, name: Data, known: list[str], kind: str) -> Iterator[Issue]:
    if isinstance(name, str) and name not in known:
        hint = did_you_mean(name, known) or "`nupcheck show` lists what there is."
        yield Issue(InData(where), f"The checklist has no {kind} {quote(name)}.", hint)


def _duplicate_issues(files: Mapping[str, Data]) -> Iterator[Issue]:
    """Ids are unique in their section, also across files."""
    first: dict[tuple[str, str], str] = {}
    for name, data in files.items():
        for where, item in _every_item(data):
            own = item.get("id")
            if not isinstance(own, str):
                continue
            key = ("provisions" if "provisions" in where else str(where[0]), own)
            if key in first:
                other = "" if first[key] == name else f" The other is in {first[key]}."
                hint = f"Give one another id.{other}"
                place = InData((*where, "id"), file=name)
                yield Issue(place, f"The id {quote(own)} is used twice.", hint)
            first.setdefault(key, name)
