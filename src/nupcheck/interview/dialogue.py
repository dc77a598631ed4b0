"""The conversation line by line: what is said, what is asked next, what each typed line does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from nupcheck.errors import NupcheckError
from nupcheck.interview import forms, messages
from nupcheck.interview.forms import (
    PLACE_FIELDS,
    REMARK_FIELDS,
    START_FIELDS,
    WHO_FIELDS,
    Field,
    Form,
)
from nupcheck.interview.inputs import Command, Key, read_input
from nupcheck.interview.merging import merged
from nupcheck.interview.messages import Message, Style
from nupcheck.interview.state import (
    NoteNeededError,
    answered,
    back,
    gone_to,
    rebased,
    skipped,
    undone,
)
from nupcheck.locale import _, pgettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from nupcheck.interview.state import Interview
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
            return forms.label(self.interview, self.form)
        return messages.label(self.interview)

    @property
    def names_place(self) -> bool:
        """The first thing of all is being asked: the place's name."""
        return self.form is not None and self.form.fields == START_FIELDS

    @property
    def is_done(self) -> bool:
        """Nothing is left to ask."""
        return self.form is None and self.interview.at is None


@dataclass(frozen=True, slots=True)
class Step:
    """What comes of a typed line: the next state, and what to say before asking again."""

    dialogue: Dialogue
    said: tuple[Message, ...] = ()


def opened(
    interview: Interview,
    today: dt.date,
    *,
    is_new: bool,
    live_score: bool = False,
    guidance: Guidance | None = None,
) -> Step:
    """The beginning: of a new sheet with its place, of another where it stopped."""
    dialogue = Dialogue(interview, today, live_score=live_score, guidance=guidance)
    if is_new:
        asking = replace(dialogue, form=Form(START_FIELDS))
        return Step(asking, tuple(messages.welcome(interview)))
    return _asked(dialogue, messages.welcome_back(interview))


def resumed_with(before: Dialogue, after: Dialogue, sheet: AnswerSheet) -> Step:
    """The conversation with a sheet that someone else changed meanwhile.

    Args:
        before: It before the last line took effect.
        after: It afterwards.
        sheet: What to go on with. Where it has not the last change, that line was never typed.
    """
    was, mine = before.interview, after.interview
    if merged(was.sheet, mine.sheet, sheet) != sheet:
        after = before
    is_undo = len(after.interview.history) < len(was.history)
    said = (messages.undone(was, mine),) if is_undo else ()
    return _after_change(before, replace(after, interview=rebased(after.interview, sheet)), said)


def take(dialogue: Dialogue, line: str) -> Step:
    """What a typed line does. Whatever it is, nothing is raised: it is answered in words."""
    try:
        if dialogue.form is not None:
            return _fill(dialogue, dialogue.form, line)
        return _hear(dialogue, line)
    except NupcheckError as refused:
        return Step(dialogue, (Message(str(refused), Style.WARNING),))


def _fill(dialogue: Dialogue, form: Form, line: str) -> Step:
    before = dialogue.interview
    if line.strip() == Key.WHY:
        return Step(dialogue, tuple(forms.explanation(before, form)))
    after, rest = forms.filled(before, form, line, dialogue.today)
    said = forms.remarks(before, form, line)
    following = replace(dialogue, interview=after, form=rest)
    if form.field is Field.WHY_NOT:
        return _after_change(dialogue, following, said)
    return Step(following, tuple(said)) if rest is not None else _asked(following, said)


def _hear(dialogue: Dialogue, line: str) -> Step:
    interview = dialogue.interview
    try:
        given = read_input(interview.checklist, line)
    except NupcheckError:
        if interview.at is None:
            raise NupcheckError(_("No question is asked just now."), messages.when_done()) from None
        raise
    if isinstance(given, Command):
        return _obey(dialogue, given)
    try:
        following = replace(dialogue, interview=answered(interview, given))
    except NoteNeededError:
        return Step(replace(dialogue, form=Form((Field.WHY_NOT,), interview.at)))
    return _after_change(dialogue, following)


def _after_change(before: Dialogue, after: Dialogue, said: Iterable[Message] = ()) -> Step:
    """Says what a change switched off or on, then asks on: the next field, or a question."""
    said = tuple(said)
    if after.interview.sheet is not before.interview.sheet:
        said += tuple(messages.switched(before.interview.questions, after.interview))
        if after.live_score:
            said += (messages.live_score(after.interview),)
    return _asked(after, said) if after.form is None else Step(after, said)


def _obey(dialogue: Dialogue, command: Command) -> Step:  # noqa: PLR0911 - a case for each key
    interview = dialogue.interview
    match command.key:
        case Key.WHY:
            return Step(dialogue, tuple(messages.why(interview, dialogue.guidance)))
        case Key.KEYS:
            return Step(dialogue, tuple(messages.keys(interview.checklist)))
        case Key.REVIEW:
            return Step(dialogue, tuple(messages.review(interview, command.more)))
        case Key.BACK:
            return _asked(replace(dialogue, interview=back(interview)))
        case Key.SKIP:
            return _asked(replace(dialogue, interview=skipped(interview)))
        case Key.GO:
            return _asked(replace(dialogue, interview=gone_to(interview, command.more)))
        case Key.UNDO:
            after = undone(interview)
            said = (messages.undone(interview, after),)
            return _after_change(dialogue, replace(dialogue, interview=after), said)
        case Key.NOTE:
            form = _form(interview, command.more)
            return Step(replace(dialogue, form=form), (forms.opening(form),))
        case Key.QUIT:
            return Step(replace(dialogue, ended=True))
        case _:
            assert_never(command.key)


def _form(interview: Interview, about: str) -> Form:
    """What m asks for: what goes with the answer, or the place, or who is answering."""
    about = about.casefold()
    if not about and interview.at is not None:
        return Form(REMARK_FIELDS, interview.at)
    if about in {"place", pgettext("typed", "place")}:
        return Form(PLACE_FIELDS)
    if about in {"who", pgettext("typed", "who")}:
        return Form(WHO_FIELDS)
    raise NupcheckError(
        _(
            "m writes a note and evidence for the question shown; m place changes place and date; "
            "m who says who is answering."
        )
    )


def _asked(dialogue: Dialogue, said: Iterable[Message] = ()) -> Step:
    """Shows the question, under the heading of its action when that is another than before."""
    interview = dialogue.interview
    if interview.at is None:
        return Step(dialogue, (*said, *messages.nothing_left(interview)))
    action = interview.checklist.action_of[interview.at].id
    if action != dialogue.heading:
        said = (*said, *messages.heading(interview.checklist, dialogue.heading, action))
    following = replace(dialogue, heading=action)
    return Step(following, (*said, *messages.question(interview, interview.at)))
