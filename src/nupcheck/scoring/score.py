"""score(checklist, sheet) -> Result: the only place that decides what a question earns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.model.checklist import ScaleAnswer
from nupcheck.model.selection import ALL, Selection, nothing_chosen, question_ids
from nupcheck.model.sheet import Answer, AnswerSheet, read_answer
from nupcheck.scoring.result import (
    ActionResult,
    Finding,
    GroupResult,
    QuestionResult,
    RecommendationResult,
    Result,
    State,
    Tally,
    add_up,
    tally_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nupcheck.model.checklist import Action, Checklist, Question


def score(checklist: Checklist, sheet: AnswerSheet, selection: Selection = ALL) -> Result:
    """Score a sheet by the rules of the checklist's source.

    Args:
        checklist: The checklist that the sheet was read against.
        sheet: Its answers.
        selection: The questions to keep. The states come from the whole sheet; tallies and
            findings are those of the questions kept.

    Returns:
        Tallies at every level, the state and points of every question, and findings.

    Raises:
        NupcheckError: No question is selected.
    """
    questions = _score_questions(checklist, sheet)
    kept = questions
    if selection != ALL:
        kept = {each: questions[each] for each in question_ids(checklist, selection)}
        if not kept:
            raise nothing_chosen(checklist, selection)
    return _rolled_up(
        checklist,
        sheet,
        kept,
        findings=tuple(_findings(checklist, sheet, questions, kept)),
        selection=selection,
    )


@dataclass(frozen=True, slots=True)
class _Reach:
    """Whether a question is asked: surely, only if an open question above it turns out so, or not.

    `possible` without `certain` means that a completion of the sheet may still close it.
    """

    possible: bool
    certain: bool


_OPEN = _Reach(possible=True, certain=True)
_CLOSABLE = _Reach(possible=True, certain=False)
_CLOSED = _Reach(possible=False, certain=False)
_BLANK = Answer()


def _score_questions(checklist: Checklist, sheet: AnswerSheet) -> dict[str, QuestionResult]:
    """Every question's state and points. Followed questions come first in a checklist."""
    scored: dict[str, QuestionResult] = {}
    below: dict[str, _Reach] = {}  # the reach of the questions that follow a question
    for question in checklist.questions.values():
        reach = below[question.follows] if question.follows is not None else _OPEN
        given = sheet.answers.get(question.id, _BLANK)
        scored[question.id], below[question.id] = _score_question(checklist, given, question, reach)
    return scored


def _score_question(
    checklist: Checklist, given: Answer, question: Question, reach: _Reach
) -> tuple[QuestionResult, _Reach]:
    reading = read_answer(checklist, given.answer)
    answer = None if reading is None else reading.id
    points = low = high = 0
    below = _CLOSED
    if not reach.possible:
        state = State.OFF
    elif isinstance(reading, ScaleAnswer):
        state = State.ANSWERED
        points = high = reading.points
        low = points if reach.certain else 0
        below = _CLOSED if reading.closes_follow_ups else reach
    elif reading is not None and _says_something(given.note):
        state = State.NOT_APPLICABLE
    else:
        # The cheapest completion closes whatever can be closed; the dearest keeps it all open.
        state, answer = State.UNANSWERED, None
        least = 0 if question.may_be_not_applicable else checklist.least_points
        low = least if reach.certain else 0
        high = checklist.best_points
        closable = question.may_be_not_applicable or checklist.has_closing_answer
        below = _CLOSABLE if closable else reach
    return (
        QuestionResult(
            question.id,
            state,
            answer,
            points,
            checklist.best_points,
            low,
            high,
            given.note or None,
            given.evidence,
            given.by or None,
        ),
        below,
    )


def _says_something(note: str | None) -> bool:
    return bool(note and note.strip())


