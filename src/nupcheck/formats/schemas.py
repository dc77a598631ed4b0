"""JSON Schemas (2020-12) of the files that nupcheck reads and writes.

Those of what it reads are Pydantic's, from the models. Those of what it writes are made from the
shapes of JSON and the types of the values that they are of.
"""

from __future__ import annotations

import datetime as dt
import inspect
import sys
import types
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from nupcheck.formats import inputs
from nupcheck.formats.comparison_shapes import COMPARISON
from nupcheck.formats.plan_shapes import PLAN
from nupcheck.formats.report_shapes import REPORT
from nupcheck.formats.shapes import RESULT
from nupcheck.model.checklist import Checklist
from nupcheck.model.costs import CostFile
from nupcheck.model.gates import GateFile
from nupcheck.model.guidance import GuidanceFile
from nupcheck.model.sheet import AnswerSheet

if TYPE_CHECKING:
    from nupcheck.formats.shapes import Key, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ADDRESS = "https://raw.githubusercontent.com/OWNER/nupcheck/main/schemas/{name}.schema.json"
_READ: dict[str, Any] = {
    "checklist": Checklist,
    "sheet": AnswerSheet,
    "gates": GateFile,
    "guidance": GuidanceFile,
    "costs": CostFile,
}
_WRITTEN: dict[str, tuple[type, Shape]] = {
    "result": (inputs.Scored, RESULT),
    "comparison": (inputs.Compared, COMPARISON),
    "plan": (inputs.Planned, PLAN),
    "report": (inputs.Reported, REPORT),
}
_TITLES = {"sheet": "answer sheet"}
NAMES = (*_READ, *_WRITTEN)

# Where the names in annotations come from that modules import for type checkers only.
_MODULES = (
    "analysis.compare",
    "analysis.diff",
    "analysis.gaps",
    "analysis.gates",
    "analysis.optimize",
    "analysis.plan",
    "analysis.scenario",
    "documents.report",
    "documents.report_context",
    "model.checklist",
    "model.gates",
    "model.guidance",
    "model.selection",
    "model.sheet",
    "scoring.result",
)
_PLAIN = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    types.NoneType: "null",
    dt.date: "string",
    Decimal: "number",
}


def json_schema(name: str) -> dict[str, Any]:
    """The schema of one kind of file: one of NAMES."""
    if name in _READ:
        schema = TypeAdapter(_READ[name]).json_schema()
    else:
        writer = _Writer()
        schema = writer.of_keys(*_WRITTEN[name])
        schema["$defs"] = dict(sorted(writer.definitions.items()))
    title = f"nupcheck {_TITLES.get(name, name)}, format 1"
    return {"$schema": DIALECT, "$id": _ADDRESS.format(name=name), **schema, "title": title}


class _Writer:
    """Makes one schema, and collects what it refers to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self._names: dict[str, Any] = {"dt": dt, "Decimal": Decimal}
        for module in _MODULES:
            self._names |= vars(import_module(f"nupcheck.{module}"))

    def of_keys(self, of: Any, shape: Shape) -> dict[str, Any]:  # noqa: ANN401 - a type
        """The schema of a shape of values of a type."""
        properties: dict[str, Any] = {}
        required: list[str] = []
        for key in shape.keys:
            hint = self._hint(of, key)
            if not key.name:
                assert key.shape  # noqa: S101 - without a name it is for the keys of its shape
                more = self.of_keys(hint, key.shape)
                properties |= more["properties"]
                required += more["required"]
                continue
            kinds = _kinds(hint)
            if key.is_optional:
                kinds = [kind for kind in kinds if kind is not types.NoneType]
            else:
                required.append(key.name)
            properties[key.name] = self._any_of(kinds, key.shape)
        return {
            "type": "object",
            "description": shape.meaning or inspect.cleandoc(of.__doc__).split("\n\n")[0],
            "properties": properties,
            "required": required,
        }

    def _any_of(self, kinds: list[Any], shape: Shape | None) -> dict[str, Any]:
        schemas = [self._of(kind, shape) for kind in kinds]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def _of(self, hint: Any, shape: Shape | None) -> dict[str, Any]:  # noqa: ANN401 - a type
        arguments = get_args(hint)
        if hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if get_origin(hint) is Literal:
            return {"enum": list(arguments)}
        if get_origin(hint) in {tuple, list}:
            return {"type": "array", "items": self._any_of(_kinds(arguments[0]), shape)}
        if get_origin(hint) is dict:
            return {"type": "object", "additionalProperties": self._of(arguments[1], None)}
        if shape is None:
            assert issubclass(hint, Enum)  # noqa: S101 - the only other plain data
            return {"enum": [each.value for each in hint]}
        if shape.name not in self.definitions:
            self.definitions[shape.name] = self.of_keys(hint, shape)
        return {"$ref": f"#/$defs/{shape.name}"}

    def _hint(self, of: Any, key: Key) -> Any:  # noqa: ANN401 - types
        """The type of what a key holds of values of a type."""
        if not isinstance(key.source, str):
            return self._evaluated(key.source, "return")
        for name in filter(None, key.source.split(".")):
            member = inspect.getattr_static(of, name, None)
            if isinstance(member, property):
                of = self._evaluated(member.fget, "return")
            else:
                owner = next(each for each in of.__mro__ if name in inspect.get_annotations(each))
                of = self._evaluated(owner, name)
        return of

    def _evaluated(self, owner: Any, name: str) -> Any:  # noqa: ANN401 - types
        """One annotation of a class or function; the others may name what is not loaded."""
        one = types.SimpleNamespace(__annotations__={name: inspect.get_annotations(owner)[name]})
        return get_type_hints(one, vars(sys.modules[owner.__module__]), self._names)[name]


def _kinds(hint: Any) -> list[Any]:  # noqa: ANN401 - types
    """The members of a union, or the one type."""
    if get_origin(hint) in {Union, types.UnionType}:
        return [kind for each in get_args(hint) for kind in _kinds(each)]
    return [hint]
