"""From a file's name to a checked checklist or answer sheet, every issue with its line."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from nupcheck.files.disk import display_name, read_text
from nupcheck.files.parse import parse
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.sheet import AnswerSheet, sheet_from
from nupcheck.model.source import Data, Positions
from nupcheck.model.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nupcheck.model.checklist import Checklist

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file and the plain data in it.

    Attributes:
        duplicates: Keys that stand twice. `located` tells them with whatever else is wrong, so
            data goes to its model through there.
    """

    name: str
    text: str
    data: Data
    duplicates: tuple[Issue, ...] = ()

    @property
    def is_json(self) -> bool:
        """It is written in JSON: by its name, or because it begins like JSON."""
        return looks_like_json(self.name, self.text)

    def positions(self) -> Positions:
        """The line and column of every key and value: a second reading, for messages only."""
        positions = Positions()
        parse(self.text, is_json=self.is_json, positions=positions, duplicates=[])
        return positions

    def invalid(self, issues: Sequence[Issue]) -> InvalidDataError:
        """The issues of the data with their lines, and the duplicates, as an error to raise."""
        positions = self.positions()
        name = display_name(self.name)
        located = [
            replace(issue, location=InFile(name, *positions.of(place.path, key=place.at_key)))
            for issue in issues
            if isinstance(place := issue.location, InData)
        ]
        return InvalidDataError((*self.duplicates, *located))


def looks_like_json(name: str, text: str) -> bool:
    """Whether to read a file as JSON: by its suffix; without a telling one, by its first sign."""
    suffix = Path(name).suffix.casefold()
    if suffix in {".yaml", ".yml"}:
        return False
    return suffix == ".json" or text.lstrip()[:1] == "{"


def read_document(name: str) -> Document:
    """A YAML or JSON file (``-``: standard input) as plain data.

    Raises:
        InvalidDataError: It cannot be read, or is not usable YAML or JSON.
    """
    return document_from(name, read_text(name))


def document_from(name: str, text: str) -> Document:
    """A text as plain data; the name says what it is called in messages.

    Raises:
        InvalidDataError: It is not usable YAML or JSON.
    """
    duplicates: list[Issue] = []
    data = parse(
        text, display_name(name), is_json=looks_like_json(name, text), duplicates=duplicates
    )
    return Document(name, text, data, tuple(duplicates))


def located(document: Document, make: Callable[[Data], T]) -> T:
    """What is made of a document's data; its issues become problems with lines.

    Raises:
        InvalidDataError: The data has issues.
    """
    try:
        made = make(document.data)
    except InvalidDataError as error:
        raise document.invalid(error.issues) from None
    if document.duplicates:
        raise document.invalid([])
    return made


def load_checklist(name: str, version: str | None = None) -> Checklist:
    """A checklist by the id of a built-in one, or from a file.

    Raises:
        InvalidDataError: The file cannot be used.
        NupcheckError: There is no such checklist, or no such version of it.
    """
    path = builtin.edition(name, version)
    if path is not None:
        return located(read_document(str(path)), checklist_from)
    if versions := builtin.versions_of(name):
        raise NupcheckError(
            f"nupcheck has no version {quote(version)} of the checklist {quote(name)}.",
            f"It has {', '.join(versions)}; --checklist {name} scores the sheet by the newest.",
        )
    if name == "-" or Path(name).exists() or Path(name).suffix or "/" in name or "\\" in name:
        return located(read_document(name), checklist_from)
    ids = builtin.built_in_ids()
    raise NupcheckError(
        f"There is no built-in checklist {quote(name)}, and no such file.",
        did_you_mean(name, ids) or f"Built in: {', '.join(ids)}. Your own: --checklist FILE.",
    )


def load_sheet(name: str, checklist: str | None = None) -> tuple[AnswerSheet, Checklist]:
    """An answer sheet with the checklist it is for.

    Args:
        name: The sheet's file, ``-`` for standard input.
        checklist: An id or a file that overrides what the sheet names.

    Raises:
        InvalidDataError: The sheet or the checklist cannot be used.
        NupcheckError: There is no such checklist.
    """
    document = read_document(name)
    return sheet_of(document, checklist)


def sheet_of(document: Document, checklist: str | None = None) -> tuple[AnswerSheet, Checklist]:
    """The same for a document that is read already."""
    loaded = load_checklist(checklist) if checklist else _checklist_named_in(document)
    return located(document, lambda data: sheet_from(data, loaded)), loaded


def is_checklist(document: Document) -> bool:
    """Whether a document is a checklist rather than an answer sheet, by its keys."""
    return isinstance(document.data, dict) and "recommendations" in document.data


def _checklist_named_in(document: Document) -> Checklist:
    data = document.data
    if not isinstance(data, dict):
        raise document.invalid(
            [
                Issue(
                    InData(()),
                    "This is not an answer sheet.",
                    "`nupcheck new` writes one to start from.",
                )
            ]
        )
    if is_checklist(document) and "answers" not in data:
        raise document.invalid(
            [
                Issue(
                    InData(()),
                    "This is a checklist, not an answer sheet.",
                    "`nupcheck new --checklist FILE` writes a sheet for it.",
                )
            ]
        )
    name, version = data.get("checklist"), data.get("checklist_version")
    issue = _naming_issue(name, version)
    if issue is not None:
        # What is wrong with the sheet's shape can be told without knowing its questions.
        _, shape = validate(AnswerSheet, data)
        others = [each for each in shape if '"checklist"' not in each.message]
        raise document.invalid([issue, *others])
    return load_checklist(str(name), version if isinstance(version, str) else None)


def _naming_issue(name: Data, version: Data) -> Issue | None:
    """What is wrong with the checklist and the version that a sheet names, if anything."""
    if not isinstance(name, str):
        known = ", ".join(builtin.built_in_ids())
        return Issue(
            InData(()),
            'The key "checklist" is missing or empty.',
            f"Add `checklist:` with the id of the checklist, such as {known}.",
        )
    if builtin.edition(name) is None:
        ids = builtin.built_in_ids()
        hint = did_you_mean(name, ids) or f"Built in: {', '.join(ids)}."
        return Issue(
            InData(("checklist",)),
            f"There is no built-in checklist {quote(name)}.",
            f"{hint} If it is your own, name its file with --checklist FILE.",
        )
    if isinstance(version, str) and builtin.edition(name, version) is None:
        have = ", ".join(builtin.versions_of(name))
        return Issue(
            InData(("checklist_version",)),
            f"nupcheck has no version {quote(version)} of this checklist.",
            f"It has {have}; --checklist {name} scores the sheet by the newest.",
        )
    return None
