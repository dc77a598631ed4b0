"""What commands have made as CSV: tables for spreadsheets, every row whole in itself.

A row is a mapping from columns to cells. What it does not have is empty; several pieces of evidence
share a cell, each on a line of its own. Spreadsheets show every cell as it stands and run none.
"""

from __future__ import annotations

import csv
import io
import re
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from nupcheck.errors import printable
from nupcheck.formats.inputs import Compared, Planned, Reported, Scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nupcheck.analysis.compare import Comparison
    from nupcheck.analysis.gaps import Task
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance
    from nupcheck.scoring.result import QuestionResult, Result

Row = dict[str, Any]

_SHEET = ("place", "date", "checklist", "checklist_version")
_ASKED = (
    "theme",
    "recommendation",
    "recommendation_title",
    "action",
    "action_title",
    "question",
    "question_text",
)
_ANSWER = ("state", "answer", "points", "maximum", "note", "evidence", "by")
_TASK = (
    *("gain", "opens", "opened", "after", "stakeholders"),
    *("practice", "first_step", "resources", "mapping"),
)
SCORE_COLUMNS = (*_SHEET, *_ASKED, *_ANSWER)
PLAN_COLUMNS = (
    *("recommendation", "recommendation_title", "action", "action_title", "question", "text"),
    *("state", "answer", "points", *_TASK, "cost"),
)
COMPARISON_COLUMNS = (
    *("from", "to", "level", "id", "text", "kind"),
    *("state_before", "answer_before", "points_before", "maximum_before"),
    *("state_after", "answer_after", "points_after", "maximum_after"),
    *("change", "evidence_lost", "evidence_gained", "note_before", "note_after"),
)
_BEFORE = ("date_before", *(f"{column}_before" for column in _ANSWER), "change", "kind")
_REPORT_TASK = (*(f"task_{column}" for column in _TASK), "task_aid")

# What spreadsheets take for the beginning of a formula, in both widths in which it is typed.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# Where the list separator is another than the comma, a cell begins behind it, or in a new line.
_FORMULA_INSIDE = re.compile(
    rf"(?<![;\s])(?=[^\S\t\n;]*[;\t\n])([;\s]++)(?=[{re.escape(''.join(_FORMULA))}])"
)
_MANY = "; "


def to_csv(made: Scored | Compared | Planned | Reported) -> str:
    """What a command has made as CSV text."""
    match made:
        case Scored():
            rows = _question_rows(made.checklist, made.result)
            return csv_text(SCORE_COLUMNS, rows.values())
        case Compared():
            return csv_text(COMPARISON_COLUMNS, _comparison_rows(made.comparison))
        case Planned():
            return csv_text(PLAN_COLUMNS, _plan_rows(made))
        case Reported():
            return csv_text(*_report(made.context, made.options.title))


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows below a header, as CSV (RFC 4180, but a plain line feed ends a row).

    Numbers stay numbers. Text that a spreadsheet would take for a formula gets an apostrophe in
    front, which the spreadsheet hides; control characters are spelled out.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return stream.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - as the csv module takes it
    if isinstance(value, tuple):
        value = "\n".join(value)
    if not isinstance(value, str):
        return value
    text = printable(value)
    guarded = _FORMULA_INSIDE.sub(r"\1'", text)
    return f"'{guarded}" if text.lstrip().startswith(_FORMULA) else guarded


def _question_rows(checklist: Checklist, result: Result) -> dict[str, Row]:
    """A row for each question of a result, by its id."""
    return {
        question.id: {
            **_sheet(result),
            "theme": recommendation.theme,
            "recommendation": recommendation.id,
            "recommendation_title": recommendation.title,
            "action": action.id,
            "action_title": action.title,
            "question": question.id,
            "question_text": checklist.questions[question.id].text,
            **_answer(question),
        }
        for recommendation in result.recommendations
        for action in recommendation.actions
        for question in action.questions
    }


def _sheet(result: Result) -> Row:
    """Whose answers they are, and to which checklist."""
    return {
        "place": result.place.name,
        "date": result.date,
        "checklist": result.checklist_id,
        "checklist_version": result.checklist_version,
    }


def _answer(question: QuestionResult | None, suffix: str = "") -> Row:
    """What was answered and what it earns; nothing for no question."""
    return {f"{column}{suffix}": getattr(question, column, None) for column in _ANSWER}


