"""A blank answer sheet as YAML text, each question as a comment above its empty line."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from nupcheck.documents.labels import Labels
from nupcheck.errors import printable
from nupcheck.locale import _
from nupcheck.locale.values import listed
from nupcheck.model.selection import Level, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.checklist import Checklist, Question

_WIDTH = 96


def blank_sheet(checklist: Checklist, place: str) -> str:
    """The text of a sheet with no answers yet, ready for an editor.

    Args:
        checklist: The checklist it is for.
        place: The name of the place.
    """
    return "\n".join(_lines(checklist, place)) + "\n"


def _lines(checklist: Checklist, place: str) -> Iterator[str]:
    labels = Labels(checklist)
    for text in _how_to(checklist):
        yield from _comment(text, "")
    yield "format: 1"
    yield f"checklist: {checklist.id}"
    yield f"checklist_version: {json.dumps(checklist.version)}"
    yield "place:"
    yield f"  name: {json.dumps(place, ensure_ascii=False)}"
    yield "  country:"
    yield "  level:  # " + _("national, regional or city")
    yield "date:  # " + _("the day the answers stand for, such as 2026-05-01")
    yield "respondents:  # " + _("such as: {example}", example="[{name: …, role: …}]")
    yield "answers:"
    for part in checklist.recommendations:
        yield ""
        title = labels.heading(Selection.of(Level.RECOMMENDATION, part.id))
        yield from _comment(title.upper(), "  ")
        for action in part.actions:
            yield ""
            yield from _comment(labels.heading(Selection.of(Level.ACTION, action.id)), "  ")
            for question in action.questions:
                yield ""
                yield from _comment(" ".join(_question(question)), "  ")
                yield f"  {question.id}:"


def _how_to(checklist: Checklist) -> Iterator[str]:
    answers = [answer.id for answer in checklist.scale]
    yield _("Answer sheet for: {checklist}", checklist=checklist.title)
    yield _(
        "Write an answer behind each question's number: {answers}. Leave it empty while you do "
        "not know. What is below another question as a follow-up is only asked if that one allows "
        "it.",
        answers=listed(answers),
    )
    example = f'{{answer: {answers[0]}, note: "…", evidence: ["…"], by: "…"}}'
    yield _(
        "A note, evidence or who answered go with an answer like this: {example}", example=example
    )


def _question(question: Question) -> Iterator[str]:
    yield question.text
    if question.follows is not None:
        yield _("(follow-up to {question})", question=question.follows)
    if question.may_be_not_applicable:
        yield _("(may be not_applicable, with a note saying why)")


def _comment(text: str, indent: str) -> list[str]:
    flat = " ".join(printable(text).split())
    begin = f"{indent}# "
    return textwrap.wrap(
        flat, _WIDTH, initial_indent=begin, subsequent_indent=begin, break_on_hyphens=False
    )
