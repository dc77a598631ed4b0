"""A comparison as a document: two sheets in full, or a time line of more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import Kind, reconcile
from nupcheck.documents.blocks import (
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.documents.common import checklist_line, columns, remarks
from nupcheck.documents.labels import Labels, changes, place_level
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import NOTHING, listed, signed
from nupcheck.model.checklist import fold
from nupcheck.model.selection import Level, Selection, question_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.analysis.compare import Comparison, Transition, Trend, Wave
    from nupcheck.analysis.diff import Contribution, QuestionChange
    from nupcheck.documents.blocks import Block, Cell
    from nupcheck.scoring.result import QuestionResult, Tally

PAIR = 2
# So many sheets stand side by side on a terminal of 80 columns; more go into tables below.
SHEETS_A_TABLE = 3


def comparison_document(
    comparison: Comparison, warnings: Sequence[str], *, notes: bool = False
) -> Document:
    """A comparison to read: in full for two sheets, as a time line for more.

    Args:
        comparison: Of two waves or more.
        warnings: What to keep in mind, from `comparability`.
        notes: Old and new notes of two sheets in full, not only how many differ.
    """
    blocks: list[Block] = [*_headline(comparison)]
    if warnings:
        blocks += [Heading(_("Please note")), Bullets(tuple(warnings))]
    blocks.append(_totals(comparison))
    blocks += map(Paragraph, _ranges(comparison))
    if comparison.is_empty:
        blocks.append(Paragraph(_("No difference.")))
    elif len(comparison.waves) == PAIR:
        blocks += _pair(comparison, notes=notes)
    else:
        blocks += _time_line(comparison)
    return Document(tuple(blocks))


def _headline(comparison: Comparison) -> Iterator[Block]:
    first, last = comparison.waves[0], comparison.waves[-1]
    place = last.result.place
    places = {fold(each.result.place.name): each.result.place.name for each in comparison.waves}
    named = listed(places.values())
    title = _("{places}: {first} to {last}", places=named, first=first.label, last=last.label)
    yield Heading(title, 1)
    level = place.level and place_level(place.level)
    if where := " · ".join(part for part in (level, place.country) if part):
        yield Paragraph(where)
    yield Paragraph(checklist_line(last.checklist))


def _totals(comparison: Comparison) -> Table:
    counts = (_("Answered"), _("Not needed"), _("Not applicable"), _("Open"))
    heads = columns(_("Sheet"), right=(_("Points"), "%", _("Change"), *counts))
    gains = (None, *(step.points for step in comparison.transitions))
    rows = [
        (
            each.label,
            Score(tally.points, tally.maximum),
            Percent(tally.percent),
            "" if gain is None else signed(gain),
            tally.answered,
            tally.off,
            tally.not_applicable,
            tally.unanswered,
        )
        for each, gain in zip(comparison.waves, gains, strict=True)
        for tally in (each.result.tally,)
    ]
    return Table(heads, tuple(rows))


def _ranges(comparison: Comparison) -> Iterator[str]:
    """What the totals alone do not say of each sheet."""
    for each in comparison.waves:
        for remark in remarks(each.result.tally):
            yield _("{sheet}: {remark}", sheet=each.label, remark=remark)


def _pair(comparison: Comparison, *, notes: bool) -> Iterator[Block]:
    """How two sheets differ, below their totals."""
    (step,) = comparison.transitions
    if step.contributions:
        yield Heading(_("Where the change comes from"))
        yield causes_table(step.contributions, step.points)
        yield from _by_level(comparison, Level.RECOMMENDATION)
        yield from _by_level(comparison, Level.ACTION)
        for kind, (title, meaning) in changes().items():
            if own := [each for each in step.changes if each.kind == kind]:
                yield Heading(title)
                yield Paragraph(meaning)
                yield _changes(step, own)
    else:
        yield Paragraph(_("No answer differs; evidence or notes do."))
    yield from _altered(step)
    yield from _documented(step, notes=notes)


def causes_table(causes: Iterable[Contribution], points: int, caption: str = "") -> Table:
    """What each kind of change contributes to the change in total, in points."""
    numbers = (_("Questions"), _("Gained"), _("Lost"), _("Points"))
    rows: list[tuple[Cell, ...]] = [
        (
            changes()[each.kind][0],
            each.questions,
            signed(each.gained),
            signed(each.lost),
            signed(each.points),
        )
        for each in causes
    ]
    rows.append((_("Change in total"), None, None, None, signed(points)))
    heads = columns(_("What happened"), right=numbers)
    return Table(heads, tuple(rows), caption, total=True)


def _by_level(comparison: Comparison, kind: Level) -> Iterator[Block]:
    """Parts with their points before and after; of actions, only those that differ."""
    (step,) = comparison.transitions
    every = kind is Level.RECOMMENDATION
    rows: list[tuple[Cell, ...]] = []
    for part in comparison.recommendations if every else comparison.actions:
        own = {
            question
            for each in comparison.waves
            for question in question_ids(each.checklist, Selection.of(kind, part.id))
        }
        differing = [change for change in step.changes if change.id in own]
        if every or differing or part.points is None:
            rows.append((*_along(part), _answers_changed(differing)))
    if every:
        rows.append((*_along(comparison.total), _answers_changed(step.changes)))
    more = Column(_("Answers changed"), "right")
    yield _by(comparison, kind)
    yield Table((*_columns_along(comparison, kind), more), tuple(rows), total=every)


def _by(comparison: Comparison, kind: Level) -> Heading:
    level = Labels(comparison.waves[-1].checklist).level(kind)
    return Heading(_("By {level}", level=level.lower()))


def _columns_along(comparison: Comparison, kind: Level) -> tuple[Column, ...]:
    level = Labels(comparison.waves[-1].checklist).level(kind)
    sheets = [each.label for each in comparison.waves]
    return columns("", level, right=(*sheets, _("Change")))


def _along(part: Trend) -> tuple[Cell, ...]:
    """A part's id, title, its points in every sheet and their change."""
    title = part.title if part.id else _("Total")
    return (part.id, title, *map(_score, part.tallies), signed(part.points))


