"""A blank answer sheet as YAML text, each question as a comment above its empty line."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from nupcheck.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.checklist import Action, Checklist, Question

_WIDTH = 96


def blank_sheet(checklist: Checklist, place: str) -> str:
    """The text of a sheet with no answers yet, ready for an editor.

    Args:
        checklist: The checklist it is for.
        place: The name of the place.
    """
    return "\n".join(_lines(checklist, place)) + "\n"


def _lines(checklist: Checklist, place: str) -> Iterator[str]:
    words = ", ".join(answer.id for answer in checklist.scale)
    yield from _comment(f"Answer sheet for: {checklist.title}", "")
    yield from _comment(
        f"Write an answer behind each question's number: {words}. Leave it empty while you do not "
        "know. What is below another question as a follow-up is only asked if that one allows it.",
        "",
    )
    example = checklist.scale[0].id
    yield from _comment(
        "A note, evidence or who answered go with an answer like this: "
        f'{{answer: {example}, note: "…", evidence: ["…"], by: "…"}}',
        "",
    )
    yield "format: 1"
    yield f"checklist: {checklist.id}"
    yield f"checklist_version: {json.dumps(checklist.version)}"
    yield "place:"
    yield f"  name: {json.dumps(place, ensure_ascii=False)}"
    yield "  country:"
    yield "  level:  # national, regional or city"
    yield "date:  # the day the answers stand for, such as 2026-05-01"
    yield "respondents:  # such as: [{name: …, role: …}]"
    yield "answers:"
    for part in checklist.recommendations:
        yield ""
        title = f"{checklist.levels.recommendation} {part.id}. {part.title}"
        yield from _comment(title.upper(), "  ")
        for action in part.actions:
            yield from _action(checklist, action)


def _action(checklist: Checklist, action: Action) -> Iterator[str]:
    yield ""
    yield from _comment(f"{checklist.levels.action} {action.id}. {action.title}", "  ")
    for question in action.questions:
        yield ""
        yield from _comment(question.text + _conditions(question), "  ")
        yield f"  {question.id}:"


def _conditions(question: Question) -> str:
    text = f" (follow-up to {question.follows})" if question.follows is not None else ""
    if question.may_be_not_applicable:
        text += " (may be not_applicable, with a note saying why)"
    return text


def _comment(text: str, indent: str) -> list[str]:
    flat = " ".join(printable(text).split())
    begin = f"{indent}# "
    return textwrap.wrap(
        flat, _WIDTH, initial_indent=begin, subsequent_indent=begin, break_on_hyphens=False
    )
