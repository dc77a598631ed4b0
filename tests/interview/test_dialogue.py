from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nupcheck.interview.dialogue import Dialogue, Step, opened, resumed_with, take
from nupcheck.interview.forms import REMARK_FIELDS
from nupcheck.interview.state import begin
from tests.support.interviews import TODAY
from tests.support.strategies import sheet_of

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist


def begun(checklist: Checklist, answers: dict[str, object] | None = None) -> Dialogue:
    sheet = sheet_of(checklist, answers or {})
    return opened(begin(checklist, sheet), TODAY, is_new=False).dialogue


def after(dialogue: Dialogue, *lines: str) -> Step:
    step = Step(dialogue, ())
    for line in lines:
        step = take(step.dialogue, line)
    return step


def text(step: Step) -> str:
    return "\n".join(said.text for said in step.said)


def test_the_first_fields_are_taken_or_left(checklist: Checklist) -> None:
    sheet = sheet_of(checklist, {})
    start = opened(begin(checklist, sheet), TODAY, is_new=True).dialogue
    step = after(start, "Addis", "", "CITY", "today", "", "clerk", "Mayors")
    assert "no stakeholder" in text(step)
    step = after(step.dialogue, "Urban Planners")
    filled = step.dialogue.interview.sheet
    assert (filled.place.name, filled.place.country, filled.place.level) == ("Addis", None, "city")
    assert filled.date == TODAY
    assert filled.respondents[0].model_dump() == {
        "name": None,
        "role": "clerk",
        "stakeholder": "urban-planners",
    }
    assert step.dialogue.interview.at == "1.1.1"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-02-30", "not a date"),
        ("1.5.2026", "not a date"),
        ("x" * 501, "not a date"),
    ],
)
def test_a_field_that_does_not_fit_is_asked_again(
    checklist: Checklist, line: str, said: str
) -> None:
    asking = after(begun(checklist), "m place", "", "", "").dialogue
    step = take(asking, line)
    assert said in text(step)
    assert step.dialogue == asking


def test_fields_are_emptied_with_a_minus(checklist: Checklist) -> None:
    start = begun(checklist, {"1.1.1": {"answer": "yes", "note": "n", "evidence": ["a", "b"]}})
    step = after(start, "g 1.1.1", "m", "-", "-", "", "m place", "-", "", "", "")
    sheet = step.dialogue.interview.sheet
    assert sheet.answers["1.1.1"].model_dump(exclude_defaults=True) == {"answer": "yes"}
    assert sheet.place.name == "Unnamed place"


def test_a_note_too_long_is_refused_and_the_rest_kept(checklist: Checklist) -> None:
    start = after(begun(checklist), "y", "m", "a note").dialogue
    step = take(start, "x" * 10_001)
    assert "longer than 10000 characters" in text(step)
    assert step.dialogue.interview.sheet.answers["1.1.2"].note == "a note"


def test_not_applicable_asks_for_its_note_at_once_and_keeps_it(checklist: Checklist) -> None:
    step = after(begun(checklist), "g 7.1.4", "na", "")
    assert "Not taken" in text(step)
    assert "7.1.4" not in step.dialogue.interview.sheet.answers
    step = after(step.dialogue, "NA", "none here", "g 7.1.4", "m", "-")
    assert "needs its note" in text(step)
    answer = step.dialogue.interview.sheet.answers["7.1.4"]
    assert (answer.answer, answer.note) == ("not_applicable", "none here")
    assert step.dialogue.form is not None
    assert step.dialogue.form.fields == REMARK_FIELDS


def test_not_applicable_without_its_note_is_told_to_be_open(checklist: Checklist) -> None:
    step = after(begun(checklist, {"7.1.4": "not_applicable"}), "g 7.1.4")
    assert "Now: Not applicable, but open without the note that says why" in text(step)
    step = after(step.dialogue, "na", "not here", "g 7.1.4")
    assert "Now: Not applicable\nNote: not here" in text(step)


def test_answers_that_go_off_are_named_kept_and_come_back(checklist: Checklist) -> None:
    start = begun(checklist, {"1.1.1": "yes", "1.1.2": "yes", "1.1.3": "no"})
    step = after(start, "g 1.1.1", "n")
    assert "Not needed now: 1.1.2 (Yes), 1.1.3 (No)." in text(step)
    assert step.dialogue.interview.sheet.answers["1.1.3"].answer == "no"
    step = after(step.dialogue, "g 1.1.2", "y")
    assert "Change that one first: g 1.1.1" in text(step)
    step = after(step.dialogue, "g 1.1.1", "s")
    assert "Counting again: 1.1.2 (Yes), 1.1.3 (No)." in text(step)


