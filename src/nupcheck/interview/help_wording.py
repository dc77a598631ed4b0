"""What the questionnaire explains when asked: why a question matters, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.interview.inputs import words_for
from nupcheck.interview.wording import Said, Tone, nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.interview.state import Interview
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.guidance import Guidance


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
    for practice in practices[:1]:
        yield Said(f"It was done: {practice.headline}. {practice.done} [{practice.source}]")
    for step in guidance.first_steps_of(action):
        yield Said(f"Where means are short: {step.advice} [{step.source}]")
    if practices and (mapping := guidance.mapping_of("practices")):
        yield Said(mapping, Tone.ASIDE)
    if len(practices) > 1 or guidance.resources_of(action):
        yield Said(f"`nupcheck show {action}` tells more.", Tone.ASIDE)


def keys(checklist: Checklist) -> tuple[Said, ...]:
    """All that may be typed."""
    answers = []
    for answer in checklist.scale:
        short, *others = words_for(answer)
        answers.append(
            f"{short}  {answer.label}" + (f" (also: {', '.join(others)})" if others else "")
        )
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
