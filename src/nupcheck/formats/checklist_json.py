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
        return guidance_json(guidance)
    if part is None and shown.actions is not None:
        return [_plain(action) for action in shown.actions]
    data = _plain(shown.checklist if part is None else part)
    if isinstance(part, Recommendation | Action) and not guidance.is_empty:
        data["guidance"] = part_guidance_json(guidance, part)
    return data


def _plain(part: Checklist | Recommendation | Action | Question) -> Any:  # noqa: ANN401 - plain data
    """A part as data that a checklist file could hold: no `follows_kind` without `follows`."""
    data = part.model_dump(mode="json", exclude_none=True)
    rest: list[Any] = [data]
    while rest:
        match rest.pop():
            case dict() as mapping:
                if "follows" not in mapping:
                    mapping.pop("follows_kind", None)
                rest += mapping.values()
            case list() as items:
                rest += items
    return data


def guidance_json(guidance: Guidance) -> dict[str, Any]:
    """All guidance as plain data; `mappings` say who judged what belongs where."""
    data: dict[str, Any] = {"format": 1, "checklist": guidance.checklist.id}
    for section in SECTIONS:
        items = getattr(guidance, section)
        data[section] = [item.model_dump(mode="json", exclude_none=True) for item in items]
    mappings = {name: guidance.mapping_of(name) for name in SECTIONS}
    return {**data, "mappings": {name: note for name, note in mappings.items() if note}}


def part_guidance_json(guidance: Guidance, part: Recommendation | Action) -> dict[str, Any]:
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
    data = guidance_json(own)
    found = {section: data[section] for section in SECTIONS if data[section]}
    mappings = {name: note for name, note in data["mappings"].items() if name in found}
    return {**found, **({"mappings": mappings} if mappings else {})}
