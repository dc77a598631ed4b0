"""What the questionnaire says: at a question, after each line typed, when asked, and at the end.

Keys and ids stand in what is said as they are typed, in every language. Where a message names a
word to type, such as `m place`, a translation may keep the English word: it works everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from nupcheck.documents.labels import Labels, state_count
from nupcheck.interview.inputs import words_for
from nupcheck.interview.state import (
    UNANSWERED,
    closed_by,
    progress,
    still_open,
    waits_for,
)
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import listed, percent
from nupcheck.model.selection import Level, Selection, question_ids, selection_from
from nupcheck.model.sheet import Answer, Place, Respondent
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nupcheck.interview.merging import Difference
    from nupcheck.interview.state import Interview
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import ActionResult, QuestionResult

_MOST_IDS = 12


class Style(Enum):
    """What a message is, for a terminal that can show it."""

    HEADING = "heading"
    QUESTION = "question"
    PLAIN = "plain"
    ASIDE = "aside"
    WARNING = "warning"
    VERBATIM = "verbatim"  # to be copied, so never wrapped


@dataclass(frozen=True, slots=True)
class Message:
    """One statement, on a line of its own; text of the sheet stands in it as it is."""

    text: str
    style: Style = Style.PLAIN


def welcome(interview: Interview) -> Iterator[Message]:
    """At the start of a new sheet."""
    yield Message(interview.checklist.title, Style.HEADING)
    questions = ngettext(
        "{n} question, follow-ups included.",
        "{n} questions, follow-ups included.",
        len(interview.asked),
    )
    saved = _(
        "Every answer is saved as soon as you press Enter; stop whenever you like and go on later."
    )
    yield Message(f"{questions} {saved}")
    first = _(
        "First the place and who is answering. Enter alone leaves a field as it is; all of it can "
        "be changed later."
    )
    yield Message(first, Style.ASIDE)


def welcome_back(interview: Interview) -> Iterator[Message]:
    """At the start of a sheet that is there already."""
    sheet, version = interview.sheet, interview.checklist.version
    yield Message(f"{sheet.place.name} · {interview.checklist.title}", Style.HEADING)
    if sheet.checklist_version not in {None, version}:
        text = _(
            "The sheet is for version {old} of the checklist; the questions are those of version "
            "{new}.",
            old=sheet.checklist_version,
            new=version,
        )
        yield Message(text, Style.WARNING)
    text = _("m who says who is answering.")
    if sheet.respondents:
        text = _("Answered by: {people}. m who adds someone.", people=people(sheet))
    yield Message(text, Style.ASIDE)


def people(sheet: AnswerSheet) -> str:
    """Who has answered, in one line."""
    return "; ".join(
        listed(part for part in (each.name, each.role, each.stakeholder) if part)
        for each in sheet.respondents
    )


def heading(checklist: Checklist, before: str | None, action: str) -> Iterator[Message]:
    """The titles of an action, and of its recommendation when that is another than before."""
    labels, of = Labels(checklist), checklist.recommendation_of
    if before is None or of[before].id != of[action].id:
        recommendation = Selection.of(Level.RECOMMENDATION, of[action].id)
        yield Message(labels.heading(recommendation), Style.HEADING)
    yield Message(labels.heading(Selection.of(Level.ACTION, action)), Style.HEADING)


def question(interview: Interview, question_id: str) -> Iterator[Message]:
    """A question, with what the sheet has for it and how far the interview is."""
    checklist, results = interview.checklist, interview.questions
    text = checklist.questions[question_id].text
    yield Message(f"{question_id}  {text}", Style.QUESTION)
    if results[question_id].state is State.OFF:
        cause = closed_by(interview, question_id)
        text = _("Not needed, because of the answer to {cause}.", cause=cause)
        yield Message(text, Style.WARNING)
    elif waiting := waits_for(checklist, results, question_id):
        text = _("Follows {id}, which is not answered yet.", id=waiting[0])
        yield Message(text, Style.ASIDE)
    entry = interview.sheet.answers.get(question_id, Answer())
    if entry.answer:
        yield Message(_("Now: {answer}", answer=_answer(interview, question_id)))
    if entry.note:
        yield Message(_("Note: {note}", note=entry.note))
    for reference in entry.evidence:
        yield Message(_("Evidence: {reference}", reference=reference))
    if entry.by:
        yield Message(_("Answered by: {people}", people=entry.by))
    yield Message(_progress(interview), Style.ASIDE)


def _answer(interview: Interview, question_id: str) -> str:
    """The answer a question has, by its label, whether it counts or not."""
    given = interview.questions[question_id].answer
    if given is None:
        return _("Not applicable, but open without the note that says why")
    return Labels(interview.checklist).answer(given)


def _progress(interview: Interview) -> str:
    """How far it is."""
    count = progress(interview)
    left = ngettext("{n} to ask", "{n} to ask", count.left)
    if interview.only != UNANSWERED:
        done = ngettext("{n} looked at", "{n} looked at", count.settled)
        return listed((done, ngettext("{n} to go", "{n} to go", count.left)))
    parts = [ngettext("{n} settled", "{n} settled", count.settled), left]
    if count.maybe:
        parts.append(
            ngettext(
                "up to {n} more as follow-ups open",
                "up to {n} more as follow-ups open",
                count.maybe,
            )
        )
    if count.skipped:
        parts.append(ngettext("{n} skipped", "{n} skipped", len(count.skipped)))
    return listed(parts)


def switched(before: Mapping[str, QuestionResult], after: Interview) -> Iterator[Message]:
    """Which answers a change made needless and which it made count again."""
    off: list[str] = []
    on: list[str] = []
    for each in after.questions.values():
        was_off, is_off = before[each.id].state is State.OFF, each.state is State.OFF
        if each.answer is not None and was_off != is_off:
            answer = _answer(after, each.id)
            (off if is_off else on).append(_("{id} ({answer})", id=each.id, answer=answer))
    if off:
        text = _(
            "Not needed now: {answers}. Kept in the sheet, not counted; back if this changes back.",
            answers=listed(off),
        )
        yield Message(text, Style.WARNING)
    if on:
        yield Message(_("Counting again: {answers}.", answers=listed(on)), Style.WARNING)


def live_score(interview: Interview) -> Message:
    """The score so far, only for those who asked for it."""
    tally = score(interview.checklist, interview.sheet).tally
    text = _("Score so far: {points}/{maximum}", points=tally.points, maximum=tally.maximum)
    return Message(text, Style.ASIDE)


def undone(before: Interview, after: Interview) -> Message:
    """What an undo took back."""
    was, now = before.sheet, after.sheet
    changed = [
        each
        for each in before.checklist.questions
        if was.answers.get(each) != now.answers.get(each)
    ]
    if changed:
        text = _("Undone: the last change to {id}.", id=changed[0])
    elif was.place != now.place:
        text = _("Undone: the last change to the place.")
    elif was.date != now.date:
        text = _("Undone: the last change to the date.")
    else:
        text = _("Undone: the last change to who is answering.")
    return Message(text, Style.ASIDE)


def nothing_left(interview: Interview) -> Iterator[Message]:
    """When everything has been asked."""
    count = progress(interview)
    text = _("Everything has been asked.")
    if interview.only != UNANSWERED and not count.settled:
        answer = Labels(interview.checklist).answer(interview.only)
        text = _("No question asked here is answered {answer}.", answer=answer)
    elif interview.only == UNANSWERED and not count.skipped and not still_open(interview):
        text = _("Every question is settled.")
    yield Message(text, Style.HEADING)
    if skipped := count.skipped:
        ids = _first_of(skipped)
        yield Message(_("Skipped: {ids}. g {id} goes to the first.", ids=ids, id=skipped[0]))
    yield Message(when_done(), Style.ASIDE)


def when_done() -> str:
    """What may be typed when nothing is asked."""
    return _("q ends with the result; b goes back, g ID goes to a question, r reviews.")


def label(interview: Interview) -> str:
    """What stands before the place where one types an answer."""
    if interview.at is None:
        return _("Done (q, b, g ID, r): ")
    words = [words_for(answer)[0] for answer in interview.checklist.scale]
    if interview.checklist.questions[interview.at].may_be_not_applicable:
        words.append("na")
    return _("{id} ({words}, h for keys): ", id=interview.at, words="/".join(words))


def why(interview: Interview, guidance: Guidance | None) -> Iterable[Message]:
    """Why a question matters, what it follows, who should know, and what the source tells of it."""
    if interview.at is None:
        return nothing_left(interview)
    action = interview.checklist.action_of[interview.at].id
    told = (*_about(interview.checklist, interview.at), *_told(guidance, action))
    return told or (Message(_("The checklist says no more about this question.")),)


def _about(checklist: Checklist, question_id: str) -> Iterator[Message]:
    asked, action = checklist.questions[question_id], checklist.action_of[question_id]
    if asked.why:
        yield Message(_("Why it matters: {why}", why=asked.why))
    if asked.follows is not None:
        parent = checklist.questions[asked.follows]
        yield Message(_("Follows {id}: {text}", id=parent.id, text=parent.text))
    if children := checklist.follow_ups.get(question_id):
        yield Message(_("Followed by: {ids}", ids=listed(children)))
    if action.stakeholders:
        bodies = map(Labels(checklist).stakeholder, action.stakeholders)
        yield Message(_("Who should know: {stakeholders}", stakeholders="; ".join(bodies)))
    if asked.may_be_not_applicable:
        yield Message(_("May be answered na (not applicable), with a note saying why."))


def _told(guidance: Guidance | None, action: str) -> Iterator[Message]:
    if guidance is None:
        return
    practices = guidance.practices_of(action)
    for practice in practices[:1]:
        text = _(
            "It was done: {headline}. {done} [{source}]",
            headline=practice.headline,
            done=practice.done,
            source=practice.source,
        )
        yield Message(text)
    for step in guidance.first_steps_of(action):
        yield Message(
            _("Where means are short: {advice} [{source}]", advice=step.advice, source=step.source)
        )
    if practices and (mapping := guidance.mapping_of("practices")):
        yield Message(mapping, Style.ASIDE)
    if len(practices) > 1 or guidance.resources_of(action):
        yield Message(_("`nupcheck show {action}` tells more.", action=action), Style.ASIDE)


def keys(checklist: Checklist) -> Iterator[Message]:
    """All that may be typed."""
    for answer in checklist.scale:
        short, *others = words_for(answer)
        text = f"{short}  {answer.label}"
        if others:
            text = _("{answer} (also: {words})", answer=text, words=listed(others))
        yield Message(text)
    rest = (
        _("na  not applicable, where the question allows it; then a note saying why"),
        _("?  why the question matters, what it follows, who should know, where it was done"),
        _("k  skip it for now"),
        _("b  back to where you were before"),
        _("g ID  go to a recommendation, action or question by its id"),
        _("m  note, evidence and who gave the answer; m place, m who: change place, date, people"),
        _("r  review what is answered and what is open; r ID: the answers of a part"),
        _("u  undo the last change"),
        _("h  these keys"),
        _("q  save and leave"),
    )
    yield from map(Message, rest)


def review(interview: Interview, word: str) -> Iterator[Message]:
    """Where everything stands, action by action; of a part named, question by question."""
    checklist, result = interview.checklist, score(interview.checklist, interview.sheet)
    labels = Labels(checklist)
    if word:
        for each in question_ids(checklist, selection_from(word, checklist)):
            standing = labels.standing_and_kept(result.questions[each])
            yield Message(f"{each}  [{standing}]  {checklist.questions[each].text}")
        return
    for action in result.actions:
        if not set(interview.asked).isdisjoint(each.id for each in action.questions):
            yield Message(_action_line(action))
    yield Message(_("r and an id shows the answers of a part, such as r 1.1."), Style.ASIDE)


def _action_line(action: ActionResult) -> str:
    states = [each.state for each in action.questions]
    order = (State.ANSWERED, State.NOT_APPLICABLE, State.OFF, State.UNANSWERED)
    counts = listed(state_count(each, states.count(each)) for each in order if each in states)
    line = _("{id}  {title}: {counts}", id=action.id, title=action.title, counts=counts)
    ids = [each.id for each in action.questions if each.state is State.UNANSWERED]
    return f"{line} ({listed(ids)})" if ids else line


def difference(found: Difference) -> str:
    """What two versions of a sheet do not have in common."""
    heads = {"place": _("place"), "date": _("date"), "respondents": _("respondents")}
    said = {
        "what": heads.get(found.what, found.what),
        "here": _version(found.mine, found.theirs),
        "there": _version(found.theirs, found.mine),
    }
    if found.is_conflict:
        return _("{what}: {there} there, {here} here (both changed it)", **said)
    return _("{what}: {there} there, {here} here", **said)


def _version(value: object, other: object) -> str:
    """What one version has; of two answers with the same word, what else differs."""
    if not isinstance(value, Answer) and not isinstance(other, Answer):
        return _value(value)
    entry = value if isinstance(value, Answer) else Answer()
    other = other if isinstance(other, Answer) else Answer()
    word = entry.answer or _("no answer")
    if entry.answer != other.answer:
        return word
    names = {"note": _("note"), "evidence": _("evidence"), "by": _("by")}
    parts = [
        f"{name} {_value(getattr(entry, key))}"
        for key, name in names.items()
        if getattr(entry, key) != getattr(other, key)
    ]
    return listed((word, *parts))


def _value(value: object) -> str:
    match value:
        case None | () | "":
            return _("none")
        case tuple():
            return "; ".join(map(_value, value))
        case str():
            return f'"{value}"'
        case Place() | Respondent():
            return listed(str(part) for _key, part in value if part)
        case _:
            return str(value)


def plain_result(interview: Interview) -> str:
    """The result as one statement a line, for screen readers."""
    result = score(interview.checklist, interview.sheet)
    total = Labels(interview.checklist).level(Level.TOTAL)
    parts = [(f"{each.id} {each.title}", each.tally) for each in result.recommendations]
    return "".join(
        _(
            "{part}: {points} of {maximum} points, {percent}, {open}",
            part=name,
            points=tally.points,
            maximum=tally.maximum,
            percent=percent(tally.percent),
            open=state_count(State.UNANSWERED, tally.unanswered),
        )
        + "\n"
        for name, tally in [*parts, (total, result.tally)]
    )


def ending(interview: Interview) -> str:
    """What is still open, after the result."""
    ids = still_open(interview)
    count = score(interview.checklist, interview.sheet).tally.unanswered
    if not count:
        return _("Nothing is open.")
    if count == len(ids):
        return _("Still open: {ids}.", ids=_first_of(ids))
    return ngettext(
        "Still open: {ids}; {n} as follow-ups, if these are answered so.",
        "Still open: {ids}; {n} as follow-ups, if these are answered so.",
        count - len(ids),
        ids=_first_of(ids),
    )


def _first_of(ids: Sequence[str]) -> str:
    """The first ids of many, and how many more there are."""
    first, more = listed(ids[:_MOST_IDS]), len(ids) - _MOST_IDS
    if more <= 0:
        return first
    return ngettext("{ids} and {n} more", "{ids} and {n} more", more, ids=first)
