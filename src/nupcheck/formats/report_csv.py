"""A report as CSV: the result's rows, with columns for what changed and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import QuestionChange, kind_of
from nupcheck.documents.plan import aid_sentence
from nupcheck.formats.csv import COLUMNS, answer_cells, question_places, sheet_cells
from nupcheck.formats.csv_cells import csv_text
from nupcheck.formats.plan_csv import TASK_COLUMNS, task_cells
from nupcheck.model.guidance import Guidance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.formats.csv import Row
    from nupcheck.scoring.result import Result

BEFORE_COLUMNS = (
    "date_before",
    "state_before",
    "answer_before",
    "points_before",
    "maximum_before",
    "note_before",
    "evidence_before",
    "by_before",
    "change",
    "kind",
)
PLAN_COLUMNS = (*(f"task_{name}" for name in TASK_COLUMNS), "task_aid")
TARGET_COLUMNS = ("target", "target_answer")


def report_to_csv(context: ReportContext, title: str | None = None) -> str:
    """The rows of `to_csv`, each made longer by what the report was asked to include.

    With an earlier sheet: its answer and the change, and rows at the end for questions that only
    its checklist has. With a plan: the task, where there is one. With a target: the target in
    every row, and the answer that leads to it. With a title: the title in every row.
    """
    new = context.result
    places = question_places(context.checklist, new)
    if context.before is not None and context.checklist_before is not None:
        places = {**question_places(context.checklist_before, context.before), **places}
    names = tuple(dict.fromkeys((*new.questions, *places)))
    more = tuple(_more(context, title, names))
    header: list[str] = [*COLUMNS]
    for columns, _ in more:
        header += columns
    rows: list[Row] = []
    for name in names:
        row = (*sheet_cells(new), *places[name], *answer_cells(new.questions.get(name)))
        for columns, cells in more:
            row += cells.get(name, (None,) * len(columns))
        rows.append(row)
    return csv_text([header, *rows])


def _more(
    context: ReportContext, title: str | None, names: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], dict[str, Row]]]:
    """Further columns, each group with its cells by the questions' ids."""
    if (old := context.before) is not None:
        yield BEFORE_COLUMNS, {name: _before(name, old, context.result) for name in names}
    if (plan := context.plan) is not None:
        yield PLAN_COLUMNS, _tasks(context, plan)
        if plan.aim is not None:
            answers = {each.question: each.after.answer for each in plan.aim.changes}
            target = str(plan.aim.target)
            yield TARGET_COLUMNS, {name: (target, answers.get(name)) for name in names}
    if title:
        yield ("title",), dict.fromkeys(names, (title,))


def _before(name: str, old: Result, new: Result) -> Row:
    before, after = old.questions.get(name), new.questions.get(name)
    change = QuestionChange(name, kind_of(before, after), before, after)
    date = old.date.isoformat() if old.date else None
    return date, *answer_cells(before), change.points, change.kind


def _tasks(context: ReportContext, plan: Plan) -> dict[str, Row]:
    checklist = context.checklist
    guidance = context.guidance or Guidance(checklist)
    aid = aid_sentence(checklist)
    return {task.question: (*task_cells(task, guidance), aid) for task in plan.tasks}
