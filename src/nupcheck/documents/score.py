"""A result as a document: what `nupcheck score` shows, at three depths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nupcheck.analysis.ranking import extremes
from nupcheck.documents.blocks import Bullets, Document, Heading, Paragraph, Score, Table
from nupcheck.documents.common import (
    TallyRow,
    checklist_line,
    columns,
    findings,
    gates,
    remarks,
    tally_table,
)
from nupcheck.documents.labels import Labels, place_level
from nupcheck.locale import _
from nupcheck.locale.values import iso_day, listed
from nupcheck.model.selection import ALL, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.gates import GateResult
    from nupcheck.documents.blocks import Block
    from nupcheck.documents.common import Number
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import ActionResult, QuestionResult, Result

Level = Literal["recommendation", "action", "question"]

_NUMBERS: tuple[Number, ...] = ("score", "percent", "bar", "open")


def score_document(
    checklist: Checklist, result: Result, level: Level, verdicts: Sequence[GateResult] = ()
) -> Document:
    """A result to read.

    Args:
        checklist: The checklist of the result, for its texts.
        result: Whole or narrowed.
        level: How deep to go: totals of recommendations, actions too, or every question.
        verdicts: Of the gates, to stand at the end.
    """
    labels = Labels(checklist)
    blocks: list[Block] = [*headline(labels, result)]
    rows = [TallyRow(each.id, each.title, each.tally) for each in result.recommendations]
    total = TallyRow("", _("Total"), result.tally)
    blocks.append(tally_table(checklist.levels.recommendation, rows, _NUMBERS, total))
    blocks += map(Paragraph, remarks(result.tally))
    if level != "recommendation":
        blocks += _parts(labels, result, level)
    if weakest := extremes(result.actions).weakest:
        blocks.append(Heading(_("Weakest, by the most they can still reach")))
        blocks.append(_actions(checklist, weakest))
    blocks += findings(result.findings)
    blocks += gates(verdicts)
    return Document(tuple(blocks))


def headline(labels: Labels, result: Result) -> Iterator[Block]:
    """The place, the date, the checklist, and what the result is narrowed to."""
    place = result.place
    yield Heading(place.name, 1)
    facts = (place.level and place_level(place.level), place.country, iso_day(result.date))
    yield Paragraph(" · ".join(fact for fact in facts if fact))
    yield Paragraph(checklist_line(labels.checklist))
    if result.selection != ALL:
        parts = (Selection.of(*each) for each in result.selection.named)
        names = listed(map(labels.in_sentence, parts))
        yield Paragraph(_("Only a part of the checklist: {parts}.", parts=names))


def _parts(labels: Labels, result: Result, level: Level) -> Iterator[Block]:
    for part in result.recommendations:
        yield Heading(f"{part.id} {part.title}")
        yield _actions(labels.checklist, part.actions, TallyRow("", _("Total"), part.tally))
        if level == "question":
            for action in part.actions:
                yield from _action(labels, action)


def _actions(
    checklist: Checklist, actions: Sequence[ActionResult], total: TallyRow | None = None
) -> Table:
    rows = [TallyRow(each.id, each.title, each.tally) for each in actions]
    return tally_table(checklist.levels.action, rows, _NUMBERS, total)


def _action(labels: Labels, action: ActionResult) -> Iterator[Block]:
    checklist = labels.checklist
    yield Heading(f"{action.id} {action.title}", 3)
    if action.stakeholders:
        names = labels.stakeholders(action.stakeholders)
        yield Paragraph(_("Stakeholders: {names}", names=names))
    yield Table(
        columns("", checklist.levels.question, _("Answer"), right=[_("Points")]),
        tuple(
            (
                each.id,
                checklist.questions[each.id].text,
                labels.standing(each),
                Score(each.points, each.maximum),
            )
            for each in action.questions
        ),
    )
    if notes := tuple(note for each in action.questions if (note := _note(each))):
        yield Bullets(notes)


def _note(question: QuestionResult) -> str:
    """Note, evidence and who answered, as one line of text."""
    parts = [question.note.strip()] if question.note else []
    if question.evidence:
        parts.append(_("Evidence: {evidence}", evidence="; ".join(question.evidence)))
    if question.by:
        parts.append(_("Answered by: {by}", by=question.by))
    return f"{question.id}: {' — '.join(parts)}" if parts else ""
