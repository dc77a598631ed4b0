"""Everything the questionnaire says, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from nupcheck.answers import Answer
from nupcheck.interview.inputs import short_word
from nupcheck.interview.progress import progress, still_open
from nupcheck.interview.scope import UNANSWERED, waits_for
from nupcheck.results import State
from nupcheck.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupcheck.checklist import Checklist
    from nupcheck.guidance import Guidance
    from nupcheck.interview.state import Interview
    from nupcheck.results import ActionResult, QuestionResult

GO_WHERE = "g goes to a part by its id, such as g 2, g 2.1 or g 2.1.3. r lists the parts."
NOTE_WHAT = (
    "m writes a note and evidence for the question shown; m place changes place and date; "
    "m who says who is answering."
)
WHEN_DONE = "q ends with the result; b goes back, g ID goes to a question, r reviews."
_MOST_IDS = 12


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
    return (
        Said(f"{interview.sheet.place.name} · {interview.checklist.title}", Tone.HEADING),
        Said(progress_line(interview), Tone.ASIDE),
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
        said.append(Said(f"Off, because of the answer to {asked.follows}.", Tone.WARNING))
    elif waiting := waits_for(checklist, results, name):
        said.append(Said(f"Follows {waiting[0]}, which is not answered yet.", Tone.ASIDE))
    said += present(interview, name)
    said.append(Said(progress_line(interview), Tone.ASIDE))
    return tuple(said)


def present(interview: Interview, name: str) -> Iterator[Said]:
    """What the sheet has for a question now."""
    entry = interview.sheet.answers.get(name, Answer())
    if entry.answer:
        yield Said(f"Now: {_answer_label(interview, name)}")
    if entry.note:
        yield Said(f"Note: {entry.note}")
    for reference in entry.evidence:
        yield Said(f"Evidence: {reference}")
    if entry.by:
        yield Said(f"Answered by: {entry.by}")


def _answer_label(interview: Interview, name: str) -> str:
    """The answer a question has, by its label, whether it counts or not."""
    given = interview.questions[name].answer
    labels = {answer.id: answer.label for answer in interview.checklist.scale}
    if given is None:  # not applicable without its note
        return str(interview.sheet.answers[name].answer)
    return labels.get(given, "Not applicable")


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
    return ", ".join(f"{name} ({_answer_label(interview, name)})" for name in names)


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
    what = names[0] if names else "place and who is answering"
    return (Said(f"Undone: the last change to {what}.", Tone.ASIDE),)


def nothing_left(interview: Interview) -> tuple[Said, ...]:
    """When everything has been asked."""
    count = progress(interview)
    text = "Everything has been asked."
    if interview.scope.only != UNANSWERED and not count.settled:
        text = f"No question asked here has the answer {interview.scope.only}."
    elif interview.scope.only == UNANSWERED and not count.skipped and not still_open(interview):
        text = "Every question is settled."
    skipped = f" {count.skipped} skipped." if count.skipped else ""
    return (Said(text + skipped, Tone.HEADING), Said(WHEN_DONE, Tone.ASIDE))


def why(interview: Interview, guidance: Guidance | None = None) -> tuple[Said, ...]:
    """Why a question matters, what it follows, who should know, and what the source tells of it."""
    name = interview.at
    if name is None:
        return nothing_left(interview)
    checklist = interview.checklist
    asked, action = checklist.questions[name], checklist.action_of[name]
    said = [Said(f"Why it matters: {asked.why}")] if asked.why else []
    if asked.follows is not None:
        parent = checklist.questions[asked.follows]
        said.append(Said(f"Follows {parent.id}: {parent.text}"))
    if children := checklist.follow_ups.get(name):
        said.append(Said(f"Followed by: {', '.join(children)}"))
    names = {body.id: body.name for body in checklist.stakeholders}
    if action.stakeholders:
        bodies = "; ".join(names[body] for body in action.stakeholders)
        said.append(Said(f"Who should know: {bodies}"))
    if asked.may_be_not_applicable:
        said.append(Said("May be answered na (not applicable), with a note saying why."))
    if guidance is not None:
        said += _told(guidance, action.id)
    return tuple(said) or (Said("The checklist says no more about this question."),)


def _told(guidance: Guidance, action: str) -> Iterator[Said]:
    practices = guidance.practices_of(action)
    if practices:
        yield Said(f"It was done: {practices[0].headline}. {practices[0].done}")
    for step in guidance.first_steps_of(action):
        yield Said(f"Where means are short: {step.advice}")
    if practices and (mapping := guidance.mapping_of("practices")):
        yield Said(mapping, Tone.ASIDE)
    if len(practices) > 1 or guidance.resources_of(action):
        yield Said(f"`nupcheck show {action}` tells more.", Tone.ASIDE)


def keys(checklist: Checklist) -> tuple[Said, ...]:
    """All that may be typed."""
    answers = []
    for answer in checklist.scale:
        short = short_word(answer)
        others = ", ".join(word for word in answer.words if word != short)
        answers.append(f"{short}  {answer.label}" + (f" (also: {others})" if others else ""))
    rest = (
        "na  not applicable, where the question allows it; then a note saying why",
        "?  why the question matters, what it follows, who should know, where it was done",
        "k  skip it for now",
        "b  back to where you were before",
        "g ID  go to a recommendation, action or question by its id",
        "m  note, evidence and who gave the answer; m place, m who: change place, date, people",
        "r  review what is answered and what is open; r ID: the answers of a part",
        "u  undo the last change",
        "h  these keys",
        "q  save and leave",
    )
    return tuple(Said(line) for line in (*answers, *rest))


def review(interview: Interview) -> tuple[Said, ...]:
    """Action by action, how many questions are settled and which are open."""
    result = score(interview.checklist, interview.sheet)
    part = set(interview.scope.questions(interview.checklist))
    lines = [
        Said(_action_line(action))
        for action in result.actions
        if any(each.id in part for each in action.questions)
    ]
    return (*lines, Said("r and an id shows the answers of a part, such as r 1.1.", Tone.ASIDE))


def _action_line(action: ActionResult) -> str:
    tally = action.tally
    counts = {
        "answered": tally.answered,
        "not applicable": tally.not_applicable,
        "off": tally.off,
        "open": tally.unanswered,
    }
    line = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    names = [each.id for each in action.questions if each.state is State.UNANSWERED]
    which = f" ({', '.join(names)})" if names else ""
    return f"{action.id}  {action.title}: {line}{which}"


def review_questions(interview: Interview, names: Iterable[str]) -> tuple[Said, ...]:
    """The questions of a part with their answers."""
    results = interview.questions
    return tuple(
        Said(
            f"{name}  {_standing(interview, results[name])}  "
            f"{interview.checklist.questions[name].text}"
        )
        for name in names
    )


def _standing(interview: Interview, result: QuestionResult) -> str:
    match result.state:
        case State.UNANSWERED:
            return "[open]"
        case State.OFF:
            kept = "" if result.answer is None else f", {_answer_label(interview, result.id)} kept"
            return f"[off{kept}]"
        case State.ANSWERED | State.NOT_APPLICABLE:
            return f"[{_answer_label(interview, result.id)}]"


def label(interview: Interview) -> str:
    """What stands before the place where one types an answer."""
    if interview.at is None:
        return "Done (q, b, g ID, r): "
    words = [short_word(answer) for answer in interview.checklist.scale]
    if interview.checklist.questions[interview.at].may_be_not_applicable:
        words.append("na")
    return f"{interview.at} ({'/'.join(words)}, h for keys): "


def plain_result(interview: Interview) -> str:
    """The result as one statement a line, for screen readers."""
    result = score(interview.checklist, interview.sheet)
    parts = [(f"{part.id} {part.title}", part.tally) for part in result.recommendations]
    return "".join(
        f"{name}: {tally.points} of {tally.maximum} points, {tally.percent}%, "
        f"{tally.unanswered} open\n"
        for name, tally in [*parts, ("Total", result.tally)]
    )


def ending(interview: Interview) -> tuple[Said, ...]:
    """What is still open, after the result."""
    names = still_open(interview)
    count = score(interview.checklist, interview.sheet).tally.unanswered
    if not count:
        return (Said("Nothing is open."),)
    shown = ", ".join(names[:_MOST_IDS])
    more = f" and {len(names) - _MOST_IDS} more" if len(names) > _MOST_IDS else ""
    waiting = count - len(names)
    follow_ups = f"; {waiting} as follow-ups, if these are answered so" if waiting else ""
    return (Said(f"Still open: {shown}{more}{follow_ups}."),)
