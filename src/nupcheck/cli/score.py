"""`nupcheck score`: score one answer sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    NoColorOption,
    OutputOption,
    RecommendationOption,
    SheetArgument,
    StakeholderOption,
    known_ids,
)

if TYPE_CHECKING:
    from nupcheck.answers import AnswerSheet
    from nupcheck.checklist import Checklist
    from nupcheck.scoring import Result

FORMATS = ("table", "json", "markdown")


def score(
    sheet: SheetArgument,
    *,
    checklist: ChecklistOption = None,
    level: Annotated[
        Literal["recommendation", "action", "question"] | None,
        typer.Option(help="How deep to go. Default: recommendation; in Markdown, question."),
    ] = None,
    stakeholder: StakeholderOption = None,
    recommendation: RecommendationOption = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["table", "json", "markdown"] | None,
        typer.Option("--format", "-f", help="Default: table, or what the output file's name says."),
    ] = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,  # noqa: ARG001 - acts by its callback
) -> None:
    """Score an answer sheet.

    Points and percentages, what is open, how far the total can still move, what is weakest.

    \b
    Examples:
      nupcheck score examples/riverton-2026.yaml
      nupcheck score examples/riverton-2026.yaml --level action --recommendation 9
      nupcheck score examples/riverton-2026.yaml --format json
      nupcheck score examples/riverton-2026.yaml -o riverton.md
    """
    from nupcheck.cli.output import pick_format, refuse_to_overwrite
    from nupcheck.loading import load_sheet

    chosen = pick_format(format, output, FORMATS)
    refuse_to_overwrite(output, sheet, checklist)
    answers, loaded = load_sheet(sheet, checklist)
    result = _result(loaded, answers, recommendation or [], stakeholder or [])
    _write(loaded, result, chosen, level, output)


def _result(
    checklist: Checklist,
    sheet: AnswerSheet,
    recommendations: list[str],
    stakeholders: list[str],
) -> Result:
    from nupcheck import scoring

    if not recommendations and not stakeholders:
        return scoring.score(checklist, sheet)
    narrowing = scoring.Narrowing(
        known_ids(
            recommendations, [part.id for part in checklist.recommendations], "recommendation"
        ),
        known_ids(stakeholders, [body.id for body in checklist.stakeholders], "stakeholder"),
    )
    return scoring.narrow(checklist, sheet, narrowing)


def _write(
    checklist: Checklist,
    result: Result,
    chosen: str,
    level: Literal["recommendation", "action", "question"] | None,
    output: str | None,
) -> None:
    from nupcheck.cli.output import write_document, write_result

    if chosen == "json":
        from nupcheck.exporters.to_json import to_json

        write_result(to_json(result).encode(), output)
        return
    from nupcheck.documents.score import score_document

    default: Literal["recommendation", "question"] = (
        "question" if chosen == "markdown" else "recommendation"
    )
    write_document(score_document(checklist, result, level or default), chosen, output)
