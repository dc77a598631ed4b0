"""Which questions an interview asks: a part of the checklist, and only some answers of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import QuestionResult

UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Scope:
    """What to ask.

    Attributes:
        recommendations: Ids; with `actions` they add up, none of both means the whole checklist.
        actions: Ids.
        stakeholders: Ids; only actions that name one of them.
        only: "unanswered", or the id of an answer: the questions that have it are asked again.
    """

    recommendations: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    only: str = UNANSWERED

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the command line that choose the same again."""
        chosen = (
            ("--recommendation", self.recommendations),
            ("--action", self.actions),
            ("--stakeholder", self.stakeholders),
            ("--only", () if self.only == UNANSWERED else (self.only,)),
        )
        return tuple(word for option, ids in chosen for name in ids for word in (option, name))

    def questions(self, checklist: Checklist) -> tuple[str, ...]:
        """Ids of the questions in the chosen part, whatever their answers."""
        return tuple(
            question.id
            for recommendation in checklist.recommendations
            for action in recommendation.actions
            if self._holds(recommendation.id, action.id, action.stakeholders)
            for question in action.questions
        )

    def _holds(self, recommendation: str, action: str, stakeholders: tuple[str, ...]) -> bool:
        anywhere = not self.recommendations and not self.actions
        here = anywhere or recommendation in self.recommendations or action in self.actions
        return here and (
            not self.stakeholders or not set(self.stakeholders).isdisjoint(stakeholders)
        )

    def matches(self, question: QuestionResult) -> bool:
        """Whether a question has the answer that is looked for; an off question never does."""
        match question.state:
            case State.OFF:
                return False
            case State.UNANSWERED:
                return self.only == UNANSWERED
            case State.ANSWERED | State.NOT_APPLICABLE:
                return self.only == question.answer


def switched_off_by(
    checklist: Checklist, questions: Mapping[str, QuestionResult], name: str
) -> str:
    """The question above an off one whose answer has switched it off."""
    parent = checklist.questions[name].follows
    while parent is not None and questions[parent].state is State.OFF:
        parent = checklist.questions[parent].follows
    return str(parent)


def waits_for(
    checklist: Checklist, questions: Mapping[str, QuestionResult], name: str
) -> tuple[str, ...]:
    """The unanswered questions that a follow-up hangs on, the nearest first."""
    found = []
    parent = checklist.questions[name].follows
    while parent is not None:
        if questions[parent].state is State.UNANSWERED:
            found.append(parent)
        parent = checklist.questions[parent].follows
    return tuple(found)
