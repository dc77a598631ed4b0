"""A report as a workbook whose sums are live formulas. Needs the extra `xlsx`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from nupcheck.documents.report import title_of
from nupcheck.errors import printable
from nupcheck.formats.xlsx_lists import SUMMED, changes_list, plan_list, recommendation_list
from nupcheck.formats.xlsx_sheets import Book, Column
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.documents.blocks import Picture
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.formats.inputs import Reported
    from nupcheck.formats.xlsx_sheets import Sheet
    from nupcheck.scoring.result import Tally

# Columns of the summary's tables.
_POINTS, _MAXIMUM, _PERCENT, _LOW, _HIGH, _OPEN, _BEFORE, _CHANGE = range(2, 10)
_SUMS = (_POINTS, _MAXIMUM, _LOW, _HIGH, _OPEN)
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
    book = Book(title, context.result.date)
    summary = book.add_sheet(_("Summary"))
    sources = {}
    for each in context.result.recommendations:
        content = recommendation_list(context, each, title)
        name = quote_sheetname(book.add_list(content).name)
        sources[each.id] = _Area(f"{name}!", 1, len(content.rows))
    for more in (changes_list(context, title), plan_list(context, title)):
        if more is not None:
            book.add_list(more)
    _Summary(summary, context).write(title, logo, sources)
    return book.packed()


class _Area(NamedTuple):
    """Rows to add up: of a recommendation's sheet, such as ``'Recommendation 1'!``, or of this."""

    sheet: str
    first: int
    last: int


class _Summary:
    """Recommendations, total and themes; every sum is a formula, with what it comes to."""

    def __init__(self, sheet: Sheet, context: ReportContext) -> None:
        self.sheet, self.context = sheet, context

    def write(self, title: str, logo: Picture | None, sources: dict[str, _Area]) -> None:
        """The whole sheet.

        Args:
            title: Of the report.
            logo: To stand on top.
            sources: Where the questions of each recommendation stand.
        """
        context, sheet, top = self.context, self.sheet, 0
        if logo is not None:
            sheet.logo(logo)
            top = 1
        sheet.text(top, 0, title, "title")
        sheet.text(top + 1, 0, context.byline, "quiet")
        note = _("A report, not a form: change answers in the answer sheet and make it anew.")
        sheet.text(top + 2, 0, note, "quiet")
        row = head = top + 4
        self._head(head, context.checklist.levels.recommendation)
        earlier = context.before.recommendations if context.before else ()
        old = {each.id: each.tally for each in earlier}
        places: dict[str, int] = {}
        for part in context.result.recommendations:
            places[part.id] = row = row + 1
            area = sources[part.id]
            self._row(row, part.id, part.title, part.tally, old.get(part.id), [area])
        first, last = head + 1, row
        whole = [old[each] for each in places if each in old]
        row += 1
        before = context.before.tally if context.before else None
        every = [_Area("", first, last)]
        self._row(row, "", _("Total"), context.result.tally, before, every, whole, "total")
        if context.result.themes:
            row += 2
            self._head(row, _("Themes"))
            row = self._themes(row, places, old)
        self._chart(row + 2, first, last)
        sheet.page(title, head, landscape=False, pages=1)
        sheet.worksheet.freeze_panes(head + 1, 0)

    def _head(self, row: int, level: str) -> None:
        titles = [_("Points"), _("Maximum"), _("Percent"), _("Low"), _("High"), _("Open")]
        if self.context.before:
            titles += [_("Before"), _("Change")]
        numbers = [Column(title, 10, ("number",)) for title in titles]
        self.sheet.columns(row, [Column(_("No."), 8), Column(level, 58), *numbers])

    def _themes(self, row: int, places: dict[str, int], old: dict[str, Tally]) -> int:
        """A row for each theme: the sum of its recommendations. Returns the last row."""
        before = self.context.before
        then = {theme.id: theme.tally for theme in before.themes} if before else {}
        for theme in self.context.result.themes:
            row += 1
            parts = [
                each.id for each in self.context.result.recommendations if each.theme == theme.id
            ]
            rows = [_Area("", places[part], places[part]) for part in parts]
            whole = [old[part] for part in parts if part in old]
            self._row(row, "", theme.title, theme.tally, then.get(theme.id), rows, whole)
        return row

    def _row(
        self,
        row: int,
        number: str,
        title: str,
        now: Tally,
        then: Tally | None,
        areas: Sequence[_Area],
        parts_then: list[Tally] | None = None,
        *looks: str,
    ) -> None:
        """One row with its sums.

        Args:
            row: Where.
            number: Of the part.
            title: Of the part.
            now: What the sums come to.
            then: The same in the earlier sheet.
            areas: What to add up.
            parts_then: The earlier tallies there. Their sum stands for the earlier points only if
                it comes to them: an earlier checklist may have had other parts.
            looks: Beside those of text and numbers.
        """
        write, look = self.sheet.worksheet.write_formula, self.sheet.book.look
        self.sheet.text(row, 0, number, "text", *looks)
        self.sheet.text(row, 1, title, "text", *looks)
        counts = (now.points, now.maximum, now.low, now.high, now.unanswered)
        for column, value in zip(_SUMS, counts, strict=True):
            write(row, column, _sum(areas, column), look("number", *looks), value)
        points, maximum, before = (
            xl_rowcol_to_cell(row, column) for column in (_POINTS, _MAXIMUM, _BEFORE)
        )
        share = "" if now.percent is None else now.percent / 100
        write(row, _PERCENT, _percent(points, maximum), look("number", "percent", *looks), share)
        if then is None:
            return
        if parts_then is not None and sum(each.points for each in parts_then) == then.points:
            write(row, _BEFORE, _sum(areas, _BEFORE), look("number", *looks), then.points)
        else:
            self.sheet.worksheet.write_number(row, _BEFORE, then.points, look("number", *looks))
        change = now.points - then.points
        write(row, _CHANGE, f"={points}-{before}", look("number", "signed", *looks), change)

    def _chart(self, row: int, first: int, last: int) -> None:
        """A native bar chart of the percentages, the first recommendation on top."""
        chart, name = self.sheet.book.workbook.add_chart({"type": "bar"}), self.sheet.name
        title = _("Share of points earned")
        chart.add_series(
            {
                "name": title,
                "categories": [name, first, 1, last, 1],
                "values": [name, first, _PERCENT, last, _PERCENT],
                "fill": {"color": "#1F5C99"},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.0%"},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        lines = {"visible": False}
        chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": lines})
        chart.set_size(_CHART_SIZE)
        level = self.context.checklist.levels.recommendation.lower()
        about = printable(_("Scores by {level}", level=level))
        self.sheet.worksheet.insert_chart(row, 1, chart, {"description": about})


def _sum(areas: Sequence[_Area], column: int) -> str:
    """The formula that adds up a column of the summary over some rows."""
    there = dict(zip(_SUMS, SUMMED, strict=True))
    cells = []
    for sheet, first, last in areas:
        at = there[column] if sheet else column
        start, end = (xl_rowcol_to_cell(row, at) for row in (first, last))
        cells.append(f"{sheet}{start}" if start == end else f"{sheet}{start}:{end}")
    return f"=SUM({','.join(cells) or 0})"


def _percent(points: str, maximum: str) -> str:
    """The rule of `scoring.percent`: one decimal, 0 and 100 only when exactly so."""
    tenths = f"INT((2000*{points}+{maximum})/(2*{maximum}))"
    inside = f"MAX(1,MIN(999,{tenths}))/1000"
    return f'=IF({maximum}=0,"",IF({points}=0,0,IF({points}={maximum},1,{inside})))'
