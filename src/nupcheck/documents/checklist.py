"""A checklist as a document: in outline, a part of it, or all of it to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from nupcheck.model.checklist import Action, Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    rows.append(("", "Total", *_size(checklist, everything)))
    columns = (
        Column(""),
        Column(f"{checklist.levels.recommendation}, {checklist.levels.action.lower()}"),
        Column("Questions", "right"),
        Column("Maximum", "right"),
    )
    return Document(
        (
            *_title(checklist),
            Table(columns, tuple(rows), total=True),
            *_source(checklist),
        )
    )


def part_document(checklist: Checklist, part: Recommendation | Action | Question) -> Document:
    """One recommendation, action or question, with all that the checklist says of it."""
    match part:
        case Recommendation():
            blocks = _recommendation(checklist, part, 1)
        case Action():
            blocks = _action(checklist, part, 1)
        case _:
            blocks = _question_alone(checklist, part)
    return Document(tuple(blocks))


def whole_document(checklist: Checklist) -> Document:
    """The whole checklist with every question, to read or to print and fill in."""
    blocks: list[Block] = [*_title(checklist), *_scale(checklist), *_source(checklist)]
    for part in checklist.recommendations:
        blocks += _recommendation(checklist, part, 2)
    return Document(tuple(blocks))


def _size(checklist: Checklist, actions: list[Action]) -> tuple[int, int]:
    questions = sum(len(action.questions) for action in actions)
    return questions, questions * checklist.best_points


def _title(checklist: Checklist) -> Iterator[Block]:
    yield Heading(checklist.title, 1)
    yield Paragraph(f"Checklist {checklist.id}, version {checklist.version}")


def _scale(checklist: Checklist) -> Iterator[Block]:
    answers = [
        f"{answer.label}: {answer.points} {'point' if answer.points == 1 else 'points'}"
        for answer in checklist.scale
    ]
    yield Paragraph("Answers. " + "; ".join(answers) + ".")


def _source(checklist: Checklist) -> Iterator[Block]:
    source = checklist.source
    if source is not None:
        facts = (source.publisher, source.year, source.reference, source.url)
        details = ", ".join(str(fact) for fact in facts if fact)
        yield Paragraph(f"Source: {source.title}. {details}.")
        if source.notice:
            yield Paragraph(source.notice)


def _recommendation(checklist: Checklist, part: Recommendation, level: int) -> Iterator[Block]:
    yield Heading(f"{checklist.levels.recommendation} {part.id}. {part.title}", level)
    if part.text:
        yield Paragraph(part.text)
    theme = next((theme.title for theme in checklist.themes if theme.id == part.theme), None)
    questions, maximum = _size(checklist, list(part.actions))
    facts = f"{questions} questions, {maximum} points at most."
    yield Paragraph(f"Theme: {theme}. {facts}" if theme else facts)
    for action in part.actions:
        yield from _action(checklist, action, level + 1)


def _action(checklist: Checklist, action: Action, level: int) -> Iterator[Block]:
    yield Heading(f"{checklist.levels.action} {action.id}. {action.title}", level)
    if action.text:
        yield Paragraph(action.text)
    if action.stakeholders:
        yield Paragraph(f"Stakeholders: {', '.join(stakeholder_names(checklist, action))}.")
    labels = " / ".join(answer.label for answer in checklist.scale)
    columns = (Column(""), Column(checklist.levels.question), Column("Follows"), Column(labels))
    rows: list[tuple[Cell, ...]] = [
        (question.id, question.text, question.follows or "", "") for question in action.questions
    ]
    rows.append(("", f"Total, out of {_size(checklist, [action])[1]}", "", ""))
    yield Table(columns, tuple(rows), total=True)


def _question_alone(checklist: Checklist, question: Question) -> Iterator[Block]:
    action = checklist.action_of[question.id]
    recommendation = checklist.recommendation_of[action.id]
    yield Heading(f"{checklist.levels.question} {question.id}", 1)
    yield Paragraph(question.text)
    if question.why:
        yield Paragraph(f"Why it matters: {question.why}")
    facts = [
        f"{checklist.levels.recommendation} {recommendation.id}: {recommendation.title}",
        f"{checklist.levels.action} {action.id}: {action.title}",
    ]
    if action.stakeholders:
        facts.append(f"Who should know: {', '.join(stakeholder_names(checklist, action))}")
    facts += follow_facts(checklist, question)
    facts.append(f"Answers: {_answers(checklist, question)}")
    yield Bullets(tuple(facts))


def _answers(checklist: Checklist, question: Question) -> str:
    answers = [f"{answer.label} ({answer.points})" for answer in checklist.scale]
    if question.may_be_not_applicable:
        answers.append("not applicable, with a note saying why")
    return ", ".join(answers)


def follow_facts(checklist: Checklist, question: Question) -> Iterator[str]:
    """What the question follows and what follows it, in sentences."""
    if question.follows is not None:
        closing = [answer.label for answer in checklist.scale if answer.closes_follow_ups]
        basis = (
            "the source states this condition"
            if question.follows_kind == "stated"
            else "the source's wording presupposes it; the condition is nupcheck's reading"
        )
        if checklist.questions[question.follows].may_be_not_applicable:
            closing.append("not applicable")
        closed_by = " or ".join(closing)
        yield (
            f"Follows {question.follows}: not asked, and worth 0, "
            f"when {question.follows} is answered {closed_by} ({basis})"
        )
    if children := checklist.follow_ups.get(question.id):
        yield f"Followed by: {', '.join(children)}"


def stakeholder_names(checklist: Checklist, action: Action) -> list[str]:
    """The names of an action's stakeholders, in its order."""
    names = {body.id: body.name for body in checklist.stakeholders}
    return [names[name] for name in action.stakeholders]
