"""A checklist from plain data: its shape by the models, its cross-references checked here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, quote
from nupcheck.model.checklist import NOT_APPLICABLE, Checklist, flag_as_typed, fold, natural
from nupcheck.model.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.errors import Where
    from nupcheck.model.source import Data


def checklist_from(data: Data) -> Checklist:
    """A checklist from plain data, every cross-reference checked.

    Raises:
        InvalidDataError: With every issue found, of shape and of cross-references alike.
    """
    checklist, issues = validate(Checklist, data)
    if isinstance(data, dict):
        issues += _scale_issues(data)
        hints = Hints()
        issues += _reference_issues(data, hints)
        issues += _follow_issues(data, hints)
        issues += _count_issues(data)
    if checklist is None or issues:
        raise InvalidDataError(issues)
    return checklist


# The checks below read the plain data and step over what has not even the right shape, so that
# issues of shape and of reference are reported in one go.


def _items(data: Mapping[str, Data], key: str, where: Where = ()) -> Iterator[_Item]:
    entries = data.get(key)
    if isinstance(entries, list):
        for number, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield (*where, key, number), entry


_Item = tuple["Where", dict[str, "Data"]]


def _actions(data: Mapping[str, Data]) -> Iterator[_Item]:
    for where, recommendation in _items(data, "recommendations"):
        yield from _items(recommendation, "actions", where)


def _questions(data: Mapping[str, Data]) -> Iterator[_Item]:
    for where, action in _actions(data):
        yield from _items(action, "questions", where)


def _ids(items: Iterator[_Item]) -> list[str]:
    return [name for _, item in items if isinstance(name := item.get("id"), str)]


def _scale_issues(data: Mapping[str, Data]) -> Iterator[Issue]:
    points = {
        where: number
        for where, answer in _items(data, "scale")
        if (number := natural(answer.get("points"))) is not None
    }
    if not points:
        return
    least = min(points.values())
    if max(points.values()) == least:
        yield Issue(
            InData(("scale",)), "All answers of the scale earn the same.", "Let points differ."
        )
    taken: dict[str, str] = {fold(NOT_APPLICABLE): NOT_APPLICABLE}
    for where, answer in _items(data, "scale"):
        name = str(answer.get("id"))
        if flag_as_typed(answer.get("closes_follow_ups")) is True and points.get(where, 0) > least:
            yield Issue(
                InData((*where, "closes_follow_ups")),
                f"The answer {quote(name)} closes follow-ups but does not earn the least points.",
                "Only an answer with the least points may close follow-ups.",
            )
        accepts = answer.get("accepts")
        words = [answer.get("id"), answer.get("label"), answer.get("points")]
        words += accepts if isinstance(accepts, list) else []
        for word in dict.fromkeys(fold(word) for word in words if isinstance(word, str)):
            if word in taken:
                yield Issue(
                    InData(where),
                    f"The word {quote(word)} means both {quote(taken[word])} and {quote(name)}.",
                    "Every id, label, point value and accepted word may mean one answer only.",
                )
            taken.setdefault(word, name)


def _reference_issues(data: Mapping[str, Data], hints: Hints) -> Iterator[Issue]:
    for key in ("scale", "themes", "stakeholders"):
        yield from _duplicates(list(_items(data, key)))
    parts = [*_items(data, "recommendations"), *_actions(data), *_questions(data)]
    yield from _duplicates(parts)
    themes = dict.fromkeys(_ids(_items(data, "themes")))
    stakeholders = dict.fromkeys(_ids(_items(data, "stakeholders")))
    for where, recommendation in _items(data, "recommendations"):
        theme = recommendation.get("theme")
        if isinstance(theme, str) and theme not in themes:
            yield _undeclared((*where, "theme"), theme, "theme", hints.near(theme, themes))
    for where, action in _actions(data):
        names = action.get("stakeholders")
        seen: set[str] = set()
        for number, name in enumerate(names if isinstance(names, list) else []):
            if not isinstance(name, str):
                continue
            place = (*where, "stakeholders", number)
            if name not in stakeholders:
                hint = hints.near(name, stakeholders)
                yield _undeclared(place, name, "stakeholder", hint)
            if name in seen:
                yield Issue(
                    InData(place), f"The stakeholder {quote(name)} stands twice.", "Keep one."
                )
            seen.add(name)


def _duplicates(items: list[_Item]) -> Iterator[Issue]:
    counts = Counter(_ids(iter(items)))
    seen: set[str] = set()
    for where, item in items:
        name = item.get("id")
        if isinstance(name, str) and counts[name] > 1:
            if name in seen:
                yield Issue(
                    InData((*where, "id")),
                    f"The id {quote(name)} is used twice.",
                    "Give one another id.",
                )
            seen.add(name)


def _undeclared(where: Where, name: str, kind: str, hint: str) -> Issue:
    hint = hint or f"Declare it under `{kind}s:` first."
    return Issue(InData(where), f"The {kind} {quote(name)} is not declared.", hint)


def _follow_issues(data: Mapping[str, Data], hints: Hints) -> Iterator[Issue]:
    questions = [
        (where, item) for where, item in _questions(data) if isinstance(item.get("id"), str)
    ]
    order: dict[str, int] = {}
    follows: dict[str, str] = {}
    for number, (_, item) in enumerate(questions):
        name = str(item["id"])
        if name in order:  # an id used twice is a issue of its own; here the first stands for it
            continue
        order[name] = number
        if isinstance(parent := item.get("follows"), str):
            follows[name] = parent
    in_circle = _in_circles(follows)
    for number, (where, item) in enumerate(questions):
        name, parent = str(item["id"]), item.get("follows")
        if "follows_kind" in item and not isinstance(parent, str):
            yield Issue(
                InData((*where, "follows_kind"), at_key=True),
                f"{quote(name)} follows no question.",
                "Name it with `follows:`, or delete `follows_kind:`.",
            )
        if not isinstance(parent, str):
            continue
        place = (*where, "follows")
        if parent not in order:
            hint = hints.near(parent, order) or "Name a question of this checklist."
            yield Issue(InData(place), f"The question {quote(parent)} does not exist.", hint)
        elif name in in_circle and follows[name] == parent:
            yield Issue(
                InData(place),
                f"{quote(name)} follows itself, by way of {quote(parent)}.",
                "Let one of the circle follow nothing.",
            )
        elif order[parent] > number:
            yield Issue(
                InData(place),
                f"{quote(name)} follows {quote(parent)}, which comes after it.",
                "Put the followed question first.",
            )


def _in_circles(follows: Mapping[str, str]) -> set[str]:
    """The questions that follow themselves, directly or by way of others."""
    found: set[str] = set()
    visited: set[str] = set()
    for start in follows:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in visited:
            visited.add(name)
            path[name] = None
            name = follows.get(name)
        if name in path:  # the walk came back to itself: the circle is what comes after
            walked = list(path)
            found.update(walked[walked.index(name) :])
    return found


def _count_issues(data: Mapping[str, Data]) -> Iterator[Issue]:
    points = [natural(answer.get("points")) for _, answer in _items(data, "scale")]
    best = max((number for number in points if number is not None), default=0)
    questions = [item for _, item in _questions(data)]
    found = {
        "recommendations": len(list(_items(data, "recommendations"))),
        "actions": len(list(_actions(data))),
        "questions": len(questions),
        "maximum": best * len(questions),
        "themes": len(list(_items(data, "themes"))),
        "stakeholders": len(list(_items(data, "stakeholders"))),
        "follow_ups": sum("follows" in question for question in questions),
    }
    expects = data.get("expects")
    if isinstance(expects, dict):
        for key, count in found.items():
            expected = natural(expects.get(key))
            if expected is not None and expected != count:
                yield Issue(
                    InData(("expects", key)),
                    f"Here {expected} is expected for {key}, but the file has {count}.",
                    "Correct whichever of the two is wrong.",
                )
    for where, recommendation in _items(data, "recommendations"):
        count = sum(
            len(list(_items(action, "questions")))
            for _, action in _items(recommendation, "actions")
        )
        stated = natural(recommendation.get("maximum"))
        if stated is not None and stated != best * count:
            yield Issue(
                InData((*where, "maximum")),
                f"The maximum is given as {stated}, but its questions add up to {best * count}.",
                "Correct the maximum, or add or remove questions.",
            )
