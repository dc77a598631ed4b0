"""Gates and findings as JUnit XML: a suite for each recommendation and one for the whole.

A gate is a test case, failed when it is not met. A finding is a test case too: a failure under a
failed `Strict`, otherwise a skipped one, which servers show without failing the run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nupcheck.errors import printable
from nupcheck.formats.annotations import annotations_on
from nupcheck.model.gates import FailUnder, RequireComplete, RequireEvidence
from nupcheck.model.selection import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.formats.annotations import Annotation
    from nupcheck.formats.inputs import Scored, SheetFile
    from nupcheck.scoring.result import Tally

# What XML 1.0 cannot hold even as a reference, beyond the control characters spelled out already.
_NOT_XML = re.compile("[\ufffe\uffff]")
_WHOLE = ""


def to_junit(scored: Scored) -> str:
    """The XML text; failures say the lines of the sheet that they are about."""
    result, source, found = scored.result, scored.source, annotations_on(scored)
    suites = {_WHOLE: _suite(result.place.name, result.tally)}
    owner: dict[str, str] = {}  # the recommendation of every part, by the part's id
    for part in result.recommendations:
        suites[part.id] = _suite(f"{part.id} {part.title}", part.tally)
        owner[part.id] = part.id
        for action in part.actions:
            owner[action.id] = part.id
            owner.update((question.id, part.id) for question in action.questions)
    for verdict in scored.gates:
        suite = suites[owner.get(_part_of(verdict), _WHOLE)]
        suite.append(_gate_case(verdict, found, source))
    for each in found:
        if each.is_finding:
            suites[owner.get(each.question, _WHOLE)].append(_finding_case(each, source))
    root = ET.Element("testsuites", name="nupcheck")
    for suite in suites.values():
        suite.attrib.update(_counts([suite]))
        root.append(suite)
    root.attrib.update(_counts(list(suites.values())))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _part_of(verdict: Verdict) -> str:
    """The id of the recommendation, action or question that a gate is about, if it is about one."""
    gate = verdict.gate
    if isinstance(gate, FailUnder | RequireComplete | RequireEvidence) and gate.selection != ALL:
        return str(gate.selection)
    return ""


def _suite(name: str, tally: Tally) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(name))
    properties = ET.SubElement(suite, "properties")
    percent = {} if tally.percent is None else {"percent": f"{tally.percent:.1f}"}
    numbers = {"points": str(tally.points), "maximum": str(tally.maximum), **percent}
    for key, value in numbers.items():
        ET.SubElement(properties, "property", name=key, value=value)
    return suite


def _gate_case(verdict: Verdict, found: Sequence[Annotation], source: SheetFile) -> ET.Element:
    case = ET.Element("testcase", classname="nupcheck.gates", name=_clean(verdict.rule), time="0")
    if not verdict.passed:
        message = f"{verdict.found}. {verdict.missing}"
        failure = ET.SubElement(case, "failure", type="gate", message=_clean(message))
        own = [each for each in found if each.rule == verdict.rule]
        failure.text = _clean("\n".join(_placed(own, source)) or message)
    return case


def _finding_case(found: Annotation, source: SheetFile) -> ET.Element:
    name = f"{found.code} {found.question}".strip()
    case = ET.Element("testcase", classname="nupcheck.findings", name=_clean(name), time="0")
    (text,) = _placed([found], source)
    if found.level == "error":
        outcome = ET.SubElement(case, "failure", type="finding", message=_clean(found.message))
    else:
        outcome = ET.SubElement(case, "skipped", message=_clean(found.message))
    outcome.text = _clean(text)
    return case


def _placed(found: Sequence[Annotation], source: SheetFile) -> Iterator[str]:
    for each in found:
        line, column = source.place_of(each.where)
        yield f"{source.path}:{line}:{column}: {each.message}" if source.path else each.message


def _counts(suites: Sequence[ET.Element]) -> dict[str, str]:
    return {
        "tests": str(sum(len(suite.findall("testcase")) for suite in suites)),
        "failures": str(sum(len(suite.findall("testcase/failure")) for suite in suites)),
        "errors": "0",
        "skipped": str(sum(len(suite.findall("testcase/skipped")) for suite in suites)),
        "time": "0",
    }


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text))
