"""`nupcheck score`: score one answer sheet, and judge it by gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nupcheck.cli.gate_options import (
    BaselineOption,
    FailUnderOption,
    GatesOption,
    MaxAgeOption,
    NoRegressionOption,
    RequireCompleteOption,
    RequireEvidenceOption,
    StrictOption,
    TodayOption,
)
from nupcheck.cli.options import (
    ChecklistOption,
    OutputOption,
    RecommendationOption,
    SheetArgument,
    StakeholderOption,
    format_option,
)
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet
    from nupcheck.scoring.result import Result


def score(
    sheet: SheetArgument,
    *,
    checklist: ChecklistOption = None,
    level: Annotated[
        Literal["recommendation", "action", "question"] | None,
        typer.Option(
            help="How deep a table or Markdown goes. "
            "Default: recommendation; in Markdown, question."
        ),
    ] = None,
    stakeholder: StakeholderOption = None,
    recommendation: RecommendationOption = None,
    format: Annotated[str | None, format_option("score")] = None,
    output: OutputOption = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE",
            help="Write another format to a file in the same run; may be repeated.",
        ),
    ] = None,
    fail_under: FailUnderOption = None,
    require_complete: RequireCompleteOption = None,
    require_evidence: RequireEvidenceOption = None,
    max_age: MaxAgeOption = None,
    today: TodayOption = None,
    no_regression: NoRegressionOption = None,
    baseline: BaselineOption = None,
    strict: StrictOption = False,
    gates: GatesOption = None,
) -> None:
    """Score an answer sheet.

    Points and percentages, what is open, how far the total can still move, what is weakest. With
    gates, the exit code is 1 if any is not met, whatever the format.

    \b
    Examples:
      nupcheck score examples/riverton-2026.yaml
      nupcheck score examples/riverton-2026.yaml --level action --recommendation 9
      nupcheck score examples/riverton-2026.yaml --format json
      nupcheck score examples/riverton-2026.yaml -o riverton.md
      nupcheck score riverton.yaml --fail-under 40 --fail-under 9=14p
      nupcheck score riverton.yaml --no-regression --baseline riverton-2024.yaml \\
        --format github --also junit=gates.xml
    """
    from nupcheck.cli.gate_options import GateFlags
    from nupcheck.cli.gating import failure_message, verdicts_on
    from nupcheck.cli.main import note
    from nupcheck.cli.score_output import outputs_from, sheet_file, write_score
    from nupcheck.files.load import read_source, sheet_of
    from nupcheck.formats.inputs import Scored
    from nupcheck.model.selection import selection_of
    from nupcheck.scoring import score as scoring

    inputs = (sheet, checklist, baseline, gates)
    outputs = outputs_from(format, output, also or [], inputs)
    if level is not None and not any(each.has_levels for each in outputs):
        name = outputs[0].format.name
        note(
            _(
                "--level is for tables and Markdown; {format} always has every question.",
                format=name,
            )
        )
    document = read_source(sheet)
    answers, loaded = sheet_of(document, checklist)

    def result_of(loaded: Checklist, answers: AnswerSheet) -> Result:
        selection = selection_of(loaded, recommendations=recommendation, stakeholders=stakeholder)
        return scoring.score(loaded, answers, selection)

    result = result_of(loaded, answers)

    def older(name: str) -> Result:
        old_answers, old_loaded = sheet_of(read_source(name), checklist)
        return result_of(old_loaded, old_answers)

    flags = GateFlags(
        fail_under=tuple(fail_under or ()),
        require_complete=tuple(require_complete or ()),
        require_evidence=tuple(require_evidence or ()),
        max_age=max_age,
        today=today,
        no_regression=tuple(no_regression or ()),
        baseline=baseline,
        strict=strict,
        file=gates,
    )
    verdicts = verdicts_on(result, loaded, flags, older)
    scored = Scored(loaded, result, verdicts, sheet_file(document))
    for each in outputs:
        write_score(scored, each, level)
    if message := failure_message(verdicts):
        note(message)
        raise typer.Exit(1)
