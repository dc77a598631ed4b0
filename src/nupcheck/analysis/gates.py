"""Judging a result by its gates: what each gate found, and what is missing to meet it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal, assert_never

from nupcheck.analysis.regressions import regressions
from nupcheck.analysis.shortfalls import are, chances, names_of, shortfall
from nupcheck.errors import NupcheckError, quote
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
from nupcheck.scoring.result import State, Tally, tally_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.selection import Selection
    from nupcheck.scoring.result import QuestionResult, Result

Unit = Literal["percent", "points", "unanswered", "without evidence", "days", "worse", "findings"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a gate has to say about one question."""

    question: str
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
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


@dataclass(frozen=True, slots=True)
class _Scored:
    checklist: Checklist
    result: Result
    today: dt.date
    baseline: Result | None


def judge(
    gates: Iterable[Gate],
    checklist: Checklist,
    result: Result,
    *,
    today: dt.date,
    baseline: Result | None = None,
) -> tuple[Verdict, ...]:
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
    verdicts: list[Verdict] = []
    problems: list[str] = []
    for gate in dict.fromkeys(gates):
        try:
            verdicts.append(_judge(gate, scored))
        except NupcheckError as error:
            problems.append(f"The gate {gate} cannot be evaluated. {error}")
    if problems:
        raise NupcheckError("\n".join(problems))
    return tuple(verdicts)


def all_passed(verdicts: Iterable[Verdict]) -> bool:
    """No gate failed."""
    return all(verdict.passed for verdict in verdicts)


def _judge(gate: Gate, scored: _Scored) -> Verdict:
    match gate:
        case FailUnder():
            return _points(gate, scored)
        case RequireComplete():
            return _complete(gate, scored)
        case RequireEvidence():
            return _evidence(gate, scored)
        case MaxAge():
            return _age(gate, scored.result, scored.today)
        case NoRegression():
            return _regression(gate, scored.result, scored.baseline)
        case Strict():
            return _strict(gate, scored.result)
        case _ as never:  # pragma: no cover
            assert_never(never)


def _selected(selection: Selection, scored: _Scored) -> tuple[Tally, tuple[QuestionResult, ...]]:
    tally = tally_in(scored.checklist, scored.result, selection)
    if tally is None:
        raise NupcheckError(f"No question of {quote(selection)} is scored here.")
    questions = scored.result.questions
    names = question_ids(scored.checklist, selection)
    return tally, tuple(questions[name] for name in names if name in questions)


def _points(gate: FailUnder, scored: _Scored) -> Verdict:
    tally, questions = _selected(gate.selection, scored)
    if gate.unit == "points":
        needed = int(gate.at_least)
        if needed > tally.maximum:
            raise NupcheckError(f"It has only {tally.maximum} points in all.")
    else:  # exactly: a score of 59.96 percent is shown as 60.0 and is not 60
        needed = ceil(Fraction(gate.at_least) * tally.maximum / 100)
    passed = tally.points >= needed
    percent = tally.percent
    found = f"{tally.points} of {tally.maximum} points"
    if percent is not None:
        found += f" ({percent:.1f}%)"
    return Verdict(
        gate,
        passed,
        tally.points if gate.unit == "points" or percent is None else percent,
        gate.unit,
        found,
        "" if passed else shortfall(needed, tally, questions),
        () if passed else tuple(Remark(*chance) for chance in chances(questions)),
    )


def _complete(gate: RequireComplete, scored: _Scored) -> Verdict:
    tally, questions = _selected(gate.selection, scored)
    names = [each.id for each in questions if each.state is State.UNANSWERED]
    return Verdict(
        gate,
        tally.is_complete,
        tally.unanswered,
        "unanswered",
        f"{tally.unanswered} of {tally.questions} unanswered",
        f"{are(names, 'unanswered')}." if names else "",
        tuple(Remark(name, f"{name} is unanswered.") for name in names),
    )


def _evidence(gate: RequireEvidence, scored: _Scored) -> Verdict:
    _, questions = _selected(gate.selection, scored)
    earning = [each for each in questions if each.points > 0]
    bare = [
        each
        for each in earning
        if not any(text.strip() for text in (each.note or "", *each.evidence))
    ]
    names = [each.id for each in bare]
    verb = "has" if len(names) == 1 else "have"
    return Verdict(
        gate,
        not bare,
        len(bare),
        "without evidence",
        f"{len(bare)} of {len(earning)} without evidence",
        f"{names_of(names)} {verb} neither a note nor evidence." if names else "",
        tuple(
            Remark(
                each.id, f"{each.id} is answered {each.answer} with neither a note nor evidence."
            )
            for each in bare
        ),
    )


def _age(gate: MaxAge, result: Result, today: dt.date) -> Verdict:
    if result.date is None:
        raise NupcheckError("The sheet has no date.", "Add `date:`, such as 2026-05-01.")
    days = (today - result.date).days
    over = days - gate.days
    if days < -1:  # where the day begins earlier, the sheet may be a day ahead of the machine
        missing = f"The sheet is dated {result.date}, {_count(-days, 'day')} after {today}."
    elif over > 0:
        missing = f"The sheet of {result.date} is {_count(over, 'day')} too old: answer it again."
    else:
        missing = ""
    return Verdict(
        gate, not missing, days, "days", f"{_count(days, 'day')} old on {today}", missing
    )


def _regression(gate: NoRegression, result: Result, baseline: Result | None) -> Verdict:
    if baseline is None:
        raise NupcheckError("There is no older sheet.", "Name it with --baseline OLD.")
    found = regressions(baseline, result, gate.level)
    order = list(result.questions)
    losses = {loss.id: loss for regression in found for loss in regression.losses}
    return Verdict(
        gate,
        not found,
        len(found),
        "worse",
        f"{len(found)} worse than before",
        "".join(f"{regression.message}. " for regression in found).rstrip(),
        tuple(Remark(name, f"{losses[name].message}.") for name in sorted(losses, key=order.index)),
    )


def _strict(gate: Strict, result: Result) -> Verdict:
    findings = result.findings
    return Verdict(
        gate,
        not findings,
        len(findings),
        "findings",
        _count(len(findings), "finding"),
        " ".join(finding.message for finding in findings),
        tuple(
            Remark(finding.question, finding.message)
            for finding in findings
            if finding.question is not None
        ),
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number in {1, -1} else f"{number} {what}s"
