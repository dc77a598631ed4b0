"""The words and cells that comparisons are shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.analysis.comparability import reconcile
from nupcheck.analysis.diff import Kind
from nupcheck.documents.blocks import Block, Cell, Heading, Paragraph, Score
from nupcheck.documents.score import answer_words
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.compare import Round, Step
    from nupcheck.scoring.result import QuestionResult, Tally

NOTHING = "–"

# The name of each kind, and what a reader should make of it.
KINDS: dict[Kind, tuple[str, str]] = {
    Kind.ANSWER_CHANGED: ("Answer changed", "Answered in both sheets, and differently."),
    Kind.FIRST_ANSWER: (
        "Answered for the first time",
        "Better known than before; neither better nor worse.",
    ),
    Kind.ANSWER_REMOVED: ("Answer removed", "Less is known than before; the points went with it."),
    Kind.OPENED: ("Opened", "Off before, because of the question each follows; asked now."),
    Kind.WENT_OFF: ("Went off", "Off now, because of the question each follows."),
    Kind.BECAME_NOT_APPLICABLE: (
        "Became not applicable",
        "The question no longer applies to the place, by its own account.",
    ),
    Kind.BECAME_APPLICABLE: (
        "Became applicable",
        "The question applies to the place now, by its own account.",
    ),
    Kind.OFF_ANSWER_CHANGED: (
        "Answer to an off question changed",
        "Off in both sheets: the answer in the file earns nothing in either.",
    ),
    Kind.POINTS_CHANGED: (
        "Same answer, other points",
        "The checklist's versions give different points for the same answer.",
    ),
    Kind.ADDED: ("Only in the later checklist", "The earlier version has no such question."),
    Kind.DROPPED: ("Only in the earlier checklist", "The later version has no such question."),
}


def signed(points: int | None) -> str:
    """A change with its sign; a dash where there is nothing to compare."""
    return NOTHING if points is None else f"{points:+d}" if points else "0"


def score_cell(tally: Tally | None) -> Cell:
    """A part's points and maximum; a dash where a checklist has no such part."""
    return NOTHING if tally is None else Score(tally.points, tally.maximum)


def answer_cell(each: Round, question: QuestionResult | None) -> str:
    """A question's answer or state in one round, with the answer that an off question keeps."""
    if question is None:
        return NOTHING
    words = answer_words(each.checklist, question)
    if question.state is State.OFF and question.answer is not None:
        labels = {answer.id: answer.label for answer in each.checklist.scale}
        words += f" ({labels.get(question.answer, 'Not applicable')})"
    return words


def altered_blocks(step: Step) -> Iterator[Block]:
    """Which questions the checklists of a step match by id without being quite the same."""
    if altered := reconcile(step.before.checklist, step.after.checklist).altered:
        yield Heading("Not quite the same question")
        yield Paragraph(
            f"Matched by id, but the text, the place or what it follows differs between the "
            f"checklists of {step.before.label} and {step.after.label}: {', '.join(altered)}."
        )
