"""`nupcheck check`: validate answer sheets and checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import ChecklistOption

if TYPE_CHECKING:
    from nupcheck.files.load import SourceFile

# What tells a file of gates from a sheet that lacks its answers.
_GATE_KEYS = {
    "fail_under",
    "require_complete",
    "require_evidence",
    "max_age",
    "no_regression",
    "strict",
}


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Sheets, checklists, files of guidance, costs or gates; - is standard input.",
        ),
    ],
    *,
    checklist: ChecklistOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Findings fail too: exit code 1 if there is any.")
    ] = False,
) -> None:
    """Check sheets, checklists and guidance.

    Every mistake is told with its line and what would be right. Mistakes make a file unusable
    (exit code 2); findings, such as open questions, are worth a look and fail only with --strict.

    \b
    Examples:
      nupcheck check riverton.yaml
      nupcheck check data/recommendations.yaml
      nupcheck check sheets/*.yaml --strict
    """
    from nupcheck.cli.main import print_error
    from nupcheck.cli.streams import write_result
    from nupcheck.errors import NupcheckError

    exit_code = 0
    for name in files:
        try:
            line, findings = _verdict(name, checklist)
        except NupcheckError as error:
            print_error(error)
            exit_code = error.exit_code
            continue
        write_result(line.encode(), None)
        if strict and findings:
            exit_code = max(exit_code, 1)
    raise typer.Exit(exit_code)


def _verdict(name: str, checklist: str | None) -> tuple[str, int]:
    """What to say of a usable file, and how many findings it has."""
    from nupcheck.errors import printable
    from nupcheck.files.disk import display_name
    from nupcheck.files.load import is_checklist, read_source, sheet_of
    from nupcheck.model.checklist_checks import checklist_from
    from nupcheck.model.guidance_checks import is_guidance
    from nupcheck.scoring.score import score

    document, shown = read_source(name), display_name(name)
    keys = set(document.data) if isinstance(document.data, dict) else set()
    if "answers" not in keys:
        if "costs" in keys:
            return f"{shown}: {_of_costs(document, checklist)}\n", 0
        if keys.intersection(_GATE_KEYS):
            return f"{shown}: {_of_gates(document, checklist)}\n", 0
    if is_guidance(document.data):
        return f"{shown}: {_of_guidance(document, checklist)}\n", 0
    if is_checklist(document):
        loaded = document.made(checklist_from)
        questions = len(loaded.questions)
        counts = {
            "recommendation": len(loaded.recommendations),
            "action": len(loaded.actions),
            "question": questions,
            "point": questions * loaded.best_points,
        }
        sizes = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items())
        return f"{shown}: a sound checklist, {printable(loaded.id)} {loaded.version}: {sizes}\n", 0
    sheet, loaded = sheet_of(document, checklist)
    result = score(loaded, sheet)
    state = "complete" if result.tally.is_complete else "not complete"
    place = printable(sheet.place.name, keep="")
    lines = [f"{shown}: a sound answer sheet, {state}: {place}, {result.tally.answered} answered"]
    lines += [f"{shown}: finding: {each.message} [{each.code}]" for each in result.findings]
    return "".join(f"{line}\n" for line in lines), len(result.findings)


def _of_costs(document: SourceFile, checklist: str | None) -> str:
    from nupcheck.files.load import costs_of

    costs, loaded = costs_of(document, checklist)
    return f"sound costs for {loaded.id}: {len(costs.of)} named, {costs.default} for the others"


def _of_gates(document: SourceFile, checklist: str | None) -> str:
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.load import load_checklist
    from nupcheck.model.gate_file import gates_from

    loaded = load_checklist(checklist or DEFAULT_ID)
    gates = document.made(lambda data: gates_from(data, loaded))
    return f"sound gates for {loaded.id}: {'; '.join(map(str, gates)) or 'none'}"


def _of_guidance(document: SourceFile, checklist: str | None) -> str:
    from nupcheck.errors import printable
    from nupcheck.files.load import guidance_of
    from nupcheck.model.guidance import SECTIONS

    guidance = guidance_of(document, checklist)
    counts = [(len(getattr(guidance, name)), name.replace("_", " ")) for name in SECTIONS]
    sizes = ", ".join(f"{count} {name}" for count, name in counts if count) or "nothing in it yet"
    return f"sound guidance for {printable(guidance.checklist.id)}: {sizes}"
