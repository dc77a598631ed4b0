"""What an answer sheet holds: a place, a date, who answered, and the answers as they were typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, WithJsonSchema

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, quote
from nupcheck.locale import _, pgettext
from nupcheck.locale.values import listed
from nupcheck.model.checklist import NOT_APPLICABLE, Checklist, ScaleAnswer, fold
from nupcheck.model.data import items, word
from nupcheck.model.fields import Date, Format, Id, Line, Note, PlaceName, one_or_many
from nupcheck.model.validation import Model, for_another_checklist, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.model.data import Data

# What a place is called that nobody named.
UNNAMED = "Unnamed place"

# How people abbreviate it. A sheet holds the one word, so that every reader finds it.
NOT_APPLICABLE_WORDS = frozenset({"na", "n/a", "n.a.", "not applicable"})


def _answer_as_typed(value: object) -> object:
    """The short form ``1.1.1: yes`` means ``1.1.1: {answer: yes}``."""
    if isinstance(value, list):
        raise ValueError(  # noqa: TRY004 - Pydantic takes only this one
            _("A list is not an answer. Write one word, or {answer: …, note: …}.")
        )
    return {"answer": value} if value is None or isinstance(value, str) else value


def _mapping_as_typed(value: object) -> object:
    return {} if value is None else value


def _without_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, texts))


# Other programs that read our YAML see `yes` as true and `2` as a number; to us they are words.
Typed = Annotated[
    Line,
    WithJsonSchema(
        {"anyOf": [{"maxLength": 500, "type": "string"}, {"type": "boolean"}, {"type": "integer"}]}
    ),
]


class Place(Model):
    """The city, region or country that the sheet is about."""

    name: PlaceName
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
        BeforeValidator(one_or_many, json_schema_input_type=list[str] | str | None),
        AfterValidator(_without_empty),
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
        BeforeValidator(one_or_many, json_schema_input_type=list[Respondent] | None),
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
    """The answer that a question does not apply to the place, beside those of any scale."""

    id: str = NOT_APPLICABLE
    points: int = 0
    closes_follow_ups: bool = True


Reading = ScaleAnswer | NotApplicable | None


def read_answer(checklist: Checklist, typed: str | None, hints: Hints | None = None) -> Reading:
    """What a typed answer means: an answer of the scale, not applicable, or None for no answer.

    Args:
        checklist: The checklist whose scale it is on.
        typed: The words.
        hints: Shared by all answers of a file.

    Raises:
        ValueError: The word means nothing on this scale; the text says which words do.
    """
    if typed is None:
        return None
    answers = checklist.answers_by_word
    folded = typed if typed in answers else fold(typed)
    if not folded:
        return None
    if folded == NOT_APPLICABLE:
        return NotApplicable()
    if (answer := answers.get(folded)) is not None:
        return answer
    if folded in NOT_APPLICABLE_WORDS:
        raise ValueError(
            _(
                "Write {word}, where the question allows it, with a note that says why.",
                word=NOT_APPLICABLE,
            )
        )
    raise ValueError(
        (hints or Hints()).near(folded, checklist.answer_words)
        or _("Answers on this scale: {answers}.", answers=_ids_of(checklist))
    )


def _ids_of(checklist: Checklist) -> str:
    return listed(answer.id for answer in checklist.scale)


def sheet_from(data: Data, checklist: Checklist) -> AnswerSheet:
    """An answer sheet from plain data, checked against the checklist it is for.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    hints = Hints()
    sheet, issues = validate(AnswerSheet, data, hints)
    issues += for_another_checklist(data, checklist)
    issues += _respondent_issues(data, checklist, hints)
    issues += _answer_issues(data, checklist, hints)
    if sheet is None or issues:
        raise InvalidDataError(issues)
    return sheet


def _respondent_issues(data: Data, checklist: Checklist, hints: Hints) -> Iterator[Issue]:
    known = {body.id: None for body in checklist.stakeholders}
    for where, respondent in items(data, "respondents"):
        body = word(respondent, "stakeholder")
        if body is not None and body not in known:
            yield Issue(
                InData((*where, "stakeholder")),
                _("{id} is not a stakeholder of this checklist.", id=quote(body)),
                hints.near(body, known) or _("There are: {ids}.", ids=listed(known) or _("none")),
            )


def _answer_issues(data: Data, checklist: Checklist, hints: Hints) -> Iterator[Issue]:
    answers = data.get("answers") if isinstance(data, dict) else None
    for question_id, value in answers.items() if isinstance(answers, dict) else ():
        question = checklist.questions.get(question_id)
        if question is None:
            yield _unknown_question(question_id, checklist, hints)
            continue
        path = (
            ("answers", question_id, "answer")
            if isinstance(value, dict)
            else (
                "answers",
                question_id,
            )
        )
        typed = value.get("answer") if isinstance(value, dict) else value
        if not isinstance(typed, str):
            continue
        try:
            reading = read_answer(checklist, typed, hints)
        except ValueError as error:
            yield Issue(
                InData(path),
                _(
                    "{typed} is not an answer to {question}.",
                    typed=quote(typed),
                    question=question_id,
                ),
                str(error),
            )
            continue
        if isinstance(reading, NotApplicable) and not question.may_be_not_applicable:
            yield Issue(
                InData(path),
                _(
                    "{question} may not be answered {word}.",
                    question=question_id,
                    word=NOT_APPLICABLE,
                ),
                _which_may_be_not_applicable(checklist),
            )


def _which_may_be_not_applicable(checklist: Checklist) -> str:
    answers = _ids_of(checklist)
    allowed = [each.id for each in checklist.questions.values() if each.may_be_not_applicable]
    if not allowed:
        return _(
            "In this checklist no question may; answer {answers}, or leave it empty.",
            answers=answers,
        )
    return _(
        "In this checklist only {questions} may; answer {answers}, or leave it empty.",
        questions=pgettext("between the last items of a list", " and ").join(allowed),
        answers=answers,
    )


def _unknown_question(question_id: str, checklist: Checklist, hints: Hints) -> Issue:
    action = checklist.actions.get(question_id)
    hint = hints.near(question_id, checklist.questions) or _("`nupcheck show` lists the questions.")
    if action is not None:
        hint = _(
            "{id} is a whole part of the checklist; its questions are {first} to {last}.",
            id=question_id,
            first=action.questions[0].id,
            last=action.questions[-1].id,
        )
    return Issue(
        InData(("answers", question_id), at_key=True),
        _("The checklist has no question {id}.", id=quote(question_id)),
        hint,
    )
