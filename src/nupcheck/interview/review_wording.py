"""Where everything stands, in words: the review, the result, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.interview.progress import still_open
from nupcheck.interview.wording import Said, Tone, answer_label, first_of
from nupcheck.scoring.result import State
from nupcheck.scoring.score import score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.interview.state import Interview
    from nupcheck.scoring.result import ActionResult, QuestionResult


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
            kept = "" if result.answer is None else f", {answer_label(interview, result.id)} kept"
            return f"[off{kept}]"
        case State.ANSWERED | State.NOT_APPLICABLE:
            return f"[{answer_label(interview, result.id)}]"


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
    waiting = count - len(names)
    follow_ups = f"; {waiting} as follow-ups, if these are answered so" if waiting else ""
    return (Said(f"Still open: {first_of(names)}{follow_ups}."),)
