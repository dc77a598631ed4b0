"""Guidance as blocks of a document: what `show` and `plan` tell of practices, steps, resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from nupcheck.model.checklist import Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nupcheck.model.checklist import Action
    from nupcheck.model.guidance import (
        FirstStep,
        Framework,
        Guidance,
        Partner,
        Policy,
        Practice,
        Resource,
    )


def guidance_blocks(guidance: Guidance, part: Recommendation | Action, level: int) -> list[Block]:
    """All guidance on a recommendation or an action, under headings of a level."""
    found = [
        ("practices", "What others did", practice_lines(guidance.practices_of(part.id))),
        (
            "first_steps",
            "Where means are short",
            [_step(each) for each in guidance.first_steps_of(part.id)],
        ),
        (
            "resources",
            "Further resources",
            [_resource(each) for each in guidance.resources_of(part.id)],
        ),
        ("frameworks", "What it serves", list(_provisions(guidance.frameworks_of(part.id)))),
    ]
    if isinstance(part, Recommendation):
        policies = guidance.policies_of(part.theme) if part.theme else ()
        lines = [_policy(each) for each in policies]
        found.append(("policies", "What national policies say on the theme", lines))
    else:
        partners = guidance.partners_for(part.stakeholders)
        found.append(("partners", "Working with those concerned", list(partner_lines(partners))))
    return _sections(guidance, found, level)


def partner_blocks(guidance: Guidance, bodies: Iterable[str], level: int) -> list[Block]:
    """How to work with some stakeholders, under a heading of a level; nothing when none is told."""
    lines = list(partner_lines(guidance.partners_for(bodies)))
    return _sections(guidance, [("partners", "Working with those concerned", lines)], level)


def guidance_document(guidance: Guidance) -> Document:
    """All guidance of a checklist, to read or to print."""
    checklist = guidance.checklist
    found = [
        ("practices", "What others did", practice_lines(guidance.practices)),
        ("first_steps", "Where means are short", [_step(each) for each in guidance.first_steps]),
        ("resources", "Further resources", [_resource(each) for each in guidance.resources]),
        (
            "frameworks",
            "Global and regional frameworks",
            list(_provisions(guidance.frameworks, crosswalk=True)),
        ),
        ("policies", "National policies", [_policy(each) for each in guidance.policies]),
        ("partners", "Working with those concerned", list(partner_lines(guidance.partners))),
    ]
    title = Heading(f"Guidance: {checklist.title}", 1)
    if guidance.is_empty:
        return Document((title, Paragraph("This checklist has no guidance.")))
    return Document((title, *_sections(guidance, found, 2)))


def _sections(
    guidance: Guidance, found: list[tuple[str, str, list[str]]], level: int
) -> list[Block]:
    blocks: list[Block] = []
    for section, title, lines in found:
        if lines:
            blocks.append(Heading(title, level))
            if mapping := guidance.mapping_of(section):
                blocks.append(Paragraph(mapping))
            blocks.append(Bullets(tuple(lines)))
    return blocks


def practice_lines(practices: Iterable[Practice]) -> list[str]:
    """Each practice in full: where, what was done, what came of it, where it is told."""
    return [
        " ".join(
            text
            for text in (
                f"{each.headline}.",
                each.done,
                each.outcome and f"What came of it: {each.outcome}",
                f"[{each.source}]",
            )
            if text
        )
        for each in practices
    ]


def resource_title(resource: Resource) -> str:
    """A resource on one line: its title, publisher and year."""
    facts = ", ".join(str(fact) for fact in (resource.publisher, resource.year) if fact)
    return f"{resource.title} ({facts})" if facts else resource.title


def resource_link(resource: Resource) -> str:
    """The same with its address, where it is known."""
    title = resource_title(resource)
    return f"{title}, {resource.url}" if resource.url else title


def _step(step: FirstStep) -> str:
    first = f" What to do: {step.step}" if step.step else ""
    return f"{step.challenge}{first} {_at(step)}"


def _at(item: FirstStep | Resource | Framework | Policy) -> str:
    return f"[{item.source}]"


def _resource(resource: Resource) -> str:
    address = f" {resource.url}" if resource.url else ""
    return f"{resource_title(resource)}: {resource.purpose}{address} {_at(resource)}"


def _provisions(frameworks: Iterable[Framework], *, crosswalk: bool = False) -> Iterator[str]:
    for framework in frameworks:
        for each in framework.provisions:
            served = ", ".join((*each.recommendations, *each.actions))
            note = f" Note: {each.note}" if each.note else ""
            year = f", {framework.year}" if framework.year else ""
            by = f" Served by {served}." if crosswalk and served else ""
            yield f"{each.name} ({framework.title}{year}): {each.text}{by}{note} {_at(framework)}"


def _policy(policy: Policy) -> str:
    note = f" Note: {policy.note}" if policy.note else ""
    year = f", {policy.year}" if policy.year else ""
    return f"{policy.country}, {policy.title}{year}: {policy.commits}{note} {_at(policy)}"


def partner_lines(partners: Iterable[Partner]) -> Iterator[str]:
    """Each kind of partner: what stands in the way, what it brings, how to work with it."""
    for each in partners:
        parts = (
            ("Barriers", each.barriers),
            ("Strengths", each.strengths),
            ("Ways to work with them", each.interventions),
        )
        said = [f"{name}: {'; '.join(texts)}." for name, texts in parts if texts]
        yield " ".join([f"{each.name}.", *said, f"[{each.source}]"])
