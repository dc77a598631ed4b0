"""What a machine should point at: failed gates and findings, each with its place in the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from nupcheck.model.data import Positions
from nupcheck.model.gates import FailUnder, Gate, MaxAge, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.errors import Where
    from nupcheck.scoring.result import Finding, Result

_ANSWERS = "answers"
_FINDING_KEYS: dict[str, Where] = {
    "incomplete": (_ANSWERS,),
    "other-version": ("checklist_version",),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the answers stand.

    Attributes:
        path: The sheet's file as its repository names it, with forward slashes; None when it was
            read from standard input and has no name.
        positions: The line and column of every key in it.
    """

    path: str | None = None
    positions: Positions = field(default_factory=Positions)

    def place_of(self, where: Where) -> tuple[int, int]:
        """Line and column of a key, from 1; of what would hold it if the sheet has no such key."""
        while where and where not in self.positions.keys:
            where = where[:-1]
        return self.positions.keys.get(where, (1, 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to point at.

    Attributes:
        level: Errors are what failed; warnings are findings that did not.
        code: The kind of gate or the finding's code: stable.
        rule: The gate in full, or the finding's code again.
        message: A sentence or more.
        where: The key of the sheet that it is about.
    """

    level: Literal["error", "warning"]
    code: str
    rule: str
    message: str
    where: Where


def code_of(gate: Gate) -> str:
    """The kind of a gate, such as fail-under."""
    return str(gate).partition(" ")[0]


def notices(result: Result, verdicts: Sequence[Verdict]) -> tuple[Notice, ...]:
    """Everything to point at: failed gates in the order asked for, then findings.

    A gate about single answers points at each; a threshold points at the first that could bring
    the missing points. Under a failed `Strict` the findings themselves are errors.
    """
    strict = any(isinstance(each.gate, Strict) and not each.passed for each in verdicts)
    found = [notice for each in verdicts if not each.passed for notice in _of_verdict(each)]
    found += [_of_finding(each, strict=strict) for each in result.findings]
    return tuple(found)


def _of_verdict(verdict: Verdict) -> Iterator[Notice]:
    code, rule = code_of(verdict.gate), verdict.rule
    match verdict.gate:
        case Strict():
            return
        case MaxAge():
            yield Notice("error", code, rule, verdict.missing, ("date",))
        case FailUnder():
            where = (_ANSWERS, verdict.remarks[0].question) if verdict.remarks else (_ANSWERS,)
            message = f"{verdict.found}. {verdict.missing}"
            yield Notice("error", code, rule, message, where)
        case _:
            for remark in verdict.remarks:
                yield Notice("error", code, rule, remark.message, (_ANSWERS, remark.question))


def _of_finding(finding: Finding, *, strict: bool) -> Notice:
    where = (
        (_ANSWERS, finding.question)
        if finding.question is not None
        else _FINDING_KEYS.get(finding.code, ())
    )
    level: Literal["error", "warning"] = "error" if strict else "warning"
    return Notice(level, finding.code, finding.code, finding.message, where)
