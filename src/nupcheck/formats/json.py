"""What commands have made as JSON: the same text for the same files, wherever it is made."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_never

from nupcheck.errors import is_invisible
from nupcheck.formats.inputs import Compared, Planned, Reported, Scored, Shown
from nupcheck.formats.shapes import RESULT

if TYPE_CHECKING:
    from nupcheck.formats.inputs import Input


def to_json(made: Input) -> str:
    """What a command has made as JSON text."""
    match made:
        case Scored():
            return dump(RESULT.encode(made))
        case Compared():
            from nupcheck.formats.comparison_shapes import COMPARISON

            return dump(COMPARISON.encode(made))
        case Planned():
            from nupcheck.formats.plan_shapes import PLAN

            return dump(PLAN.encode(made))
        case Reported():
            from nupcheck.formats.report_shapes import REPORT

            return dump(REPORT.encode(made))
        case Shown():
            from nupcheck.formats.checklist_json import shown_json

            return dump(shown_json(made))
        case _:
            assert_never(made)


def dump(data: object) -> str:
    """JSON as nupcheck writes it: indented, in the order given, every script readable.

    What nobody sees, and what a pipeline would take for a command to it, is escaped.
    """
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"
    hidden = {sign for sign in set(text) if sign != "\n" and is_invisible(sign)}
    escapes = {ord(sign): json.dumps(sign)[1:-1] for sign in hidden}
    return text.translate(escapes).replace("##", r"#\u0023") if escapes or "##" in text else text


def _plain(value: Any) -> str | float:  # noqa: ANN401 - as json hands it over
    match value:
        case dt.date():
            return value.isoformat()
        case Decimal():
            return float(value)
    raise TypeError(type(value).__name__)
