"""What the questionnaire says at a question, and after each line typed there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from nupcheck.interview.inputs import short_word
from nupcheck.interview.progress import progress, skipped_names, still_open
from nupcheck.interview.scope import UNANSWERED, switched_off_by, waits_for
from nupcheck.model.sheet import Answer
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.interview.state import Interview
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

GO_WHERE = "g goes to a part by its id, such as g 2, g 2.1 or g 2.1.3. r lists the parts."
NOTE_WHAT = (
    "m writes a note and evidence for the question shown; m place changes place and date; "
    "m who says who is answering."
)
_MOST_IDS = 12
WHEN_DONE = "q ends with the result; b goes back, g ID goes to a question, r reviews."


class Tone(Enum):
    """What a line is, for a terminal that can show it."""

    HEADING = "heading"
    QUESTION = "question"
    PLAIN = "plain"
    ASIDE = "aside"
    WARNING = "warning"
    VERBATIM = "verbatim"  # to be copied, so never wrapped


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, on a line of its own; text of the sheet stands in it as it is."""

    text: str
    tone: Tone = Tone.PLAIN


def welcome(interview: Interview) -> tuple[Said, ...]:
    """At the start of a new sheet."""
    count = len(interview.scope.questions(interview.checklist))
    return (
        Said(interview.checklist.title, Tone.HEADING),
        Said(
            f"{count} questions, follow-ups included. Every answer is saved as soon as you press "
            "Enter; stop whenever you like and go on later."
        ),
        Said(
            "First the place and who is answering. Enter alone leaves a field as it is; all of it "
            "can be changed later.",
            Tone.ASIDE,
        ),
    )


def welcome_back(interview: Interview) -> tuple[Said, ...]:
    """At the start of a sheet that is there already."""
    sheet, version = interview.sheet, interview.checklist.version
    said = [Said(f"{sheet.place.name} · {interview.checklist.title}", Tone.HEADING)]
    if sheet.checklist_version not in {None, version}:
        text = f"The sheet is for version {sheet.checklist_version} of the checklist; the questions"
        said.append(Said(f"{text} are those of version {version}.", Tone.WARNING))
    if sheet.respondents:
        said.append(Said(f"Answered by: {people(sheet)}. m who adds someone.", Tone.ASIDE))
    else:
        said.append(Said("m who says who is answering.", Tone.ASIDE))
    return tuple(said)


def people(sheet: AnswerSheet) -> str:
    """Who has answered, in one line."""
    return "; ".join(
        ", ".join(part for part in (each.name, each.role, each.stakeholder) if part)
        for each in sheet.respondents
    )


def heading(checklist: Checklist, before: str | None, action: str) -> tuple[Said, ...]:
    """The titles of an action, and of its recommendation when that is another than before."""
    part = checklist.recommendation_of[action]
    said = []
    if before is None or checklist.recommendation_of[before].id != part.id:
        title = f"{checklist.levels.recommendation} {part.id}. {part.title}"
        said.append(Said(title, Tone.HEADING))
    title = f"{checklist.levels.action} {action}. {checklist.actions[action].title}"
    return (*said, Said(title, Tone.HEADING))


def question(interview: Interview) -> tuple[Said, ...]:
    """The question an interview is at, with what the sheet has for it."""
    name = str(interview.at)
    checklist, results = interview.checklist, interview.questions
    asked, result = checklist.questions[name], results[name]
    said = [Said(f"{name}  {asked.text}", Tone.QUESTION)]
    if result.state is State.OFF:
        cause = switched_off_by(checklist, results, name)
        said.append(Said(f"Off, because of the answer to {cause}.", Tone.WARNING))
    elif waiting := waits_for(checklist, results, name):
        said.append(Said(f"Follows {waiting[0]}, which is not answered yet.", Tone.ASIDE))
    said += present(interview, name)
    said.append(Said(progress_line(interview), Tone.ASIDE))
    return tuple(said)


