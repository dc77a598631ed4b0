"""What a checklist declares: scale, themes, stakeholders, recommendations, actions, questions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from nupcheck.errors import quote
from nupcheck.faults import Fault, Hints, InvalidDataError, Model, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.parsing import Data, Where

NOT_APPLICABLE = "not_applicable"
_MOST_DIGITS = 9
_FLAGS = {"true": True, "false": False}


def _number_as_typed(value: object) -> object:
    number = _natural(value) if isinstance(value, str) else None
    return value if number is None else number


def _flag_as_typed(value: object) -> object:
    """True or false in any case, as YAML and JSON write them, and no other word."""
    return _FLAGS.get(value.casefold(), value.casefold()) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=64)]
Format = Annotated[Literal[1], BeforeValidator(_number_as_typed, json_schema_input_type=Literal[1])]
Flag = Annotated[
    bool, Field(strict=True), BeforeValidator(_flag_as_typed, json_schema_input_type=bool)
]
Count = Annotated[int, Field(ge=0)]
Points = Annotated[int, Field(ge=0, le=1000)]


class Source(Model):
    """The publication a checklist restates, and the notice that goes with it."""

    title: Text
    publisher: Text | None = None
    year: int | None = None
    reference: Text | None = None
    url: Text | None = None
    notice: Text | None = None


class Levels(Model):
    """What the instrument itself calls the three levels."""

    recommendation: Title = "Recommendation"
    action: Title = "Action"
    question: Title = "Question"


class Expects(Model):
    """Counts that the file is proved against, so that a slip of the editor shows."""

    recommendations: Count | None = None
    actions: Count | None = None
    questions: Count | None = None
    maximum: Count | None = None
    themes: Count | None = None
    stakeholders: Count | None = None
    follow_ups: Count | None = None


class ScaleAnswer(Model):
    """One possible answer: its points, the words that mean it, whether it closes follow-ups."""

    id: Id
    label: Title
    points: Points
    accepts: tuple[Text, ...] = ()
    closes_follow_ups: Flag = False

    @property
    def words(self) -> tuple[str, ...]:
        """Everything accepted for it, folded for comparison: id, label, points, other words."""
        return tuple(
            dict.fromkeys(
                fold(word) for word in (self.id, self.label, str(self.points), *self.accepts)
            )
        )


class Theme(Model):
    """A group of recommendations."""

    id: Id
    title: Title


class Stakeholder(Model):
    """A kind of body or group that an action concerns."""

    id: Id
    name: Title


class Question(Model):
    """One question of an action.

    Attributes:
        follows: The question that must not be answered No for this one to make sense.
        follows_kind: Whether the source states that condition or only presupposes it.
    """

    id: Id
    text: Text
    why: Text | None = None
    follows: Id | None = None
    follows_kind: Literal["stated", "presupposed"] = "stated"
    may_be_not_applicable: Flag = False


class Action(Model):
    """One action of a recommendation, with its stakeholders and questions."""

    id: Id
    title: Title
    text: Text | None = None
    stakeholders: tuple[Id, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Recommendation(Model):
    """One recommendation; ``maximum`` is the total its source gives, proved when loaded."""

    id: Id
    theme: Id | None = None
    title: Title
    text: Text | None = None
    maximum: Count | None = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]


class Checklist(Model):
    """A whole instrument. Made by `checklist_from`, which also checks every cross-reference."""

    format: Format
    id: Id
    version: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    title: Text
    source: Source | None = None
    language: Id = "en"
    levels: Levels = Levels()
    expects: Expects | None = None
    scale: Annotated[tuple[ScaleAnswer, ...], Field(min_length=2)]
    themes: tuple[Theme, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    recommendations: Annotated[tuple[Recommendation, ...], Field(min_length=1)]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, in the order of the file."""
        return {
            question.id: question
            for recommendation in self.recommendations
            for action in recommendation.actions
            for question in action.questions
        }

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action by id, in the order of the file."""
        return {
            action.id: action
            for recommendation in self.recommendations
            for action in recommendation.actions
        }

    @cached_property
    def action_of(self) -> dict[str, Action]:
        """The action of every question, by the question's id."""
        return {
            question.id: action for action in self.actions.values() for question in action.questions
        }

    @cached_property
    def recommendation_of(self) -> dict[str, Recommendation]:
        """The recommendation of every action, by the action's id."""
        return {
            action.id: recommendation
            for recommendation in self.recommendations
            for action in recommendation.actions
        }

    @cached_property
    def follow_ups(self) -> dict[str, tuple[str, ...]]:
        """Ids of the questions that directly follow a question, for each that has any."""
        found: dict[str, list[str]] = {}
        for question in self.questions.values():
            if question.follows is not None:
                found.setdefault(question.follows, []).append(question.id)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def best_points(self) -> int:
        """The most points an answer earns, and so the maximum of every question."""
        return max(answer.points for answer in self.scale)

    @cached_property
    def least_points(self) -> int:
        """The least points an answer earns."""
        return min(answer.points for answer in self.scale)

    @cached_property
    def has_closing_answer(self) -> bool:
        """Some answer of the scale closes follow-ups."""
        return any(answer.closes_follow_ups for answer in self.scale)

    @cached_property
    def answers_by_word(self) -> dict[str, ScaleAnswer]:
        """The answer that each accepted word means; the words are folded."""
        return {word: answer for answer in self.scale for word in answer.words}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, the same for YAML and JSON and whatever the comments."""
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def fold(word: str) -> str:
    """A word as answers are compared: no case, no space around it, single spaces inside."""
    return " ".join(word.split()).casefold()


def checklist_from(data: Data) -> Checklist:
    """A checklist from plain data, every cross-reference checked.

    Raises:
        InvalidDataError: With every fault found, of shape and of cross-references alike.
    """
    checklist, faults = validate(Checklist, data)
    if isinstance(data, dict):
        faults += _scale_faults(data)
        hints = Hints()
        faults += _reference_faults(data, hints)
        faults += _follow_faults(data, hints)
        faults += _count_faults(data)
    if checklist is None or faults:
        raise InvalidDataError(faults)
    return checklist


# The checks below read the plain data and step over what has not even the right shape, so that
# faults of shape and of reference are reported in one go.


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


def _scale_faults(data: Mapping[str, Data]) -> Iterator[Fault]:
    points = {
        where: number
        for where, answer in _items(data, "scale")
        if (number := _natural(answer.get("points"))) is not None
    }
    if not points:
        return
    least = min(points.values())
    if max(points.values()) == least:
        yield Fault(("scale",), "All answers of the scale earn the same.", "Let points differ.")
    taken: dict[str, str] = {fold(NOT_APPLICABLE): NOT_APPLICABLE}
    for where, answer in _items(data, "scale"):
        name = str(answer.get("id"))
        if _flag_as_typed(answer.get("closes_follow_ups")) is True and points.get(where, 0) > least:
            yield Fault(
                (*where, "closes_follow_ups"),
                f"The answer {quote(name)} closes follow-ups but does not earn the least points.",
                "Only an answer with the least points may close follow-ups.",
            )
        accepts = answer.get("accepts")
        words = [answer.get("id"), answer.get("label"), answer.get("points")]
        words += accepts if isinstance(accepts, list) else []
        for word in dict.fromkeys(fold(word) for word in words if isinstance(word, str)):
            if word in taken:
                yield Fault(
                    where,
                    f"The word {quote(word)} means both {quote(taken[word])} and {quote(name)}.",
                    "Every id, label, point value and accepted word may mean one answer only.",
                )
            taken.setdefault(word, name)


def _reference_faults(data: Mapping[str, Data], hints: Hints) -> Iterator[Fault]:
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
                yield Fault(place, f"The stakeholder {quote(name)} stands twice.", "Keep one.")
            seen.add(name)


def _duplicates(items: list[_Item]) -> Iterator[Fault]:
    counts = Counter(_ids(iter(items)))
    seen: set[str] = set()
    for where, item in items:
        name = item.get("id")
        if isinstance(name, str) and counts[name] > 1:
            if name in seen:
                yield Fault(
                    (*where, "id"), f"The id {quote(name)} is used twice.", "Give one another id."
                )
            seen.add(name)


def _undeclared(where: Where, name: str, kind: str, hint: str) -> Fault:
    remedy = hint or f"Declare it under `{kind}s:` first."
    return Fault(where, f"The {kind} {quote(name)} is not declared.", remedy)


def _follow_faults(data: Mapping[str, Data], hints: Hints) -> Iterator[Fault]:
    questions = [
        (where, item) for where, item in _questions(data) if isinstance(item.get("id"), str)
    ]
    order = {str(item["id"]): number for number, (_, item) in enumerate(questions)}
    follows: dict[str, str] = {}
    for _, item in questions:
        if isinstance(parent := item.get("follows"), str):
            follows[str(item["id"])] = parent
    in_circle = _in_circles(follows)
    for where, item in questions:
        name = str(item["id"])
        if "follows_kind" in item and name not in follows:
            yield Fault(
                (*where, "follows_kind"),
                f"{quote(name)} follows no question.",
                "Name it with `follows:`, or delete `follows_kind:`.",
                at_key=True,
            )
        if name not in follows:
            continue
        parent, place = follows[name], (*where, "follows")
        if parent not in order:
            remedy = hints.near(parent, order) or "Name a question of this checklist."
            yield Fault(place, f"The question {quote(parent)} does not exist.", remedy)
        elif name in in_circle:
            yield Fault(
                place,
                f"{quote(name)} follows itself, by way of {quote(parent)}.",
                "Let one of the circle follow nothing.",
            )
        elif order[parent] > order[name]:
            yield Fault(
                place,
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


def _count_faults(data: Mapping[str, Data]) -> Iterator[Fault]:
    points = [_natural(answer.get("points")) for _, answer in _items(data, "scale")]
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
            expected = _natural(expects.get(key))
            if expected is not None and expected != count:
                yield Fault(
                    ("expects", key),
                    f"Here {expected} is expected for {key}, but the file has {count}.",
                    "Correct whichever of the two is wrong.",
                )
    for where, recommendation in _items(data, "recommendations"):
        count = sum(
            len(list(_items(action, "questions")))
            for _, action in _items(recommendation, "actions")
        )
        stated = _natural(recommendation.get("maximum"))
        if stated is not None and stated != best * count:
            yield Fault(
                (*where, "maximum"),
                f"The maximum is given as {stated}, but its questions add up to {best * count}.",
                "Correct the maximum, or add or remove questions.",
            )


def _natural(text: Data) -> int | None:
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    return None
