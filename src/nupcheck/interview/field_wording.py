"""What the questionnaire says when it asks field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.errors import quote
from nupcheck.interview.forms import LEVELS, PLACE_FIELDS, Field, Form
from nupcheck.interview.inputs import Key
from nupcheck.interview.wording import Said, Tone, people
from nupcheck.model.sheet import Answer

if TYPE_CHECKING:
    from nupcheck.interview.state import Interview

_LONGEST_VALUE = 40
_GENERAL = "Enter alone leaves it as it is, - empties it. Any other text is taken as typed."
_EXPLAINED = {
    Field.DATE: ("The day that the answers stand for.", _GENERAL),
    Field.NOTE: ("What the answer rests on, or what is disputed about it.", _GENERAL),
    Field.EVIDENCE: (
        "One link or reference at a time, as many as you like.",
        "Enter alone ends the list, - empties it.",
    ),
    Field.WHY_NOT: ("Why the question does not apply to the place, in a sentence.",),
}
_FIELDS = {
    Field.PLACE: "Place",
    Field.COUNTRY: "Country",
    Field.LEVEL: f"Level ({', '.join(LEVELS)})",
    Field.DATE: "Date (year-month-day, or t for today)",
    Field.NAME: "Who is answering",
    Field.ROLE: "Their role",
    Field.STAKEHOLDER: "Their group (? lists them)",
    Field.NOTE: "Note",
    Field.EVIDENCE: "Evidence, a link or reference (Enter when done)",
    Field.BY: "Who gave the answer",
    Field.WHY_NOT: "Why it does not apply (Enter alone takes no answer)",
}


def label(interview: Interview, form: Form) -> str:
    """What stands before the place where one types: the field and what it holds now."""
    people = interview.sheet.respondents
    if form.field is Field.NAME and people:
        last = people[-1].name
        whose = f"{_short(last)}'s" if last else "the last one's"
        return f"Who else is answering (Enter: {whose} role and group): "
    value = _present(interview, form)
    return f"{_FIELDS[form.field]}{f' [{_short(value)}]' if value else ''}: "


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _present(interview: Interview, form: Form) -> object:
    sheet = interview.sheet
    if form.question is not None:
        entry = sheet.answers.get(form.question, Answer())
        return {
            Field.NOTE: entry.note,
            Field.EVIDENCE: len(entry.evidence),
            Field.BY: entry.by,
        }.get(form.field)
    if form.field is Field.PLACE:
        return sheet.place.name
    if form.field in PLACE_FIELDS:
        return sheet.date if form.field is Field.DATE else getattr(sheet.place, form.field)
    if form.respondent is not None:
        return getattr(sheet.respondents[form.respondent], form.field)
    return None


def form_help(form: Form) -> tuple[Said, ...]:
    """At the start of a form asked for with m."""
    about = "" if form.question is None else f" for {form.question}"
    text = f"Enter alone leaves a field{about} as it is, - empties it, ? explains it."
    return (Said(text, Tone.ASIDE),)


def field_help(interview: Interview, form: Form) -> tuple[Said, ...]:
    """What a field is for."""
    if form.field is Field.STAKEHOLDER:
        bodies = interview.checklist.stakeholders
        return tuple(Said(f"{body.id}  {body.name}") for body in bodies) or (
            Said("This checklist names no stakeholders. Enter goes on."),
        )
    if form.field is Field.NAME and interview.sheet.respondents:
        return (
            Said(f"In the sheet: {people(interview.sheet)}"),
            Said(
                "A new name adds someone; one that is there, or Enter for the last, leads to their "
                "role and group; - takes out the last."
            ),
        )
    return tuple(map(Said, _EXPLAINED.get(form.field, (_GENERAL,))))


def taken_as_text(line: str) -> tuple[Said, ...]:
    """After a field was filled with what would have been a key at a question."""
    if line.strip().casefold() not in set(Key):
        return ()
    text = "is taken as typed: keys work at the questions. There u takes it back; Ctrl-C leaves."
    return (Said(f"{quote(line.strip())} {text}", Tone.WARNING),)


def left_as_it_is(interview: Interview, form: Form) -> tuple[Said, ...]:
    """After an empty line in a field, where that should be said."""
    if form.field is Field.PLACE:
        return (Said(f"The place is called {quote(interview.sheet.place.name)}.", Tone.ASIDE),)
    if form.field is Field.WHY_NOT:
        return (Said("Not taken: not applicable needs a note that says why.", Tone.WARNING),)
    return ()
