"""The conversation line by line: what is said, what is asked next, what each typed line does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from nupcheck.interview import field_wording, help_wording, review_wording, wording
from nupcheck.interview.forms import (
    PLACE_FIELDS,
    REMARK_FIELDS,
    START_FIELDS,
    WHO_FIELDS,
    Field,
    Form,
    filled,
)
from nupcheck.interview.inputs import Command, Given, Key, Unknown, read_input
from nupcheck.interview.merging import joined, taken_in
from nupcheck.interview.progress import switched
from nupcheck.interview.state import (
    Interview,
    RefusedError,
    answered,
    back,
    begin,
    gone_to,
    part_questions,
    skipped,
    undone,
)
from nupcheck.interview.wording import Said, Tone
from nupcheck.model.sheet import NotApplicable
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    import datetime as dt

    from nupcheck.interview.scope import Scope
    from nupcheck.model.checklist import Checklist, ScaleAnswer
    from nupcheck.model.guidance import Guidance
    from nupcheck.model.sheet import AnswerSheet


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One state of the conversation. `take` makes the next one of it and a typed line.

    Attributes:
        interview: The sheet and the position in it.
        today: The date that "today" means.
        form: What is asked field by field, None while a question is asked.
        live_score: Say the score after each change.
        ended: The person has had enough.
        heading: The action whose heading was shown last.
        guidance: What the source tells beside the questions, for those who ask why.
    """

    interview: Interview
    today: dt.date
    form: Form | None = None
    live_score: bool = False
    ended: bool = False
    heading: str | None = None
    guidance: Guidance | None = None

    @property
    def label(self) -> str:
        """What stands before the place where one types."""
        if self.form is not None:
            return field_wording.label(self.interview, self.form)
        return wording.label(self.interview)

    @property
    def names_place(self) -> bool:
        """The first thing of all is being asked: the place's name."""
        return self.form is not None and self.form.fields == START_FIELDS

    @property
    def is_done(self) -> bool:
        """Nothing is left to ask."""
        return self.form is None and self.interview.at is None


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of a typed line: the next state, and what to say before asking again."""

    dialogue: Dialogue
    said: tuple[Said, ...]


def opened(
    checklist: Checklist,
    sheet: AnswerSheet,
    scope: Scope,
    today: dt.date,
    *,
    is_new: bool,
    live_score: bool = False,
    guidance: Guidance | None = None,
) -> Turn:
    """The beginning: of a new sheet with its place, of another where it stopped."""
    interview = begin(checklist, sheet, scope)
    form = Form(START_FIELDS) if is_new else None
    dialogue = Dialogue(interview, today, form, live_score, guidance=guidance)
    if form is not None:
        return Turn(dialogue, wording.welcome(interview))
    return _asked(dialogue, wording.welcome_back(interview))


def resumed_with(before: Dialogue, after: Dialogue, sheet: AnswerSheet) -> Turn:
    """The conversation with a sheet that someone else changed meanwhile.

    Args:
        before: It before the last line took effect.
        after: It afterwards.
        sheet: What to go on with. Where it has not the last change, that line was never typed.
    """
    was, mine = before.interview, after.interview
    if joined(was.sheet, mine.sheet, sheet) != sheet:
        after = before
    said = wording.undone(was, mine) if len(after.interview.history) < len(was.history) else ()
    following = replace(after, interview=taken_in(after.interview, sheet))
    return _after_change(before, following, said)


def take(dialogue: Dialogue, line: str) -> Turn:
    """What a typed line does. Whatever it is, nothing is raised: it is answered in words."""
    try:
        if dialogue.form is not None:
            return _fill(dialogue, dialogue.form, line)
        return _hear(dialogue, line)
    except RefusedError as refused:
        return Turn(dialogue, (Said(str(refused), Tone.WARNING),))


def _fill(dialogue: Dialogue, form: Form, line: str) -> Turn:
    before = dialogue.interview
    if line.strip() == Key.WHY:
        return Turn(dialogue, field_wording.field_help(before, form))
    after, rest = filled(before, form, line, dialogue.today)
    if line.strip():
        said = field_wording.taken_as_text(line)
    else:
        said = field_wording.left_as_it_is(before, form)
    following = replace(dialogue, interview=after, form=rest)
    if rest is not None:
        return Turn(following, said)
    if form.field is Field.WHY_NOT:
        return _after_change(dialogue, following, said)
    return _asked(following, said)


def _hear(dialogue: Dialogue, line: str) -> Turn:
    interview = dialogue.interview
    given = read_input(interview.checklist, line)
    match given:
        case Unknown() if interview.at is None:
            raise RefusedError(f"No question is asked just now. {wording.WHEN_DONE}")
        case Unknown():
            return Turn(dialogue, (Said(given.message, Tone.WARNING),))
        case Given():
            return _answer(dialogue, given.answer)
        case Command():
            return _obey(dialogue, given)
        case _:
            assert_never(given)


def _answer(dialogue: Dialogue, given: ScaleAnswer | NotApplicable) -> Turn:
    interview = dialogue.interview
    name = interview.at
    needs_note = (
        isinstance(given, NotApplicable)
        and name is not None
        and interview.checklist.questions[name].may_be_not_applicable
        and interview.questions[name].state is not State.OFF
        and not (interview.questions[name].note or "").strip()
    )
    if needs_note:
        return Turn(replace(dialogue, form=Form((Field.WHY_NOT,), name)), ())
    following = replace(dialogue, interview=answered(interview, given))
    return _after_change(dialogue, following)


def _after_change(before: Dialogue, after: Dialogue, said: tuple[Said, ...] = ()) -> Turn:
    """Says what a change switched off or on, then asks on: the next field, or a question."""
    if after.interview.sheet is not before.interview.sheet:
        off, on = switched(before.interview.questions, after.interview.questions)
        said += wording.switched(after.interview, off, on)
        if after.live_score:
            said += wording.live_score(after.interview)
    return _asked(after, said) if after.form is None else Turn(after, said)


def _obey(dialogue: Dialogue, command: Command) -> Turn:
    interview = dialogue.interview
    match command.key:
        case Key.WHY | Key.KEYS | Key.REVIEW:
            return Turn(dialogue, _shown(dialogue, command))
        case Key.BACK | Key.SKIP | Key.GO:
            return _asked(replace(dialogue, interview=_moved(interview, command)))
        case Key.UNDO:
            after = undone(interview)
            said = wording.undone(interview, after)
            return _after_change(dialogue, replace(dialogue, interview=after), said)
        case Key.NOTE:
            return _note(dialogue, command.more)
        case Key.QUIT:
            return Turn(replace(dialogue, ended=True), ())
        case _:
            assert_never(command.key)


def _shown(dialogue: Dialogue, command: Command) -> tuple[Said, ...]:
    interview = dialogue.interview
    if command.key is Key.WHY:
        return help_wording.why(interview, dialogue.guidance)
    if command.key is Key.KEYS:
        return help_wording.keys(interview.checklist)
    if not command.more:
        return review_wording.review(interview)
    names = part_questions(interview.checklist, command.more)
    return review_wording.review_questions(interview, names)


def _moved(interview: Interview, command: Command) -> Interview:
    if command.key is Key.BACK:
        return back(interview)
    if command.key is Key.SKIP:
        return skipped(interview)
    if not command.more:
        raise RefusedError(wording.GO_WHERE)
    return gone_to(interview, command.more)


def _note(dialogue: Dialogue, about: str) -> Turn:
    match about.casefold():
        case "" if dialogue.interview.at is not None:
            form = Form(REMARK_FIELDS, dialogue.interview.at)
        case "place":
            form = Form(PLACE_FIELDS)
        case "who":
            form = Form(WHO_FIELDS)
        case _:
            raise RefusedError(wording.NOTE_WHAT)
    return Turn(replace(dialogue, form=form), field_wording.form_help(form))


def _asked(dialogue: Dialogue, said: tuple[Said, ...] = ()) -> Turn:
    """Shows the question, under the heading of its action when that is another than before."""
    interview = dialogue.interview
    if interview.at is None:
        return Turn(dialogue, (*said, *wording.nothing_left(interview)))
    action = interview.checklist.action_of[interview.at].id
    if action != dialogue.heading:
        said += wording.heading(interview.checklist, dialogue.heading, action)
    following = replace(dialogue, heading=action)
    return Turn(following, (*said, *wording.question(interview)))
