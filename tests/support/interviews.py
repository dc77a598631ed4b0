"""What a person may type in an interview, and interviews under way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from nupcheck.interview.dialogue import Dialogue, opened, take
from nupcheck.interview.state import UNANSWERED, Interview, begin
from tests.support.strategies import answer_data, checklists, sheet_of, texts

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist

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
def beginnings(draw: st.DrawFn) -> Interview:
    """A small checklist, a sheet for it, perhaps with answers, and any choice of what to ask."""
    checklist = draw(checklists())
    sheet = sheet_of(checklist, draw(answer_data(checklist) | st.just({})))
    chosen = draw(st.none() | st.sets(st.sampled_from(list(checklist.questions)), min_size=1))
    asked = None if chosen is None else [each for each in checklist.questions if each in chosen]
    only = draw(st.sampled_from([UNANSWERED, *(answer.id for answer in checklist.scale)]))
    return begin(checklist, sheet, asked, only)


@st.composite
def under_way(draw: st.DrawFn) -> tuple[Dialogue, list[str]]:
    """A dialogue after some lines, and further lines for it."""
    interview = draw(beginnings())
    checklist = interview.checklist
    dialogue = opened(interview, TODAY, is_new=draw(st.booleans())).dialogue
    for line in draw(st.lists(lines(checklist), max_size=12)):
        dialogue = take(dialogue, line).dialogue
    return dialogue, draw(st.lists(lines(checklist), max_size=12))
