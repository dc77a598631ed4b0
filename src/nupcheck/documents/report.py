"""A scored sheet as a report: an opening for a glance, every answer, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nupcheck.analysis.gaps import tasks_of
from nupcheck.analysis.plan import make_plan
from nupcheck.documents.blocks import Document, Heading, Paragraph
from nupcheck.documents.phrases import Phrases, phrases
from nupcheck.documents.report_body import body
from nupcheck.documents.report_change import change
from nupcheck.documents.report_closing import closing
from nupcheck.documents.report_opening import opening
from nupcheck.documents.report_plan import plan
from nupcheck.documents.subject import Subject
from nupcheck.model.selection import ALL, Selection
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.optimize import Target
    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.blocks import Block, Picture
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a report is to be beside the sheet itself.

    Attributes:
        title: Instead of the place and the checklist's title.
        stakeholder: Only the actions that name it; one of the checklist's.
        before: An earlier sheet and its checklist, to show what changed.
        cautions: What a reader should keep in mind about that. Sentences.
        guidance: To fold in where it belongs.
        with_plan: Include the plan.
        target: What the plan is to reach.
        words: Of its language.
        logo: To stand on top.
    """

    title: str | None = None
    stakeholder: Stakeholder | None = None
    before: tuple[Checklist, AnswerSheet] | None = None
    guidance: Guidance | None = None
    cautions: tuple[str, ...] = ()
    with_plan: bool = False
    target: Target | None = None
    words: Phrases = field(default_factory=phrases)
    logo: Picture | None = None


_NONE = Wishes()


def report(subject: Subject, wishes: Wishes = _NONE) -> Document:
    """The report of a sheet: the same for the same sheet, wherever and whenever it is made."""
    title = title_of(subject, wishes)
    blocks = (
        Heading(title, 1),
        Paragraph(subject.byline, "aside"),
        *_part_notice(subject),
        *opening(subject),
        *change(subject),
        *plan(subject),
        *body(subject),
        *closing(subject),
    )
    return Document(
        blocks,
        subject.words.language,
        subject.result.date,
        wishes.logo,
        subject.checklist.language,
    )


def subject_of(checklist: Checklist, sheet: AnswerSheet, wishes: Wishes = _NONE) -> Subject:
    """A sheet scored and ready to be reported on, whole or as one stakeholder's part.

    Raises:
        NupcheckError: The target cannot be reached.
    """
    stakeholder = wishes.stakeholder
    selection = Selection(stakeholders=(stakeholder.id,)) if stakeholder else ALL

    result = score(checklist, sheet, selection)
    made: Plan | None = None
    if wishes.with_plan or wishes.target is not None:
        made = make_plan(checklist, sheet, target=wishes.target, selection=selection)
    return Subject(
        checklist,
        sheet,
        whole=score(checklist, sheet),
        result=result,
        words=wishes.words,
        stakeholder=stakeholder,
        before=score(*wishes.before, selection) if wishes.before else None,
        checklist_before=wishes.before[0] if wishes.before else None,
        guidance=wishes.guidance,
        cautions=wishes.cautions,
        tasks=tasks_of(checklist, sheet, result),
        plan=made,
    )


def title_of(subject: Subject, wishes: Wishes = _NONE) -> str:
    """What the report is called."""
    if wishes.title:
        return wishes.title
    place, checklist = subject.result.place.name, subject.checklist.title
    if subject.stakeholder is None:
        return subject.words("title", place=place, checklist=checklist)
    part = subject.stakeholder.name
    return subject.words("title.part", place=place, checklist=checklist, part=part)


def _part_notice(subject: Subject) -> Iterator[Block]:
    if subject.stakeholder is not None:
        yield Paragraph(
            subject.words(
                "about.part",
                part=subject.stakeholder.name,
                actions=len(subject.result.actions),
                all=len(subject.checklist.actions),
            ),
            "caution",
        )
