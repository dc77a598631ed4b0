"""score(checklist, sheet) -> Result: the rule folded over all questions, and added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.locale import _, ngettext
from nupcheck.model.selection import ALL, nothing_chosen, question_ids
from nupcheck.model.sheet import Answer, read_answer
from nupcheck.scoring.result import (
    ANSWERED,
    OFF,
    UNANSWERED,
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
from nupcheck.scoring.rules import Reach, counted, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.selection import Selection
    from nupcheck.model.sheet import AnswerSheet

_BLANK = Answer()


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
    questions = kept = _questions(checklist, sheet)
    if selection != ALL:
        kept = {each: questions[each] for each in question_ids(checklist, selection)}
        if not kept:
            raise nothing_chosen(checklist, selection)
    recommendations = tuple(_recommendations(checklist, kept))
    by_theme: dict[str | None, list[Tally]] = {}
    by_stakeholder: dict[str, list[Tally]] = {}
    for recommendation in recommendations:
        by_theme.setdefault(recommendation.theme, []).append(recommendation.tally)
        for action in recommendation.actions:
            for stakeholder in action.stakeholders:
                by_stakeholder.setdefault(stakeholder, []).append(action.tally)
    return Result(
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        checklist_digest=checklist.digest,
        place=sheet.place,
        date=sheet.date,
        tally=add_up([each.tally for each in recommendations]),
        themes=tuple(
            GroupResult(theme.id, theme.title, add_up(by_theme[theme.id]))
            for theme in checklist.themes
            if theme.id in by_theme
        ),
        recommendations=recommendations,
        stakeholders=tuple(
            GroupResult(body.id, body.name, add_up(by_stakeholder[body.id]))
            for body in checklist.stakeholders
            if body.id in by_stakeholder
        ),
        findings=tuple(_findings(checklist, sheet, questions, kept)),
        selection=selection,
    )


def _questions(checklist: Checklist, sheet: AnswerSheet) -> dict[str, QuestionResult]:
    """Every question's standing. Followed questions come first in a checklist."""
    maximum = checklist.best_points
    results: dict[str, QuestionResult] = {}
    below: dict[str | None, Reach] = {None: Reach.ASKED}
    for question in checklist.questions.values():
        given = sheet.answers.get(question.id, _BLANK)
        reading = read_answer(checklist, given.answer)
        state, points, low, high, below[question.id] = standing(
            checklist, question, counted(reading, given.note), below[question.follows]
        )
        results[question.id] = QuestionResult(
            question.id,
            state,
            None if reading is None or state is UNANSWERED else reading.id,
            points,
            maximum,
            low,
            high,
            given.note or None,
            given.evidence,
            given.by or None,
        )
    return results


def _recommendations(
    checklist: Checklist, kept: Mapping[str, QuestionResult]
) -> Iterator[RecommendationResult]:
    """The recommendations and actions of which something is kept."""
    for recommendation in checklist.recommendations:
        actions = []
        for action in recommendation.actions:
            own = tuple([kept[each.id] for each in action.questions if each.id in kept])
            if own:
                tally = tally_of(own)
                actions.append(
                    ActionResult(action.id, action.title, action.stakeholders, tally, own)
                )
        if actions:
            yield RecommendationResult(
                recommendation.id,
                recommendation.title,
                recommendation.theme,
                add_up([each.tally for each in actions]),
                tuple(actions),
            )


def _findings(
    checklist: Checklist,
    sheet: AnswerSheet,
    questions: Mapping[str, QuestionResult],
    kept: Mapping[str, QuestionResult],
) -> Iterator[Finding]:
    if sheet.checklist_version not in {None, checklist.version}:
        message = _(
            "The sheet was written for version {sheet} of the checklist and is scored by version "
            "{checklist}.",
            sheet=sheet.checklist_version,
            checklist=checklist.version,
        )
        yield Finding("other-version", None, message)
    still_open = 0
    for question_id, result in kept.items():
        if result.state is UNANSWERED:
            still_open += 1
            if sheet.answers.get(question_id, _BLANK).answer:
                message = _(
                    "{id} is answered not_applicable without a note that says why; it counts as "
                    "open until it has one.",
                    id=question_id,
                )
                yield Finding("note-missing", question_id, message)
        elif (followed := checklist.questions[question_id].follows) is not None:
            yield from _about_follow_up(result, questions[followed])
    if still_open:
        message = ngettext(
            "{n} of {all} questions is open.",
            "{n} of {all} questions are open.",
            still_open,
            all=len(kept),
        )
        yield Finding("incomplete", None, message)


def _about_follow_up(result: QuestionResult, above: QuestionResult) -> Iterator[Finding]:
    values = {"id": result.id, "answer": result.answer, "above": above.id}
    if result.state is OFF and result.answer is not None:
        match above.state:
            case State.OFF:
                message = _(
                    "{id} is answered {answer}, but it follows {above}, which is not needed "
                    "itself; the answer stays in the sheet and earns nothing.",
                    **values,
                )
            case State.NOT_APPLICABLE:
                message = _(
                    "{id} is answered {answer}, but it follows {above}, which is not applicable; "
                    "the answer stays in the sheet and earns nothing.",
                    **values,
                )
            case State.ANSWERED | State.UNANSWERED:
                message = _(
                    "{id} is answered {answer}, but it follows {above}, which is answered "
                    "{closing}; the answer stays in the sheet and earns nothing.",
                    closing=above.answer,
                    **values,
                )
        yield Finding("answer-to-off-question", result.id, message)
    elif result.state is ANSWERED and above.state is State.UNANSWERED:
        message = _(
            "{id} is answered, but {above}, which it follows, is not; its points count for now.",
            **values,
        )
        yield Finding("answered-before-parent", result.id, message)
