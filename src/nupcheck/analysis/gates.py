"""Evaluating gates on a result: what each found, and what is missing to meet it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, assert_never

from nupcheck.analysis.regressions import regressions
from nupcheck.errors import NupcheckError, quote
from nupcheck.locale import _, ngettext, pgettext
from nupcheck.locale.values import listed, percent
from nupcheck.model.gates import (
    FailUnder,
    Gate,
    MaxAge,
    NoRegression,
    RequireComplete,
    RequireEvidence,
    Strict,
)
from nupcheck.model.selection import question_ids
from nupcheck.scoring.result import State, Tally, tally_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.selection import Selection
    from nupcheck.scoring.result import QuestionResult, Result

Unit = Literal["percent", "points", "unanswered", "without evidence", "days", "worse", "findings"]

_MOST_NAMED = 8


class Remark(NamedTuple):
    """What a gate has to say about one question."""

    question: str
    message: str


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate evaluated.

    Attributes:
        gate: What was asked.
        passed: Whether the result meets it.
        actual: What was found, in the gate's own unit.
        unit: What `actual` counts.
        found: The same in words.
        missing: What is missing to meet the gate, a sentence; empty when it passed.
        remarks: The questions concerned, in the checklist's order; none when it passed.
    """

    gate: Gate
    passed: bool
    actual: float | int
    unit: Unit
    found: str
    missing: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def rule(self) -> str:
        """The gate in the words it is written in."""
        return str(self.gate)


class _Scored(NamedTuple):
    checklist: Checklist
    result: Result
    today: dt.date
    baseline: Result | None

    def questions(self, selection: Selection) -> tuple[QuestionResult, ...]:
        """Those of a selection, as far as they are scored."""
        scored = self.result.questions
        ids = question_ids(self.checklist, selection)
        return tuple(scored[each] for each in ids if each in scored)

    def tally(self, selection: Selection) -> Tally:
        questions = self.questions(selection)
        if not questions:
            raise NupcheckError(
                _("No question of {selection} is scored here.", selection=quote(selection))
            )
        return tally_of(questions)


def evaluate(
    gates: Iterable[Gate],
    checklist: Checklist,
    result: Result,
    *,
    today: dt.date,
    baseline: Result | None = None,
) -> tuple[GateResult, ...]:
    """Every gate evaluated, in the order given, each gate once.

    Args:
        gates: Conditions on the result.
        checklist: The checklist that the sheet was scored by.
        result: The scored sheet.
        today: The day that a sheet's age is counted to.
        baseline: The older sheet, scored; wanted by `NoRegression`.

    Raises:
        NupcheckError: Some gate could not be evaluated; all such are named.
    """
    scored = _Scored(checklist, result, today, baseline)
    results: list[GateResult] = []
    problems: list[str] = []
    for gate in dict.fromkeys(gates):
        try:
            results.append(_evaluated(gate, scored))
        except NupcheckError as error:
            problems.append(
                _("The gate {gate} cannot be evaluated. {why}", gate=gate, why=str(error))
            )
    if problems:
        raise NupcheckError("\n".join(problems))
    return tuple(results)


def _evaluated(gate: Gate, scored: _Scored) -> GateResult:
    match gate:
        case FailUnder():
            found = _threshold(gate, scored)
        case RequireComplete():
            found = _complete(gate, scored)
        case RequireEvidence():
            found = _evidence(gate, scored)
        case MaxAge():
            found = _age(gate, scored.result, scored.today)
        case NoRegression():
            found = _regression(gate, scored.result, scored.baseline)
        case Strict():
            found = _strict(gate, scored.result)
        case _ as never:  # pragma: no cover
            assert_never(never)
    return found


def _threshold(gate: FailUnder, scored: _Scored) -> GateResult:
    tally, share = scored.tally(gate.selection), None
    needed, unit = gate.threshold.points_of(tally.maximum), gate.threshold.unit
    if needed > tally.maximum:
        raise NupcheckError(_("It has only {n} points in all.", n=tally.maximum))
    values = {"points": tally.points, "maximum": tally.maximum}
    share = tally.percent
    if share is None:
        found = _("{points} of {maximum} points", **values)
    else:
        found = _("{points} of {maximum} points ({percent})", percent=percent(share), **values)
    actual = tally.points if unit == "points" or share is None else share
    if tally.points >= needed:
        return GateResult(gate, True, actual, unit, found)
    questions = scored.questions(gate.selection)
    missing = _shortfall(needed, tally, questions)
    return GateResult(gate, False, actual, unit, found, missing, tuple(_chances(questions)))


