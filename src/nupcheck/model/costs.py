"""What changing an answer costs, question by question, from a file of people's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from nupcheck.errors import Hints, InData, InvalidDataError, Issue, quote
from nupcheck.locale import _
from nupcheck.model.fields import Cost, Format, Id, Title
from nupcheck.model.validation import Model, for_another_checklist, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.data import Data


class CostFile(Model):
    """What it costs to change the answer to a question, whatever it is changed to.

    Attributes:
        unit: What the numbers count, such as ``person-days``; shown beside them.
        default: The cost of a question that is not listed.
    """

    format: Format
    checklist: Id
    unit: Title | None = None
    default: Cost = Decimal(1)
    costs: dict[Id, Cost]


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of changing each question's answer."""

    default: Decimal
    of: Mapping[str, Decimal]
    unit: str = ""

    def __getitem__(self, question_id: str) -> Decimal:
        """The cost of changing one question's answer."""
        return self.of.get(question_id, self.default)


def costs_from(data: Data, checklist: Checklist) -> Costs:
    """Costs from plain data, checked against the checklist they are for.

    Raises:
        InvalidDataError: With every issue found, of shape and of content alike.
    """
    hints = Hints()
    file, issues = validate(CostFile, data, hints)
    others = for_another_checklist(data, checklist)
    issues += others or _unknown_questions(data, checklist, hints)
    if file is None or issues:
        raise InvalidDataError(issues)
    return Costs(file.default, file.costs, file.unit or "")


def _unknown_questions(data: Data, checklist: Checklist, hints: Hints) -> Iterator[Issue]:
    costs = data.get("costs") if isinstance(data, dict) else None
    for question_id in costs if isinstance(costs, dict) else ():
        if question_id not in checklist.questions:
            yield Issue(
                InData(("costs", question_id), at_key=True),
                _("The checklist has no question {id}.", id=quote(question_id)),
                hints.near(question_id, checklist.questions)
                or _("`nupcheck show` lists the questions."),
            )
