"""Annotations as SARIF 2.1.0 (OASIS), which code scanning services take in and follow over time."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from nupcheck.formats.annotations import annotations_on
from nupcheck.formats.json import dump
from nupcheck.locale import _
from nupcheck.version import __version__

if TYPE_CHECKING:
    from nupcheck.formats.annotations import Annotation
    from nupcheck.formats.inputs import Scored, SheetFile

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def to_sarif(scored: Scored) -> str:
    """One run with a result for each annotation; without a file's name they have no location."""
    found = annotations_on(scored)
    codes = list(dict.fromkeys(each.code for each in found))
    rules = _rules()
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "nupcheck",
                "version": __version__,
                "rules": [
                    {"id": code, "shortDescription": {"text": rules.get(code, f"{code}.")}}
                    for code in codes
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), scored.source) for each in found],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules() -> dict[str, str]:
    """What each rule says, by its code."""
    return {
        "fail-under": _("A part of the checklist earns fewer points than it should."),
        "require-complete": _("A question is open."),
        "require-evidence": _("An answer that earns points has neither a note nor evidence."),
        "max-age": _("The answers are too old."),
        "no-regression": _("A question earns less than it did before."),
        "answer-to-off-question": _("A question that needs no answer has one."),
        "answered-before-parent": _("A follow-up is answered, but the question it follows is not."),
        "incomplete": _("Questions are open."),
        "note-missing": _("A question is said not to apply, without a note that says why."),
        "other-version": _("The sheet was written for another version of the checklist."),
    }


def _result(found: Annotation, rule: int, source: SheetFile) -> dict[str, Any]:
    # The same remark keeps its identity when lines move or numbers in its message change.
    identity = "\0".join([found.rule, *map(str, found.where)])
    data: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.level,
        "message": {"text": found.message},
        "partialFingerprints": {"nupcheck/v1": hashlib.sha256(identity.encode()).hexdigest()},
    }
    if source.path is not None:
        line, column = source.place_of(found.where)
        data["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(source.path),
                    "region": {"startLine": line, "startColumn": column},
                }
            }
        ]
    return data


def _artifact(path: str) -> dict[str, str]:
    # A name that is not UTF-8 on disk reaches us with its odd bytes escaped; a URI can carry them.
    uri = quote(path.encode("utf-8", "surrogateescape"))
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path[1:3] == ":/":  # C:/…
        return {"uri": f"file:///{path[0]}:{uri[4:]}"}
    return {"uri": uri, "uriBaseId": _ROOT}
