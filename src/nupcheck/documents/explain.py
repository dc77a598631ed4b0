"""An explanation as a document: sums that can be added up again with a pencil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Bullets, Column, Document, Heading, Paragraph, Table
from nupcheck.documents.common import TallyRow, findings, tally_table
from nupcheck.documents.labels import Labels, after, state
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import capital, decimal, iso_day, listed, percent
from nupcheck.model.selection import Level
from nupcheck.scoring.result import State, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block, Cell
    from nupcheck.documents.common import Number
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.explain import Completion, Explanation, Line
    from nupcheck.scoring.result import Result

_NUMBERS: tuple[Number, ...] = ("points", "low", "high", "maximum")
_THOUSANDTHS = 1000


def explanation_document(
    checklist: Checklist, result: Result, explanation: Explanation
) -> Document:
    """An explanation to read.

    Args:
        checklist: The checklist of the result.
        result: The result that is explained, for its place, date and findings.
        explanation: Of any part of it.
    """
    labels = Labels(checklist)
    blocks: list[Block] = [*_headline(labels, result, explanation)]
    if explanation.selection.level is Level.QUESTION:
        blocks += _question(labels, result, explanation)
    else:
        blocks += _sum(labels, explanation)
    blocks += _bounds(labels, explanation)
    blocks += _maximum(checklist, explanation)
    names = {line.question.id for line in explanation.all_lines}
    blocks += findings([each for each in result.findings if each.question in names])
    return Document(tuple(blocks))


def percent_sum(points: int, maximum: int, shown: float | None) -> str:
    """The division behind a percentage, as far as it takes to see how it was rounded."""
    if maximum == 0:
        return _("there is nothing to divide by, so no percentage")
    division = f"100 × {points} ÷ {maximum} ="
    thousandths, rest = divmod(100 * _THOUSANDTHS * points, maximum)
    if not rest and thousandths % 100 == 0:
        return f"{division} {percent(shown)}"
    digits = decimal(thousandths / _THOUSANDTHS, 3) + ("…" if rest else "")
    values = {"division": f"{division} {digits}", "percent": percent(shown)}
    if f"{100 * points / maximum:.1f}" in {"0.0", "100.0"}:
        return _(
            "{division}, to one decimal {percent} (0.0 and 100.0 stand only for exactly so much)",
            **values,
        )
    return _("{division}, to one decimal {percent}", **values)


def _headline(labels: Labels, result: Result, explanation: Explanation) -> Iterator[Block]:
    tally = explanation.tally
    yield Heading(labels.heading(explanation.selection), 1)
    yield Paragraph(f"{result.place.name} · {iso_day(result.date)}")
    yield Paragraph(
        ngettext(
            "{n} of {maximum} points: {division}.",
            "{n} of {maximum} points: {division}.",
            tally.points,
            maximum=tally.maximum,
            division=percent_sum(tally.points, tally.maximum, tally.percent),
        )
    )
    yield Paragraph(" ".join(_scale(labels)))
    if explanation.selection.level is Level.STAKEHOLDER:
        yield Paragraph(
            _(
                "These are the parts that name this stakeholder. What names several counts for "
                "each of them, so stakeholders do not add up to the total."
            )
        )


def _scale(labels: Labels) -> Iterator[str]:
    yield _("Points by answer: {answers}.", answers=labels.scale())
    yield _("A question that is not needed, not applicable or open earns 0.")
    if closing := labels.closing():
        yield _("After {answers} what follows the question is not needed.", answers=closing)


def _sum(labels: Labels, explanation: Explanation, level: int = 2) -> Iterator[Block]:
    """The terms of a part with their sum, then the sums that these are themselves."""
    if explanation.terms:
        head = labels.level(explanation.terms[0].selection.level)
        rows = [TallyRow(each.selection.id, each.title, each.tally) for each in explanation.terms]
    else:
        head = _("What the sheet says")
        rows = [_row(labels, line) for line in explanation.lines]
    yield tally_table(head, rows, _NUMBERS, TallyRow("", _("Sum"), explanation.tally))
    for term in explanation.terms:
        yield Heading(labels.heading(term.selection), level)
        yield from _sum(labels, term, level + 1)


def _row(labels: Labels, line: Line) -> TallyRow:
    return TallyRow(line.question.id, _says(labels, line), line.result.tally)


def _says(labels: Labels, line: Line) -> str:
    """A question's answer or state, and which question made it unnecessary."""
    standing = labels.standing_and_kept(line.result)
    if line.result.state is State.OFF and line.follows is not None:
        return after(standing, line.follows.id)
    return standing


