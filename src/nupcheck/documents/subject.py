"""What a report is about, and how its numbers and answers are put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Column, Link, Mark, Measure, Percent, Score, Table
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.guidance import is_web_address
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.blocks import Cell, Text
    from nupcheck.documents.phrases import Phrases
    from nupcheck.model.checklist import Checklist, Stakeholder
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import QuestionResult, Result, Tally


@dataclass(frozen=True, slots=True)
class Subject:
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
    words: Phrases
    stakeholder: Stakeholder | None = None
    before: Result | None = None
    checklist_before: Checklist | None = None
    guidance: Guidance | None = None
    cautions: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    plan: Plan | None = None

    @property
    def has_range(self) -> bool:
        """Something is still open."""
        return self.result.tally.low != self.result.tally.high

    @property
    def byline(self) -> str:
        """The place, the date and the checklist's version on a line."""
        words, place = self.words, self.result.place
        where = ", ".join(filter(None, (place.name, place.country)))
        level = words(f"level.{place.level}") if place.level else ""
        version = words("version", version=self.checklist.version)
        return " · ".join(filter(None, (where, level, words.date(self.result.date), version)))

    def answer_label(self, answer: str | None) -> str:
        """An answer as the scale labels it."""
        if answer is None:
            return ""
        if answer == NOT_APPLICABLE:
            return self.words("state.not_applicable")
        labels = {each.id: each.label for each in self.checklist.scale}
        return labels.get(answer, answer)  # an earlier version's scale may have had others

    def answer_text(self, question: QuestionResult) -> str:
        """The answer, or the state of a question that has none."""
        if question.state is State.ANSWERED:
            return self.answer_label(question.answer)
        return self.words(f"state.{question.state.value}")

    def stakeholder_name(self, name: str) -> str:
        """A stakeholder's name by its id; any other text stays as it is."""
        names = {each.id: each.name for each in self.checklist.stakeholders}
        return names.get(name, name)

    def mark(self, question: QuestionResult) -> Mark:
        """How a question is drawn."""
        return Mark(
            self.words("mark", id=question.id, answer=self.answer_text(question)),
            question.state,
            question.points / question.maximum if question.maximum else 0.0,
            anchor("question", question.id),
        )

    def measure(
        self,
        label: str,
        tally: Tally,
        before: Tally | None = None,
        *,
        target: str = "",
        number: str = "",
    ) -> Measure:
        """A tally to be drawn."""
        whole = tally.maximum or 1
        old = None
        if before is not None and before.maximum:
            old = before.points / before.maximum
        return Measure(
            label,
            Score(tally.points, tally.maximum),
            self.words.percent(tally.percent),
            tally.low / whole,
            tally.high / whole,
            old,
            signed(tally.points - before.points) if before else "",
            self.measure_text(tally, before),
            target,
            number,
        )

    def measure_text(self, tally: Tally, before: Tally | None = None) -> str:
        """A tally in half a sentence."""
        words = self.words
        text = words(
            "measure",
            points=tally.points,
            maximum=tally.maximum,
            percent=words.percent(tally.percent),
        )
        if tally.low != tally.high:
            text += words("measure.range", low=tally.low, high=tally.high)
        if before is not None:
            text += words("measure.before", percent=words.percent(before.percent))
        return text

    def figure_about(self, phrase: str) -> str:
        """A figure's description, with only what is drawn in it."""
        words = self.words
        return words(
            phrase,
            range=words("figure.range") if self.has_range else "",
            before=words("figure.before") if self.before else "",
        )

    def tally_table(
        self,
        title: str,
        rows: Iterable[tuple[str, str, Tally, Tally | None]],
        caption: str = "",
        *,
        total: Tally | None = None,
    ) -> Table:
        """Tallies as a table: number, label, points and what else is worth a column."""
        words, rows = self.words, list(rows)
        if total is not None:
            old = self.before.tally if self.before else None
            rows.append(("", words("column.total"), total, old))
        numbered = any(number for number, *_ in rows)
        columns = [Column(words("column.id"))] if numbered else []
        columns.append(Column(title))
        titles = ["column.points", "column.maximum", "column.percent"]
        if self.has_range:
            titles += ["column.low", "column.high", "column.open"]
        if self.before:
            titles += ["column.before", "column.change"]
        columns += [Column(words(each), "right") for each in titles]
        cells: list[tuple[Cell, ...]] = []
        for number, label, tally, before in rows:
            row: list[Cell] = [number, label] if numbered else [label]
            row += [tally.points, tally.maximum, Percent(tally.percent)]
            if self.has_range:
                row += [tally.low, tally.high, tally.unanswered]
            if self.before:
                row += [before.points, signed(tally.points - before.points)] if before else ["", ""]
            cells.append(tuple(row))
        return Table(tuple(columns), tuple(cells), caption, total=total is not None)


def signed(change: int) -> str:
    """A change with its sign; 0 without."""
    return f"{change:+d}".replace("-", "−") if change else "0"


def anchor(kind: str, name: str) -> str:
    """The name of a place in a document, unlike any other's."""
    return f"{kind}-{name}"


def reference(text: str) -> Text:
    """Evidence: a link when it is a web address and nothing else."""
    address = text.strip()
    if is_web_address(address):
        return Link(address, address)
    return text
