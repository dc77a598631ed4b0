"""From a scored sheet to a plan: tasks, what if, and the least work to a target.

Nothing here is in a checklist's source: it is nupcheck's own aid. All points shown come from
`scoring`; `optimize` chooses which answers to change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from nupcheck.analysis.gaps import Task, tasks_of, tasks_to
from nupcheck.analysis.optimize import changed_questions, options_for
from nupcheck.analysis.scenario import (
    Change,
    WhatIf,
    best_answer,
    changes_between,
    what_if,
    with_answers,
)
from nupcheck.errors import NupcheckError, quote
from nupcheck.locale import _
from nupcheck.locale.values import percent
from nupcheck.model.selection import ALL, question_ids
from nupcheck.scoring.result import tally_in
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.costs import Costs
    from nupcheck.model.gates import Threshold
    from nupcheck.model.selection import Selection
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import Result, Tally

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Aim:
    """The least work that reaches a target.

    Attributes:
        needed: The points of the part that meet the target.
        before: The part's tally now.
        after: The part's tally once the changes are made.
        changes: None at all when the target is met already.
        cost: Their costs added up, None without costs.
        result: The whole sheet once they are made.
    """

    target: Threshold
    needed: int
    before: Tally
    after: Tally
    changes: tuple[Change, ...]
    cost: Decimal | None
    unit: str
    result: Result


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a plan may hold.

    Attributes:
        result: The sheet as it is, whole or narrowed to a part.
        tasks: What can be done in that part; with an aim only what reaches it. Tasks and aim
            stand on the answers of `what_if`, if any.
    """

    result: Result
    tasks: tuple[Task, ...]
    what_if: WhatIf | None = None
    aim: Aim | None = None


def make_plan(
    checklist: Checklist,
    sheet: AnswerSheet,
    *,
    target: Threshold | None = None,
    costs: Costs | None = None,
    answers: Mapping[str, str] | None = None,
    selection: Selection = ALL,
) -> Plan:
    """A plan for a sheet.

    Args:
        checklist: The checklist of the sheet.
        sheet: The answers as they are.
        target: What to reach, of the whole sheet's points; without one every gap is a task.
        costs: What changing answers costs; without, the fewest changes are wanted.
        answers: Other answers to reckon with, as `scenario.answers_from` reads them.
        selection: The questions to which the result and the tasks are restricted.

    Raises:
        NupcheckError: The target cannot be reached.
    """
    reckoned = with_answers(sheet, answers) if answers else sheet
    aim = None if target is None else aim_at(checklist, reckoned, target, costs)
    part = score(checklist, reckoned, selection)
    if aim is None:
        tasks = tasks_of(checklist, reckoned, part)
    else:
        kept = part.questions
        every = tasks_to(checklist, reckoned, aim.changes)
        tasks = tuple(task for task in every if task.question in kept)
    return Plan(
        score(checklist, sheet, selection),
        tasks,
        what_if(checklist, sheet, answers) if answers else None,
        aim,
    )


def aim_at(
    checklist: Checklist, sheet: AnswerSheet, target: Threshold, costs: Costs | None = None
) -> Aim:
    """The least work that reaches a target.

    Without costs that is the fewest changes, with costs the lowest sum of them. Ties: the lowest
    cost, then the fewest changes, then the most points, then the changes that begin earliest in
    the checklist. Every change is to the scale's best answer; an unanswered question that is to
    be answered counts as a change. `optimize.options_for` says which answers may be changed.

    Raises:
        NupcheckError: The target cannot be reached; it names the most that can be.
    """
    before = score(checklist, sheet)
    tally = tally_in(checklist, before, target.selection)
    part = question_ids(checklist, target.selection)
    if tally is None or not part:
        raise NupcheckError(
            _("No question belongs to {selection}.", selection=quote(target.selection))
        )
    needed = target.points_of(tally.maximum)
    hundredths = None
    if costs is not None:
        hundredths = {name: int(costs[name] * _HUNDREDTHS) for name in checklist.questions}
    ways = options_for(checklist, sheet, part, hundredths)
    way = next((way for way in ways if -way.short >= needed), None)
    if way is None:
        raise _unreachable(target, -ways[-1].short, tally)
    after_sheet = with_answers(
        sheet, dict.fromkeys(changed_questions(checklist, way), best_answer(checklist))
    )
    result = score(checklist, after_sheet)
    after = tally_in(checklist, result, target.selection)
    return Aim(
        target,
        needed,
        tally,
        tally if after is None else after,
        tuple(changes_between(checklist, before, result, changed_questions(checklist, way), costs)),
        None if costs is None else Decimal(way.cost) / _HUNDREDTHS,
        "" if costs is None else costs.unit,
        result,
    )


def _unreachable(target: Threshold, most: int, tally: Tally) -> NupcheckError:
    reachable = replace(target, at_least=Decimal(most), unit="points")
    message = _(
        "The target {target} cannot be reached: the most is {most} of {maximum} points "
        "({percent}).",
        target=target,
        most=most,
        maximum=tally.maximum,
        percent=percent(tally._replace(points=most).percent),
    )
    if tally.not_applicable:
        message += " " + _("What is not applicable stays so.")
    if most > tally.points:
        return NupcheckError(message, _("Aim lower: --target {target}.", target=reachable))
    return NupcheckError(message, _("Nothing more can be earned."))
