"""The checklists that come with nupcheck, by id and version."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]

# One entry an edition: one that an old sheet names stays, so that the sheet scores as it did.
# The last of an id is the one taken when a sheet names no version.
_EDITIONS: dict[tuple[str, str], str] = {
    ("un-habitat-2023", "1.0"): "recommendations.yaml",
}

DEFAULT_ID = "un-habitat-2023"


def data_folder() -> Path:
    """Where the checklists are: inside an installed package, at the top of a checkout."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "data"


def built_in_ids() -> tuple[str, ...]:
    """Ids of the built-in checklists."""
    return tuple(dict.fromkeys(each for each, _version in _EDITIONS))


def versions_of(checklist_id: str) -> tuple[str, ...]:
    """The versions of a built-in checklist, oldest first; none when there is no such."""
    return tuple(version for each, version in _EDITIONS if each == checklist_id)


def edition(checklist_id: str, version: str | None = None) -> Path | None:
    """The file of a built-in checklist, its newest version unless one is named."""
    versions = versions_of(checklist_id)
    if not versions:
        return None
    name = _EDITIONS.get((checklist_id, version or versions[-1]))
    return data_folder() / name if name else None
