"""Guidance from the plain data of its files, every fault of all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.errors import quote
from nupcheck.model.guidance import SECTIONS, Guidance, GuidanceFile
from nupcheck.model.validation import Fault, InvalidDataError, did_you_mean, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.source import Data, Where


def guidance_from(files: Mapping[str, Data], checklist: Checklist) -> Guidance:
    """Guidance from the plain data of its files, checked against the checklist it is for.

    Args:
        files: The data of each file, by the file's name.
        checklist: The checklist that the files name.

    Raises:
        InvalidDataError: With every fault of every file; the first part of a fault's path is the
            file's name.
    """
    faults: list[Fault] = []
    read: dict[str, GuidanceFile] = {}
    for name, data in files.items():
        file, found = validate(GuidanceFile, data)
        if isinstance(data, dict):
            found += _reference_faults(data, checklist)
        faults += [_within(name, fault) for fault in found]
        if file is not None:
            read[name] = file
    faults += _duplicate_faults(files)
    if faults:
        raise InvalidDataError(faults)
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


def _within(name: str, fault: Fault) -> Fault:
    return Fault((name, *fault.where), fault.message, fault.remedy, fault.at_key)


# The checks below read the plain data and step over what has not even the right shape, so that
# faults of shape and of reference are reported in one go.

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


def _reference_faults(data: dict[str, Data], checklist: Checklist) -> Iterator[Fault]:
    name = data.get("checklist")
    if isinstance(name, str) and name != checklist.id:
        yield Fault(
            ("checklist",),
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
                    yield Fault(place, f"The {kind} {quote(each)} stands twice.", "Keep one.")


def _unknown(where: Where, name: Data, known: list[str], kind: str) -> Iterator[Fault]:
    if isinstance(name, str) and name not in known:
        remedy = did_you_mean(name, known) or "`nupcheck show` lists what there is."
        yield Fault(where, f"The checklist has no {kind} {quote(name)}.", remedy)


def _duplicate_faults(files: Mapping[str, Data]) -> Iterator[Fault]:
    """Ids are unique in their section, also across files."""
    first: dict[tuple[str, str], str] = {}
    for name, data in files.items():
        for where, item in _every_item(data):
            own = item.get("id")
            if not isinstance(own, str):
                continue
            key = ("provisions" if "provisions" in where else str(where[0]), own)
            if key in first:
                place = "" if first[key] == name else f" The other is in {first[key]}."
                remedy = f"Give one another id.{place}"
                yield Fault((name, *where, "id"), f"The id {quote(own)} is used twice.", remedy)
            first.setdefault(key, name)
