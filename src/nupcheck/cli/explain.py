"""`nupcheck explain`: how a number came about, line by line."""

from __future__ import annotations

from typing import Annotated

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    OutputOption,
    SheetArgument,
    complete_part,
    format_option,
)


def explain(
    sheet: SheetArgument,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=complete_part,
            help="A recommendation (9), an action (9.1), a question (9.1.2), theme:ID or "
            "stakeholder:ID. Default: the total.",
        ),
    ] = None,
    *,
    checklist: ChecklistOption = None,
    format: Annotated[str | None, format_option("explain")] = None,
    output: OutputOption = None,
) -> None:
    """Explain a number.

    Line by line: which answer earned what, which questions are not needed because of what, how
    low and high come about, and where the maximum comes from. Every sum can be checked with a
    pencil.

    \b
    Examples:
      nupcheck explain examples/riverton-2026.yaml 4.2
      nupcheck explain examples/riverton-2026.yaml 4.2.2
      nupcheck explain examples/harbourview-partial.yaml theme:funding
      nupcheck explain examples/riverton-2026.yaml -o riverton-arithmetic.md
    """
    from nupcheck.cli.output import check_files, pick_format, write
    from nupcheck.documents.explain import explanation_document
    from nupcheck.files.load import load_sheet
    from nupcheck.model.selection import ALL, selection_from
    from nupcheck.scoring.explain import explain as explained
    from nupcheck.scoring.score import score

    chosen = pick_format("explain", format, output)
    check_files(output, sheet, checklist)
    answers, loaded = load_sheet(sheet, checklist)
    part = ALL if id is None else selection_from(id, loaded)
    result = score(loaded, answers)
    explanation = explained(loaded, result, part)
    write(chosen, output, lambda: explanation_document(loaded, result, explanation))
