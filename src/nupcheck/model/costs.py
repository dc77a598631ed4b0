"""What changing an answer costs, question by question, from a file of people's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, StringConstraints

from nupcheck.errors import InData, InvalidDataError, Issue, did_you_mean, quote
from nupcheck.model.checklist import Checklist, Format, Id
from nupcheck.model.validation import Model, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.source import Data

_NUMBER = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)
_MOST_HINTS = 50


def _cost_as_typed(value: object) -> object:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError(f"{quote(value)} is not a cost. Write a plain number such as 3 or 2.5.")


Cost = Annotated[Decimal, BeforeValidator(_cost_as_typed, json_schema_input_type=float | int | str)]


class CostFile(Model):
    """What it costs to change the answer to a question, whatever it is changed to.

    Attributes:
        unit: What the numbers count, such as ``person-days``; shown beside them.
        default: The cost of a question that is not listed.
    """

    format: Format
    checklist: Id
    unit: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    default: Cost = Decimal(1)
    costs: dict[Id, Cost]


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of changing each question's answer."""

    default: Decimal
    of: Mapping[str, Decimal]
    unit: str = ""

    def __getitem__(self, question: str) -> Decimal:
        """The cost of changing one question's answer."""
        return self.of.get(question, self.default)


def costs_from(data: Data, checklist: Checklist) -> Costs:
    """Costs from plain data, checked against the checklist they are for.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    file, issues = validate(CostFile, data)
    if isinstance(data, dict):
        issues += _issues(data, checklist)
    if file is None or issues:
        raise InvalidDataError(issues)
    return Costs(file.default, file.costs, file.unit or "")


def _issues(data: Mapping[str, Data], checklist: Checklist) -> Iterator[Issue]:
    name = data.get("checklist")
    if isinstance(name, str) and name != checklist.id:
        yield Issue(
            InData(("checklist",)),
            f"These costs are for the checklist {quote(name)}, not for {quote(checklist.id)}.",
            "Name a file of costs for the checklist that the sheet is for.",
        )
        return
    costs = data.get("costs")
    hints = _MOST_HINTS  # looking for near words is slow, and nobody reads a thousand
    for question in costs if isinstance(costs, dict) else ():
        if question not in checklist.questions:
            hints -= 1
            hint = did_you_mean(question, checklist.questions) if hints >= 0 else ""
            yield Issue(
                InData(("costs", question), at_key=True),
                f"The checklist has no question {quote(question)}.",
                hint or "`nupcheck show` lists the questions.",
            )
