"""From the options that set gates to verdicts on a result."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError, quote
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nupcheck.analysis.gates import GateResult
    from nupcheck.cli.gate_options import GateFlags
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.gates import Gate
    from nupcheck.scoring.result import Result


def verdicts_on(
    result: Result,
    checklist: Checklist,
    flags: GateFlags,
    older: Callable[[str], Result],
) -> tuple[GateResult, ...]:
    """Every gate asked for, evaluated; without any, nothing is loaded for it.

    Args:
        result: The scored sheet.
        checklist: What it was scored by.
        flags: The gates as given.
        older: Scores the file of the older sheet in the same way.

    Raises:
        NupcheckError: A gate is not written as gates are, or could not be evaluated.
    """
    if flags.is_empty:
        return ()
    from nupcheck.analysis.gates import evaluate
    from nupcheck.model.gates import MaxAge, NoRegression

    today = _day_of(flags.today)
    gates = _asked_for(flags, checklist)
    if flags.today is not None and not any(isinstance(gate, MaxAge) for gate in gates):
        raise NupcheckError(
            _("--today names the day to count a sheet's age to, but no gate counts it."),
            _("Add --max-age, or leave --today out."),
        )
    baseline = None
    if flags.baseline is not None:
        if not any(isinstance(gate, NoRegression) for gate in gates):
            raise NupcheckError(
                _("--baseline names an older sheet, but no gate compares with it."),
                _("Add --no-regression."),
            )
        baseline = older(flags.baseline)
    return evaluate(gates, checklist, result, today=today, baseline=baseline)


def failure_message(verdicts: Sequence[GateResult]) -> str:
    """Which gates were not met, in a line; empty when all were."""
    failed = [verdict.rule for verdict in verdicts if not verdict.passed]
    if not failed:
        return ""
    return _(
        "Gates not met, {failed} of {all}: {gates}.",
        failed=len(failed),
        all=len(verdicts),
        gates="; ".join(failed),
    )


def _asked_for(flags: GateFlags, checklist: Checklist) -> list[Gate]:
    """The gates of the file, then those of the command line, or every problem with them."""
    from nupcheck.files.load import read_source
    from nupcheck.model.gates import KEYS, gate_from, gates_from

    gates: list[Gate] = []
    problems: list[str] = []
    try:
        if flags.file is not None:
            gates += read_source(flags.file).made(lambda data: gates_from(data, checklist))
    except NupcheckError as error:
        problems.append(str(error))
    for key in KEYS:
        for word in flags.words_for(key):
            try:
                gates.append(gate_from(key, word, checklist))
            except NupcheckError as error:
                problems.append(f"--{key.replace('_', '-')}: {error}")
    if problems:
        raise NupcheckError("\n".join(problems))
    return gates


def _day_of(today: str | None) -> dt.date:
    """The day that --today names, else that of the system's clock."""
    if today is None:
        return dt.datetime.now().astimezone().date()
    try:
        if len(today) == len("2026-05-01"):
            return dt.date.fromisoformat(today)
    except ValueError:
        pass
    raise NupcheckError(
        _("--today: {word} is not a date.", word=quote(today)),
        _("Write year-month-day, such as 2026-05-01."),
    )