def test_the_answer_that_switched_a_question_off_is_named_however_far_above(
    checklist: Checklist,
) -> None:
    step = after(begun(checklist, {"1.1.1": "yes", "1.1.2": "no"}), "g 1.1.4")
    assert "Not needed, because of the answer to 1.1.2." in text(step)
    assert "Change that one first: g 1.1.2" in text(after(step.dialogue, "y"))


def test_what_would_be_a_key_at_a_question_is_told_to_be_taken_as_text(
    checklist: Checklist,
) -> None:
    step = after(begun(checklist), "m", "Q")
    assert '"Q" is taken as typed: keys work at the questions.' in text(step)
    assert step.dialogue.interview.sheet.answers["1.1.1"].note == "Q"
    assert "keys work" not in text(after(begun(checklist), "m", "?"))
    assert "keys work" not in text(after(begun(checklist), "m", "Quite."))


def test_who_is_answering_is_changed_added_and_taken_out(checklist: Checklist) -> None:
    def people(step: Step) -> list[tuple[str | None, ...]]:
        found = step.dialogue.interview.sheet.respondents
        return [(each.name, each.role, each.stakeholder) for each in found]

    step = after(begun(checklist), "m who", "Ana", "clerk", "")
    assert people(step) == [("Ana", "clerk", None)]
    asking = after(step.dialogue, "m who")
    label = "Who else is answering (Enter: Ana's role and group): "
    assert asking.dialogue.label == label
    asking = after(asking.dialogue, "")
    assert asking.dialogue.label == "Their role [clerk]: "
    step = after(asking.dialogue, "mayor", "media")
    assert people(step) == [("Ana", "mayor", "media")]
    step = after(step.dialogue, "m who", "Ben", "", "", "m who", "Ana", "-", "")
    assert people(step) == [("Ana", None, "media"), ("Ben", None, None)]
    step = after(step.dialogue, "m who", "-")
    assert step.dialogue.form is None
    assert people(step) == [("Ana", None, "media")]


def test_an_undo_says_what_it_took_back(checklist: Checklist) -> None:
    changed = after(begun(checklist), "y", "m", "n", "", "", "m who", "Ana", "", "", "m place")
    step = after(changed.dialogue, "X", "", "", "t")
    for what in ("the date", "the place", "who is answering", "1.1.2", "1.1.1"):
        step = after(step.dialogue, "u")
        assert f"Undone: the last change to {what}." in text(step)


def test_whoever_resumes_is_told_who_answered_and_of_another_version(
    checklist: Checklist,
) -> None:
    head = {"respondents": [{"name": "A. Okello", "stakeholder": "urban-planners"}, {"role": "x"}]}
    sheet = sheet_of(checklist, {"1.1.1": "yes"}, **head)
    step = opened(begin(checklist, sheet), TODAY, is_new=False)
    assert "Answered by: A. Okello, urban-planners; x. m who adds someone." in text(step)
    assert text(step).count("1 settled") == 1
    assert "version" not in text(step)
    older = sheet.model_copy(update={"checklist_version": "0.9", "respondents": ()})
    step = opened(begin(checklist, older), TODAY, is_new=False)
    assert "for version 0.9 of the checklist; the questions are those of version 1.0." in text(step)
    assert "m who says who is answering." in text(step)


def test_where_there_is_no_way_back_or_nothing_to_undo_the_way_is_told(
    checklist: Checklist,
) -> None:
    resumed = begun(checklist, {"1.1.1": "yes", "1.1.2": "no"})
    assert "g 1.1.5 goes to the question before." in text(after(resumed, "b"))
    assert "g and an id goes to any question." in text(after(begun(checklist), "b"))
    undone = text(after(resumed, "y", "u", "u"))
    assert "There is nothing to undo: no change of this session is left." in undone


def test_what_was_skipped_is_listed_when_all_has_been_asked(checklist: Checklist) -> None:
    sheet = sheet_of(checklist, {})
    start = opened(begin(checklist, sheet, ("8.3.1", "8.3.2")), TODAY, is_new=False).dialogue
    step = after(start, "k", "k")
    assert "Skipped: 8.3.1, 8.3.2. g 8.3.1 goes to the first." in text(step)
    step = after(step.dialogue, "g 8.3.1", "y")
    assert "Skipped: 8.3.2. g 8.3.2 goes to the first." in text(step)
    assert "Skipped" not in text(after(step.dialogue, "g 8.3.2", "y"))


def test_progress_follows_the_branches(checklist: Checklist) -> None:
    start = begun(checklist)
    first = text(after(start, "g 1.2.1", "b"))
    assert "0 settled, 69 to ask, up to 26 more as follow-ups open" in first
    assert "5 settled, 68 to ask, up to 22 more" in text(after(start, "n"))
    assert "1 settled, 69 to ask, up to 25 more" in text(after(start, "y"))
    assert "0 settled, 68 to ask, up to 26 more as follow-ups open, 1 skipped" in text(
        after(start, "k")
    )


