"""From a checklist to the guidance that lies beside it, every issue with its file and line.

Apart from `nupcheck.files.load`, so that scoring a sheet never pays for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.errors import InData, InvalidDataError, Issue, NupcheckError, quote
from nupcheck.files import builtin
from nupcheck.files.disk import STDIN, names_in
from nupcheck.files.load import Document, load_checklist, read_document
from nupcheck.model.guidance import Guidance
from nupcheck.model.guidance_checks import guidance_from

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
        InvalidDataError: Files of the guidance cannot be used; it names every issue of all of them.
    """
    folder = guidance_folder(checklist, named)
    if folder is None:
        return Guidance(checklist)
    documents: list[Document] = []
    issues: list[Issue] = []
    for name in names_in(folder, _SUFFIXES):
        try:
            documents.append(read_document(name))
        except InvalidDataError as error:
            issues += error.issues
    try:
        guidance = _checked(documents, checklist)
    except InvalidDataError as error:
        issues += error.issues
    if issues:
        raise InvalidDataError(issues)
    return guidance


def check_guidance(document: Document, named: str | None = None) -> Guidance:
    """One file of guidance by itself, against the checklist that it names.

    Args:
        document: The file.
        named: An id or a file of a checklist that overrides what the file names.

    Raises:
        InvalidDataError: The file has issues.
        NupcheckError: There is no such checklist.
    """
    data = document.data
    checklist_id = data.get("checklist") if isinstance(data, dict) else None
    if named is None and not isinstance(checklist_id, str):
        raise document.invalid(
            [
                Issue(
                    InData(()),
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
        issues: list[Issue] = []
        for name, document in by_name.items():
            own = [issue for issue in error.issues if issue.location.file == name]
            issues += document.invalid(own).issues
        raise InvalidDataError(issues) from None
    if duplicates := [each for document in documents for each in document.duplicates]:
        raise InvalidDataError(duplicates)
    return guidance
