"""`nupcheck schema`: the JSON Schemas of nupcheck's files."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def schema(
    kind: Annotated[
        Literal[
            "checklist",
            "sheet",
            "gates",
            "guidance",
            "costs",
            "result",
            "comparison",
            "plan",
            "report",
        ],
        typer.Argument(
            metavar="KIND",
            help="checklist, sheet, gates, guidance, costs, result, comparison, plan or report.",
        ),
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead."),
    ] = None,
) -> None:
    """Print the JSON Schema of a file.

    Draft 2020-12, for editors and validators.

    \b
    Examples:
      nupcheck schema sheet -o sheet.schema.json
      nupcheck schema result
    """
    from nupcheck.cli.streams import write_result
    from nupcheck.formats.json import dump
    from nupcheck.formats.schemas import json_schema

    write_result(dump(json_schema(kind)).encode(), output)
