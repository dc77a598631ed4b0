"""A report as a workbook whose sums are live formulas. Needs the extra `xlsx`."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from nupcheck.documents.labels import state
from nupcheck.documents.report import title_of
from nupcheck.errors import printable
from nupcheck.formats.xlsx_lists import changes_list, plan_list, write_list
from nupcheck.formats.xlsx_sheets import (
    Formats,
    insert_logo,
    row_height,
    set_up_page,
    sheet_names,
    write_text,
)
from nupcheck.formats.zips import packed_again
from nupcheck.locale import _
from nupcheck.locale.values import capital
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from nupcheck.documents.blocks import Picture
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.formats.inputs import Reported
    from nupcheck.scoring.result import QuestionResult, RecommendationResult, Tally

_NO_DATE = dt.date(2000, 1, 1)
_WIDTHS = (8, 22, 46, 12, 14, 8, 10, 9, 9, 7, 46, 32, 18)
# Where the sums are: columns of a recommendation's sheet, and of the tables of the summary.
_STATE, _POINTS, _MAXIMUM, _LOW, _HIGH, _OPEN, _NOTE, _EVIDENCE, _BY = range(4, 13)
_S_POINTS, _S_MAXIMUM, _S_PERCENT, _S_LOW, _S_HIGH, _S_OPEN, _S_BEFORE, _S_CHANGE = range(2, 10)
_CHART_SIZE = {"width": 760, "height": 380}


def report_to_xlsx(reported: Reported) -> bytes:
    """A report as a workbook."""
    context, options = reported
    return to_xlsx(context, title_of(context, options), options.logo)


def to_xlsx(context: ReportContext, title: str, logo: Picture | None = None) -> bytes:
    """The report as a workbook: the same bytes for the same sheet.

    Args:
        context: What to report on.
        title: What it is called.
        logo: To stand on the summary.
    """
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    moment = dt.datetime.combine(context.result.date or _NO_DATE, dt.time())
    workbook.set_properties({"title": printable(title)[:255], "created": moment})
    workbook.set_calc_mode("auto")
    _Book(workbook, context, title).write(logo)
    workbook.close()
    return packed_again(stream.getvalue())


class _Book:
    def __init__(self, workbook: xlsxwriter.Workbook, context: ReportContext, title: str) -> None:
        self.workbook, self.context, self.title = workbook, context, title
        self.looks = Formats.of(workbook)
        self.cut = _("… (cut here; the whole text is in the answer sheet)")
        self.lists = [each for each in (changes_list(context), plan_list(context)) if each]
        parts = context.result.recommendations
        level = context.checklist.levels.recommendation
        summary = _("Summary")
        wanted = [*(f"{level} {part.id}" for part in parts), *(each.name for each in self.lists)]
        self.names = sheet_names(wanted, [summary])
        self.summary = workbook.add_worksheet(summary)

    def write(self, logo: Picture | None) -> None:
        """The summary, a sheet for each recommendation, what changed and the plan if asked for."""
        self._summary(logo)
        names = iter(self.names)
        for part in self.context.result.recommendations:
            self._recommendation(self.workbook.add_worksheet(next(names)), part)
        for each in self.lists:
            sheet = self.workbook.add_worksheet(next(names))
            foot = f"{each.name} · {self.title}"
            write_list(sheet, each, self.looks, foot=foot, cut=self.cut)

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        write_text(sheet, row, column, text, look, self.cut)

    def _summary(self, logo: Picture | None) -> None:
        sheet, looks = self.summary, self.looks
        result, level = self.context.result, self.context.checklist.levels.recommendation
        top = 0
        if logo is not None:
            insert_logo(sheet, logo)
            top = 1
        self._text(sheet, top, 0, self.title, looks.title)
        self._text(sheet, top + 1, 0, self.context.byline, looks.quiet)
        note = _("A report, not a form: change answers in the answer sheet and make it anew.")
        self._text(sheet, top + 2, 0, note, looks.quiet)
        head = top + 4
        for column, width in enumerate((8, 58, *[10] * 8)):
            sheet.set_column(column, column, width)
        self._head(sheet, head, level)
        row = head
        places: dict[str, int] = {}
        before = self.context.before
        old = {part.id: part.tally for part in before.recommendations} if before else {}
        for part, name in zip(result.recommendations, self.names, strict=False):
            row += 1
            places[part.id] = row
            self._text(sheet, row, 0, part.id, looks.text)
            self._text(sheet, row, 1, part.title, looks.text)
            self._sums(row, part.tally, _from_sheet(name, part))
            self._before(row, part.tally, old.get(part.id))
        first, last = head + 1, row
        row += 1
        self._text(sheet, row, 0, "", looks.total)
        self._text(sheet, row, 1, _("Total"), looks.total)
        self._sums(row, result.tally, [_sum(first, last, column) for column in _SUMMED], total=True)
        kept = sum(old[part.id].points for part in result.recommendations if part.id in old)
        formula = _sum(first, last, _S_BEFORE)
        self._before(
            row,
            result.tally,
            before.tally if before else None,
            (formula, kept),
            total=True,
        )
        if result.themes:
            row = self._themes(row + 2, places)
        self._chart(row + 2, first, last)
        set_up_page(sheet, self.title, head, landscape=False, pages=1)
        sheet.freeze_panes(head + 1, 0)

    def _head(self, sheet: Worksheet, row: int, level: str) -> None:
        titles = [_("No."), level, _("Points"), _("Maximum"), _("Percent")]
        titles += [_("Low"), _("High"), _("Open")]
        if self.context.before:
            titles += [_("Before"), _("Change")]
        for column, title in enumerate(titles):
            look = self.looks.head_right if column >= _S_POINTS else self.looks.head
            self._text(sheet, row, column, title, look)

    def _sums(self, row: int, tally: Tally, formulas: list[str], *, total: bool = False) -> None:
        """Formulas for points, maximum, low, high and open, with what they come to."""
        looks = self.looks
        number = looks.total_number if total else looks.number
        values = (tally.points, tally.maximum, tally.low, tally.high, tally.unanswered)
        for column, formula, value in zip(_SUMMED, formulas, values, strict=True):
            self.summary.write_formula(row, column, formula, number, value)
        points, maximum = (xl_rowcol_to_cell(row, each) for each in (_S_POINTS, _S_MAXIMUM))
        self.summary.write_formula(
            row,
            _S_PERCENT,
            _percent(points, maximum),
            looks.total_percent if total else looks.percent,
            "" if tally.percent is None else tally.percent / 100,
        )

    def _before(
        self,
        row: int,
        now: Tally,
        old: Tally | None,
        added: tuple[str, int] | None = None,
        *,
        total: bool = False,
    ) -> None:
        """The points before, and a formula for the change since.

        `added` is a formula that adds up the rows of its parts, and what those come to. It stands
        for the points only where it comes to them: an earlier checklist may have had other parts.
        """
        if old is None:
            return
        look = self.looks.total_number if total else self.looks.number
        if added is not None and added[1] == old.points:
            self.summary.write_formula(row, _S_BEFORE, added[0], look, old.points)
        else:
            self.summary.write_number(row, _S_BEFORE, old.points, look)
        points, before = (xl_rowcol_to_cell(row, each) for each in (_S_POINTS, _S_BEFORE))
        look = self.looks.total_signed if total else self.looks.signed
        self.summary.write_formula(
            row, _S_CHANGE, f"={points}-{before}", look, now.points - old.points
        )

    def _themes(self, row: int, places: dict[str, int]) -> int:
        """A row for each theme: the sum of its recommendations. Returns the last row."""
        self._head(self.summary, row, _("Themes"))
        result, before = self.context.result, self.context.before
        old = {theme.id: theme.tally for theme in before.themes} if before else {}
        old_parts = {part.id: part.tally for part in before.recommendations} if before else {}
        for theme in result.themes:
            row += 1
            self._text(self.summary, row, 0, "", self.looks.text)
            self._text(self.summary, row, 1, theme.title, self.looks.text)
            parts = [part.id for part in result.recommendations if part.theme == theme.id]
            rows = [places[name] for name in parts]
            formulas = [_plus(rows, column) for column in _SUMMED]
            self._sums(row, theme.tally, formulas)
            kept = sum(old_parts[name].points for name in parts if name in old_parts)
            self._before(row, theme.tally, old.get(theme.id), (_plus(rows, _S_BEFORE), kept))
        return row

    def _chart(self, row: int, first: int, last: int) -> None:
        """A native bar chart of the percentages, the first recommendation on top."""
        chart = self.workbook.add_chart({"type": "bar"})
        name = self.summary.get_name()
        chart.add_series(
            {
                "name": _("Share of points earned"),
                "categories": [name, first, 1, last, 1],
                "values": [name, first, _S_PERCENT, last, _S_PERCENT],
                "fill": {"color": "#1F5C99"},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.0%"},
            }
        )
        title = _("Share of points earned")
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis(
            {"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": False}}
        )
        chart.set_size(_CHART_SIZE)
        level = self.context.checklist.levels.recommendation.lower()
        about = _("Scores by {level}", level=level)
        self.summary.insert_chart(row, 1, chart, {"description": about})

    def _recommendation(self, sheet: Worksheet, part: RecommendationResult) -> None:
        levels = self.context.checklist.levels
        titles = [_("No."), levels.action, levels.question, _("Answer"), _("State"), _("Points")]
        titles += [_("Maximum"), _("Low"), _("High"), _("Open"), _("Note"), _("Evidence")]
        titles.append(_("Answered by"))
        for column, title in enumerate(titles):
            look = self.looks.head_right if _POINTS <= column <= _OPEN else self.looks.head
            self._text(sheet, 0, column, title, look)
            sheet.set_column(column, column, _WIDTHS[column])
        row = 0
        for action in part.actions:
            for question in action.questions:
                row += 1
                self._question(sheet, row, f"{action.id} {action.title}", question)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, row, len(titles) - 1)
        set_up_page(sheet, f"{part.id} {part.title} · {self.title}", 0, landscape=True)

    def _question(self, sheet: Worksheet, row: int, action: str, question: QuestionResult) -> None:
        context, looks = self.context, self.looks
        texts = {
            0: question.id,
            1: action,
            2: context.checklist.questions[question.id].text,
            3: context.labels.answer(question.answer),
            _STATE: capital(state(question.state)),
            _NOTE: question.note or "",
            _EVIDENCE: "\n".join(question.evidence),
            _BY: context.labels.stakeholder(question.by or ""),
        }
        for column, text in texts.items():
            self._text(sheet, row, column, text, looks.text)
        sheet.set_row(row, row_height((text, _WIDTHS[at]) for at, text in texts.items()))
        numbers = (question.points, question.maximum, question.low, question.high)
        for column, value in zip((_POINTS, _MAXIMUM, _LOW, _HIGH), numbers, strict=True):
            sheet.write_number(row, column, value, looks.number)
        counted = int(question.state is State.UNANSWERED)
        sheet.write_number(row, _OPEN, counted, looks.number)


_SUMMED = (_S_POINTS, _S_MAXIMUM, _S_LOW, _S_HIGH, _S_OPEN)


def _from_sheet(name: str, part: RecommendationResult) -> list[str]:
    """Sums over the rows of a recommendation's sheet, in the order of _SUMMED."""
    last = sum(len(action.questions) for action in part.actions)
    quoted = quote_sheetname(name)
    return [
        f"=SUM({quoted}!{xl_rowcol_to_cell(1, column)}:{xl_rowcol_to_cell(last, column)})"
        for column in (_POINTS, _MAXIMUM, _LOW, _HIGH, _OPEN)
    ]


def _sum(first: int, last: int, column: int) -> str:
    return f"=SUM({xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)})"


def _plus(rows: Sequence[int], column: int) -> str:
    return "=" + "+".join(xl_rowcol_to_cell(row, column) for row in rows)


def _percent(points: str, maximum: str) -> str:
    """The rule of `scoring.percent`: one decimal, 0 and 100 only when exactly so."""
    tenths = f"INT((2000*{points}+{maximum})/(2*{maximum}))"
    inside = f"MAX(1,MIN(999,{tenths}))/1000"
    return f'=IF({maximum}=0,"",IF({points}=0,0,IF({points}={maximum},1,{inside})))'
