"""The sheets of a workbook that are one list with filters: what changed, and the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.analysis.diff import changes_between
from nupcheck.documents.report_change import change_text
from nupcheck.documents.report_plan import answer_now, plan_columns, plan_notes, who_can_act
from nupcheck.formats.xlsx_sheets import row_height, set_up_page, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from nupcheck.documents.subject import Subject
    from nupcheck.formats.xlsx_sheets import Formats


@dataclass(frozen=True, slots=True)
class List:
    """Rows under a head, with what there is to say of them on top.

    Attributes:
        name: What the sheet is called.
        above: Sentences.
        columns: Their titles, and their widths in characters.
        rows: Texts, and numbers that can be sorted and added up.
    """

    name: str
    above: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str | int, ...], ...]


def changes_list(subject: Subject) -> List | None:
    """Every question that differs from the earlier sheet."""
    if subject.before is None or subject.checklist_before is None:
        return None
    words = subject.words
    texts = {**subject.checklist_before.questions, **subject.checklist.questions}
    changes = [each for each in changes_between(subject.before, subject.result) if each.kind]
    columns = (
        (words("column.id"), 8),
        (subject.checklist.levels.question, 60),
        (words("changes.kind"), 30),
        (words("column.before"), 16),
        (words("column.now"), 16),
        (words("column.points"), 10),
    )
    rows = tuple(
        (
            each.id,
            texts[each.id].text,
            words(f"kind.{each.kind}"),
            change_text(subject, each.before),
            change_text(subject, each.after),
            each.points,
        )
        for each in changes
    )
    about = words("changes.about") if rows else words("changes.none")
    title = words.dated("changes", subject.before.date)
    return List(words("sheet.changes"), (title, *subject.cautions, about), columns, rows)


def plan_list(subject: Subject) -> List | None:
    """Every task of the plan."""
    if subject.plan is None:
        return None
    widths = (8, 60, 14, 10, 10, 60)
    titles = (column.title for column in plan_columns(subject))
    columns = tuple(zip(titles, widths, strict=True))
    above = tuple(plan_notes(subject, subject.plan))
    rows = tuple(
        (
            task.question,
            subject.checklist.questions[task.question].text,
            answer_now(subject, task),
            task.gain,
            task.opened,
            who_can_act(subject, task),
        )
        for task in subject.plan.tasks
    )
    return List(subject.words("plan"), above, columns, rows)


def write_list(sheet: Worksheet, content: List, looks: Formats, *, foot: str, cut: str) -> None:
    """The list, with filters, its head in sight and on every page.

    Args:
        sheet: An empty one.
        content: What to write.
        looks: Of its cells.
        foot: For the foot of the page.
        cut: What ends a text that is too long for a cell.
    """
    for row, text in enumerate(content.above):
        write_text(sheet, row, 0, text, looks.quiet, cut)
    head = len(content.above) + 1
    for column, (title, width) in enumerate(content.columns):
        has_numbers = any(not isinstance(cells[column], str) for cells in content.rows)
        look = looks.head_right if has_numbers else looks.head
        write_text(sheet, head, column, title, look, cut)
        sheet.set_column(column, column, width)
    for row, cells in enumerate(content.rows, head + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                write_text(sheet, row, column, cell, looks.text, cut)
            else:
                sheet.write_number(row, column, cell, looks.signed)
        sheet.set_row(row, _height(cells, content.columns))
    sheet.autofilter(head, 0, head + len(content.rows), len(content.columns) - 1)
    sheet.freeze_panes(head + 1, 1)
    set_up_page(sheet, foot, head, landscape=True)


def _height(cells: Sequence[str | int], columns: Sequence[tuple[str, int]]) -> float:
    return row_height((str(cell), width) for cell, (_, width) in zip(cells, columns, strict=True))
