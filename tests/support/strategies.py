"""Hypothesis strategies: small checklists of every kind, and answer sheets for a checklist."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from nupcheck.errors import is_blank
from nupcheck.model.checklist import NOT_APPLICABLE, Checklist
from nupcheck.model.checklist_checks import checklist_from
from nupcheck.model.sheet import Answer, AnswerSheet, Place, Respondent, sheet_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nupcheck.model.checklist import Question

_THEMES = ("t1", "t2")
_STAKEHOLDERS = ("s1", "s2", "s3")


@st.composite
def checklist_data(draw: st.DrawFn, version: str = "1.0") -> dict[str, Any]:
    """A small checklist as plain data: any scale, follow-ups across actions, two groupings."""
    points = sorted(draw(st.sets(st.integers(0, 5), min_size=2, max_size=4)))
    closes = draw(st.booleans())
    scale = draw(
        st.permutations(
            [
                {
                    "id": f"a{each}",
                    "label": f"Answer {each}",
                    "points": str(each),
                    "closes_follow_ups": str(closes and each == points[0]).lower(),
                }
                for each in points
            ]
        )
    )
    recommendations: list[dict[str, Any]] = []
    earlier: list[str] = []
    for r in range(1, draw(st.integers(1, 2)) + 1):
        actions = []
        for a in range(1, draw(st.integers(1, 2)) + 1):
            questions = []
            for q in range(1, draw(st.integers(1, 3)) + 1):
                name = f"{r}.{a}.{q}"
                question = {
                    "id": name,
                    "text": f"Question {name}?",
                    "may_be_not_applicable": str(draw(st.booleans())).lower(),
                }
                if earlier and draw(st.booleans()):
                    question["follows"] = draw(st.sampled_from(earlier))
                questions.append(question)
                earlier.append(name)
            names = draw(st.lists(st.sampled_from(_STAKEHOLDERS), unique=True, max_size=3))
            actions.append(
                {
                    "id": f"{r}.{a}",
                    "title": f"Action {r}.{a}",
                    "stakeholders": names,
                    "questions": questions,
                }
            )
        recommendation = {"id": f"{r}", "title": f"Recommendation {r}", "actions": actions}
        if draw(st.booleans()):
            recommendation["theme"] = draw(st.sampled_from(_THEMES))
        recommendations.append(recommendation)
    return {
        "format": "1",
        "id": "small",
        "version": version,
        "title": "A small checklist",
        "scale": scale,
        "themes": [{"id": name, "title": f"Theme {name}"} for name in _THEMES],
        "stakeholders": [{"id": name, "name": f"Body {name}"} for name in _STAKEHOLDERS],
        "recommendations": recommendations,
    }


def checklists() -> st.SearchStrategy[Checklist]:
    """Small checklists."""
    return checklist_data().map(checklist_from)


@st.composite
def answer_data(draw: st.DrawFn, checklist: Checklist) -> dict[str, Any]:
    """Some answers to a checklist as plain data, to off questions and before parents too."""
    words = [answer.id for answer in checklist.scale]
    answers: dict[str, Any] = {}
    for question in checklist.questions.values():
        allowed = [None, *words, *([NOT_APPLICABLE] if question.may_be_not_applicable else [])]
        word = draw(st.sampled_from(allowed))
        if word is None and draw(st.booleans()):
            continue
        answer: dict[str, Any] = {"answer": word}
        if draw(st.booleans()):
            answer["note"] = draw(st.sampled_from(["a note", "another note"]))
        if draw(st.booleans()):
            answer["evidence"] = draw(
                st.lists(st.sampled_from(["p. 1", "p. 2", "p. 3"]), max_size=3)
            )
        answers[question.id] = answer
    return answers


def sheet_of(checklist: Checklist, answers: Mapping[str, Any], **more: Any) -> AnswerSheet:
    """An answer sheet of some answers."""
    data = {
        "format": "1",
        "checklist": checklist.id,
        "checklist_version": checklist.version,
        "place": {"name": "Riverton"},
        "answers": dict(answers),
        **more,
    }
    return sheet_from(data, checklist)


@st.composite
def sheets(draw: st.DrawFn, checklist: Checklist) -> AnswerSheet:
    """Answer sheets for a checklist, complete or not."""
    return sheet_of(checklist, draw(answer_data(checklist)))


# What YAML readers trip over, beside whatever Hypothesis thinks of.
AWKWARD = (
    *("null", "~", "Null", "yes", "no", "on", "1.10", "0o17", "1_000", "2026-05-01", "1:30"),
    *("=", "<<", "---", "...", "'", '"', "[", "{}", "- x", "? x", ": x", "x: y", "x #y", "#x"),
    *("&a", "*a", "!t", "%d", "@a", "`a", " leading", "trailing ", "\ttab", "\r"),
    *("a\nb", "a\n\nb\n", "\n", " a\n b", "a\n  b\nc", "a\r\nb", "a: b\n- c\n", "a\n", "|", ">"),
    *("\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "\x7f", "e\u0301", "C:\\new"),
    *("أديس أبابا", "አዲስ አበባ", "北京", "São Paulo", "🏙️", "x" * 200 + " " + "y" * 200),
)


def texts(*, min_size: int = 0, max_size: int = 80) -> st.SearchStrategy[str]:
    """Any text that a UTF-8 file can hold, the awkward ones more often than chance would."""
    awkward = [text for text in AWKWARD if min_size <= len(text)]
    anything = st.text(st.characters(codec="utf-8"), min_size=min_size, max_size=max_size)
    either = st.one_of(anything, st.sampled_from(awkward)).map(lambda text: text[:500])
    return either.filter(lambda text: not (min_size and is_blank(text)))


def answer_words(checklist: Checklist, question: Question) -> st.SearchStrategy[str | None]:
    """Every way to type an answer to a question, no answer among them."""
    words = [
        word for answer in checklist.scale for word in (answer.id, answer.label, *answer.words)
    ]
    words += [word.upper() for word in words]
    if question.may_be_not_applicable:
        words.append(NOT_APPLICABLE)
    return st.none() | st.sampled_from(words)


@st.composite
def wordy_sheets(draw: st.DrawFn, checklist: Checklist) -> AnswerSheet:
    """Sheets with any text in them that a file can hold, words typed in any way."""
    asked = draw(st.lists(st.sampled_from(list(checklist.questions.values())), unique=True))
    optional = st.none() | texts()
    stakeholders = st.sampled_from([None, *(body.id for body in checklist.stakeholders)])
    return AnswerSheet(
        format=1,
        checklist=checklist.id,
        checklist_version=draw(st.sampled_from([None, checklist.version])),
        place=Place(
            name=draw(texts(min_size=1)),
            country=draw(optional),
            level=draw(st.sampled_from([None, "national", "regional", "city"])),
        ),
        date=draw(st.none() | st.dates(min_value=dt.date(1000, 1, 1))),
        respondents=draw(
            st.lists(
                st.builds(Respondent, name=optional, role=optional, stakeholder=stakeholders),
                max_size=3,
            ).map(tuple)
        ),
        answers={
            question.id: Answer(
                answer=draw(answer_words(checklist, question)),
                note=draw(optional),
                evidence=tuple(draw(st.lists(texts(), max_size=3))),
                by=draw(optional),
            )
            for question in asked
        },
    )
