"""A checklist as a document: in outline, a part of it, or all of it to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Bullets, Document, Heading, Paragraph, Table
from nupcheck.documents.common import columns, source
from nupcheck.documents.labels import Labels, points, state
from nupcheck.locale import _, ngettext, pgettext
from nupcheck.locale.values import listed
from nupcheck.model.checklist import Action, Recommendation
from nupcheck.model.selection import Level, Selection
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.documents.blocks import Block, Cell
    from nupcheck.model.checklist import Checklist, Question


def outline_document(checklist: Checklist, actions: Iterable[Action]) -> Document:
    """Recommendations and their actions in a table each row of which counts its questions.

    Args:
        checklist: The checklist.
        actions: Those to list: all of them, or a stakeholder's.
    """
    kept = {action.id for action in actions}
    rows: list[tuple[Cell, ...]] = []
    for part in checklist.recommendations:
        own = [action for action in part.actions if action.id in kept]
        if own:
            rows.append((part.id, part.title, *_size(checklist, own)))
            rows += [(action.id, action.title, *_size(checklist, [action])) for action in own]
    everything = [action for action in checklist.actions.values() if action.id in kept]
    rows.append(("", _("Total"), *_size(checklist, everything)))
    levels = listed((checklist.levels.recommendation, checklist.levels.action.lower()))
    heads = columns("", levels, right=(_("Questions"), _("Maximum")))
    table = Table(heads, tuple(rows), total=True)
    return Document((*_title(checklist), table, *map(Paragraph, source(checklist))))


def part_document(checklist: Checklist, part: Recommendation | Action | Question) -> Document:
    """One recommendation, action or question, with all that the checklist says of it."""
    labels = Labels(checklist)
    match part:
        case Recommendation():
            blocks = _recommendation(labels, part, 1)
        case Action():
            blocks = _action(labels, part, 1)
        case _:
            blocks = _question(labels, part)
    return Document(tuple(blocks))


def whole_document(checklist: Checklist) -> Document:
    """The whole checklist with every question, to read or to print and fill in."""
    labels = Labels(checklist)
    earns = "; ".join(f"{each.label}: {points(each.points)}" for each in checklist.scale)
    blocks: list[Block] = [
        *_title(checklist),
        Paragraph(_("Answers. {answers}.", answers=earns)),
        *map(Paragraph, source(checklist)),
    ]
    for part in checklist.recommendations:
        blocks += _recommendation(labels, part, 2)
    return Document(tuple(blocks))


def _size(checklist: Checklist, actions: Sequence[Action]) -> tuple[int, int]:
    questions = sum(len(action.questions) for action in actions)
    return questions, questions * checklist.best_points


def _title(checklist: Checklist) -> Iterator[Block]:
    yield Heading(checklist.title, 1)
    yield Paragraph(
        _("Checklist {id}, version {version}", id=checklist.id, version=checklist.version)
    )


def _recommendation(labels: Labels, part: Recommendation, level: int) -> Iterator[Block]:
    yield Heading(labels.heading(Selection.of(Level.RECOMMENDATION, part.id)), level)
    if part.text:
        yield Paragraph(part.text, "checklist")
    questions, maximum = _size(labels.checklist, part.actions)
    facts = ngettext(
        "{n} question, {points} at most.",
        "{n} questions, {points} at most.",
        questions,
        points=points(maximum),
    )
    if part.theme:
        title = labels.title(Selection.of(Level.THEME, part.theme))
        facts = " ".join((_("Theme: {title}.", title=title), facts))
    yield Paragraph(facts)
    for action in part.actions:
        yield from _action(labels, action, level + 1)


def _action(labels: Labels, action: Action, level: int) -> Iterator[Block]:
    checklist = labels.checklist
    yield Heading(labels.heading(Selection.of(Level.ACTION, action.id)), level)
    if action.text:
        yield Paragraph(action.text, "checklist")
    if action.stakeholders:
        names = labels.stakeholders(action.stakeholders)
        yield Paragraph(_("Stakeholders: {names}", names=names))
    answers = " / ".join(answer.label for answer in checklist.scale)
    heads = columns("", checklist.levels.question, _("Follows"), answers)
    rows: list[tuple[Cell, ...]] = [
        (question.id, question.text, question.follows or "", "") for question in action.questions
    ]
    maximum = _size(checklist, [action])[1]
    rows.append(("", _("Total, out of {maximum}", maximum=maximum), "", ""))
    yield Table(heads, tuple(rows), total=True)


def _question(labels: Labels, question: Question) -> Iterator[Block]:
    checklist = labels.checklist
    action = checklist.action_of[question.id]
    recommendation = checklist.recommendation_of[action.id]
    yield Heading(labels.heading(Selection.of(Level.QUESTION, question.id)), 1)
    yield Paragraph(question.text, "checklist")
    if question.why:
        yield Paragraph(_("Why it matters: {why}", why=question.why))
    facts = [
        labels.heading(Selection.of(Level.RECOMMENDATION, recommendation.id)),
        labels.heading(Selection.of(Level.ACTION, action.id)),
    ]
    if action.stakeholders:
        names = labels.stakeholders(action.stakeholders)
        facts.append(_("Who should know: {names}", names=names))
    facts += _follows(checklist, question)
    answers = [f"{answer.label} ({answer.points})" for answer in checklist.scale]
    if question.may_be_not_applicable:
        answers.append(_("not applicable, with a note saying why"))
    facts.append(_("Answers: {answers}", answers=listed(answers)))
    yield Bullets(tuple(facts))


def _follows(checklist: Checklist, question: Question) -> Iterator[str]:
    """What the question follows and what follows it, in sentences."""
    if question.follows is not None:
        closing = [answer.label for answer in checklist.scale if answer.closes_follow_ups]
        if checklist.questions[question.follows].may_be_not_applicable:
            closing.append(state(State.NOT_APPLICABLE))
        yield _(
            "Follows {above}: not asked, and worth 0, when {above} is answered {answers} ({basis})",
            above=question.follows,
            answers=pgettext("between alternatives", " or ").join(closing),
            basis=_basis(question),
        )
    if children := checklist.follow_ups.get(question.id):
        yield _("Followed by: {questions}", questions=listed(children))


def _basis(question: Question) -> str:
    """Who says that the question depends on the one it follows."""
    match question.follows_kind:
        case "stated":
            return _("the source states this condition")
        case "inferred":
            return _(
                "the source states the condition; which question it hangs on is nupcheck's reading"
            )
        case "presupposed":
            return _("the source's wording presupposes it; the condition is nupcheck's reading")
