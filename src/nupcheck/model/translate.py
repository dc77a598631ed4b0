"""The texts of a checklist in another language, as far as a catalogue has them.

A catalogue has them under contexts such as ``un-habitat-2023.question.1.1.2.text``, so that one
word may be said in two ways in two places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nupcheck.locale import language, pgettext
from nupcheck.model.checklist import Checklist, Levels, ScaleAnswer, fold
from nupcheck.model.validation import Model

if TYPE_CHECKING:
    from collections.abc import Callable

M = TypeVar("M", bound=Model)

_TEXTS = ("title", "name", "label", "text", "why", "notice")


def translated(checklist: Checklist, say: Callable[[str, str], str] = pgettext) -> Checklist:
    """A copy of a checklist in the language spoken; itself where nothing of it is translated.

    Ids, points and accepted words stay, and a label is accepted in both languages, so that every
    sheet means what it did. The digest is the original's.

    Args:
        checklist: As its file has it.
        say: Says a text, given its context. One that only writes them down extracts all texts.
    """

    def said(item: M, kind: str, **parts: object) -> M:
        fields = Levels.model_fields if isinstance(item, Levels) else _TEXTS
        texts = {
            field: say(f"{checklist.id}.{kind}{field}", value)
            for field in fields
            if (value := getattr(item, field, None))
        }
        return item.model_copy(update=texts | parts)

    def answer_said(answer: ScaleAnswer) -> ScaleAnswer:
        copy = said(answer, f"scale.{answer.id}.", accepts=(*answer.accepts, answer.label))
        taken = checklist.answers_by_word.get(fold(copy.label))  # by another answer, perhaps
        return answer if copy.label == answer.label or taken not in {None, answer} else copy

    recommendations = []
    for recommendation in checklist.recommendations:
        actions = []
        for action in recommendation.actions:
            questions = tuple(said(each, f"question.{each.id}.") for each in action.questions)
            actions.append(said(action, f"action.{action.id}.", questions=questions))
        kind = f"recommendation.{recommendation.id}."
        recommendations.append(said(recommendation, kind, actions=tuple(actions)))
    copy = said(
        checklist,
        "",
        source=checklist.source and said(checklist.source, "source."),
        levels=said(checklist.levels, "levels."),
        scale=tuple(answer_said(answer) for answer in checklist.scale),
        themes=tuple(said(theme, f"theme.{theme.id}.") for theme in checklist.themes),
        stakeholders=tuple(
            said(body, f"stakeholder.{body.id}.") for body in checklist.stakeholders
        ),
        recommendations=tuple(recommendations),
    )
    if copy == checklist:
        return checklist
    # Made anew, without what the original has worked out from its own texts, but for its digest.
    fields = {name: getattr(copy, name) for name in Checklist.model_fields}
    made = Checklist.model_construct(**{**fields, "language": language()})
    vars(made)["digest"] = checklist.digest
    return made
