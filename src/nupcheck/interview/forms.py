"""What is asked field by field: the place, who answers, and what goes with an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.errors import Issue, did_you_mean, quote
from nupcheck.interview.state import (
    Interview,
    RefusedError,
    answered,
    changed,
    with_answer,
)
from nupcheck.model.checklist import fold
from nupcheck.model.sheet import UNNAMED, Answer, AnswerSheet, NotApplicable, Place, Respondent
from nupcheck.model.validation import validate
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    import datetime as dt

    from nupcheck.model.checklist import Checklist

REMOVE = "-"
LEVELS = ("national", "regional", "city")


class Field(StrEnum):
    """One thing that is asked for."""

    PLACE = "place"
    COUNTRY = "country"
    LEVEL = "level"
    DATE = "date"
    NAME = "name"
    ROLE = "role"
    STAKEHOLDER = "stakeholder"
    NOTE = "note"
    EVIDENCE = "evidence"
    BY = "by"
    WHY_NOT = "why not"


PLACE_FIELDS = (Field.PLACE, Field.COUNTRY, Field.LEVEL, Field.DATE)
WHO_FIELDS = (Field.NAME, Field.ROLE, Field.STAKEHOLDER)
START_FIELDS = (*PLACE_FIELDS, *WHO_FIELDS)
REMARK_FIELDS = (Field.NOTE, Field.EVIDENCE, Field.BY)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields still to ask, the one asked now first.

    Attributes:
        fields: Never empty.
        question: The question that a note is about, None where it is about the sheet.
        respondent: The position of the respondent being described, None before there is one.
    """

    fields: tuple[Field, ...]
    question: str | None = None
    respondent: int | None = None

    @property
    def field(self) -> Field:
        """What is asked now."""
        return self.fields[0]


def filled(
    interview: Interview, form: Form, line: str, today: dt.date
) -> tuple[Interview, Form | None]:
    """The interview with a field filled in, and what is left of the form.

    An empty line leaves a field as it is, a minus sign alone empties it. Where people are named, a
    new name adds someone; an empty line, or a name that is there, is about those there already.

    Raises:
        RefusedError: The text does not fit the field, which is asked again.
    """
    text = line.strip()
    rest = replace(form, fields=form.fields[1:]) if len(form.fields) > 1 else None
    if not text:
        if form.field is Field.WHY_NOT:
            return interview, None
        if rest is not None and form.field is Field.NAME and interview.sheet.respondents:
            rest = replace(rest, respondent=len(interview.sheet.respondents) - 1)
        return interview, rest
    _refuse_broken(text)
    if form.field is Field.WHY_NOT:
        if text == REMOVE:
            raise RefusedError("Not applicable needs a note that says why. Enter takes no answer.")
        return answered(interview, NotApplicable(), text), None
    value = None if text == REMOVE else text
    if form.question is not None:
        sheet = _with_remark(interview, form.question, form.field, value)
        rest = form if form.field is Field.EVIDENCE and value is not None else rest
    elif form.field in WHO_FIELDS:
        sheet, number = _with_respondent(interview, form, value)
        is_taken_out = len(sheet.respondents) < len(interview.sheet.respondents)
        rest = None if rest is None or is_taken_out else replace(rest, respondent=number)
    else:
        sheet = _with_place(interview.sheet, form.field, value, today)
    return changed(interview, sheet), rest


def _refuse_broken(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError("This is not readable text. Is the terminal set to UTF-8?") from None


def _worded(issues: list[Issue]) -> RefusedError:
    return RefusedError(" ".join(issue.text for issue in issues))


def _with_place(sheet: AnswerSheet, field: Field, value: str | None, today: dt.date) -> AnswerSheet:
    if field is Field.DATE:
        return sheet.model_copy(update={"date": _date(value, today)})
    if field is Field.PLACE and value is None:
        value = UNNAMED
    if field is Field.LEVEL and value is not None:
        value = _level(value)
    key = "name" if field is Field.PLACE else str(field)
    place, issues = validate(Place, {**dict(sheet.place), key: value})
    if place is None:
        raise _worded(issues)
    return sheet.model_copy(update={"place": place})


def _date(value: str | None, today: dt.date) -> dt.date | None:
    if value is None:
        return None
    if fold(value) in {"t", "today"}:
        return today
    parts = value.split("-")
    if [len(part) for part in parts] == [4, 2, 2] and all(
        part.isascii() and part.isdigit() for part in parts
    ):
        try:
            return type(today)(*map(int, parts))
        except ValueError:
            pass
    raise RefusedError(
        f"{quote(value)} is not a date. Write year-month-day, such as {today.isoformat()}, or t "
        "for today."
    )


def _level(value: str) -> str:
    matching = [level for level in LEVELS if level.startswith(fold(value))]
    if len(matching) != 1:
        hint = did_you_mean(value, LEVELS)
        raise RefusedError(f"Type {', '.join(LEVELS[:-1])} or {LEVELS[-1]}. {hint}".strip())
    return matching[0]


def _with_respondent(
    interview: Interview, form: Form, value: str | None
) -> tuple[AnswerSheet, int | None]:
    sheet, number = interview.sheet, form.respondent
    people = list(sheet.respondents)
    if value is None:
        if number is None and form.field is Field.NAME:
            people = people[:-1]
            return sheet.model_copy(update={"respondents": tuple(people)}), None
        if number is None:
            return sheet, None
    names = [each.name for each in people]
    if number is None and form.field is Field.NAME and value in names:
        return sheet, names.index(value)
    if form.field is Field.STAKEHOLDER and value is not None:
        value = stakeholder_named(interview.checklist, value)
    present = people[number] if number is not None else Respondent()
    person, issues = validate(Respondent, {**dict(present), str(form.field): value})
    if person is None:
        raise _worded(issues)
    if number is None:
        people.append(person)
        number = len(people) - 1
    else:
        people[number] = person
    return sheet.model_copy(update={"respondents": tuple(people)}), number


def stakeholder_named(checklist: Checklist, text: str) -> str:
    """The id of a stakeholder by its id or name.

    Raises:
        RefusedError: There is none; the text names the nearest.
    """
    by_word = {fold(body.name): body.id for body in checklist.stakeholders}
    for body in checklist.stakeholders:
        by_word |= {fold(body.id): body.id, fold(body.id.replace("-", " ")): body.id}
    if (found := by_word.get(fold(text))) is not None:
        return found
    hint = did_you_mean(text, by_word)
    raise RefusedError(
        f"{quote(text)} is no stakeholder of this checklist. {hint} ? lists them.".replace(
            "  ", " "
        )
    )


def _with_remark(
    interview: Interview, question: str, field: Field, value: str | None
) -> AnswerSheet:
    sheet = interview.sheet
    if field is Field.EVIDENCE:
        before = sheet.answers.get(question, Answer()).evidence
        evidence = () if value is None else (*before, value)
        return with_answer(sheet, question, {"evidence": evidence})
    is_needed = interview.questions[question].state is State.NOT_APPLICABLE
    if field is Field.NOTE and is_needed and value is None:
        raise RefusedError(
            "Not applicable needs its note. Write another, or change the answer first."
        )
    return with_answer(sheet, question, {str(field): value})
