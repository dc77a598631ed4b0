"""Guidance as JSON: whole, or what belongs to one part. The keys are those of guidance files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nupcheck.model.checklist import Recommendation
from nupcheck.model.guidance import SECTIONS, Guidance

if TYPE_CHECKING:
    from nupcheck.model.checklist import Action


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
