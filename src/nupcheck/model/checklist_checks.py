"""A checklist from plain data: its shape by the models, its cross-references checked here."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, quote
from nupcheck.locale import _
from nupcheck.model.checklist import NOT_APPLICABLE, Checklist, fold
from nupcheck.model.data import items, word, words
from nupcheck.model.fields import flag, natural
from nupcheck.model.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.errors import Where
    from nupcheck.model.data import Data, Item


def checklist_from(data: Data) -> Checklist:
    """A checklist from plain data, every cross-reference checked.

    Raises:
        InvalidDataError: With every issue found, of shape and of cross-references alike.
    """
    hints = Hints()
    checklist, issues = validate(Checklist, data, hints)
    issues += _scale_issues(data)
    issues += _duplicates(data)
    issues += _undeclared(data, hints)
    issues += _follow_issues(data, hints)
    issues += _count_issues(data)
    if checklist is None or issues:
        raise InvalidDataError(issues)
    return checklist


def _actions(data: Data) -> Iterator[Item]:
    for where, recommendation in items(data, "recommendations"):
        yield from items(recommendation, "actions", where)


def _questions(data: Data) -> Iterator[Item]:
    for where, action in _actions(data):
        yield from items(action, "questions", where)


def _ids(found: Iterator[Item]) -> dict[str, None]:
    return {own: None for where, item in found if (own := word(item, "id")) is not None}


def _points(data: Data) -> dict[Where, int]:
    """The points of every answer of the scale, as far as they are written as points are."""
    points = {where: natural(answer.get("points")) for where, answer in items(data, "scale")}
    return {where: number for where, number in points.items() if number is not None}


def _scale_issues(data: Data) -> Iterator[Issue]:
    scale, points = list(items(data, "scale")), _points(data)
    are_known = len(points) == len(scale) > 0
    if are_known and len(set(points.values())) == 1:
        yield Issue(
            InData(("scale",)),
            _("All answers of the scale earn the same."),
            _("Let points differ."),
        )
    taken = {fold(NOT_APPLICABLE): NOT_APPLICABLE}
    for where, answer in scale:
        own = str(answer.get("id"))
        closes = flag(answer.get("closes_follow_ups")) is True
        if closes and are_known and points[where] > min(points.values()):
            yield Issue(
                InData((*where, "closes_follow_ups")),
                _(
                    "The answer {answer} closes follow-ups but does not earn the least points.",
                    answer=quote(own),
                ),
                _("Only an answer with the least points may close follow-ups."),
            )
        typed = [word(answer, key) for key in ("id", "label", "points")]
        typed += [each for place, each in words(answer, "accepts")]
        for each in dict.fromkeys(fold(each) for each in typed if each is not None):
            if each in taken:
                yield Issue(
                    InData(where),
                    _(
                        "The word {word} means both {one} and {other}.",
                        word=quote(each),
                        one=quote(taken[each]),
                        other=quote(own),
                    ),
                    _("Every id, label, point value and accepted word may mean one answer only."),
                )
            taken.setdefault(each, own)


def _duplicates(data: Data) -> Iterator[Issue]:
    for kind in (
        items(data, "scale"),
        items(data, "themes"),
        items(data, "stakeholders"),
        chain(items(data, "recommendations"), _actions(data), _questions(data)),
    ):
        seen: set[str] = set()
        for where, item in kind:
            own = word(item, "id")
            if own in seen:
                yield Issue(
                    InData((*where, "id")),
                    _("The id {id} is used twice.", id=quote(own)),
                    _("Give one another id."),
                )
            elif own is not None:
                seen.add(own)


def _undeclared(data: Data, hints: Hints) -> Iterator[Issue]:
    themes = _ids(items(data, "themes"))
    for where, recommendation in items(data, "recommendations"):
        theme = word(recommendation, "theme")
        if theme is not None and theme not in themes:
            yield Issue(
                InData((*where, "theme")),
                _("The theme {id} is not declared.", id=quote(theme)),
                hints.near(theme, themes) or _("Declare it under `themes:` first."),
            )
    bodies = _ids(items(data, "stakeholders"))
    for where, action in _actions(data):
        seen: set[str] = set()
        for place, body in words(action, "stakeholders", where):
            if body not in bodies:
                yield Issue(
                    InData(place),
                    _("The stakeholder {id} is not declared.", id=quote(body)),
                    hints.near(body, bodies) or _("Declare it under `stakeholders:` first."),
                )
            if body in seen:
                yield Issue(
                    InData(place),
                    _("The stakeholder {id} stands twice.", id=quote(body)),
                    _("Keep one."),
                )
            seen.add(body)


def _follow_issues(data: Data, hints: Hints) -> Iterator[Issue]:
    questions = [
        (where, own, item)
        for where, item in _questions(data)
        if (own := word(item, "id")) is not None
    ]
    order: dict[str, int] = {}
    follows: dict[str, str] = {}
    for number, (_where, own, item) in enumerate(questions):
        # An id used twice is an issue of its own; here the first stands for it.
        if own not in order and (parent := word(item, "follows")) is not None:
            follows[own] = parent
        order.setdefault(own, number)
    in_circle = _in_circles(follows)
    for number, (where, own, item) in enumerate(questions):
        parent, at = word(item, "follows"), InData((*where, "follows"))
        if parent is None:
            if "follows_kind" in item:
                yield Issue(
                    InData((*where, "follows_kind"), at_key=True),
                    _("{id} follows no question.", id=quote(own)),
                    _("Name it with `follows:`, or delete `follows_kind:`."),
                )
        elif parent not in order:
            yield Issue(
                at,
                _("The question {id} does not exist.", id=quote(parent)),
                hints.near(parent, order) or _("Name a question of this checklist."),
            )
        elif own in in_circle and follows[own] == parent:
            yield Issue(
                at,
                _("{id} follows itself, by way of {other}.", id=quote(own), other=quote(parent)),
                _("Let one of the circle follow nothing."),
            )
        elif order[parent] > number:
            yield Issue(
                at,
                _(
                    "{id} follows {other}, which comes after it.",
                    id=quote(own),
                    other=quote(parent),
                ),
                _("Put the followed question first."),
            )


def _in_circles(follows: Mapping[str, str]) -> set[str]:
    """The questions that follow themselves, directly or by way of others."""
    found: set[str] = set()
    visited: set[str] = set()
    for start in follows:
        path: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in visited:
            visited.add(current)
            path[current] = None
            current = follows.get(current)
        if current in path:  # the walk came back to itself: the circle is what comes after
            walked = list(path)
            found.update(walked[walked.index(current) :])
    return found


def _count_issues(data: Data) -> Iterator[Issue]:
    points, scale = _points(data), list(items(data, "scale"))
    # Points not written as points are told as such; no sum is then known to be wrong.
    best = max(points.values(), default=0) if len(points) == len(scale) else None
    questions = [item for where, item in _questions(data)]
    found = {
        "recommendations": len(list(items(data, "recommendations"))),
        "actions": len(list(_actions(data))),
        "questions": len(questions),
        "maximum": None if best is None else best * len(questions),
        "themes": len(list(items(data, "themes"))),
        "stakeholders": len(list(items(data, "stakeholders"))),
        "follow_ups": sum("follows" in question for question in questions),
    }
    expects = data.get("expects") if isinstance(data, dict) else None
    for key, count in found.items():
        expected = natural(expects.get(key)) if isinstance(expects, dict) else None
        if expected is not None and count is not None and expected != count:
            yield Issue(
                InData(("expects", key)),
                _(
                    "Here {expected} is expected for {key}, but the file has {found}.",
                    expected=expected,
                    key=key,
                    found=count,
                ),
                _("Correct whichever of the two is wrong."),
            )
    for where, recommendation in items(data, "recommendations"):
        stated = natural(recommendation.get("maximum"))
        asked = sum(
            len(list(items(action, "questions")))
            for place, action in items(recommendation, "actions")
        )
        if stated is not None and best is not None and stated != best * asked:
            yield Issue(
                InData((*where, "maximum")),
                _(
                    "The maximum is given as {stated}, but its questions add up to {sum}.",
                    stated=stated,
                    sum=best * asked,
                ),
                _("Correct the maximum, or add or remove questions."),
            )
