"""From a file's name to what it declares, every issue of it with its line.

Every kind of file goes the same way: its text is parsed to plain data, the model checks the data
by itself, and only what is wrong is then located in the text.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nupcheck.errors import (
    InData,
    InFile,
    InvalidDataError,
    Issue,
    NupcheckError,
    did_you_mean,
    quote,
)
from nupcheck.files import builtin
from nupcheck.files.disk import STDIN, display_name, names_in, read_text
from nupcheck.files.parse import parse
from nupcheck.locale import SOURCE_LANGUAGE, _, language
from nupcheck.locale.values import listed
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.data import Data, Positions, word
from nupcheck.model.sheet import AnswerSheet, sheet_from
from nupcheck.model.validation import Model, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.costs import Costs
    from nupcheck.model.guidance import Guidance

T = TypeVar("T")

_GUIDANCE_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text of a file and the plain data in it.

    Attributes:
        duplicates: Keys that stand twice: told together with whatever else is wrong.
    """

    name: str
    text: str
    data: Data
    duplicates: tuple[Issue, ...] = ()

    @property
    def is_json(self) -> bool:
        """It is written in JSON: by its name, or because it begins like JSON."""
        return looks_like_json(self.name, self.text)

    @property
    def keys(self) -> frozenset[str]:
        """Its keys at the top, none when it is not a mapping at all."""
        return frozenset(self.data if isinstance(self.data, dict) else ())

    def positions(self) -> Positions:
        """The line and column of every key and value: a second reading, for messages only."""
        positions = Positions()
        parse(self.text, is_json=self.is_json, positions=positions, duplicates=[])
        return positions

    def located(self, issues: Iterable[Issue]) -> tuple[Issue, ...]:
        """The issues of its data with their lines, and its duplicates."""
        places = [(issue, issue.location) for issue in issues]
        if not places:
            return self.duplicates
        positions, name = self.positions(), display_name(self.name)
        return *self.duplicates, *(
            replace(issue, location=InFile(name, *positions.of(place.path, key=place.at_key)))
            for issue, place in places
            if isinstance(place, InData)
        )

    def made(self, make: Callable[[Data], T]) -> T:
        """What is made of its data.

        Args:
            make: Makes it of plain data, or raises InvalidDataError.

        Raises:
            InvalidDataError: With every issue of the file, located.
        """
        try:
            made = make(self.data)
        except InvalidDataError as error:
            raise InvalidDataError(self.located(error.issues)) from None
        if self.duplicates:
            raise InvalidDataError(self.duplicates)
        return made


def looks_like_json(name: str, text: str) -> bool:
    """Whether to read a file as JSON: by its suffix; without a telling one, by its first sign."""
    suffix = Path(name).suffix.casefold()
    if suffix in {".yaml", ".yml"}:
        return False
    return suffix == ".json" or text.lstrip()[:1] == "{"


def read_source(name: str) -> SourceFile:
    """A YAML or JSON file (``-``: standard input) as plain data.

    Raises:
        InvalidDataError: It cannot be read, or is not usable YAML or JSON.
    """
    return source_from(name, read_text(name))


def source_from(name: str, text: str) -> SourceFile:
    """A text as plain data; the name says what it is called in messages.

    Raises:
        InvalidDataError: It is not usable YAML or JSON.
    """
    duplicates: list[Issue] = []
    data = parse(
        text, display_name(name), is_json=looks_like_json(name, text), duplicates=duplicates
    )
    return SourceFile(name, text, data, tuple(duplicates))


# Checklists


def load_checklist(name: str, version: str | None = None) -> Checklist:
    """A checklist by the id of a built-in one, or from a file, in the language that is spoken.

    Raises:
        InvalidDataError: The file cannot be used.
        NupcheckError: There is no such checklist, or no such version of it.
    """
    # Unlike Path.exists, this is false where the system does not let anybody look.
    is_file = os.path.exists(name) or Path(name).suffix  # noqa: PTH110
    is_id = builtin.versions_of(name) or not is_file
    if is_id and name != STDIN and "/" not in name and "\\" not in name:
        return _checklist_in(str(_built_in(name, version)))
    return _checklist_in(name)


def _built_in(checklist_id: str, version: str | None) -> Path:
    path = builtin.edition(checklist_id, version)
    if path is not None:
        return path
    if versions := builtin.versions_of(checklist_id):
        raise NupcheckError(
            _("nupcheck has no version {version} of this checklist.", version=quote(version)),
            _(
                "It has {versions}; --checklist {id} scores the sheet by the newest.",
                versions=listed(versions),
                id=checklist_id,
            ),
        )
    ids = builtin.built_in_ids()
    near = did_you_mean(checklist_id, ids) or _("Built in: {ids}.", ids=listed(ids))
    own = _("If it is your own, name its file with --checklist FILE.")
    raise NupcheckError(
        _("There is no built-in checklist {id}.", id=quote(checklist_id)), f"{near} {own}"
    )


def _checklist_in(name: str) -> Checklist:
    checklist = _checklist_of(name, read_text(name))
    if language() == SOURCE_LANGUAGE:
        return checklist
    from nupcheck.model.translate import translated  # noqa: PLC0415 - English needs none of it

    return translated(checklist)


@lru_cache(maxsize=8)
def _checklist_of(name: str, text: str) -> Checklist:
    """Made once of the same text, as when many sheets of one checklist are checked."""
    return source_from(name, text).made(checklist_from)