def _score(tally: Tally | None) -> Cell:
    return NOTHING if tally is None else Score(tally.points, tally.maximum)


def _answers_changed(differing: Sequence[QuestionChange]) -> str:
    real = [change for change in differing if change.kind is Kind.ANSWER_CHANGED]
    return signed(sum(change.points for change in real) if real else None)


def _changes(step: Transition, own: Sequence[QuestionChange]) -> Table:
    questions = {**step.before.checklist.questions, **step.after.checklist.questions}
    level = step.after.checklist.levels.question
    rows = tuple(
        (
            change.id,
            questions[change.id].text,
            _answer(step.before, change.before),
            _answer(step.after, change.after),
            signed(change.points),
        )
        for change in own
    )
    return Table(columns("", level, step.before.label, step.after.label, right=[_("Points")]), rows)


def _answer(each: Wave, question: QuestionResult | None) -> str:
    """A question's answer or state in one sheet; a dash where there is no such question."""
    return NOTHING if question is None else Labels(each.checklist).standing_and_kept(question)


def _documented(step: Transition, *, notes: bool) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    noted = [change for change in step.changes if change.note_before != change.note_after]
    for change in step.changes:
        rows += [(change.id, _("Evidence lost"), item) for item in change.evidence_lost]
        rows += [(change.id, _("Evidence gained"), item) for item in change.evidence_gained]
        if notes and change in noted:
            rows.append((change.id, _("Note before"), change.note_before or NOTHING))
            rows.append((change.id, _("Note after"), change.note_after or NOTHING))
    if rows or noted:
        yield Heading(_("Evidence and notes") if notes else _("Evidence"))
    if rows:
        yield Table(columns("", _("What"), _("Text")), tuple(rows))
    if noted and not notes:
        yield Paragraph(
            ngettext(
                "{n} note differs; --notes shows the old and the new.",
                "{n} notes differ; --notes shows the old and the new.",
                len(noted),
            )
        )


def _altered(step: Transition) -> Iterator[Block]:
    """Which questions the checklists of a step match by id without being quite the same."""
    if altered := reconcile(step.before.checklist, step.after.checklist).altered:
        yield Heading(_("Not quite the same question"))
        yield Paragraph(
            _(
                "Matched by id, but the text, the place or what it follows differs between the "
                "checklists of {before} and {after}: {questions}.",
                before=step.before.label,
                after=step.after.label,
                questions=listed(altered),
            )
        )


