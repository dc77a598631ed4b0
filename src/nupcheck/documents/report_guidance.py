"""What the checklist's source tells beside its questions, folded in where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Bullets, Fold, Heading, Link, Paragraph, Steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block, Text
    from nupcheck.documents.subject import Subject
    from nupcheck.model.guidance import FirstStep, Framework, Partner, Policy, Practice, Resource


def action_guidance(subject: Subject, action: str) -> Iterator[Block]:
    """What others did about an action."""
    if subject.guidance is None:
        return
    words = subject.words
    items = [
        (practice.headline, _told(practice.done, practice.outcome, _at(practice)))
        for practice in subject.guidance.practices_of(action)
    ]
    if items:
        yield Fold(words("practices", count=len(items)), (Steps(tuple(items)),))


def recommendation_guidance(subject: Subject, recommendation: str) -> Iterator[Block]:
    """First steps when means are short, resources and frameworks of a recommendation."""
    if subject.guidance is None:
        return
    yield from _first_steps(subject, recommendation)
    yield from _resources(subject, recommendation)
    yield from _frameworks(subject, recommendation)


def _first_steps(subject: Subject, recommendation: str) -> Iterator[Block]:
    steps = subject.guidance.first_steps_of(recommendation) if subject.guidance else ()
    items = [
        (each.advice, _told(each.challenge if each.step else None, _at(each))) for each in steps
    ]
    if items:
        yield Fold(subject.words("first-steps", count=len(items)), (Steps(tuple(items)),))


def _resources(subject: Subject, recommendation: str) -> Iterator[Block]:
    if subject.guidance is None:
        return
    items: list[tuple[Text, str]] = []
    for each in subject.guidance.resources_of(recommendation):
        by = ", ".join(str(fact) for fact in (each.publisher, each.year) if fact)
        title: Text = Link(each.title, each.url) if each.url else each.title
        items.append((title, _told(f"{by}." if by else None, each.purpose, _at(each))))
    if items:
        yield Fold(
            subject.words("resources", count=len(items)),
            (*_mapping(subject, "resources"), Steps(tuple(items))),
        )


def _frameworks(subject: Subject, recommendation: str) -> Iterator[Block]:
    if subject.guidance is None:
        return
    items = []
    for framework in subject.guidance.frameworks_of(recommendation):
        dated = f"{framework.title} ({framework.year})" if framework.year else framework.title
        provisions = [
            _told(f"{each.name}: {each.text}", each.note) for each in framework.provisions
        ]
        items.append((dated, "\n".join((*provisions, _at(framework)))))
    if items:
        yield Fold(
            subject.words("frameworks", count=len(items)),
            (*_mapping(subject, "frameworks"), Steps(tuple(items))),
        )


def theme_guidance(subject: Subject) -> Iterator[Block]:
    """What national policies already say, theme by theme."""
    if subject.guidance is None or subject.stakeholder is not None:
        return
    folds = []
    for theme in subject.result.themes:
        items = []
        for each in subject.guidance.policies_of(theme.id):
            dated = f"{each.title} ({each.year})" if each.year else each.title
            told = _told(each.commits, each.note, _at(each))
            items.append((f"{each.country}: {dated}", told))
        if items:
            folds.append(Fold(theme.title, (Steps(tuple(items)),)))
    if folds:
        yield Heading(subject.words("policies"), 2, "policies")
        yield from folds


def partner_guidance(subject: Subject) -> Iterator[Block]:
    """How to work with the stakeholder whose report it is."""
    if subject.guidance is None or subject.stakeholder is None:
        return
    words = subject.words
    for partner in subject.guidance.partners_for((subject.stakeholder.id,)):
        yield Heading(words("partner", name=partner.name), 2, f"partner-{partner.id}")
        for title, texts in (
            ("partner.strengths", partner.strengths),
            ("partner.barriers", partner.barriers),
            ("partner.interventions", partner.interventions),
        ):
            if texts:
                yield Heading(words(title), 3)
                yield Bullets(texts)
        yield Paragraph(_at(partner), "aside")
        yield from _mapping(subject, "partners")


def _told(*sentences: str | None) -> str:
    return " ".join(filter(None, sentences))


def _at(item: FirstStep | Framework | Partner | Policy | Practice | Resource) -> str:
    """Where in the checklist's source it stands."""
    return f"[{item.source}]"


def _mapping(subject: Subject, section: str) -> Iterator[Block]:
    """Who judged what belongs where, when the source itself does not say."""
    note = subject.guidance.mapping_of(section) if subject.guidance else None
    if note:
        yield Paragraph(note, "aside")
