"""Gates and findings as JUnit XML: a suite for each recommendation and one for the whole.

A gate is a test case, failed when it is not met. A finding is a test case too: a failure under a
failed `Strict`, otherwise a skipped one, which servers show without failing the run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nupcheck.errors import printable
from nupcheck.formats.annotations import annotations_on, what_failed
from nupcheck.model.gates import FailUnder, RequireComplete, RequireEvidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gates import GateResult
    from nupcheck.formats.annotations import Annotation
    from nupcheck.formats.inputs import Scored, SheetFile
    from nupcheck.scoring.result import Tally

# What XML 1.0 cannot hold even as a reference, beyond the control characters spelled out already.
_NOT_XML = re.compile("[\ufffe\uffff]")
_WHOLE = ""


def to_junit(scored: Scored) -> str:
    """The XML text; failures say the lines of the sheet that they are about."""
    result, found = scored.result, annotations_on(scored)
    root = ET.Element("testsuites", name="nupcheck")
    suites = {_WHOLE: _suite(root, result.place.name, result.tally)}
    for part in result.recommendations:
        suite = _suite(root, f"{part.id} {part.title}", part.tally)
        suites[part.id] = suite
        for action in part.actions:
            suites |= dict.fromkeys((action.id, *(each.id for each in action.questions)), suite)
    for gate in scored.gates:
        case = _case(suites.get(_part_of(gate), suites[_WHOLE]), "gates", gate.rule)
        if not gate.passed:
            message = what_failed(gate)
            own = [each for each in found if each.rule == gate.rule]
            _outcome(case, "failure", message, _placed(own, scored.source) or message, "gate")
    for each in found:
        if each.is_finding:
            suite = suites.get(each.question, suites[_WHOLE])
            case = _case(suite, "findings", f"{each.code} {each.question}".strip())
            kind = {"error": "failure", "warning": "skipped"}[each.level]
            _outcome(case, kind, each.message, _placed([each], scored.source), "finding")
    counted = {"tests": "", "failures": "/failure", "errors": "/error", "skipped": "/skipped"}
    for suite in (root, *root):
        for name, path in counted.items():
            suite.set(name, str(len(suite.findall(f".//testcase{path}"))))
        suite.set("time", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _part_of(gate: GateResult) -> str:
    """What a gate is about: the id of a part, if it has one."""
    match gate.gate:
        case FailUnder() | RequireComplete() | RequireEvidence():
            return str(gate.gate.selection)
    return _WHOLE


def _suite(root: ET.Element, name: str, tally: Tally) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=_clean(name))
    properties = ET.SubElement(suite, "properties")
    numbers = {"points": tally.points, "maximum": tally.maximum, "percent": tally.percent}
    for key, value in numbers.items():
        if value is not None:
            ET.SubElement(properties, "property", name=key, value=str(value))
    return suite


def _case(suite: ET.Element, kind: str, name: str) -> ET.Element:
    return ET.SubElement(
        suite, "testcase", classname=f"nupcheck.{kind}", name=_clean(name), time="0"
    )


def _outcome(case: ET.Element, outcome: str, message: str, text: str, kind: str) -> None:
    typed = {"type": kind} if outcome == "failure" else {}
    element = ET.SubElement(case, outcome, typed, message=_clean(message))
    element.text = _clean(text)


def _placed(found: Sequence[Annotation], source: SheetFile) -> str:
    """What was found, each on a line with its place in the sheet, where it has a name."""
    lines = []
    for each in found:
        line, column = source.place_of(each.where)
        lines.append(
            f"{source.path}:{line}:{column}: {each.message}" if source.path else each.message
        )
    return "\n".join(lines)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text))
