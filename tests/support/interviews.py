"""What a person may type in an interview, and interviews under way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from nupcheck.interview.dialogue import Dialogue, opened, take
from nupcheck.interview.scope import UNANSWERED, Scope
from tests.support.strategies import answer_data, checklists, sheet_of, texts

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet

TODAY = dt.date(2026, 5, 1)


def lines(checklist: Checklist) -> st.SearchStrategy[str]:
    """Answers, keys and whatever else, the useful ones more often."""
    words = [word for answer in checklist.scale for word in (answer.id, answer.label.upper())]
    ids = [*checklist.questions, *checklist.actions, *(r.id for r in checklist.recommendations)]
    keys = [
        "?",
        "b",
        "k",
        "m",
        "r",
        "u",
        "h",
        "b",
        "k",
        "u",
        "na",
        "m place",
        "m who",
        "",
        "-",
        "g",
    ]
    return st.one_of(
        st.sampled_from(words),
        st.sampled_from(words),
        st.sampled_from(keys),
        st.sampled_from([f"g {name}" for name in ids]),
        st.sampled_from([f"r {name}" for name in ids]),
        st.sampled_from(["s1", "city", "t", "2026-02-29", "a note", "B", " na ", "g nowhere"]),
        texts(),
    )


@st.composite
def scopes(draw: st.DrawFn, checklist: Checklist) -> Scope:
    """Any choice of what to ask."""
    ids = [part.id for part in checklist.recommendations]
    bodies = [body.id for body in checklist.stakeholders]
    return Scope(
        recommendations=tuple(draw(st.lists(st.sampled_from(ids), max_size=1))),
        actions=tuple(draw(st.lists(st.sampled_from(list(checklist.actions)), max_size=1))),
        stakeholders=tuple(draw(st.lists(st.sampled_from(bodies), max_size=1))),
        only=draw(st.sampled_from([UNANSWERED, *(answer.id for answer in checklist.scale)])),
    )


@st.composite
def beginnings(draw: st.DrawFn) -> tuple[Checklist, AnswerSheet, Scope]:
    """A small checklist, a sheet for it, perhaps with answers, and what to ask."""
    checklist = draw(checklists())
    sheet = sheet_of(checklist, draw(answer_data(checklist) | st.just({})))
    return checklist, sheet, draw(scopes(checklist))


@st.composite
def under_way(draw: st.DrawFn) -> tuple[Dialogue, list[str]]:
    """A dialogue after some lines, and further lines for it."""
    checklist, sheet, scope = draw(beginnings())
    dialogue = opened(checklist, sheet, scope, TODAY, is_new=draw(st.booleans())).dialogue
    for line in draw(st.lists(lines(checklist), max_size=12)):
        dialogue = take(dialogue, line).dialogue
    return dialogue, draw(st.lists(lines(checklist), max_size=12))