def present(interview: Interview, name: str) -> Iterator[Said]:
    """What the sheet has for a question now."""
    entry = interview.sheet.answers.get(name, Answer())
    if entry.answer:
        yield Said(f"Now: {answer_label(interview, name)}")
    if entry.note:
        yield Said(f"Note: {entry.note}")
    for reference in entry.evidence:
        yield Said(f"Evidence: {reference}")
    if entry.by:
        yield Said(f"Answered by: {entry.by}")


def answer_label(interview: Interview, name: str) -> str:
    """The answer a question has, by its label, whether it counts or not."""
    given = interview.questions[name].answer
    if given is None:
        return "Not applicable, but open without the note that says why"
    return _label_of(interview, given)


def _label_of(interview: Interview, answer: str) -> str:
    labels = {each.id: each.label for each in interview.checklist.scale}
    return labels.get(answer, "Not applicable")


def progress_line(interview: Interview) -> str:
    """How far it is, in words."""
    count = progress(interview)
    if interview.scope.only != UNANSWERED:
        return f"{count.settled} looked at, {count.left} to go"
    parts = [f"{count.settled} settled", f"{count.left} to ask"]
    if count.maybe:
        parts.append(f"up to {count.maybe} more as follow-ups open")
    if count.skipped:
        parts.append(f"{count.skipped} skipped")
    return ", ".join(parts)


def switched(interview: Interview, off: Sequence[str], on: Sequence[str]) -> tuple[Said, ...]:
    """Which answers a change switched off and which it brought back."""
    said = []
    if off:
        answers = _answers(interview, off)
        text = f"Off now: {answers}. Kept in the sheet, not counted; back if this changes back."
        said.append(Said(text, Tone.WARNING))
    if on:
        said.append(Said(f"Counting again: {_answers(interview, on)}.", Tone.WARNING))
    return tuple(said)


def _answers(interview: Interview, names: Iterable[str]) -> str:
    return ", ".join(f"{name} ({answer_label(interview, name)})" for name in names)


def live_score(interview: Interview) -> tuple[Said, ...]:
    """The score so far, only for those who asked for it."""
    tally = score(interview.checklist, interview.sheet).tally
    return (Said(f"Score so far: {tally.points}/{tally.maximum}", Tone.ASIDE),)


def undone(before: Interview, after: Interview) -> tuple[Said, ...]:
    """What an undo took back."""
    names = [
        name
        for name in before.checklist.questions
        if before.sheet.answers.get(name) != after.sheet.answers.get(name)
    ]
    if not names:
        heads = {"place": "the place", "date": "the date", "respondents": "who is answering"}
        was, now = before.sheet, after.sheet
        names = [words for key, words in heads.items() if getattr(was, key) != getattr(now, key)]
    return (Said(f"Undone: the last change to {names[0]}.", Tone.ASIDE),)


def nothing_left(interview: Interview) -> tuple[Said, ...]:
    """When everything has been asked."""
    count = progress(interview)
    text = "Everything has been asked."
    if interview.scope.only != UNANSWERED and not count.settled:
        text = f"No question asked here is answered {_label_of(interview, interview.scope.only)}."
    elif interview.scope.only == UNANSWERED and not count.skipped and not still_open(interview):
        text = "Every question is settled."
    said = [Said(text, Tone.HEADING)]
    if skipped := skipped_names(interview):
        which = first_of(skipped)
        said.append(Said(f"Skipped: {which}. g {skipped[0]} goes to the first.", Tone.PLAIN))
    return (*said, Said(WHEN_DONE, Tone.ASIDE))


def first_of(names: Sequence[str]) -> str:
    """The first ids of many, and how many more there are."""
    more = f" and {len(names) - _MOST_IDS} more" if len(names) > _MOST_IDS else ""
    return f"{', '.join(names[:_MOST_IDS])}{more}"


def label(interview: Interview) -> str:
    """What stands before the place where one types an answer."""
    if interview.at is None:
        return "Done (q, b, g ID, r): "
    words = [short_word(answer) for answer in interview.checklist.scale]
    if interview.checklist.questions[interview.at].may_be_not_applicable:
        words.append("na")
    return f"{interview.at} ({'/'.join(words)}, h for keys): "
