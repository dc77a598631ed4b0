"""What a checklist declares: scale, themes, stakeholders, recommendations, actions, questions."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nupcheck.model.data import composed
from nupcheck.model.fields import Count, Flag, Format, Id, Points, Text, Title
from nupcheck.model.validation import Model

NOT_APPLICABLE = "not_applicable"


class Citation(Model):
    """The publication a checklist restates, and the notice that goes with it."""

    title: Text
    publisher: Text | None = None
    year: Count | None = None
    reference: Text | None = None
    url: Text | None = None
    notice: Text | None = None


class Levels(Model):
    """What the instrument itself calls the three levels."""

    recommendation: Title = "Recommendation"
    action: Title = "Action"
    question: Title = "Question"


class Expects(Model):
    """Counts that the file is proved against, so that a slip of the editor shows."""

    recommendations: Count | None = None
    actions: Count | None = None
    questions: Count | None = None
    maximum: Count | None = None
    themes: Count | None = None
    stakeholders: Count | None = None
    follow_ups: Count | None = None


class ScaleAnswer(Model):
    """One possible answer: its points, the words that mean it, whether it closes follow-ups."""

    id: Id
    label: Title
    points: Points
    accepts: tuple[Text, ...] = ()
    closes_follow_ups: Flag = False

    @property
    def words(self) -> tuple[str, ...]:
        """Everything accepted for it, folded for comparison: id, label, points, other words."""
        words = (self.id, self.label, str(self.points), *self.accepts)
        return tuple(dict.fromkeys(map(fold, words)))


class Theme(Model):
    """A group of recommendations."""

    id: Id
    title: Title


class Stakeholder(Model):
    """A kind of body or group that an action concerns."""

    id: Id
    name: Title


class Question(Model):
    """One question of an action.

    Attributes:
        follows: The question that must not be answered No for this one to make sense.
        follows_kind: Whether the source states that condition and its question, states it but
            leaves the question to be inferred, or only presupposes it.
    """

    id: Id
    text: Text
    why: Text | None = None
    follows: Id | None = None
    follows_kind: Literal["stated", "inferred", "presupposed"] = "stated"
    may_be_not_applicable: Flag = False


class Action(Model):
    """One action of a recommendation, with its stakeholders and questions."""

    id: Id
    title: Title
    text: Text | None = None
    stakeholders: tuple[Id, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Recommendation(Model):
    """One recommendation; ``maximum`` is the total its source gives, proved when loaded."""

    id: Id
    theme: Id | None = None
    title: Title
    text: Text | None = None
    maximum: Count | None = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]


class Checklist(Model):
    """A whole instrument. Made by `checklist_from`, which also checks every cross-reference."""

    format: Format
    id: Id
    version: Annotated[Title, StringConstraints(max_length=32)]
    title: Text
    source: Citation | None = None
    language: Id = "en"
    levels: Levels = Levels()
    expects: Expects | None = None
    scale: Annotated[tuple[ScaleAnswer, ...], Field(min_length=2)]
    themes: tuple[Theme, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    recommendations: Annotated[tuple[Recommendation, ...], Field(min_length=1)]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, in the order of the file."""
        return {each.id: each for action in self.actions.values() for each in action.questions}

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action by id, in the order of the file."""
        return {each.id: each for whole in self.recommendations for each in whole.actions}

    @cached_property
    def action_of(self) -> dict[str, Action]:
        """The action of every question, by the question's id."""
        return {each.id: action for action in self.actions.values() for each in action.questions}

    @cached_property
    def recommendation_of(self) -> dict[str, Recommendation]:
        """The recommendation of every action, by the action's id."""
        return {each.id: whole for whole in self.recommendations for each in whole.actions}

    @cached_property
    def named(self) -> dict[str, tuple[str, str]]:
        """The level and id of what each word names, such as ``9.1`` or ``theme:ID``."""
        return {
            **{each.id: ("recommendation", each.id) for each in self.recommendations},
            **{each: ("action", each) for each in self.actions},
            **{each: ("question", each) for each in self.questions},
            **{f"theme:{each.id}": ("theme", each.id) for each in self.themes},
            **{f"stakeholder:{each.id}": ("stakeholder", each.id) for each in self.stakeholders},
        }

    @cached_property
    def follow_ups(self) -> dict[str, tuple[str, ...]]:
        """Ids of the questions that directly follow a question, for each that has any."""
        found: dict[str, list[str]] = {}
        for question in self.questions.values():
            if question.follows is not None:
                found.setdefault(question.follows, []).append(question.id)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def best_points(self) -> int:
        """The most points an answer earns, and so the maximum of every question."""
        return max(answer.points for answer in self.scale)

    @cached_property
    def least_points(self) -> int:
        """The least points an answer earns."""
        return min(answer.points for answer in self.scale)

    @cached_property
    def answers_by_word(self) -> dict[str, ScaleAnswer]:
        """The answer that each accepted word means; the words are folded."""
        return {word: answer for answer in self.scale for word in answer.words}

    @cached_property
    def answer_words(self) -> tuple[str, ...]:
        """Every word that is an answer, to look for near ones among."""
        return NOT_APPLICABLE, *self.answers_by_word

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, the same for YAML and JSON and whatever the comments."""
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def fold(word: str) -> str:
    """A word as answers are compared: no case, no space around it, single spaces inside, NFC."""
    return composed(" ".join(word.split()).casefold())