def _question(labels: Labels, result: Result, explanation: Explanation) -> Iterator[Block]:
    (line,) = explanation.lines
    own = line.result
    yield Paragraph(line.question.text)
    yield tally_table(_("What the sheet says"), [_row(labels, line)], _NUMBERS)
    facts = [*_chain(labels, result, line)]
    if own.state is State.OFF and own.answer is not None:
        answer = labels.answer(own.answer)
        facts.append(_("The answer in the sheet, “{answer}”, earns nothing.", answer=answer))
    if own.note:
        facts.append(_("Note: {note}", note=own.note.strip()))
    facts += [_("Evidence: {evidence}", evidence=each) for each in own.evidence]
    if own.by:
        facts.append(_("Answered by: {by}", by=own.by))
    if facts:
        yield Bullets(tuple(facts))


def _chain(labels: Labels, result: Result, line: Line) -> Iterator[str]:
    """Which questions a question follows, up to the first, and which follow it."""
    checklist, question = labels.checklist, line.question
    while question.follows is not None:
        yield labels.follows(question.id, result.questions[question.follows])
        values = {"id": question.id, "above": question.follows}
        if question.follows_kind == "presupposed":
            yield _("The wording of {id} takes {above} for granted.", **values)
        elif question.follows_kind == "inferred":
            yield _(
                "The source states the condition of {id}; that it hangs on {above} is nupcheck's "
                "reading.",
                **values,
            )
        question = checklist.questions[question.follows]
    if followers := checklist.follow_ups.get(line.question.id):
        yield ngettext(
            "{questions} follows {id}.",
            "{questions} follow {id}.",
            len(followers),
            questions=listed(followers),
            id=line.question.id,
        )


def _bounds(labels: Labels, explanation: Explanation) -> Iterator[Block]:
    """The completions that reach low and high, question by question."""
    yield Heading(_("Low and high"))
    tally = explanation.tally
    certain = [line for line in explanation.all_lines if line.is_certain]
    others = [line for line in explanation.all_lines if not line.is_certain]
    if not others:
        yield Paragraph(
            _(
                "No open question can change these points: low and high are {points} too.",
                points=tally.points,
            )
        )
        return
    yield Paragraph(
        _(
            "Low is the least that any completion of the sheet can end with, high the most. These "
            "two completions reach them."
        )
    )
    rows: list[tuple[Cell, ...]] = [
        (
            line.question.id,
            _completion(labels, line.cheapest),
            line.result.low,
            _completion(labels, line.dearest),
            line.result.high,
        )
        for line in others
    ]
    if certain:
        settled = tally_of([line.result for line in certain])
        count = ngettext("{n} settled", "{n} settled", len(certain))
        rows.append(("", count, settled.low, count, settled.high))
    rows.append(("", _("Sum"), tally.low, _("Sum"), tally.high))
    columns = (
        Column(""),
        Column(_("Cheapest completion")),
        Column(_("Low"), "right"),
        Column(_("Dearest completion")),
        Column(_("High"), "right"),
    )
    yield Table(columns, tuple(rows), total=True)


def _completion(labels: Labels, completion: Completion) -> str:
    """What becomes of a question in a completion."""
    if completion.answer is None:
        return after(capital(state(State.OFF)), completion.closed_by or "")
    answer = labels.answer(completion.answer)
    return answer if completion.given else _("{answer}, as it is", answer=answer)


def _maximum(checklist: Checklist, explanation: Explanation) -> Iterator[Block]:
    """Where a printed maximum comes from."""
    tally = explanation.tally
    best = max(checklist.scale, key=lambda answer: answer.points)
    text = ngettext(
        "{n} question × {points}, the most that an answer earns ({answer}), = {maximum}, whatever "
        "its state.",
        "{n} questions × {points}, the most that an answer earns ({answer}), = {maximum}, whatever "
        "their state.",
        len(explanation.all_lines),
        points=best.points,
        answer=best.label,
        maximum=tally.maximum,
    )
    if (stated := _stated(checklist, explanation)) is not None:
        text += " " + _(
            "The checklist itself states {maximum}; it would not load if the two differed.",
            maximum=stated,
        )
    yield Heading(_("The maximum"))
    yield Paragraph(text)
    if tally.applicable_maximum != tally.maximum:
        names = [
            line.question.id for line in explanation.all_lines if line.result.tally.not_applicable
        ]
        yield Paragraph(
            _(
                "Not applicable: {questions}. The applicable maximum is {maximum} − {less} = "
                "{applicable}; of that, {division}.",
                questions=listed(names),
                maximum=tally.maximum,
                less=tally.maximum - tally.applicable_maximum,
                applicable=tally.applicable_maximum,
                division=percent_sum(
                    tally.points, tally.applicable_maximum, tally.applicable_percent
                ),
            )
        )


def _stated(checklist: Checklist, explanation: Explanation) -> int | None:
    part = explanation.selection
    if part.level is Level.TOTAL:
        return checklist.expects.maximum if checklist.expects else None
    if part.level is Level.RECOMMENDATION:
        return next(each.maximum for each in checklist.recommendations if each.id == part.id)
    return None
