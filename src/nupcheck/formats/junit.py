"""Gates and findings as JUnit XML: a suite for each recommendation and one for the whole.

A gate is a test case, failed when it is not met. A finding is a test case too: a failure under a
failed `Strict`, otherwise a skipped one, which servers show without failing the run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nupcheck.errors import printable
from nupcheck.model.gates import FailUnder, RequireComplete, RequireEvidence
from nupcheck.model.selection import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupcheck.analysis.gates import Verdict
    from nupcheck.formats.annotations import Notice, Source
    from nupcheck.scoring.result import Result, Tally

# What XML 1.0 cannot hold even as a reference, beyond the control characters spelled out already.
_NOT_XML = re.compile("[\ufffe\uffff]")
_WHOLE = ""


def to_junit(
    result: Result, verdicts: Sequence[Verdict], noticed: Sequence[Notice], source: Source
) -> str:
    """The XML text.

    Args:
        result: The scored sheet.
        verdicts: The gates evaluated.
        noticed: What to point at, as `notices` finds it.
        source: Where the answers stand, for the texts of failures.
    """
    suites = {_WHOLE: _suite(result.place.name, result.tally)}
    owner: dict[str, str] = {}  # the recommendation of every part, by the part's id
    for part in result.recommendations:
        suites[part.id] = _suite(f"{part.id} {part.title}", part.tally)
        owner[part.id] = part.id
        for action in part.actions:
            owner[action.id] = part.id
            owner.update((question.id, part.id) for question in action.questions)
    for verdict in verdicts:
        suite = suites[owner.get(_part_of(verdict), _WHOLE)]
        suite.append(_gate_case(verdict, noticed, source))
    codes = {finding.code for finding in result.findings}
    for each in noticed:
        if each.code in codes:
            question = str(each.where[1]) if len(each.where) > 1 else ""
            suites[owner.get(question, _WHOLE)].append(_finding_case(each, question, source))
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
    if isinstance(gate, FailUnder | RequireComplete | RequireEvidence) and gate.part != TOTAL:
        return gate.part.word
    return ""


def _suite(name: str, tally: Tally) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(name))
    properties = ET.SubElement(suite, "properties")
    percent = {} if tally.percent is None else {"percent": f"{tally.percent:.1f}"}
    numbers = {"points": str(tally.points), "maximum": str(tally.maximum), **percent}
    for key, value in numbers.items():
        ET.SubElement(properties, "property", name=key, value=value)
    return suite


def _gate_case(verdict: Verdict, noticed: Sequence[Notice], source: Source) -> ET.Element:
    case = ET.Element("testcase", classname="nupcheck.gates", name=_clean(verdict.rule), time="0")
    if not verdict.passed:
        message = f"{verdict.found}. {verdict.missing}"
        failure = ET.SubElement(case, "failure", type="gate", message=_clean(message))
        own = [each for each in noticed if each.rule == verdict.rule]
        failure.text = _clean("\n".join(_placed(own, source)) or message)
    return case


def _finding_case(notice: Notice, question: str, source: Source) -> ET.Element:
    name = f"{notice.code} {question}".strip()
    case = ET.Element("testcase", classname="nupcheck.findings", name=_clean(name), time="0")
    (text,) = _placed([notice], source)
    if notice.level == "error":
        outcome = ET.SubElement(case, "failure", type="finding", message=_clean(notice.message))
    else:
        outcome = ET.SubElement(case, "skipped", message=_clean(notice.message))
    outcome.text = _clean(text)
    return case


def _placed(noticed: Sequence[Notice], source: Source) -> Iterator[str]:
    for each in noticed:
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
