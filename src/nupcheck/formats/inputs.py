"""What commands hand to the formats that take data: one named tuple for each kind of output."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupcheck.analysis.compare import Comparison
    from nupcheck.analysis.gates import GateResult
    from nupcheck.analysis.plan import Plan
    from nupcheck.documents.report import ReportOptions
    from nupcheck.documents.report_context import ReportContext
    from nupcheck.errors import Where
    from nupcheck.model.checklist import Action, Checklist, Question, Recommendation
    from nupcheck.model.data import Positions
    from nupcheck.model.guidance import Guidance
    from nupcheck.scoring.result import Result


@dataclass(frozen=True)
class SheetFile:
    """Where the answers of a scored sheet stand.

    Attributes:
        path: The sheet's file as its repository names it, with forward slashes; None when it was
            read from standard input and has no name.
        find_positions: Finds the line and column of every key in it.
    """

    path: str | None = None
    find_positions: Callable[[], Positions] | None = None

    @cached_property
    def _keys(self) -> dict[Where, tuple[int, int]]:
        return self.find_positions().keys if self.find_positions else {}

    def place_of(self, where: Where) -> tuple[int, int]:
        """Line and column of a key, from 1; of what would hold it if the sheet has no such key."""
        while where and where not in self._keys:
            where = where[:-1]
        return self._keys.get(where, (1, 1))


class Scored(NamedTuple):
    """A scored sheet, the gates it was judged by, and where its answers stand."""

    checklist: Checklist
    result: Result
    gates: tuple[GateResult, ...] = ()
    source: SheetFile = SheetFile()


class Compared(NamedTuple):
    """Two or more sheets compared, and what to keep in mind about that."""

    comparison: Comparison
    warnings: tuple[str, ...] = ()


class Planned(NamedTuple):
    """What can be done about a sheet."""

    checklist: Checklist
    plan: Plan
    guidance: Guidance


class Reported(NamedTuple):
    """What a report is about, and what it was asked to be."""

    context: ReportContext
    options: ReportOptions


class Shown(NamedTuple):
    """Parts of a checklist and what the source tells of them.

    Attributes:
        part: The one to show; None for those of `actions`, or all.
        actions: The only ones to show.
        guidance: Of the part; the whole of it when only guidance is to be shown.
    """

    checklist: Checklist
    guidance: Guidance
    part: Recommendation | Action | Question | None = None
    actions: tuple[Action, ...] | None = None
    only_guidance: bool = False


Input = Scored | Compared | Planned | Reported | Shown