def _rolled_up(
    checklist: Checklist,
    sheet: AnswerSheet,
    questions: Mapping[str, QuestionResult],
    findings: tuple[Finding, ...],
    selection: Selection,
) -> Result:
    recommendations = []
    for recommendation in checklist.recommendations:
        actions = tuple(
            _action_result(action, own)
            for action in recommendation.actions
            if (own := _own(action, questions))
        )
        if actions:
            recommendations.append(
                RecommendationResult(
                    recommendation.id,
                    recommendation.title,
                    recommendation.theme,
                    add_up(action.tally for action in actions),
                    actions,
                )
            )
    by_theme: dict[str, list[Tally]] = {}
    by_stakeholder: dict[str, list[Tally]] = {}
    for part in recommendations:
        if part.theme is not None:
            by_theme.setdefault(part.theme, []).append(part.tally)
        for each in part.actions:
            for stakeholder in each.stakeholders:
                by_stakeholder.setdefault(stakeholder, []).append(each.tally)
    return Result(
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        checklist_digest=checklist.digest,
        place=sheet.place,
        date=sheet.date,
        tally=add_up(part.tally for part in recommendations),
        themes=tuple(
            GroupResult(theme.id, theme.title, add_up(by_theme[theme.id]))
            for theme in checklist.themes
            if theme.id in by_theme
        ),
        recommendations=tuple(recommendations),
        stakeholders=tuple(
            GroupResult(body.id, body.name, add_up(by_stakeholder[body.id]))
            for body in checklist.stakeholders
            if body.id in by_stakeholder
        ),
        findings=findings,
        selection=selection,
    )


def _own(action: Action, questions: Mapping[str, QuestionResult]) -> tuple[QuestionResult, ...]:
    return tuple([questions[each.id] for each in action.questions if each.id in questions])


def _action_result(action: Action, own: tuple[QuestionResult, ...]) -> ActionResult:
    return ActionResult(action.id, action.title, action.stakeholders, tally_of(own), own)


def _findings(
    checklist: Checklist,
    sheet: AnswerSheet,
    questions: Mapping[str, QuestionResult],
    kept: Mapping[str, QuestionResult],
) -> Iterable[Finding]:
    if sheet.checklist_version not in {None, checklist.version}:
        yield Finding(
            "other-version",
            None,
            f"The sheet was written for version {sheet.checklist_version} of the checklist "
            f"and is scored by version {checklist.version}.",
        )
    for name, result in kept.items():
        question = checklist.questions[name]
        parent = questions[question.follows] if question.follows is not None else None
        given = sheet.answers.get(question.id)
        if result.state is State.OFF and result.answer is not None:
            yield Finding(
                "answer-to-off-question",
                question.id,
                f"{question.id} is answered {result.answer}, but it follows {question.follows}, "
                f"{_why_off(parent)}; the answer stays in the sheet and earns nothing.",
            )
        elif result.state is State.ANSWERED and parent and parent.state is State.UNANSWERED:
            yield Finding(
                "answered-before-parent",
                question.id,
                f"{question.id} is answered, but {question.follows}, which it follows, is not; "
                "its points count for now.",
            )
        elif result.state is State.UNANSWERED and given and given.answer and given.answer.strip():
            yield Finding(
                "note-missing",
                question.id,
                f"{question.id} is answered not_applicable without a note that says why; "
                "it counts as unanswered until it has one.",
            )
    if any(result.state is State.UNANSWERED for result in kept.values()):
        yield Finding("incomplete", None, _incomplete_message(kept))


def _why_off(parent: QuestionResult | None) -> str:
    if parent is None or parent.state is State.OFF:
        return "which is off itself"
    if parent.state is State.NOT_APPLICABLE:
        return "which is not applicable"
    return f"which is answered {parent.answer}"


def _incomplete_message(questions: Mapping[str, QuestionResult]) -> str:
    count = sum(result.state is State.UNANSWERED for result in questions.values())
    verb = "is" if count == 1 else "are"
    return f"{count} of {len(questions)} questions {verb} unanswered."
