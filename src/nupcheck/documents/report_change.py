"""What changed since an earlier sheet: changed answers apart from what is only better known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.diff import Kind, contributions_of, diff
from nupcheck.documents.blocks import Columns, Fold, Heading, Paragraph, Steps, Table
from nupcheck.documents.common import columns
from nupcheck.documents.compare import causes_table
from nupcheck.documents.labels import changes as kinds_of_change
from nupcheck.documents.report_context import link
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import NOTHING, day, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.diff import QuestionChange
    from nupcheck.documents.blocks import Block, Link
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.scoring.result import QuestionResult

_MOST = 6


def change(context: ReportContext) -> Iterator[Block]:
    """The change in all, the largest gains and losses, and every question that differs."""
    if context.before is None:
        return
    changes = [each for each in diff(context.before, context.result) if each.kind]
    yield Heading(change_title(context), 2, "changes")
    yield from (Paragraph(caution, "caution") for caution in context.cautions)
    yield Paragraph(about_change(changes))
    if not changes:
        return
    causes = [*contributions_of(changes)]
    title = _("Where the change in points comes from")
    yield causes_table(causes, sum(each.points for each in causes), title)
    real = [each for each in changes if each.kind is Kind.ANSWER_CHANGED and each.points]
    gains = sorted((each for each in real if each.points > 0), key=lambda each: -each.points)
    losses = sorted((each for each in real if each.points < 0), key=lambda each: each.points)
    lists = [
        _largest(context, title, some)
        for title, some in (
            (_("Answers that went up ({n})", n=len(gains)), gains),
            (_("Answers that went down ({n})", n=len(losses)), losses),
        )
        if some
    ]
    if lists:
        yield Columns(tuple(lists))
    title = _("Every question that differs ({n})", n=len(changes))
    yield Fold(title, (_every(context, changes),))


def change_title(context: ReportContext) -> str:
    """Since when it changed."""
    date = context.before.date if context.before else None
    if date is None:
        return _("What changed since the earlier sheet")
    return _("What changed since {date}", date=day(date))


def about_change(changes: Sequence[QuestionChange]) -> str:
    """What to make of the changes, or that there are none."""
    if not changes:
        return _("Nothing: every answer is as it was.")
    return _(
        "Only changed answers say that things are done better or worse. First answers, and "
        "questions that opened or are no longer needed, only say that more is known or other "
        "questions count."
    )


def _largest(
    context: ReportContext, title: str, some: Sequence[QuestionChange]
) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(title, 3),
        Steps(tuple(_step(context, each) for each in some[:_MOST])),
    ]
    if (more := len(some) - _MOST) > 0:
        text = ngettext(
            "and {n} more: all stand in the table below.",
            "and {n} more: all stand in the table below.",
            more,
        )
        blocks.append(Paragraph(text, "aside"))
    return tuple(blocks)


def _step(context: ReportContext, each: QuestionChange) -> tuple[Link, str]:
    text = context.checklist.questions[each.id].text
    return link("question", each.id, text), f"{_from_to(context, each)} ({signed(each.points)})"


def _from_to(context: ReportContext, each: QuestionChange) -> str:
    return f"{change_text(context, each.before)} → {change_text(context, each.after)}"


def change_text(context: ReportContext, question: QuestionResult | None) -> str:
    """One side of a change; a dash where that checklist has no such question."""
    return context.labels.standing(question) if question else NOTHING


def _every(context: ReportContext, changes: Sequence[QuestionChange]) -> Table:
    kinds = kinds_of_change()
    heads = columns(_("No."), _("Kind of change"), _("Change"), right=[_("Points")])
    rows = tuple(
        (
            each.id,
            kinds[each.kind][0] if each.kind else "",
            _from_to(context, each),
            signed(each.points),
        )
        for each in changes
    )
    return Table(heads, rows)
