"""What a machine should point at: failed gates and findings, each at its line of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.errors import printable
from nupcheck.locale import _
from nupcheck.model.gates import FailUnder, MaxAge, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gates import GateResult
    from nupcheck.errors import Where
    from nupcheck.formats.inputs import Scored
    from nupcheck.scoring.result import Finding

_ANSWERS = "answers"
_FINDING_KEYS: dict[str, Where] = {
    "incomplete": (_ANSWERS,),
    "other-version": ("checklist_version",),
}


class Annotation(NamedTuple):
    """One thing to point at.

    Attributes:
        level: Errors are what failed; warnings are findings that did not.
        code: The kind of gate or the finding's code: stable.
        rule: The gate in full, or the finding's code again.
        message: A sentence or more, without control characters.
        where: The key of the sheet that it is about.
        is_finding: It is a finding and no gate.
    """

    level: Literal["error", "warning"]
    code: str
    rule: str
    message: str
    where: Where
    is_finding: bool = False

    @property
    def question(self) -> str:
        """The question it is about, empty when it is about none."""
        return str(self.where[1]) if len(self.where) > 1 else ""


def annotations_on(scored: Scored) -> tuple[Annotation, ...]:
    """Everything to point at: failed gates in the order asked for, then findings.

    A gate about single answers points at each, and one that names none at them all; a threshold
    points at the first that could bring the missing points. Under a failed `Strict` the findings
    themselves are errors.
    """
    failed = [each for each in scored.gates if not each.passed]
    is_strict = any(isinstance(each.gate, Strict) for each in failed)
    return (
        *(annotation for each in failed for annotation in _of_gate(each)),
        *(
            _of_finding(each, "error" if is_strict else "warning")
            for each in scored.result.findings
        ),
    )


def what_failed(gate: GateResult) -> str:
    """What a gate found, and what is missing to meet it."""
    return _("{found}. {missing}", found=gate.found, missing=gate.missing)


def _of_gate(failed: GateResult) -> Iterator[Annotation]:
    at: list[tuple[str, Where]]
    match failed.gate:
        case Strict():
            at = []
        case MaxAge():
            at = [(failed.missing, ("date",))]
        case FailUnder():
            first = [remark.question for remark in failed.remarks[:1]]
            at = [(what_failed(failed), (_ANSWERS, *first))]
        case _ if failed.remarks:
            at = [(remark.message, (_ANSWERS, remark.question)) for remark in failed.remarks]
        case _:
            at = [(what_failed(failed), (_ANSWERS,))]
    code = failed.rule.partition(" ")[0]
    for message, where in at:
        yield Annotation("error", code, failed.rule, printable(message), where)


def _of_finding(finding: Finding, level: Literal["error", "warning"]) -> Annotation:
    code, question = finding.code, finding.question
    where = (_ANSWERS, question) if question else _FINDING_KEYS.get(code, ())
    return Annotation(level, code, code, printable(finding.message), where, is_finding=True)
