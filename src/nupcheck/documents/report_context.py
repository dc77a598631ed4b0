"""What a report is about, and how its numbers and answers are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from nupcheck.documents.blocks import Link, Mark, Measure, Score
from nupcheck.documents.common import TallyRow, points_since
from nupcheck.documents.labels import Labels, place_level, points_of
from nupcheck.locale import _, pgettext
from nupcheck.locale.values import day, percent, signed
from nupcheck.model.guidance import is_web_address

if TYPE_CHECKING:
    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.blocks import Text
    from nupcheck.documents.common import Number
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import QuestionResult, Result


@dataclass(frozen=True, slots=True)
class ReportContext:
    """A scored sheet and what its report is to say of it.

    Attributes:
        whole: The whole sheet's result.
        result: The same, narrowed to the actions of `stakeholder` when there is one.
        before: The earlier sheet's result, narrowed likewise.
        checklist_before: The checklist it was scored by.
        guidance: What the checklist's source tells beside its questions.
        cautions: What to keep in mind about the comparison. Sentences.
        tasks: What can still earn points.
        plan: To include whole, when asked for.
    """

    checklist: Checklist
    sheet: AnswerSheet
    whole: Result
    result: Result
    stakeholder: Stakeholder | None = None
    before: Result | None = None
    checklist_before: Checklist | None = None
    guidance: Guidance | None = None
    cautions: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    plan: Plan | None = None

    @property
    def labels(self) -> Labels:
        """What the checklist's parts and answers are called."""
        return Labels(self.checklist)

    @property
    def has_range(self) -> bool:
        """Something is still open."""
        return self.result.tally.low != self.result.tally.high

    @property
    def byline(self) -> str:
        """The place, the date and the checklist's version on a line."""
        place = self.result.place
        facts = (
            place.name,
            place.country,
            place.level and place_level(place.level),
            day(self.result.date),
            _("checklist version {version}", version=self.checklist.version),
        )
        return " · ".join(fact for fact in facts if fact)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The columns that a table of tallies has here."""
        numbers: tuple[Number, ...] = ("points", "maximum", "percent")
        if self.has_range:
            numbers += ("low", "high", "open")
        return (*numbers, "before", "change") if self.before else numbers

    def rows(
        self, kind: Literal["themes", "recommendations", "actions", "stakeholders"]
    ) -> dict[str, TallyRow]:
        """Every part of a kind by id, with its tally now and in the earlier sheet."""
        before = getattr(self.before, kind) if self.before else ()
        then = {each.id: each.tally for each in before}
        return {
            each.id: TallyRow(each.id, each.title, each.tally, then.get(each.id))
            for each in getattr(self.result, kind)
        }

    @property
    def total(self) -> TallyRow:
        """The total, now and in the earlier sheet."""
        before = self.before.tally if self.before else None
        return TallyRow("", _("Total"), self.result.tally, before)

    def measure(self, row: TallyRow, target: str = "", number: str = "") -> Measure:
        """A tally to be drawn."""
        tally, before = row.tally, row.before
        whole = tally.maximum or 1
        return Measure(
            row.title,
            Score(tally.points, tally.maximum),
            percent(tally.percent),
            tally.low / whole,
            tally.high / whole,
            before.points / before.maximum if before is not None and before.maximum else None,
            signed(points_since(tally, before)) if before else "",
            tally_text(row),
            target,
            number,
        )

    def mark(self, question: QuestionResult) -> Mark:
        """How a question is drawn."""
        return Mark(
            _("{question}: {answer}", question=question.id, answer=self.labels.standing(question)),
            question.state,
            question.points / question.maximum if question.maximum else 0.0,
            anchor("question", question.id),
        )


def tally_text(row: TallyRow) -> str:
    """A tally in a few words, with its range while something is open, and what it was before."""
    tally = row.tally
    clauses = [points_of(tally)]
    if tally.low != tally.high:
        clauses.append(_("can end from {low} to {high}", low=tally.low, high=tally.high))
    if row.before is not None:
        clauses.append(_("before: {percent}", percent=percent(row.before.percent)))
    return pgettext("between clauses", "; ").join(clauses)


def anchor(kind: str, part: str) -> str:
    """The name of a place in a document, unlike any other's."""
    return f"{kind}-{part}"


def link(kind: str, part: str, title: str) -> Link:
    """A part by its id and title, leading to where it is treated."""
    return Link(f"{part} {title}", f"#{anchor(kind, part)}")


def reference(text: str) -> Text:
    """Evidence: a link when it is a web address and nothing else."""
    address = text.strip()
    return Link(address, address) if is_web_address(address) else text
