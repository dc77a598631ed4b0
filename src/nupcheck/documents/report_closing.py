"""How a report ends: who can act, what to look at, who answered, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Fold, Heading, Paragraph, Table
from nupcheck.documents.common import asides, columns, findings, made_by, source, tally_table
from nupcheck.documents.guidance import folded, partner_blocks, sections
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block
    from nupcheck.documents.report_context import ReportContext


def closing(context: ReportContext) -> Iterator[Block]:
    """The parts after the recommendations."""
    if context.stakeholder is None:
        yield from _stakeholders(context)
        yield from _policies(context)
    elif context.guidance is not None:
        yield from partner_blocks(context.guidance, [context.stakeholder.id], 2)
    yield from findings(context.result.findings)
    yield from _respondents(context)
    yield Heading(_("About this report"), 2, "about")
    yield from asides(_about(context))


def _stakeholders(context: ReportContext) -> Iterator[Block]:
    if rows := context.rows("stakeholders").values():
        title = _("Who can act on what")
        yield Heading(title, 2, "stakeholders")
        yield Paragraph(
            _(
                "Every action counts for each body that it names, so these rows overlap and do not "
                "add up to the total."
            )
        )
        table = tally_table(_("Name"), rows, context.numbers, number=None, caption=title)
        yield Fold(_("The numbers as a table"), (table,))


def _policies(context: ReportContext) -> Iterator[Block]:
    """What national policies already say, theme by theme."""
    if (guidance := context.guidance) is None:
        return
    found = [
        each._replace(title=theme.title)
        for theme in context.result.themes
        for each in sections(guidance, theme.id, ("policies",))
    ]
    if found:
        yield Heading(_("What national policies already say"), 2, "policies")
        yield from folded(guidance, found)


def _respondents(context: ReportContext) -> Iterator[Block]:
    people = [
        (each.name or "", each.role or "", context.labels.stakeholder(each.stakeholder or ""))
        for each in context.sheet.respondents
    ]
    if people := [each for each in people if any(each)]:
        yield Heading(_("Who answered"), 2, "respondents")
        yield Table(columns(_("Name"), _("Role"), _("Answered for")), tuple(people))


def _about(context: ReportContext) -> Iterator[str]:
    checklist = context.checklist
    yield _(
        "Answers earn: {answers}. The maximum of a question is {best}, whether or not it is asked; "
        "follow-ups that an answer makes unnecessary earn nothing and need no answer.",
        answers=context.labels.scale(),
        best=checklist.best_points,
    )
    yield from source(checklist)
    yield _("The charts and rankings are nupcheck's own aids; points and maxima are the source's.")
    judged = context.guidance.mapping_of("practices") if context.guidance else None
    if judged:
        yield _("Under “What others did”: {judged}", judged=judged)
    yield made_by(context.result)
