"""The sheets of a workbook that are one list with filters: what changed, and the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.analysis.diff import changes_between
from nupcheck.documents.labels import changes as kinds_of_change
from nupcheck.documents.plan import aid_sentence, aim_sentences, aim_title
from nupcheck.documents.report_change import about_change, change_text, change_title
from nupcheck.formats.xlsx_sheets import row_height, set_up_page, write_text
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from nupcheck.documents.report_context import ReportContext
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


def changes_list(context: ReportContext) -> List | None:
    """Every question that differs from the earlier sheet."""
    if context.before is None or context.checklist_before is None:
        return None
    texts = {**context.checklist_before.questions, **context.checklist.questions}
    changes = [each for each in changes_between(context.before, context.result) if each.kind]
    columns = (
        (_("No."), 8),
        (context.checklist.levels.question, 60),
        (_("Kind of change"), 30),
        (_("Before"), 16),
        (_("Now"), 16),
        (_("Points"), 10),
    )
    kinds = kinds_of_change()
    rows = tuple(
        (
            each.id,
            texts[each.id].text,
            kinds[each.kind][0] if each.kind else "",
            change_text(context, each.before),
            change_text(context, each.after),
            each.points,
        )
        for each in changes
    )
    above = (change_title(context), *context.cautions, about_change(changes))
    return List(_("Changes"), above, columns, rows)


def plan_list(context: ReportContext) -> List | None:
    """Every task of the plan."""
    if context.plan is None:
        return None
    labels, aim = context.labels, context.plan.aim
    columns = (
        (_("No."), 8),
        (context.checklist.levels.question, 60),
        (_("Now"), 24),
        (_("Can earn"), 10),
        (_("Can open"), 10),
        (_("Who can act"), 60),
    )
    above = [aid_sentence(context.checklist)]
    if aim is not None:
        above += [aim_title(labels, aim), *aim_sentences(aim)]
    rows = tuple(
        (
            task.question,
            context.checklist.questions[task.question].text,
            labels.now(task),
            task.gain,
            task.opened,
            labels.stakeholders(task.stakeholders),
        )
        for task in context.plan.tasks
    )
    return List(_("Plan"), tuple(above), columns, rows)


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