def is_checklist(source: SourceFile) -> bool:
    """Whether a file is a checklist rather than an answer sheet, by its keys."""
    return "recommendations" in source.keys


# What is for a checklist that it names


def load_sheet(name: str, checklist: str | None = None) -> tuple[AnswerSheet, Checklist]:
    """An answer sheet with the checklist it is for.

    Args:
        name: The sheet's file, ``-`` for standard input.
        checklist: An id or a file that overrides what the sheet names.

    Raises:
        InvalidDataError: The sheet or the checklist cannot be used.
        NupcheckError: There is no such checklist.
    """
    return sheet_of(read_source(name), checklist)


def sheet_of(source: SourceFile, checklist: str | None = None) -> tuple[AnswerSheet, Checklist]:
    """The same as `load_sheet` for a file that is read already."""
    if checklist is None and (issue := _other_kind(source)):
        raise InvalidDataError(source.located([issue]))
    return _for_checklist(source, AnswerSheet, sheet_from, checklist)


def costs_of(source: SourceFile, checklist: str | None = None) -> tuple[Costs, Checklist]:
    """The costs in a file, with the checklist they are for; as `sheet_of`."""
    from nupcheck.model.costs import CostFile, costs_from  # noqa: PLC0415 - seldom needed

    return _for_checklist(source, CostFile, costs_from, checklist)


def guidance_of(source: SourceFile, checklist: str | None = None) -> Guidance:
    """The guidance in one file by itself; as `sheet_of`."""
    from nupcheck.model.guidance import GuidanceFile  # noqa: PLC0415 - scoring never pays for it
    from nupcheck.model.guidance_checks import guidance_from  # noqa: PLC0415

    def make(data: Data, loaded: Checklist) -> Guidance:
        return guidance_from({source.name: data}, loaded)

    return _for_checklist(source, GuidanceFile, make, checklist)[0]


def _other_kind(source: SourceFile) -> Issue | None:
    """What a file is instead of an answer sheet, if that is plain to see."""
    if not isinstance(source.data, dict):
        return Issue(
            InData(()),
            _("This is not an answer sheet."),
            _("`nupcheck new` writes one to start from."),
        )
    if is_checklist(source) and "answers" not in source.keys:
        return Issue(
            InData(()),
            _("This is a checklist, not an answer sheet."),
            _("`nupcheck new --checklist FILE` writes a sheet for it."),
        )
    return None


def _for_checklist(
    source: SourceFile,
    model: type[Model],
    make: Callable[[Data, Checklist], T],
    checklist: str | None,
) -> tuple[T, Checklist]:
    loaded = load_checklist(checklist) if checklist else _checklist_named_in(source, model)
    return source.made(lambda data: make(data, loaded)), loaded


def _checklist_named_in(source: SourceFile, model: type[Model]) -> Checklist:
    checklist_id = word(source.data, "checklist")
    version = word(source.data, "checklist_version")
    if checklist_id is None:
        message = _("The key {key} is missing or empty.", key=quote("checklist"))
        ids = listed(builtin.built_in_ids())
        hint = _("Add `checklist:` with the id of the checklist, such as {ids}.", ids=ids)
        issue = Issue(InData(()), message, hint)
    else:
        try:
            path = _built_in(checklist_id, version)
        except NupcheckError as error:
            at = "checklist_version" if builtin.versions_of(checklist_id) else "checklist"
            issue = Issue(InData((at,)), error.message, error.hint)
        else:
            return _checklist_in(str(path))
    # What is wrong with the file's shape can be told without knowing the checklist.
    shape = validate(model, source.data)[1]
    others = [each for each in shape if '"checklist"' not in each.message]
    raise InvalidDataError(source.located([issue, *others]))


# What lies beside a checklist


def guidance_folder(checklist: Checklist, named: str | None = None) -> Path | None:
    """Where a checklist's guidance lies: in ``guidance/<its id>/`` beside its own file.

    Args:
        checklist: The checklist.
        named: The id or file it was loaded by; without one it is a built-in checklist.
    """
    if named is None or builtin.versions_of(named):
        file = builtin.edition(checklist.id, checklist.version)
    else:
        file = None if named == STDIN else Path(named)
    return None if file is None else file.parent / "guidance" / checklist.id


def load_guidance(checklist: Checklist, named: str | None = None) -> Guidance:
    """The guidance of a checklist; empty when none lies beside it.

    Args:
        checklist: The checklist.
        named: The id or file it was loaded by; without one it is a built-in checklist.

    Raises:
        InvalidDataError: Files of the guidance cannot be used; with every issue of all of them.
    """
    from nupcheck.model.guidance import Guidance  # noqa: PLC0415 - scoring never pays for it
    from nupcheck.model.guidance_checks import guidance_from  # noqa: PLC0415

    folder = guidance_folder(checklist, named)
    sources: list[SourceFile] = []
    issues: list[Issue] = []
    for name in names_in(folder, _GUIDANCE_SUFFIXES) if folder else ():
        try:
            sources.append(read_source(name))
        except InvalidDataError as error:
            issues += error.issues
    guidance = Guidance(checklist)
    found: tuple[Issue, ...] = ()
    try:
        guidance = guidance_from({source.name: source.data for source in sources}, checklist)
    except InvalidDataError as error:
        found = error.issues
    for source in sources:
        issues += source.located(each for each in found if each.location.file == source.name)
    if issues:
        raise InvalidDataError(issues)
    return guidance
