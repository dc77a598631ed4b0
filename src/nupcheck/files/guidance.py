"""From a checklist to the guidance that lies beside it, every fault with its file and line.

Apart from `nupcheck.files.load`, so that scoring a sheet never pays for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.errors import FileError, NupcheckError, Problem, quote
from nupcheck.files import builtin
from nupcheck.files.disk import STDIN, names_in
from nupcheck.files.load import Document, load_checklist, read_document
from nupcheck.model.guidance import Guidance
from nupcheck.model.guidance_checks import guidance_from
from nupcheck.model.validation import Fault, InvalidDataError

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


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
        FileError: Files of the guidance cannot be used; it names every fault of all of them.
    """
    folder = guidance_folder(checklist, named)
    if folder is None:
        return Guidance(checklist)
    documents: list[Document] = []
    problems: list[Problem] = []
    for name in names_in(folder, _SUFFIXES):
        try:
            documents.append(read_document(name))
        except FileError as error:
            problems += error.problems
    try:
        guidance = _checked(documents, checklist)
    except FileError as error:
        problems += error.problems
    if problems:
        raise FileError(problems)
    return guidance


def check_guidance(document: Document, named: str | None = None) -> Guidance:
    """One file of guidance by itself, against the checklist that it names.

    Args:
        document: The file.
        named: An id or a file of a checklist that overrides what the file names.

    Raises:
        FileError: The file has faults.
        NupcheckError: There is no such checklist.
    """
    data = document.data
    checklist_id = data.get("checklist") if isinstance(data, dict) else None
    if named is None and not isinstance(checklist_id, str):
        raise document.problems(
            [
                Fault(
                    (),
                    'The key "checklist" is missing or empty.',
                    "Add `checklist:` with the id of the checklist that the guidance is for.",
                )
            ]
        )
    if named is None and not builtin.versions_of(str(checklist_id)):
        raise NupcheckError(
            f"There is no built-in checklist {quote(checklist_id)}.",
            "If it is your own, name its file with --checklist FILE.",
        )
    return _checked([document], load_checklist(named or str(checklist_id)))


def _checked(documents: list[Document], checklist: Checklist) -> Guidance:
    by_name = {document.name: document for document in documents}
    try:
        guidance = guidance_from(
            {name: document.data for name, document in by_name.items()}, checklist
        )
    except InvalidDataError as error:
        problems: list[Problem] = []
        for name, document in by_name.items():
            own = [
                Fault(fault.where[1:], fault.message, fault.remedy, fault.at_key)
                for fault in error.faults
                if fault.where[0] == name
            ]
            problems += document.problems(own).problems
        raise FileError(problems) from None
    if any(document.duplicates for document in documents):
        raise FileError([each for document in documents for each in document.problems([]).problems])
    return guidance