def _time_line(comparison: Comparison) -> Iterator[Block]:
    """Parts along all sheets, what the steps come from, and every answer that differs."""
    yield from _trends(comparison, Level.RECOMMENDATION)
    yield Paragraph(_basis(comparison))
    yield from _trends(comparison, Level.ACTION)
    if any(step.contributions for step in comparison.transitions):
        yield Heading(_("Where the changes come from"))
        yield from _folded(_causes_along(comparison), lead=1)
        yield _by(comparison, Level.QUESTION)
        yield from _folded(_answers(comparison), lead=2)
    for step in comparison.transitions:
        yield from _altered(step)
    every = [change for step in comparison.transitions for change in step.changes]
    if any(change.is_documented_differently for change in every):
        yield Paragraph(_("Evidence and notes differ too: compare two of the sheets to see how."))


def _folded(table: Table, lead: int, tail: int = 0) -> Iterator[Table]:
    """A wide table as several: its first columns in each, its last only in the last."""
    end = len(table.columns) - tail
    for start in range(lead, end, SHEETS_A_TABLE):
        stop = start + SHEETS_A_TABLE
        own = [*range(lead), *range(start, min(stop, end))]
        if stop >= end:
            own += range(end, len(table.columns))
        yield Table(
            tuple(table.columns[number] for number in own),
            tuple(tuple(row[number] for number in own) for row in table.rows),
            total=table.total,
        )


def _trends(comparison: Comparison, kind: Level) -> Iterator[Block]:
    every = kind is Level.RECOMMENDATION
    parts = (*comparison.recommendations, comparison.total) if every else comparison.actions
    heads = (*_columns_along(comparison, kind), Column(_("Trend")))
    rows = tuple((*_along(part), _trend(part)) for part in parts)
    yield _by(comparison, kind)
    yield from _folded(Table(heads, rows, total=every), lead=2, tail=2)


def _trend(part: Trend) -> str:
    if part.direction is None:
        return NOTHING
    words = {
        "up": _("rising"),
        "down": _("falling"),
        "steady": _("steady"),
        "mixed": _("up and down"),
    }
    trend = words[part.direction]
    return f"{trend} {signed(part.settled_points)}" if part.settled_points else trend


def _basis(comparison: Comparison) -> str:
    settled = comparison.total.settled[0].questions
    questions = {name for each in comparison.waves for name in each.checklist.questions}
    if settled == len(questions):
        return _("Every question is settled in every sheet: the trend looks at all of them.")
    return _(
        "The trend looks only at the questions that are settled in every sheet, {settled} of "
        "{questions}: what is only better known now is no progress.",
        settled=settled,
        questions=len(questions),
    )


def _causes_along(comparison: Comparison) -> Table:
    to = [_("to {sheet}", sheet=step.after.label) for step in comparison.transitions]
    by_step = [
        {cause.kind: cause.points for cause in step.contributions}
        for step in comparison.transitions
    ]
    rows: list[tuple[Cell, ...]] = [
        (title, *(signed(points.get(Kind(kind))) for points in by_step))
        for kind, (title, _meaning) in changes().items()
        if any(kind in points for points in by_step)
    ]
    rows.append((_("Change in total"), *(signed(step.points) for step in comparison.transitions)))
    return Table(columns(_("What happened"), right=to), tuple(rows), total=True)


def _answers(comparison: Comparison) -> Table:
    """A row for each question whose answer or state is not the same all along."""
    differing = {
        change.id for step in comparison.transitions for change in step.changes if change.kind
    }
    texts: dict[str, str] = {}
    for each in reversed(comparison.waves):
        for question in each.checklist.questions.values():
            texts.setdefault(question.id, question.text)
    results = [(each, each.result.questions) for each in comparison.waves]
    level = comparison.waves[-1].checklist.levels.question
    rows = tuple(
        (number, text, *(_answer(each, found.get(number)) for each, found in results))
        for number, text in texts.items()
        if number in differing
    )
    return Table(columns("", level, *(each.label for each in comparison.waves)), rows)
