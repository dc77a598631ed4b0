"""What the questionnaire tells of a question beside the checklist itself."""

from __future__ import annotations

import datetime as dt

from nupcheck.interview.dialogue import opened, take
from nupcheck.interview.state import begin
from nupcheck.model.guidance import Guidance
from tests.support.planning import GARDEN, GUIDANCE
from tests.support.strategies import sheet_of


def told(guidance: Guidance | None) -> list[str]:
    interview = begin(GARDEN, sheet_of(GARDEN, {}))
    step = opened(interview, dt.date(2026, 5, 1), is_new=False, guidance=guidance)
    return [said.text for said in take(step.dialogue, "?").said]


def test_asking_why_tells_where_it_was_done_and_what_to_do_first() -> None:
    plain = told(None)
    assert plain[0] == "Why it matters: It digs."
    assert told(Guidance(GARDEN)) == plain
    assert told(GUIDANCE)[len(plain) :] == [
        "It was done: Sharing a spade (Hill Farm, Examplia). Neighbours bought one spade. [p. 4]",
        "Where means are short: Borrow one. [p. 6]",
        "Who is helped by what is our own judgement.",
        "`nupcheck show 1.1` tells more.",
    ]