def _shortfall(needed: int, tally: Tally, questions: Sequence[QuestionResult]) -> str:
    """What is missing of the points needed, and where they could come from."""
    ids = {state: [each.id for each in questions if each.state is state] for state in State}
    still_open, off = ids[State.UNANSWERED], ids[State.OFF]
    below = [each.id for each in _below_maximum(questions)]
    reasons = []
    if still_open and tally.high < needed:
        reasons.append(
            ngettext(
                "{ids} is open, but can bring it to {most} of {maximum} at most",
                "{ids} are open, but can bring it to {most} of {maximum} at most",
                len(still_open),
                ids=_named(still_open),
                most=tally.high,
                maximum=tally.maximum,
            )
        )
    elif still_open:
        reasons.append(_are_open(still_open))
    if below and tally.high < needed:
        reasons.append(
            ngettext(
                "{ids} could earn more", "{ids} could earn more", len(below), ids=_named(below)
            )
        )
    if off and tally.high < needed:
        reasons.append(
            ngettext("{ids} is not needed", "{ids} are not needed", len(off), ids=_named(off))
        )
    if not reasons:
        others = ids[State.NOT_APPLICABLE]
        reasons.append(
            ngettext(
                "{ids} is not applicable",
                "{ids} are not applicable",
                len(others),
                ids=_named(others),
            )
        )
    return ngettext(
        "{n} point short: {reasons}.",
        "{n} points short: {reasons}.",
        needed - tally.points,
        reasons=pgettext("between clauses", "; ").join(reasons),
    )


def _below_maximum(questions: Sequence[QuestionResult]) -> list[QuestionResult]:
    return [
        each for each in questions if each.state is State.ANSWERED and each.points < each.maximum
    ]


def _chances(questions: Sequence[QuestionResult]) -> Iterable[Remark]:
    """The questions that could bring the missing points: open ones come first."""
    for each in questions:
        if each.state is State.UNANSWERED:
            yield Remark(each.id, _("{id} is open.", id=each.id))
    for each in _below_maximum(questions):
        message = ngettext(
            "{id} earns {points} of {n} point.",
            "{id} earns {points} of {n} points.",
            each.maximum,
            id=each.id,
            points=each.points,
        )
        yield Remark(each.id, message)


def _complete(gate: RequireComplete, scored: _Scored) -> GateResult:
    tally = scored.tally(gate.selection)
    ids = [each.id for each in scored.questions(gate.selection) if each.state is State.UNANSWERED]
    return GateResult(
        gate,
        not ids,
        len(ids),
        "unanswered",
        _("{n} of {all} open", n=len(ids), all=tally.questions),
        f"{_are_open(ids)}." if ids else "",
        tuple(Remark(each, _("{id} is open.", id=each)) for each in ids),
    )


def _evidence(gate: RequireEvidence, scored: _Scored) -> GateResult:
    scored.tally(gate.selection)
    earning = [each for each in scored.questions(gate.selection) if each.points > 0]
    bare = [each for each in earning if not (each.note or each.evidence)]
    missing = ngettext(
        "{ids} has neither a note nor evidence.",
        "{ids} have neither a note nor evidence.",
        len(bare),
        ids=_named([each.id for each in bare]),
    )
    return GateResult(
        gate,
        not bare,
        len(bare),
        "without evidence",
        _("{n} of {all} without evidence", n=len(bare), all=len(earning)),
        missing if bare else "",
        tuple(
            Remark(
                each.id,
                _(
                    "{id} is answered {answer} with neither a note nor evidence.",
                    id=each.id,
                    answer=each.answer,
                ),
            )
            for each in bare
        ),
    )


def _age(gate: MaxAge, result: Result, today: dt.date) -> GateResult:
    if result.date is None:
        raise NupcheckError(_("The sheet has no date."), _("Add `date:`, such as 2026-05-01."))
    days = (today - result.date).days
    missing = ""
    if days < -1:  # where the day begins earlier, the sheet may be a day ahead of the machine
        missing = ngettext(
            "The sheet is dated {date}, {n} day after {today}.",
            "The sheet is dated {date}, {n} days after {today}.",
            -days,
            date=result.date,
            today=today,
        )
    elif days > gate.days:
        missing = ngettext(
            "The sheet of {date} is {n} day too old: answer it again.",
            "The sheet of {date} is {n} days too old: answer it again.",
            days - gate.days,
            date=result.date,
        )
    found = ngettext(
        "{days} day old on {today}", "{days} days old on {today}", abs(days), days=days, today=today
    )
    return GateResult(gate, not missing, days, "days", found, missing)


def _regression(gate: NoRegression, result: Result, baseline: Result | None) -> GateResult:
    if baseline is None:
        raise NupcheckError(_("There is no older sheet."), _("Name it with --baseline OLD."))
    found = regressions(baseline, result, gate.level)
    losses = {loss.id: loss for regression in found for loss in regression.losses}
    return GateResult(
        gate,
        not found,
        len(found),
        "worse",
        _("{n} worse than before", n=len(found)),
        " ".join(f"{regression.message}." for regression in found),
        tuple(
            Remark(each, f"{losses[each].message}.") for each in result.questions if each in losses
        ),
    )


def _strict(gate: Strict, result: Result) -> GateResult:
    findings = result.findings
    return GateResult(
        gate,
        not findings,
        len(findings),
        "findings",
        ngettext("{n} finding", "{n} findings", len(findings)),
        " ".join(each.message for each in findings),
        tuple(Remark(each.question, each.message) for each in findings if each.question),
    )


def _named(ids: Sequence[str]) -> str:
    """Ids in a row, the first few of many."""
    shown = listed(ids[:_MOST_NAMED])
    more = len(ids) - _MOST_NAMED
    return _("{ids} and {n} more", ids=shown, n=more) if more > 0 else shown


def _are_open(ids: Sequence[str]) -> str:
    return ngettext("{ids} is open", "{ids} are open", len(ids), ids=_named(ids))
