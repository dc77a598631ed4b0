"""A scored sheet as a report: an opening for a glance, every answer, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.analysis.gaps import tasks_of
from nupcheck.analysis.plan import make_plan
from nupcheck.documents.blocks import Document, Fold, Heading, Paragraph, Table
from nupcheck.documents.common import asides, columns, findings, made_by, source, tally_table
from nupcheck.documents.guidance import folded, partner_blocks, sections
from nupcheck.documents.plan import aid_sentence, aim_sentences, aim_title, task_table
from nupcheck.documents.report_body import body
from nupcheck.documents.report_change import change
from nupcheck.documents.report_context import ReportContext
from nupcheck.documents.report_opening import opening
from nupcheck.locale import _, language
from nupcheck.model.selection import ALL, Selection
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.blocks import Block, Picture
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.gates import Threshold
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is to be beside the sheet itself.

    Attributes:
        title: Instead of the place and the checklist's title.
        stakeholder: Only the actions that name it; one of the checklist's.
        before: An earlier sheet and its checklist, to show what changed.
        cautions: What a reader should keep in mind about that. Sentences.
        guidance: To fold in where it belongs.
        with_plan: Include the plan.
        target: What the plan is to reach.
        logo: To stand on top.
    """

    title: str | None = None
    stakeholder: Stakeholder | None = None
    before: tuple[Checklist, AnswerSheet] | None = None
    guidance: Guidance | None = None
    cautions: tuple[str, ...] = ()
    with_plan: bool = False
    target: Threshold | None = None
    logo: Picture | None = None


_NONE = ReportOptions()


def report(context: ReportContext, options: ReportOptions = _NONE) -> Document:
    """The report of a sheet: the same for the same sheet, wherever and whenever it is made."""
    blocks = (
        Heading(title_of(context, options), 1),
        Paragraph(context.byline, "aside"),
        *_part_notice(context),
        *opening(context),
        *change(context),
        *_plan(context),
        *body(context),
        *_closing(context),
    )
    return Document(
        blocks, language(), context.result.date, options.logo, context.checklist.language
    )


def context_of(
    checklist: Checklist, sheet: AnswerSheet, options: ReportOptions = _NONE
) -> ReportContext:
    """A sheet scored and ready to be reported on, whole or as one stakeholder's part.

    Raises:
        NupcheckError: The target cannot be reached.
    """
    stakeholder = options.stakeholder
    selection = Selection(stakeholders=(stakeholder.id,)) if stakeholder else ALL

    result = score(checklist, sheet, selection)
    plan: Plan | None = None
    if options.with_plan or options.target is not None:
        plan = make_plan(checklist, sheet, target=options.target, selection=selection)
    return ReportContext(
        checklist,
        sheet,
        whole=score(checklist, sheet),
        result=result,
        stakeholder=stakeholder,
        before=score(*options.before, selection) if options.before else None,
        checklist_before=options.before[0] if options.before else None,
        guidance=options.guidance,
        cautions=options.cautions,
        tasks=tasks_of(checklist, sheet, result),
        plan=plan,
    )


def title_of(context: ReportContext, options: ReportOptions = _NONE) -> str:
    """What the report is called."""
    if options.title:
        return options.title
    place, checklist = context.result.place.name, context.checklist.title
    if context.stakeholder is None:
        return _("{place}: {checklist}", place=place, checklist=checklist)
    part = context.stakeholder.name
    return _("{place}: {checklist} – {part}", place=place, checklist=checklist, part=part)


def _part_notice(context: ReportContext) -> Iterator[Block]:
    if context.stakeholder is not None:
        text = _(
            "This report holds only the actions that name {part}: {actions} of {all}. Its totals "
            "are those of that part.",
            part=context.stakeholder.name,
            actions=len(context.result.actions),
            all=len(context.checklist.actions),
        )
        yield Paragraph(text, "caution")


def _plan(context: ReportContext) -> Iterator[Block]:
    """Every task, and the least work to a target."""
    if (plan := context.plan) is None:
        return
    yield Heading(_("Plan"), 2, "plan")
    yield Paragraph(aid_sentence(context.checklist))
    if plan.aim is not None:
        yield Heading(aim_title(context.labels, plan.aim), 3)
        yield Paragraph(" ".join(aim_sentences(plan.aim)))
    if plan.tasks:
        title = _("Tasks ({n})", n=len(plan.tasks))
        caption = title if plan.aim else ""
        table = task_table(context.labels, plan.tasks, number=_("No."), caption=caption, who=True)
        yield table if plan.aim else Fold(title, (table,))


def _closing(context: ReportContext) -> Iterator[Block]:
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
