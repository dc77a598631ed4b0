"""Parts of a checklist and its guidance as JSON. The keys are those of the files they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nupcheck.model.checklist import Action, Recommendation
from nupcheck.model.guidance import SECTIONS, Guidance

if TYPE_CHECKING:
    from nupcheck.formats.inputs import Shown
    from nupcheck.model.checklist import Checklist, Question


def shown_json(shown: Shown) -> Any:  # noqa: ANN401 - plain data of any shape
    """What is to be shown of a checklist, as plain data ready for JSON."""
    part, guidance = shown.part, shown.guidance
    if shown.only_guidance:
        items, mappings = _sections(guidance)
        return {"format": 1, "checklist": guidance.checklist.id, **items, "mappings": mappings}
    if part is None and shown.actions is not None:
        return [_plain(action) for action in shown.actions]
    data = _plain(shown.checklist if part is None else part)
    if isinstance(part, Recommendation | Action) and not guidance.is_empty:
        data["guidance"] = _part_guidance(guidance, part)
    return data


def _plain(part: Checklist | Recommendation | Action | Question) -> Any:  # noqa: ANN401 - plain data
    return _without_kind(part.model_dump(mode="json", exclude_none=True))


def _without_kind(data: Any) -> Any:  # noqa: ANN401 - plain data
    """Data that a checklist file could hold: no `follows_kind` without `follows`."""
    match data:
        case list():
            return [_without_kind(each) for each in data]
        case dict():
            kept = data if "follows" in data else {**data, "follows_kind": None}
            return {key: _without_kind(each) for key, each in kept.items() if each is not None}
    return data


def _sections(guidance: Guidance) -> tuple[dict[str, Any], dict[str, str]]:
    """The items of each section, and who judged what belongs where."""
    items = {
        section: [
            each.model_dump(mode="json", exclude_none=True) for each in getattr(guidance, section)
        ]
        for section in SECTIONS
    }
    notes = {section: guidance.mapping_of(section) for section in SECTIONS}
    return items, {section: note for section, note in notes.items() if note}


def _part_guidance(guidance: Guidance, part: Recommendation | Action) -> dict[str, Any]:
    """The guidance on a recommendation or an action; of frameworks only what it serves."""
    theme = part.theme if isinstance(part, Recommendation) else None
    bodies = () if isinstance(part, Recommendation) else part.stakeholders
    own = Guidance(
        guidance.checklist,
        guidance.practices_of(part.id),
        guidance.first_steps_of(part.id),
        guidance.resources_of(part.id),
        guidance.frameworks_of(part.id),
        guidance.policies_of(theme) if theme else (),
        guidance.partners_for(bodies),
        guidance.mappings,
    )
    items, notes = _sections(own)
    found = {section: listed for section, listed in items.items() if listed}
    mappings = {section: note for section, note in notes.items() if section in found}
    return found | ({"mappings": mappings} if mappings else {})