def _comparison_rows(comparison: Comparison) -> Iterator[Row]:
    """A row for each part and question that differs, from each sheet to the next."""
    levels = [
        ("total", (comparison.total,)),
        ("recommendation", comparison.recommendations),
        ("action", comparison.actions),
    ]
    for number, step in enumerate(comparison.transitions):
        labels = {"from": step.before.label, "to": step.after.label}
        for level, parts in levels:
            for part in parts:
                before, after = part.tallies[number], part.tallies[number + 1]
                if before == after:
                    continue
                row: Row = {**labels, "level": level, "id": part.id, "text": part.title}
                for when, tally in (("before", before), ("after", after)):
                    if tally is not None:
                        row |= {f"points_{when}": tally.points, f"maximum_{when}": tally.maximum}
                if before is not None and after is not None:
                    row["change"] = after.points - before.points
                yield row
        questions = ChainMap(step.after.checklist.questions, step.before.checklist.questions)
        for change in step.changes:
            yield {
                **labels,
                "level": "question",
                "id": change.id,
                "text": questions[change.id].text,
                "kind": change.kind,
                **_answer(change.before, "_before"),
                **_answer(change.after, "_after"),
                "change": change.points,
                "evidence_lost": change.evidence_lost,
                "evidence_gained": change.evidence_gained,
            }


def _plan_rows(planned: Planned) -> Iterator[Row]:
    """A row a task, with what changing the answer costs where the target's costs are known."""
    checklist, plan, guidance = planned
    costs = {change.question: change.cost for change in plan.aim.changes} if plan.aim else {}
    for task in plan.tasks:
        cost = costs.get(task.question)
        yield {
            "recommendation": task.recommendation,
            "recommendation_title": checklist.recommendation_of[task.action].title,
            "action": task.action,
            "action_title": checklist.actions[task.action].title,
            "question": task.question,
            "text": checklist.questions[task.question].text,
            "state": task.state,
            "answer": task.answer,
            "points": task.points,
            **_task(task, guidance),
            "cost": None if cost is None else float(cost),
        }


def _task(task: Task, guidance: Guidance) -> Row:
    """What a plan has to say of a question; several items of a cell are parted by semicolons."""
    from nupcheck.documents.guidance import resource_link

    return {
        "gain": task.gain,
        "opens": _MANY.join(task.opens),
        "opened": task.opened,
        "after": task.after,
        "stakeholders": _MANY.join(task.stakeholders),
        "practice": next((each.headline for each in guidance.practices_of(task.action)), None),
        "first_step": _MANY.join(
            each.advice for each in guidance.first_steps_of(task.recommendation)
        ),
        "resources": _MANY.join(map(resource_link, guidance.resources_of(task.action))),
        "mapping": judgement_on(task, guidance),
    }


def judgement_on(task: Task, guidance: Guidance) -> str:
    """Whose judgement it is that the practice and the resources belong to the task."""
    from nupcheck.documents.guidance import whose_judgement

    shown = {
        "practices": guidance.practices_of(task.action),
        "resources": guidance.resources_of(task.action),
    }
    return whose_judgement(guidance, [name for name, items in shown.items() if items])


def _report(context: ReportContext, title: str | None) -> tuple[list[str], Iterable[Row]]:
    """The columns and rows of the result, with what the report was asked to include.

    With an earlier sheet: its answer and the change, and rows at the end for questions that only
    its checklist has. With a plan: the task, where there is one. With a target: the target in
    every row, and the answer that leads to it. With a title: the title in every row.
    """
    columns = [*SCORE_COLUMNS]
    rows = _question_rows(context.checklist, context.result)
    if context.before is not None and context.checklist_before is not None:
        columns += _BEFORE
        _add_earlier(rows, context.result, context.before, context.checklist_before)
    if context.plan is not None:
        from nupcheck.documents.plan import aid_sentence
        from nupcheck.model.guidance import Guidance

        columns += _REPORT_TASK
        aid, guidance = aid_sentence(context.checklist), context.guidance
        for task in context.plan.tasks:
            cells = _task(task, guidance or Guidance(context.checklist))
            rows[task.question] |= {f"task_{name}": cell for name, cell in cells.items()}
            rows[task.question]["task_aid"] = aid
        if (aim := context.plan.aim) is not None:
            columns += ["target", "target_answer"]
            answers = {each.question: each.after.answer for each in aim.changes}
            for question, row in rows.items():
                row.update(target=str(aim.target), target_answer=answers.get(question))
    if title:
        columns.append("title")
        for row in rows.values():
            row["title"] = title
    return columns, rows.values()


def _add_earlier(rows: dict[str, Row], new: Result, old: Result, checklist: Checklist) -> None:
    from nupcheck.analysis.diff import QuestionChange, kind_of

    dropped = dict.fromkeys(_ANSWER) | _sheet(new)
    for question, row in _question_rows(checklist, old).items():
        rows.setdefault(question, row | dropped)
    for question, row in rows.items():
        before, after = old.questions.get(question), new.questions.get(question)
        change = QuestionChange(question, kind_of(before, after), before, after)
        earlier = {"date_before": old.date, **_answer(before, "_before")}
        row.update(earlier, change=change.points, kind=change.kind)
