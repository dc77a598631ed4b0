"""What an answer sheet holds: a place, a date, who answered, and the answers as they were typed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, did_you_mean, quote
from nupcheck.model.checklist import (
    NOT_APPLICABLE,
    Checklist,
    Format,
    Id,
    Question,
    ScaleAnswer,
    fold,
)
from nupcheck.model.validation import Model, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.source import Data

# What a place is called that nobody named.
UNNAMED = "Unnamed place"

# How people abbreviate it. A sheet holds the one word, so that every reader finds it.
NOT_APPLICABLE_WORDS = frozenset({"na", "n/a", "n.a.", "not applicable"})

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date_as_typed(value: object) -> object:
    if value is None or isinstance(value, dt.date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"{quote(value)} is not a date. Write year-month-day, such as 2026-05-01.")


def _list_as_typed(value: object) -> object:
    """One reference may stand without the brackets of a list."""
    return [] if value is None else [value] if isinstance(value, str) else value


def _answer_as_typed(value: object) -> object:
    """The short form ``1.1.1: yes`` means ``1.1.1: {answer: yes}``."""
    if isinstance(value, list):
        raise ValueError("A list is not an answer. Write one word, or {answer: …, note: …}.")  # noqa: TRY004 - Pydantic takes only this one
    return {"answer": value} if value is None or isinstance(value, str) else value


def _mapping_as_typed(value: object) -> object:
    return {} if value is None else value


Line = Annotated[str, StringConstraints(max_length=500)]
# Other programs that read our YAML see `yes` as true and `2` as a number; to us they are words.
Typed = Annotated[
    Line,
    WithJsonSchema(
        {"anyOf": [{"maxLength": 500, "type": "string"}, {"type": "boolean"}, {"type": "integer"}]}
    ),
]
Note = Annotated[str, StringConstraints(max_length=10_000)]
Date = Annotated[dt.date, BeforeValidator(_date_as_typed, json_schema_input_type=dt.date)]


class Place(Model):
    """The city, region or country that the sheet is about."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    country: Line | None = None
    level: Literal["national", "regional", "city"] | None = None


class Respondent(Model):
    """Someone who answered."""

    name: Line | None = None
    role: Line | None = None
    stakeholder: Id | None = None


class Answer(Model):
    """One answer as typed, with what goes with it; ``answer`` is None while there is none yet."""

    answer: Typed | None = None
    note: Note | None = None
    evidence: Annotated[
        tuple[Note, ...],
        BeforeValidator(_list_as_typed, json_schema_input_type=list[str] | str | None),
    ] = ()
    by: Line | None = None

    @property
    def is_blank(self) -> bool:
        """Nothing at all was written."""
        return not (self.answer or self.note or self.evidence or self.by)


class AnswerSheet(Model):
    """One file of answers. Made by `sheet_from`, which checks it against its checklist."""

    model_config = ConfigDict(
        json_schema_extra={
            "description": "The answers of one place to one checklist. Answers are read as text: "
            "true, false and numbers are those words, as a checklist's scale accepts them."
        }
    )

    format: Format
    checklist: Id
    checklist_version: Line | None = None
    place: Place
    date: Date | None = None
    respondents: Annotated[
        tuple[Respondent, ...],
        BeforeValidator(_list_as_typed, json_schema_input_type=list[Respondent] | None),
    ] = ()
    answers: Annotated[
        dict[
            str,
            Annotated[
                Answer,
                BeforeValidator(
                    _answer_as_typed, json_schema_input_type=Answer | str | bool | int | None
                ),
            ],
        ],
        BeforeValidator(
            _mapping_as_typed,
            json_schema_input_type=dict[str, Answer | str | bool | int | None] | None,
        ),
    ]


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The answer that a question does not apply to the place."""

    id: str = NOT_APPLICABLE


Reading = ScaleAnswer | NotApplicable | None


def read_answer(checklist: Checklist, typed: str | None) -> Reading:
    """What a typed answer means: an answer of the scale, not applicable, or None for no answer.

    Raises:
        ValueError: The word means nothing on this scale; the text says which words do.
    """
    if typed is None:
        return None
    answers = checklist.answers_by_word
    word = typed if typed in answers else fold(typed)
    if not word:
        return None
    if word == NOT_APPLICABLE:
        return NotApplicable()
    if (answer := answers.get(word)) is not None:
        return answer
    if word in NOT_APPLICABLE_WORDS:
        raise ValueError(
            f"Write {NOT_APPLICABLE}, where the question allows it, with a note that says why."
        )
    hint = did_you_mean(word, (NOT_APPLICABLE, *checklist.answers_by_word))
    known = ", ".join(answer.id for answer in checklist.scale)
    raise ValueError(hint or f"Answers on this scale: {known}.")


def sheet_from(data: Data, checklist: Checklist) -> AnswerSheet:
    """An answer sheet from plain data, checked against the checklist it is for.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    sheet, issues = validate(AnswerSheet, data)
    if isinstance(data, dict):
        issues += _checklist_issues(data, checklist)
        issues += _respondent_issues(data, checklist)
        answers = data.get("answers")
        if isinstance(answers, dict):
            issues += _answer_issues(answers, checklist)
    if sheet is None or issues:
        raise InvalidDataError(issues)
    return sheet


