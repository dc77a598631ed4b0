"""The body of a report: each recommendation with its actions, and each question's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import AnswerCard, Answers, Facts, Heading, Paragraph
from nupcheck.documents.report_guidance import action_guidance, recommendation_guidance
from nupcheck.documents.subject import anchor, reference
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block, Text
    from nupcheck.documents.subject import Subject
    from nupcheck.scoring.result import ActionResult, QuestionResult, RecommendationResult, Tally


def body(subject: Subject) -> Iterator[Block]:
    """Every recommendation, in the checklist's order."""
    for part in subject.result.recommendations:
        yield from _recommendation(subject, part)


def _recommendation(subject: Subject, part: RecommendationResult) -> Iterator[Block]:
    old = _old_tallies(subject)
    level = subject.checklist.levels.recommendation
    title = f"{level} {part.id}: {part.title}"
    yield Heading(title, 2, anchor("recommendation", part.id))
    yield Paragraph(_tally_text(subject, part.tally, old.get(part.id)), "lead")
    texts = {each.id: each.text for each in subject.checklist.recommendations}
    if text := texts.get(part.id):
        yield Paragraph(text, "checklist")
    yield from recommendation_guidance(subject, part.id)
    for action in part.actions:
        yield from _action(subject, action, old.get(action.id))


def _action(subject: Subject, action: ActionResult, before: Tally | None) -> Iterator[Block]:
    words, declared = subject.words, subject.checklist.actions[action.id]
    yield Heading(f"{action.id} {action.title}", 3, anchor("action", action.id))
    yield Paragraph(_tally_text(subject, action.tally, before), "lead")
    if declared.text:
        yield Paragraph(declared.text, "checklist")
    if action.stakeholders:
        names = ", ".join(subject.stakeholder_name(each) for each in action.stakeholders)
        yield Facts(((words("concerned"), (names,)),))
    yield Answers(
        tuple(card(subject, question) for question in action.questions),
        (
            subject.checklist.levels.question,
            words("column.answer"),
            words("column.points"),
            words("column.notes"),
        ),
    )
    yield from action_guidance(subject, action.id)


def card(subject: Subject, question: QuestionResult) -> AnswerCard:
    """A question, its answer, and what stands with it in the sheet."""
    off = question.state is State.OFF
    return AnswerCard(
        question.id,
        subject.checklist.questions[question.id].text,
        subject.answer_text(question),
        "" if off else f"{question.points}/{question.maximum}",
        subject.mark(question),
        tuple(_details(subject, question)),
    )


def _details(subject: Subject, question: QuestionResult) -> Iterator[tuple[str, tuple[Text, ...]]]:
    words = subject.words
    if question.state is State.OFF:
        yield words("why-off"), (_why_off(subject, question),)
        if question.answer is not None:
            kept = words("in-sheet.kept", answer=subject.answer_label(question.answer))
            yield words("in-sheet"), (kept,)
    if question.note:
        yield words("note"), (question.note,)
    if evidence := tuple(reference(each) for each in question.evidence if each.strip()):
        yield words("evidence"), evidence
    if question.by:
        yield words("by"), (subject.stakeholder_name(question.by),)
    if subject.before and (was := subject.before.questions.get(question.id)):
        now, then = subject.answer_text(question), subject.answer_text(was)
        if now != then:
            yield words("before"), (then,)


def _why_off(subject: Subject, question: QuestionResult) -> str:
    words = subject.words
    parent = subject.checklist.questions[question.id].follows or ""
    # The question it follows may belong to another action, which a narrowed result lacks.
    above = subject.whole.questions[parent]
    if above.state is State.NOT_APPLICABLE:
        return words("off.not_applicable", parent=parent)
    if above.state is State.OFF:
        return words("off.off", parent=parent)
    return words("off.closed", parent=parent, answer=subject.answer_text(above))


def _tally_text(subject: Subject, tally: Tally, before: Tally | None) -> str:
    words = subject.words
    text = words(
        "tally",
        points=tally.points,
        maximum=tally.maximum,
        percent=words.percent(tally.percent),
    )
    if tally.low != tally.high:
        text += words("tally.range", low=tally.low, high=tally.high)
    if before is not None:
        text += words("tally.before", percent=words.percent(before.percent))
    return text


def _old_tallies(subject: Subject) -> dict[str, Tally]:
    if subject.before is None:
        return {}
    old = {part.id: part.tally for part in subject.before.recommendations}
    return old | {action.id: action.tally for action in subject.before.actions}
