"""JSON Schemas (2020-12) of the files that nupcheck reads and writes, made from their models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from nupcheck.formats.comparison_json import ComparisonJson
from nupcheck.formats.json import ResultJson
from nupcheck.formats.plan_json import PlanJson
from nupcheck.formats.report_json import ReportJson
from nupcheck.model.checklist import Checklist
from nupcheck.model.costs import CostFile
from nupcheck.model.gate_file import GateFile
from nupcheck.model.guidance import GuidanceFile
from nupcheck.model.sheet import AnswerSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLES: Mapping[str, tuple[Any, str]] = {
    "checklist": (Checklist, "nupcheck checklist, format 1"),
    "sheet": (AnswerSheet, "nupcheck answer sheet, format 1"),
    "gates": (GateFile, "nupcheck gates, format 1"),
    "result": (ResultJson, "nupcheck result, format 1"),
    "comparison": (ComparisonJson, "nupcheck comparison, format 1"),
    "plan": (PlanJson, "nupcheck plan, format 1"),
    "report": (ReportJson, "nupcheck report, format 1"),
    "guidance": (GuidanceFile, "nupcheck guidance, format 1"),
    "costs": (CostFile, "nupcheck costs, format 1"),
}
NAMES = tuple(_TITLES)


def json_schema(name: str) -> dict[str, Any]:
    """The schema of one kind of file: one of NAMES."""
    kind, title = _TITLES[name]
    schema = TypeAdapter(kind).json_schema()
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": title}
