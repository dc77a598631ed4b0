"""What a checklist's source tells beside its questions, for `show`, `plan` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.documents.blocks import Document, Facts, Fold, Heading, Link, Paragraph, Steps
from nupcheck.locale import _
from nupcheck.locale.values import listed
from nupcheck.model.checklist import Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.documents.blocks import Block, Text
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

Key = Literal["practices", "first_steps", "resources", "frameworks", "policies"]
_ALL: tuple[Key, ...] = ("practices", "first_steps", "resources", "frameworks", "policies")


class Section(NamedTuple):
    """One kind of guidance under its title, each item with what is told of it."""

    key: Key
    title: str
    items: tuple[tuple[Text, str], ...]


def sections(
    guidance: Guidance, part: str | None = None, keys: Sequence[Key] = _ALL
) -> Iterator[Section]:
    """What there is on a part, or in all, in the order of the keys.

    Args:
        guidance: Of the checklist.
        part: The id of a recommendation or an action, for policies of a theme; None for all.
        keys: Which kinds of guidance.
    """
    for key in keys:
        title, items = _section(guidance, key, part)
        if told := tuple(items):
            yield Section(key, title, told)


def _section(
    guidance: Guidance, key: Key, part: str | None
) -> tuple[str, Iterable[tuple[Text, str]]]:
    match key:
        case "practices":
            practices = guidance.practices if part is None else guidance.practices_of(part)
            return _("What others did"), map(_practice, practices)
        case "first_steps":
            steps = guidance.first_steps if part is None else guidance.first_steps_of(part)
            return _("First steps when means are short"), map(_first_step, steps)
        case "resources":
            resources = guidance.resources if part is None else guidance.resources_of(part)
            return _("Further resources"), map(_resource, resources)
        case "frameworks":
            frameworks = guidance.frameworks if part is None else guidance.frameworks_of(part)
            title = _("Global and regional frameworks this serves")
            return title, _provisions(frameworks, crosswalk=part is None)
        case "policies":
            policies = guidance.policies if part is None else guidance.policies_of(part)
            return _("What national policies already say"), map(_policy, policies)


def _practice(practice: Practice) -> tuple[Text, str]:
    outcome = practice.outcome and _("What came of it: {outcome}", outcome=practice.outcome)
    return practice.headline, _told(practice.done, outcome, practice)


def _first_step(step: FirstStep) -> tuple[Text, str]:
    return step.advice, _told(step.challenge if step.step else None, step)


def _resource(resource: Resource) -> tuple[Text, str]:
    title = _with(resource.title, resource.publisher, resource.year)
    return Link(title, resource.url) if resource.url else title, _told(resource.purpose, resource)


def _provisions(frameworks: Iterable[Framework], *, crosswalk: bool) -> Iterator[tuple[Text, str]]:
    for framework in frameworks:
        for each in framework.provisions:
            served = listed((*each.recommendations, *each.actions))
            by = _("Served by {parts}.", parts=served) if crosswalk and served else None
            title = _with(each.name, framework.title, framework.year)
            yield title, _told(each.text, by, _note(each.note), framework)


def _policy(policy: Policy) -> tuple[Text, str]:
    title = f"{policy.country}: {_with(policy.title, policy.year)}"
    return title, _told(policy.commits, _note(policy.note), policy)


def _note(note: str | None) -> str | None:
    return note and _("Note: {note}", note=note)


def _with(title: str, *facts: str | int | None) -> str:
    known = listed(str(fact) for fact in facts if fact)
    return f"{title} ({known})" if known else title


def _told(*told: str | Practice | FirstStep | Resource | Framework | Policy | None) -> str:
    """Sentences, the last of which says where in the checklist's source it stands."""
    texts = (each if isinstance(each, str) else each and f"[{each.source}]" for each in told)
    return " ".join(text for text in texts if text)


def headed(guidance: Guidance, found: Iterable[Section], level: int) -> Iterator[Block]:
    """Each section under a heading, with whose judgement it is that it belongs there."""
    for key, title, items in found:
        yield Heading(title, level)
        if judged := guidance.mapping_of(key):
            yield Paragraph(judged)
        yield Steps(items)


def folded(guidance: Guidance, found: Iterable[Section]) -> Iterator[Block]:
    """Each section out of the way until asked for; whose judgement it is stands with it.

    Of practices it is said once for all, by `whose_judgement`: every action may have some.
    """
    for key, title, items in found:
        judged = guidance.mapping_of(key) if key != "practices" else None
        mapping = (Paragraph(judged, "aside"),) if judged else ()
        counted = _("{title} ({n})", title=title, n=len(items))
        yield Fold(counted, (*mapping, Steps(items)))


def guidance_blocks(guidance: Guidance, part: Recommendation | Action, level: int) -> list[Block]:
    """All guidance on a recommendation or an action, under headings of a level."""
    blocks = [*headed(guidance, sections(guidance, part.id, _ALL[:-1]), level)]
    if not isinstance(part, Recommendation):
        return blocks + partner_blocks(guidance, part.stakeholders, level)
    if part.theme:
        blocks += headed(guidance, sections(guidance, part.theme, ("policies",)), level)
    return blocks


def partner_blocks(guidance: Guidance, stakeholders: Iterable[str], level: int) -> list[Block]:
    """How to work with some stakeholders, under headings of a level; nothing when none is told."""
    return _partners(guidance, guidance.partners_for(stakeholders), level)


def _partners(guidance: Guidance, partners: Iterable[Partner], level: int) -> list[Block]:
    blocks: list[Block] = []
    for each in partners:
        told = (
            (_("Strengths"), each.strengths),
            (_("What stands in the way"), each.barriers),
            (_("Ways to work together"), each.interventions),
        )
        heading = _("Working with {name}", name=each.name)
        blocks.append(Heading(heading, level, f"partner-{each.id}"))
        blocks.append(Facts(tuple((title, texts) for title, texts in told if texts)))
        blocks.append(Paragraph(f"[{each.source}]", "aside"))
    if blocks and (judged := guidance.mapping_of("partners")):
        blocks.append(Paragraph(judged, "aside"))
    return blocks


def guidance_document(guidance: Guidance) -> Document:
    """All guidance of a checklist, to read or to print."""
    title = Heading(_("Guidance: {checklist}", checklist=guidance.checklist.title), 1)
    if guidance.is_empty:
        return Document((title, Paragraph(_("This checklist has no guidance."))))
    blocks = headed(guidance, sections(guidance), 2)
    return Document((title, *blocks, *_partners(guidance, guidance.partners, 2)))


def resource_link(resource: Resource) -> str:
    """A resource on one line: its title, publisher, year and address as far as they are known."""
    title = _with(resource.title, resource.publisher, resource.year)
    return f"{title}, {resource.url}" if resource.url else title


def whose_judgement(guidance: Guidance, keys: Iterable[str]) -> str:
    """Who judged which items of some sections belong where, each sentence once."""
    notes = [note for key in keys if (note := guidance.mapping_of(key))]
    return " ".join(dict.fromkeys(notes))
