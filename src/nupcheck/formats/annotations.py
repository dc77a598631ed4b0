"""What a machine should point at: failed gates and findings, each at its line of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.model.gates import FailUnder, MaxAge, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupcheck.analysis.gates import Verdict
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
        message: A sentence or more.
        where: The key of the sheet that it is about.
        question: The id of the finding's question, empty for none and for gates.
        is_finding: It is a finding and no gate.
    """

    level: Literal["error", "warning"]
    code: str
    rule: str
    message: str
    where: Where
    question: str = ""
    is_finding: bool = False


def annotations_on(scored: Scored) -> tuple[Annotation, ...]:
    """Everything to point at: failed gates in the order asked for, then findings.

    A gate about single answers points at each; a threshold points at the first that could bring
    the missing points. Under a failed `Strict` the findings themselves are errors.
    """
    failed = [each for each in scored.gates if not each.passed]
    level: Literal["error", "warning"] = "warning"
    if any(isinstance(each.gate, Strict) for each in failed):
        level = "error"
    return (
        *(annotation for each in failed for annotation in _of_gate(each)),
        *(_of_finding(each, level) for each in scored.result.findings),
    )


def _of_gate(failed: Verdict) -> Iterator[Annotation]:
    rule = failed.rule
    code = rule.partition(" ")[0]
    match failed.gate:
        case Strict():
            return
        case MaxAge():
            yield Annotation("error", code, rule, failed.missing, ("date",))
        case FailUnder():
            first = [remark.question for remark in failed.remarks[:1]]
            message = f"{failed.found}. {failed.missing}"
            yield Annotation("error", code, rule, message, (_ANSWERS, *first))
        case _:
            for remark in failed.remarks:
                yield Annotation("error", code, rule, remark.message, (_ANSWERS, remark.question))


def _of_finding(finding: Finding, level: Literal["error", "warning"]) -> Annotation:
    code, question = finding.code, finding.question
    where = (_ANSWERS, question) if question else _FINDING_KEYS.get(code, ())
    return Annotation(level, code, code, finding.message, where, question or "", is_finding=True)
