"""The body of a report: each recommendation with its actions, and each question's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import AnswerCard, Answers, Facts, Heading, Paragraph
from nupcheck.documents.guidance import folded, sections
from nupcheck.documents.report_context import anchor, reference, tally_text
from nupcheck.locale import _
from nupcheck.model.selection import Level, Selection
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.documents.blocks import Block, Text
    from nupcheck.documents.guidance import Key
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.scoring.result import ActionResult, QuestionResult, RecommendationResult


def body(context: ReportContext) -> Iterator[Block]:
    """Every recommendation, in the checklist's order."""
    for part in context.result.recommendations:
        yield from _recommendation(context, part)


def _recommendation(context: ReportContext, part: RecommendationResult) -> Iterator[Block]:
    heading = context.labels.heading(Selection.of(Level.RECOMMENDATION, part.id))
    yield Heading(heading, 2, anchor("recommendation", part.id))
    yield Paragraph(tally_text(context.rows("recommendations")[part.id]), "lead")
    texts = {each.id: each.text for each in context.checklist.recommendations}
    if text := texts.get(part.id):
        yield Paragraph(text, "checklist")
    yield from _guidance(context, part.id, "first_steps", "resources", "frameworks")
    for action in part.actions:
        yield from _action(context, action)


def _action(context: ReportContext, action: ActionResult) -> Iterator[Block]:
    declared = context.checklist.actions[action.id]
    yield Heading(f"{action.id} {action.title}", 3, anchor("action", action.id))
    yield Paragraph(tally_text(context.rows("actions")[action.id]), "lead")
    if declared.text:
        yield Paragraph(declared.text, "checklist")
    if action.stakeholders:
        names = context.labels.stakeholders(action.stakeholders)
        yield Facts(((_("Who can act"), (names,)),))
    question = context.checklist.levels.question
    yield Answers(
        tuple(_card(context, each) for each in action.questions),
        (question, _("Answer"), _("Points"), _("Notes and evidence")),
    )
    yield from _guidance(context, action.id, "practices")


def _guidance(context: ReportContext, part: str, *keys: Key) -> Iterator[Block]:
    if context.guidance is not None:
        yield from folded(context.guidance, sections(context.guidance, part, keys))


def _card(context: ReportContext, question: QuestionResult) -> AnswerCard:
    """A question, its answer, and what stands with it in the sheet."""
    return AnswerCard(
        question.id,
        context.checklist.questions[question.id].text,
        context.labels.standing(question),
        "" if question.state is State.OFF else f"{question.points}/{question.maximum}",
        context.mark(question),
        tuple(_details(context, question)),
    )


def _details(
    context: ReportContext, question: QuestionResult
) -> Iterator[tuple[str, tuple[Text, ...]]]:
    labels = context.labels
    parent = context.checklist.questions[question.id].follows
    if question.state is State.OFF and parent is not None:
        # The question it follows may belong to another action, which a narrowed result lacks.
        yield _("Why not needed"), (labels.follows(question.id, context.whole.questions[parent]),)
        if question.answer is not None:
            answer = labels.answer(question.answer)
            yield (
                _("In the sheet"),
                (
                    _(
                        "“{answer}”; it earns nothing while the question is not needed.",
                        answer=answer,
                    ),
                ),
            )
    if question.note:
        yield _("Note"), (question.note,)
    if evidence := tuple(map(reference, question.evidence)):
        yield _("Evidence"), evidence
    if question.by:
        yield _("Answered by"), (labels.stakeholder(question.by),)
    if context.before and (was := context.before.questions.get(question.id)):
        now, then = labels.standing(question), labels.standing(was)
        if now != then:
            yield _("Before"), (then,)
