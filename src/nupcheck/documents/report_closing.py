"""How a report ends: who can act, what to look at, who answered, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Bullets, Column, Fold, Heading, Paragraph, Table
from nupcheck.documents.report_guidance import partner_guidance, theme_guidance
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block
    from nupcheck.documents.subject import Subject


def closing(subject: Subject) -> Iterator[Block]:
    """The parts after the recommendations."""
    yield from _stakeholders(subject)
    yield from partner_guidance(subject)
    yield from theme_guidance(subject)
    yield from _findings(subject)
    yield from _respondents(subject)
    yield from _about(subject)


def _stakeholders(subject: Subject) -> Iterator[Block]:
    words, result = subject.words, subject.result
    if not result.stakeholders or subject.stakeholder is not None:
        return
    before = subject.before.stakeholders if subject.before else ()
    old = {each.id: each.tally for each in before}
    title = words("stakeholders")
    rows = (("", each.title, each.tally, old.get(each.id)) for each in result.stakeholders)
    table = subject.tally_table(words("column.name"), rows, title)
    yield Heading(title, 2, "stakeholders")
    yield Paragraph(words("stakeholders.about"))
    yield Fold(words("table"), (table,))


def _findings(subject: Subject) -> Iterator[Block]:
    if subject.result.findings:
        yield Heading(subject.words("findings"), 2, "findings")
        yield Bullets(tuple(finding.message for finding in subject.result.findings))


def _respondents(subject: Subject) -> Iterator[Block]:
    words = subject.words
    people = [
        (each.name or "", each.role or "", subject.stakeholder_name(each.stakeholder or ""))
        for each in subject.sheet.respondents
    ]
    people = [each for each in people if any(each)]
    if people:
        titles = ("column.name", "column.role", "column.for")
        yield Heading(words("respondents"), 2, "respondents")
        columns = tuple(Column(words(title)) for title in titles)
        yield Table(columns, tuple(people))


def _about(subject: Subject) -> Iterator[Block]:
    words, checklist, result = subject.words, subject.checklist, subject.result
    yield Heading(words("about"), 2, "about")
    answers = ", ".join(
        words("about.scale.answer", label=each.label, points=each.points)
        for each in checklist.scale
    )
    yield Paragraph(words("about.scale", answers=answers, best=checklist.best_points), "aside")
    source = checklist.source
    if source is not None:
        facts = (source.title, source.publisher, source.year, source.reference, source.url)
        named = ", ".join(str(fact) for fact in facts if fact)
        yield Paragraph(words("about.source", source=named), "aside")
        if source.notice:
            yield Paragraph(source.notice, "aside")
    yield Paragraph(words("about.own-aids"), "aside")
    judged = subject.guidance.mapping_of("practices") if subject.guidance else None
    if judged:
        yield Paragraph(words("about.practices", judged=judged), "aside")
    yield Paragraph(
        words(
            "about.digest",
            version=__version__,
            id=result.checklist_id,
            checklist=result.checklist_version,
            digest=result.checklist_digest,
        ),
        "aside",
    )