def test_the_keys_are_listed_and_explained(checklist: Checklist) -> None:
    said = text(after(begun(checklist), "h"))
    for key in ("na", "?", "b", "k", "m", "g ID", "r", "u", "h", "q"):
        assert f"\n{key}  " in said or f"\n{key} " in said
    why = text(after(begun(checklist), "y", "?"))
    assert "Why it matters: " in why
    assert "Follows 1.1.1: " in why
    assert "Followed by: 1.1.3, 1.1.5" in why
    assert "Who should know: Statistical offices" in why


def test_the_score_is_said_only_when_asked_for(checklist: Checklist) -> None:
    start = begun(checklist)
    assert "Score" not in text(after(start, "y"))
    assert "Score so far: 2/190" in text(after(replace(start, live_score=True), "y"))


def test_everything_works_for_another_instrument(own_checklist: Checklist) -> None:
    step = Step(begun(own_checklist), ())
    for _ in own_checklist.questions:
        if step.dialogue.interview.at is None:
            break
        assert own_checklist.levels.action != "Action"
        best = max(own_checklist.scale, key=lambda answer: answer.points)
        step = after(step.dialogue, "?", "r", "h", str(best.points))
    assert step.dialogue.is_done
    assert "Every question is settled." in text(step)


def test_a_sheet_with_someone_elses_changes_is_taken_up_where_one_is(checklist: Checklist) -> None:
    before = after(begun(checklist), "y", "y").dialogue
    mine = after(before, "s").dialogue
    theirs = sheet_of(checklist, {"1.1.1": "yes", "1.1.3": "sometimes", "9.1.1": "no"})
    step = resumed_with(before, mine, theirs)
    assert step.dialogue.interview.at == "1.2.1"  # what follows 1.1.2 waits for it
    assert "1.1.2" not in step.dialogue.interview.position.passed
    step = after(step.dialogue, "u")
    assert "Undone: the last change to 1.1.3." in text(step)
    assert step.dialogue.interview.sheet == sheet_of(checklist, {"1.1.1": "yes", "9.1.1": "no"})
    step = after(step.dialogue, "u")
    assert step.dialogue.interview.sheet == sheet_of(checklist, {"9.1.1": "no"})
    assert "nothing to undo" in text(after(step.dialogue, "u"))


def test_what_a_turn_has_to_say_is_said_with_someone_elses_changes_too(
    checklist: Checklist,
) -> None:
    answers: dict[str, object] = {"1.1.1": "yes", "1.1.2": "yes", "1.1.3": "no"}
    before = replace(after(begun(checklist, answers), "g 1.1.1").dialogue, live_score=True)
    theirs = {**answers, "1.1.5": "no", "8.1.1": "yes"}
    step = resumed_with(
        before, after(before, "n").dialogue, sheet_of(checklist, {**theirs, "1.1.1": "no"})
    )
    assert "Not needed now: 1.1.2 (Yes), 1.1.3 (No), 1.1.5 (No)." in text(step)
    assert "Score so far: 2/190" in text(step)
    undone = after(step.dialogue, "u").dialogue
    assert undone.interview.sheet == sheet_of(checklist, theirs)
    step = resumed_with(step.dialogue, undone, sheet_of(checklist, answers))
    assert "Undone: the last change to 1.1.1." in text(step)
    assert "Counting again: 1.1.2 (Yes), 1.1.3 (No)." in text(step)
    # In the middle of a note, the next field is asked after that.
    noting = after(begun(checklist, answers), "m", "disputed").dialogue
    step = resumed_with(
        noting,
        after(noting, "p. 12").dialogue,
        sheet_of(
            checklist,
            {"1.1.1": "no", "1.1.2": "yes", "1.1.5": {"note": "disputed", "evidence": ["p. 12"]}},
        ),
    )
    assert text(step).startswith("Not needed now: 1.1.2 (Yes).")
    assert "Evidence" in step.dialogue.label


def test_a_change_dropped_for_someone_elses_is_as_if_never_typed(checklist: Checklist) -> None:
    before = after(begun(checklist), "y").dialogue
    step = resumed_with(
        before, after(before, "y").dialogue, sheet_of(checklist, {"1.1.1": "sometimes"})
    )
    assert step.dialogue.interview.at == "1.1.2"
    assert "Not needed now" not in text(step)
    step = resumed_with(before, after(before, "y").dialogue, sheet_of(checklist, {"1.1.1": "no"}))
    assert step.dialogue.interview.at == "1.2.1"