def _checklist_issues(data: Mapping[str, Data], checklist: Checklist) -> Iterator[Issue]:
    name = data.get("checklist")
    if isinstance(name, str) and name != checklist.id:
        yield Issue(
            InData(("checklist",)),
            f"This sheet is for the checklist {quote(name)}, not for {quote(checklist.id)}.",
            "Name its checklist with --checklist.",
        )


def _respondent_issues(data: Mapping[str, Data], checklist: Checklist) -> Iterator[Issue]:
    respondents = data.get("respondents")
    known = {stakeholder.id: None for stakeholder in checklist.stakeholders}
    hints = Hints()
    for number, respondent in enumerate(respondents if isinstance(respondents, list) else []):
        name = respondent.get("stakeholder") if isinstance(respondent, dict) else None
        if isinstance(name, str) and name not in known:
            yield Issue(
                InData(("respondents", number, "stakeholder")),
                f"{quote(name)} is not a stakeholder of this checklist.",
                hints.near(name, known) or f"There are: {', '.join(known) or 'none'}.",
            )


def _answer_issues(answers: Mapping[str, Data], checklist: Checklist) -> Iterator[Issue]:
    hints = Hints()
    for name, value in answers.items():
        question = checklist.questions.get(name)
        if question is None:
            yield _unknown_question(name, checklist, hints)
            continue
        in_full = isinstance(value, dict)
        where = ("answers", name, "answer") if in_full else ("answers", name)
        typed: Any = value.get("answer") if isinstance(value, dict) else value
        if not isinstance(typed, str):
            continue
        try:
            reading = read_answer(checklist, typed)
        except ValueError as error:
            yield Issue(InData(where), f"{quote(typed)} is not an answer to {name}.", str(error))
            continue
        if isinstance(reading, NotApplicable):
            yield from _not_applicable_issues(where, question, checklist)


def _not_applicable_issues(
    where: tuple[str, ...], question: Question, checklist: Checklist
) -> Iterator[Issue]:
    if not question.may_be_not_applicable:
        allowed = [
            other.id for other in checklist.questions.values() if other.may_be_not_applicable
        ]
        which = f"only {' and '.join(allowed)} may" if allowed else "no question may"
        answers = ", ".join(answer.id for answer in checklist.scale)
        yield Issue(
            InData(where),
            f"{question.id} may not be answered {NOT_APPLICABLE}.",
            f"In this checklist {which}; answer {answers}, or leave it empty.",
        )


def _unknown_question(name: str, checklist: Checklist, hints: Hints) -> Issue:
    part = checklist.actions.get(name)
    if part is None:
        hint = hints.near(name, checklist.questions)
    else:
        first, last = part.questions[0].id, part.questions[-1].id
        hint = f"{name} is a whole part of the checklist; its questions are {first} to {last}."
    return Issue(
        InData(("answers", name), at_key=True),
        f"The checklist has no question {quote(name)}.",
        hint or "`nupcheck show` lists the questions.",
    )
