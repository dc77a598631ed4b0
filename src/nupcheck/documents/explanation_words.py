"""The words in which an explanation tells what a sheet says."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.selection import PartKind
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.explain import Explanation, Fate, Line
    from nupcheck.scoring.result import QuestionResult, Result


class Words:
    """A checklist's own names for its answers and levels, in sentences."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        self._labels = {answer.id: answer.label for answer in checklist.scale}
        self._labels[NOT_APPLICABLE] = "not applicable"

    def name(self, explanation: Explanation) -> str:
        """What is explained, as a heading names it."""
        levels, part = self._checklist.levels, explanation.part
        match part.kind:
            case PartKind.TOTAL:
                return "Total"
            case PartKind.RECOMMENDATION:
                return f"{levels.recommendation} {part.id}: {explanation.title}"
            case PartKind.ACTION:
                return f"{levels.action} {part.id}: {explanation.title}"
            case PartKind.QUESTION:
                return f"{levels.question} {part.id}"
            case PartKind.THEME:
                return f"Theme {part.id}: {explanation.title}"
            case PartKind.STAKEHOLDER:
                return f"Stakeholder {part.id}: {explanation.title}"
            case _:
                assert_never(part.kind)

    def terms(self, explanation: Explanation) -> str:
        """The level that the terms of a sum are of."""
        levels = self._checklist.levels
        of_actions = explanation.terms[0].part.kind is PartKind.ACTION
        return levels.action if of_actions else levels.recommendation

    def scale(self) -> str:
        """What each answer earns."""
        answers = ", ".join(f"{each.label} {each.points}" for each in self._checklist.scale)
        closing = [each.label for each in self._checklist.scale if each.closes_follow_ups]
        if any(each.may_be_not_applicable for each in self._checklist.questions.values()):
            closing.append("not applicable")
        closes = f" {' or '.join(closing)} puts what follows the question off." if closing else ""
        return (
            f"Points by answer: {answers}. A question that is off, not applicable or open earns 0."
            f"{closes}"
        )

    def line(self, line: Line) -> str:
        """A question's answer or state, with its reason."""
        result = line.result
        match result.state:
            case State.ANSWERED:
                return self._label(result.answer)
            case State.UNANSWERED:
                return "open"
            case State.NOT_APPLICABLE:
                return "not applicable"
            case State.OFF:
                kept = ""
                if result.answer is not None:
                    kept = f"; its answer {self._label(result.answer)} earns nothing"
                return f"off: {self._standing(line.follows, ' is ')}{kept}"
            case _:
                assert_never(result.state)

    def fate(self, fate: Fate) -> str:
        """What becomes of a question in a completion."""
        if fate.answer is None:
            return f"off, after {fate.closed_by}"
        label = self._label(fate.answer)
        return label if fate.given else f"{label}, as it is"

    def chain(self, result: Result, line: Line) -> Iterator[str]:
        """Which questions a question follows, up to the first, and which follow it."""
        scored, question = result.questions, line.question
        while question.follows is not None:
            standing = self._standing(scored[question.follows], ", which is ")
            implied = question.follows_kind == "presupposed"
            why = ": its wording takes that one for granted" if implied else ""
            yield f"{question.id} follows {standing}{why}."
            question = self._checklist.questions[question.follows]
        if followers := self._checklist.follow_ups.get(line.question.id):
            verb = "follows" if len(followers) == 1 else "follow"
            yield f"{', '.join(followers)} {verb} {line.question.id}."

    def maximum(self, explanation: Explanation) -> str:
        """Where a printed maximum comes from."""
        checklist, count = self._checklist, len(explanation.all_lines)
        best = max(checklist.scale, key=lambda answer: answer.points)
        questions, their = ("1 question", "its") if count == 1 else (f"{count} questions", "their")
        text = (
            f"{questions} × {best.points}, the most that an answer earns ({best.label}), "
            f"= {explanation.tally.maximum}, whatever {their} state."
        )
        stated = self._stated(explanation)
        if stated is not None:
            text += f" The checklist itself states {stated}; it would not load if the two differed."
        return text

    def _stated(self, explanation: Explanation) -> int | None:
        checklist, part = self._checklist, explanation.part
        if part.kind is PartKind.TOTAL:
            return checklist.expects.maximum if checklist.expects else None
        if part.kind is PartKind.RECOMMENDATION:
            return next(each.maximum for each in checklist.recommendations if each.id == part.id)
        return None

    def _standing(self, question: QuestionResult | None, verb: str) -> str:
        """Where a followed question stands: "1.1.1", the verb, "answered No"."""
        if question is None:
            return ""
        label = self._label(question.answer)
        standing = {
            State.ANSWERED: f"answered {label}",
            State.UNANSWERED: "open",
            State.NOT_APPLICABLE: "not applicable",
            State.OFF: "off itself",
        }
        return f"{question.id}{verb}{standing[question.state]}"

    def _label(self, answer: str | None) -> str:
        return "" if answer is None else self._labels[answer]
