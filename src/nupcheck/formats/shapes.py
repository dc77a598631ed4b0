"""What JSON holds of the values that commands make: which keys, in which order, from where.

Here is how, and what it holds of a scored sheet; each other kind has a module of its own.

A key is written as its name; as ``name=path`` where it is from another attribute; with a ``?`` if
it is left out when there is nothing to hold; and as ``*path`` for all the keys of a shape in its
place. Each is of the type of its attribute, or of what its function returns: the JSON Schemas are
made from that (see `schemas`). The keys are a contract.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from nupcheck.model.selection import ALL
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nupcheck.analysis.gates import GateResult
    from nupcheck.formats.inputs import Scored
    from nupcheck.model.selection import Selection

    Function = Callable[[Any], object]

_NOTHING = (None, "", ())


class Key(NamedTuple):
    """One key.

    Attributes:
        name: In JSON; empty for all the keys of its shape.
        source: The path of attributes it is from, empty for the value itself; or a function.
        get: What it holds, of a value.
        shape: Of what it holds, or of each of several; None for plain data.
        is_optional: It is left out where there is nothing to hold.
    """

    name: str
    source: str | Function
    get: Function
    shape: Shape | None
    is_optional: bool


class Shape(NamedTuple):
    """Keys in their order; `meaning` tells what the docstring of the class they are of does not."""

    name: str
    keys: tuple[Key, ...]
    meaning: str

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - any value to plain data
        """A value as plain data, several as a list of them."""
        if value is None:
            return None
        if type(value) in {tuple, list}:
            return [self.encode(each) for each in value]
        data: dict[str, Any] = {}
        for key in self.keys:
            held: Any = key.get(value)
            if key.is_optional and held in _NOTHING:
                continue
            plain = key.shape.encode(held) if key.shape else held
            data |= {key.name: plain} if key.name else plain
        return data


def shape(
    name: str,
    *keys: str | Mapping[str, Shape | Function | tuple[Function, Shape]],
    meaning: str = "",
) -> Shape:
    """A shape; text lists keys of plain data, mappings name a key's shape, function or both."""
    listed: list[Key] = []
    for some in keys:
        for word, more in (dict.fromkeys(some.split()) if isinstance(some, str) else some).items():
            bare, _, path = word.partition("=")
            own = bare.rstrip("?")
            source: str | Function = path or own.lstrip("*")
            held: Shape | None = None
            if isinstance(more, Shape):
                held = more
            elif isinstance(more, tuple):
                source, held = more
            elif more is not None:
                source = more
            listed.append(Key("" if "*" in own else own, source, _get(source), held, own != bare))
    return Shape(name, tuple(listed), meaning)


def _get(source: str | Function) -> Function:
    if not isinstance(source, str):
        return source
    return attrgetter(source) if source.strip(".") else lambda value: value


def _format(_made: object) -> Literal[1]:
    return 1


def _nupcheck(_made: object) -> str:
    return __version__


def _narrowed_to(made: Scored) -> Selection | None:
    return None if made.result.selection == ALL else made.result.selection


def _missing(gate: GateResult) -> str | None:
    return gate.missing or None


def _concerned(gate: GateResult) -> list[str]:
    return [remark.question for remark in gate.remarks]


HEAD: dict[str, Function] = {"format": _format, "nupcheck": _nupcheck}
_COUNTS = (
    "points maximum percent low high applicable_maximum applicable_percent "
    "answered off not_applicable unanswered"
)
COUNTS = shape("Counts", _COUNTS)
TALLY = shape(
    "Tally",
    f"{_COUNTS} questions",
    meaning="Points and counts of a part. A percentage of nothing is null.",
)
CHECKLIST = shape(
    "Checklist",
    "id=checklist_id version=checklist_version digest=checklist_digest",
    meaning="Which checklist, exactly: the digest is that of its content.",
)
PLACE = shape("Place", "name country? level?")
SHEET = shape("Sheet", {"checklist=.": CHECKLIST, "place": PLACE}, "date")
QUESTION = shape(
    "Question",
    "id state answer points maximum note? evidence? by?",
    meaning="One question; an off one keeps the answer the sheet has for it, and earns 0.",
)
ACTION = shape("Action", "id title stakeholders", {"*tally": COUNTS, "questions": QUESTION})
RECOMMENDATION = shape("Recommendation", "id title theme", {"*tally": TALLY, "actions": ACTION})
RESULT = shape(
    "Result",
    HEAD,
    {
        "*result": SHEET,
        "total=result.tally": TALLY,
        "themes=result.themes": shape("Theme", "id title", {"*tally": TALLY}),
        "recommendations=result.recommendations": RECOMMENDATION,
        "stakeholders=result.stakeholders": shape(
            "Stakeholder", "id name=title", {"*tally": TALLY}
        ),
        "findings=result.findings": shape("Finding", "code question message"),
        "gates": shape(
            "Gate",
            "rule passed actual unit",
            {"missing": _missing, "questions": _concerned},
            meaning="A condition on the result, and whether it was met. `actual` counts what "
            "`unit` says; `missing` is null and `questions` empty when it was met.",
        ),
        "narrowed_to?": (_narrowed_to, shape("Narrowing", "recommendations stakeholders")),
    },
    meaning="A scored answer sheet.",
)
