"""A file of gates: the rules of the command line kept in one place, checked as every file is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, NupcheckError
from nupcheck.model.fields import Format
from nupcheck.model.gates import (
    Gate,
    Strict,
    fail_under_from,
    max_age_from,
    no_regression_from,
    require_complete_from,
    require_evidence_from,
)
from nupcheck.model.validation import Model, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.errors import Where
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.data import Data


def _list_as_typed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
# Read as typed. The schema is for editors, to which 60 is a number and true a truth value.
Words = Annotated[
    tuple[Word, ...],
    BeforeValidator(_list_as_typed, json_schema_input_type=list[Word | float] | Word | float),
]
Parts = Annotated[
    tuple[Word, ...],
    BeforeValidator(
        _list_as_typed, json_schema_input_type=list[Word | float] | Word | float | bool
    ),
]


class GateFile(Model):
    """Conditions on a result, for `nupcheck score --gates`."""

    format: Format
    fail_under: Words = Field(
        (), description="Percent, or points: 60, 9=70, theme:ID=60, stakeholder:ID=50, 9=14p."
    )
    require_complete: Parts = Field(
        (), description="true for the whole checklist, or ids of parts."
    )
    require_evidence: Parts = Field(
        (), description="true for the whole checklist, or ids of parts."
    )
    max_age: Word = Field("", description="Days, such as 730d.")
    no_regression: Word = Field("", description="recommendation, action or question.")
    strict: bool = Field(default=False, description="Whether findings fail.")


def gates_from(data: Data, checklist: Checklist) -> tuple[Gate, ...]:
    """The gates of a file's plain data, checked against the checklist.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    hints = Hints()
    file, issues = validate(GateFile, data, hints)
    gates: list[Gate] = []
    for where, make, word in _written(data):
        try:
            gates.append(make(word, checklist, hints))
        except NupcheckError as error:
            issues.append(Issue(InData(where), error.message, error.hint))
    if file is None or issues:
        raise InvalidDataError(issues)
    if file.strict:
        gates.append(Strict())
    if not gates:
        raise InvalidDataError(
            [Issue(InData(()), "The file has no gates.", "Add one, or delete it.")]
        )
    return tuple(gates)


def _written(data: Data) -> Iterator[tuple[Where, _Maker, str]]:
    """Every gate that has the right shape: its place, what makes it, and its word."""
    for key, make in _MAKERS.items():
        value = data.get(key) if isinstance(data, dict) else None
        if isinstance(value, str) and value not in {"", "false"}:
            yield (key,), make, value
        for number, word in enumerate(value if isinstance(value, list) else []):
            if isinstance(word, str) and word:
                yield (key, number), make, word


_Maker = Callable[[str, "Checklist", Hints], Gate]
_MAKERS: dict[str, _Maker] = {
    "fail_under": fail_under_from,
    "require_complete": require_complete_from,
    "require_evidence": require_evidence_from,
    "max_age": lambda word, *_: max_age_from(word),
    "no_regression": lambda word, *_: no_regression_from(word),
}
