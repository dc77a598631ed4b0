"""How a report opens: the score, its parts at a glance, the strongest and weakest, every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.ranking import extremes
from nupcheck.documents.blocks import (
    Chart,
    Columns,
    Heading,
    Headline,
    Mark,
    Paragraph,
    Steps,
    Strip,
    StripRow,
    Table,
)
from nupcheck.documents.common import TallyRow, columns, points_since, remarks, tally_table
from nupcheck.documents.labels import points, state, state_count
from nupcheck.documents.plan import aid_sentence, first_tasks
from nupcheck.documents.report_context import anchor, link, tally_text
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import NOTHING, capital, day, signed
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gaps import Task
    from nupcheck.documents.blocks import Block, Link
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.scoring.result import ActionResult, Result


def opening(context: ReportContext) -> Iterator[Block]:
    """The page to take in at a glance."""
    yield headline(context)
    yield from _figures(context)
    yield from _extremes(context)
    yield strip(context)
    yield from _first(context)


def headline(context: ReportContext) -> Headline:
    """The total with its bounds, in one number and a few short sentences."""
    tally = context.result.tally
    counts = [state_count(of, n) for of in State if (n := getattr(tally, of.value))]
    measure = context.measure(context.total._replace(title=_("Score")))
    return Headline(
        _("Score"),
        measure,
        _("of {maximum} points", maximum=tally.maximum),
        (*_sentences(context.result, context.before), " · ".join(counts)),
    )


def _sentences(result: Result, before: Result | None) -> Iterator[str]:
    tally = result.tally
    if tally.is_complete:
        yield _("Every question is settled.")
    yield from remarks(tally)
    if before is not None:
        yield _change(tally.points - before.tally.points, before)
        if not (tally.is_complete and before.tally.is_complete):
            yield _(
                "At least one of the two sheets has open questions: part of this is that more or "
                "less is known, not that more or less is done."
            )


def _change(change: int, before: Result) -> str:
    gained, date = points(abs(change)), day(before.date)
    if before.date is None:
        if change > 0:
            return _("{points} more than in the earlier sheet.", points=gained)
        if change < 0:
            return _("{points} fewer than in the earlier sheet.", points=gained)
        return _("The same as in the earlier sheet.")
    if change > 0:
        return _("{points} more than on {date}.", points=gained, date=date)
    if change < 0:
        return _("{points} fewer than on {date}.", points=gained, date=date)
    return _("The same as on {date}.", date=date)


def _figures(context: ReportContext) -> Iterator[Block]:
    result, level = context.result, context.checklist.levels.recommendation
    if len(result.themes) > 1:
        themes, title = context.rows("themes").values(), _("Themes")
        yield Chart(
            title,
            _about(context),
            tuple(map(context.measure, themes)),
            tally_table(title, themes, context.numbers, number=None, caption=title),
            "rings",
        )
    rows = context.rows("recommendations").values()
    title = _("Scores by {level}", level=level.lower())
    yield Chart(
        title,
        _about(context),
        tuple(context.measure(row, anchor("recommendation", row.id), row.id) for row in rows),
        tally_table(level, rows, context.numbers, context.total, number=_("No."), caption=title),
    )


def _about(context: ReportContext) -> str:
    """A chart's description, with only what is drawn in it, whatever shape a medium gives it."""
    sentences = [_("The filled part is the share of points earned.")]
    if context.has_range:
        sentences.append(_("The pale part is what open questions can still add."))
    if context.before:
        sentences.append(_("The line across it is the share before."))
    return " ".join(sentences)


def _extremes(context: ReportContext) -> Iterator[Block]:
    """The strongest and the weakest actions, side by side; nothing when there are too few."""
    strongest, weakest = extremes(context.result.actions)
    lists = [
        (Heading(title), Steps(tuple(_action(each) for each in some)))
        for title, some in ((_("Strongest"), strongest), (_("Weakest"), weakest))
        if some
    ]
    if lists:
        yield Columns(tuple(lists))
    if lists and not context.result.tally.is_complete:
        text = _(
            "What is open is neither strong nor weak: the strongest are those with the most points "
            "for sure, the weakest those that can reach the least."
        )
        yield Paragraph(text, "aside")


def _action(action: ActionResult) -> tuple[Link, str]:
    row = TallyRow(action.id, action.title, action.tally)
    return link("action", action.id, action.title), tally_text(row)


def strip(context: ReportContext) -> Strip:
    """Every question as a square, a row for each recommendation."""
    rows = tuple(
        StripRow(
            part.id,
            part.title,
            anchor("recommendation", part.id),
            tuple(tuple(map(context.mark, action.questions)) for action in part.actions),
        )
        for part in context.result.recommendations
    )
    best = context.checklist.best_points
    answers = sorted(context.checklist.scale, key=lambda each: -each.points)
    states = {question.state for question in context.result.questions.values()}
    legend = [Mark(each.label, State.ANSWERED, each.points / best) for each in answers]
    legend += [
        Mark(capital(state(of)), of)
        for of in (State.OFF, State.NOT_APPLICABLE, State.UNANSWERED)
        if of in states
    ]
    title = _("Every answer at a glance")
    about = _(
        "A square for each question: the fuller, the more points its answer earned. Choose one to "
        "go to it."
    )
    return Strip(title, about, rows, tuple(legend), _strip_table(context, title))


def _strip_table(context: ReportContext, title: str) -> Table:
    labels, before = context.labels, context.before
    heads = columns(_("No."), _("Answer"), right=[_("Points")])
    if before:
        heads += columns(_("Before"), right=[_("Change")])
    old = before.questions if before else {}
    rows = []
    for each in context.result.questions.values():
        row: list[str | int] = [each.id, labels.standing(each), each.points]
        if before:
            was = old.get(each.id)
            row += [labels.standing(was) if was else NOTHING]
            row += [signed(points_since(each.tally, was.tally if was else None))]
        rows.append(tuple(row))
    return Table(heads, tuple(rows), title)


def _first(context: ReportContext) -> Iterator[Block]:
    """The few tasks with the most points within reach."""
    if tasks := first_tasks(context.tasks):
        yield Heading(_("What to do first"), 2, "first")
        yield Steps(tuple(_task(context, task) for task in tasks), ordered=True)
        yield Paragraph(aid_sentence(context.checklist), "aside")


def _task(context: ReportContext, task: Task) -> tuple[Link, str]:
    says = [
        _("Now: {answer}", answer=context.labels.now(task)),
        ngettext("{n} point within reach", "{n} points within reach", task.gain),
    ]
    if task.opens:
        says.append(
            ngettext(
                "opens {n} question worth {points} more",
                "opens {n} questions worth {points} more",
                len(task.opens),
                points=task.opened,
            )
        )
    if task.stakeholders:
        says.append(context.labels.stakeholders(task.stakeholders))
    text = context.checklist.questions[task.question].text
    return link("question", task.question, text), " · ".join(says)
