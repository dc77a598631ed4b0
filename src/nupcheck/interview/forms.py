"""What is asked field by field: the place, who answers, and what goes with an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.documents.labels import place_level
from nupcheck.errors import NupcheckError, did_you_mean, is_blank, quote
from nupcheck.interview.inputs import Key
from nupcheck.interview.messages import Message, Style, people
from nupcheck.interview.state import answered, changed, validated, with_answer
from nupcheck.locale import _, pgettext
from nupcheck.locale.values import listed
from nupcheck.model.checklist import fold
from nupcheck.model.data import composed
from nupcheck.model.sheet import UNNAMED, Answer, NotApplicable, Place, Respondent
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.interview.state import Interview
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

REMOVE = "-"
LEVELS = ("national", "regional", "city")
_LONGEST_VALUE = 40
_LONGEST_DATE = 10


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
        question_id: The question that a note is about, None where it is about the sheet.
        respondent: The position of the respondent being described, None before there is one.
    """

    fields: tuple[Field, ...]
    question_id: str | None = None
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
    """
    text = "" if is_blank(line) else line.strip()
    rest = replace(form, fields=form.fields[1:]) if len(form.fields) > 1 else None
    if not text:
        if rest is not None and form.field is Field.NAME and interview.sheet.respondents:
            rest = replace(rest, respondent=len(interview.sheet.respondents) - 1)
        return interview, rest
    _refuse_broken(text)
    if form.field is Field.WHY_NOT:
        if text == REMOVE:
            raise NupcheckError(
                _("Not applicable needs a note that says why."), _("Enter takes no answer.")
            )
        return answered(interview, NotApplicable(), text), None
    value = None if text == REMOVE else text
    if form.question_id is not None:
        sheet = _with_remark(interview, form.question_id, form.field, value)
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
        raise NupcheckError(
            _("This is not readable text."), _("Is the terminal set to UTF-8?")
        ) from None


def _with_place(sheet: AnswerSheet, field: Field, value: str | None, today: dt.date) -> AnswerSheet:
    if field is Field.DATE:
        date = None if value is None else _date(value, today)
        return sheet.model_copy(update={"date": date})
    if field is Field.PLACE and value is None:
        value = UNNAMED
    if field is Field.LEVEL and value is not None:
        value = _level(value)
    key = "name" if field is Field.PLACE else str(field)
    place = validated(Place, {**dict(sheet.place), key: value})
    return sheet.model_copy(update={"place": place})


def _date(value: str, today: dt.date) -> dt.date:
    if fold(value) in {"t", "today", pgettext("typed", "today")}:
        return today
    try:
        if len(value) == _LONGEST_DATE and value.replace("-", "").isdigit():
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise NupcheckError(
        _("{text} is not a date.", text=quote(value)),
        _("Write year-month-day, such as {day}, or t for today.", day=today.isoformat()),
    )


def _level(value: str) -> str:
    start = fold(value)
    found = [each for each in LEVELS if fold(place_level(each)).startswith(start)]
    found = found or [each for each in LEVELS if each.startswith(start)]
    if len(found) != 1:
        known = [place_level(each) for each in LEVELS]
        first, last = listed(known[:-1]), known[-1]
        raise NupcheckError(
            _("Type {levels} or {level}.", levels=first, level=last), did_you_mean(value, known)
        )
    return found[0]


def _with_respondent(
    interview: Interview, form: Form, value: str | None
) -> tuple[AnswerSheet, int | None]:
    sheet, number = interview.sheet, form.respondent
    respondents = list(sheet.respondents)
    if number is None:
        names = [composed(each.name or "") for each in respondents]
        if form.field is Field.NAME and value is not None and composed(value) in names:
            return sheet, names.index(composed(value))
        if value is None:
            kept = respondents[:-1] if form.field is Field.NAME else respondents
            return sheet.model_copy(update={"respondents": tuple(kept)}), None
    if form.field is Field.STAKEHOLDER and value is not None:
        value = stakeholder_named(interview.checklist, value)
    present = Respondent() if number is None else respondents[number]
    person = validated(Respondent, {**dict(present), str(form.field): value})
    if number is None:
        number = len(respondents)
    respondents[number : number + 1] = [person]
    return sheet.model_copy(update={"respondents": tuple(respondents)}), number


def stakeholder_named(checklist: Checklist, text: str) -> str:
    """The id of a stakeholder by its id or name."""
    by_word = {fold(body.name): body.id for body in checklist.stakeholders}
    for body in checklist.stakeholders:
        by_word |= {fold(body.id): body.id, fold(body.id.replace("-", " ")): body.id}
    if (found := by_word.get(fold(text))) is not None:
        return found
    all_of_them = _("? lists them.")
    raise NupcheckError(
        _("{text} is no stakeholder of this checklist.", text=quote(text)),
        f"{did_you_mean(text, by_word)} {all_of_them}".strip(),
    )


def _with_remark(
    interview: Interview, question_id: str, field: Field, value: str | None
) -> AnswerSheet:
    sheet = interview.sheet
    if field is Field.EVIDENCE:
        before = sheet.answers.get(question_id, Answer()).evidence
        evidence = () if value is None else (*before, value)
        return with_answer(sheet, question_id, {"evidence": evidence})
    is_needed = interview.questions[question_id].state is State.NOT_APPLICABLE
    if field is Field.NOTE and is_needed and value is None:
        raise NupcheckError(
            _("Not applicable needs its note."),
            _("Write another, or change the answer first."),
        )
    return with_answer(sheet, question_id, {str(field): value})


def label(interview: Interview, form: Form) -> str:
    """What stands before the place where one types: the field and what it holds now."""
    respondents = interview.sheet.respondents
    if form.field is Field.NAME and respondents:
        if not respondents[-1].name:
            return _("Who else is answering (Enter: the last one's role and group): ")
        last = _short(respondents[-1].name)
        return _("Who else is answering (Enter: {name}'s role and group): ", name=last)
    value = _present(interview, form)
    if not value:
        return pgettext("prompt", "{field}: ", field=_asked_for(form.field))
    return pgettext(
        "prompt", "{field} [{value}]: ", field=_asked_for(form.field), value=_short(value)
    )


def _asked_for(field: Field) -> str:
    return {
        Field.PLACE: _("Place"),
        Field.COUNTRY: _("Country"),
        Field.LEVEL: _("Level ({levels})", levels=listed(map(place_level, LEVELS))),
        Field.DATE: _("Date (year-month-day, or t for today)"),
        Field.NAME: _("Who is answering"),
        Field.ROLE: _("Their role"),
        Field.STAKEHOLDER: _("Their group (? lists them)"),
        Field.NOTE: _("Note"),
        Field.EVIDENCE: _("Evidence, a link or reference (Enter when done)"),
        Field.BY: _("Who gave the answer"),
        Field.WHY_NOT: _("Why it does not apply (Enter alone takes no answer)"),
    }[field]


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _present(interview: Interview, form: Form) -> object:
    sheet, field = interview.sheet, form.field
    if form.question_id is not None:
        entry = sheet.answers.get(form.question_id, Answer())
        return len(entry.evidence) if field is Field.EVIDENCE else getattr(entry, field, None)
    if field in WHO_FIELDS:
        number = form.respondent
        return None if number is None else getattr(sheet.respondents[number], field)
    if field is Field.DATE:
        return sheet.date
    if field is Field.LEVEL:
        return place_level(sheet.place.level or "")
    return sheet.place.name if field is Field.PLACE else getattr(sheet.place, field)


def opening(form: Form) -> Message:
    """At the start of a form asked for with m."""
    text = _("Enter alone leaves a field as it is, - empties it, ? explains it.")
    if form.question_id is not None:
        text = _(
            "Enter alone leaves a field for {id} as it is, - empties it, ? explains it.",
            id=form.question_id,
        )
    return Message(text, Style.ASIDE)


def explanation(interview: Interview, form: Form) -> Iterator[Message]:
    """What a field is for."""
    bodies = interview.checklist.stakeholders
    if form.field is Field.STAKEHOLDER:
        texts = [f"{body.id}  {body.name}" for body in bodies]
        texts = texts or [_("This checklist names no stakeholders. Enter goes on.")]
    elif form.field is Field.NAME and interview.sheet.respondents:
        texts = [
            _("In the sheet: {people}", people=people(interview.sheet)),
            _(
                "A new name adds someone; one that is there, or Enter for the last, leads to their "
                "role and group; - takes out the last."
            ),
        ]
    else:
        general = _(
            "Enter alone leaves it as it is, - empties it. Any other text is taken as typed."
        )
        texts = {
            Field.DATE: [_("The day that the answers stand for."), general],
            Field.NOTE: [_("What the answer rests on, or what is disputed about it."), general],
            Field.EVIDENCE: [
                _("One link or reference at a time, as many as you like."),
                _("Enter alone ends the list, - empties it."),
            ],
            Field.WHY_NOT: [_("Why the question does not apply to the place, in a sentence.")],
        }.get(form.field, [general])
    return map(Message, texts)


def remarks(interview: Interview, form: Form, line: str) -> Iterator[Message]:
    """What is to be said of a line typed in a field of an interview."""
    text = "" if is_blank(line) else line.strip()
    if not text and form.field is Field.PLACE:
        name = quote(interview.sheet.place.name)
        yield Message(_("The place is called {name}.", name=name), Style.ASIDE)
    if not text and form.field is Field.WHY_NOT:
        said = _("Not taken: not applicable needs a note that says why.")
        yield Message(said, Style.WARNING)
    if text.casefold() in set(Key):
        said = _(
            "{text} is taken as typed: keys work at the questions. There u takes it back; Ctrl-C "
            "leaves.",
            text=quote(text),
        )
        yield Message(said, Style.WARNING)
