"""`nupcheck show`: read the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import (
    ChecklistWithoutSheetOption,
    OutputOption,
    StakeholderOption,
    complete_part,
    format_option,
)
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document
    from nupcheck.formats.inputs import Shown
    from nupcheck.model.checklist import Action, Checklist, Question, Recommendation
    from nupcheck.model.guidance import Guidance


def show(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=complete_part,
            help="A recommendation (9), an action (9.1) or a question (9.1.2). Default: outline.",
        ),
    ] = None,
    *,
    checklist: ChecklistWithoutSheetOption = None,
    stakeholder: StakeholderOption = None,
    all: Annotated[
        bool, typer.Option("--all", help="Every question of the whole checklist, to print.")
    ] = False,
    guidance: Annotated[
        bool,
        typer.Option(
            "--guidance",
            help="All that the source tells beside the questions: practices, first steps, "
            "resources, frameworks, policies, partners.",
        ),
    ] = False,
    format: Annotated[str | None, format_option("show")] = None,
    output: OutputOption = None,
) -> None:
    """Read the checklist.

    In outline, a part of it, or what concerns one stakeholder.

    \b
    Examples:
      nupcheck show                          the outline
      nupcheck show 9.1                      an action with its questions
      nupcheck show 9.1.2                    a question, and why it matters
      nupcheck show --stakeholder schools    the actions that concern them
      nupcheck show --all -o checklist.md    the whole checklist, to print
      nupcheck show --guidance -f json       all guidance, with the crosswalk
    """
    from nupcheck.cli.output import check_files, pick_format, write
    from nupcheck.errors import NupcheckError
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.load import load_checklist
    from nupcheck.formats.inputs import Shown
    from nupcheck.model.selection import selection_of

    chosen = pick_format("show", format, output)
    check_files(output, checklist)
    loaded = load_checklist(checklist or DEFAULT_ID)
    if sum([id is not None, bool(stakeholder), all, guidance]) > 1:
        raise NupcheckError(
            _("An ID, --stakeholder, --all and --guidance each choose what to show."),
            _("Give one of them."),
        )
    bodies = set(selection_of(loaded, stakeholders=stakeholder).stakeholders)
    part = None if id is None else _part(loaded, id)
    told = _guidance(loaded, checklist, wanted=guidance or bool(bodies) or part is not None)
    made = Shown(loaded, told, part, tuple(_kept(loaded, bodies)) if bodies else None, guidance)
    write(chosen, output, lambda: _document(made, bodies, whole=all), made)


def _guidance(checklist: Checklist, named: str | None, *, wanted: bool) -> Guidance:
    """The guidance of the checklist, read only when it will be shown."""
    if wanted:
        from nupcheck.files.load import load_guidance

        return load_guidance(checklist, named)
    from nupcheck.model.guidance import Guidance

    return Guidance(checklist)


def _part(checklist: Checklist, name: str) -> Recommendation | Action | Question:
    parts: dict[str, Recommendation | Action | Question] = {
        **{part.id: part for part in checklist.recommendations},
        **checklist.actions,
        **checklist.questions,
    }
    if name not in parts:
        from nupcheck.errors import NupcheckError, did_you_mean, quote

        raise NupcheckError(
            _("This checklist has no part {id}.", id=quote(name)),
            did_you_mean(name, parts) or _("`nupcheck show` lists what there is."),
        )
    return parts[name]


def _kept(checklist: Checklist, bodies: set[str]) -> list[Action]:
    return [
        action
        for action in checklist.actions.values()
        if not bodies or bodies.intersection(action.stakeholders)
    ]


def _document(shown: Shown, bodies: set[str], *, whole: bool) -> Document:
    from nupcheck.documents.blocks import Document
    from nupcheck.documents.guidance import guidance_blocks, guidance_document, partner_blocks
    from nupcheck.documents.show import outline_document, part_document, whole_document
    from nupcheck.model.checklist import Question

    checklist, guidance, part = shown.checklist, shown.guidance, shown.part
    if shown.only_guidance:
        return guidance_document(guidance)
    if whole:
        return whole_document(checklist)
    if part is None:
        outline = outline_document(
            checklist, checklist.actions.values() if shown.actions is None else shown.actions
        )
        return Document((*outline.blocks, *partner_blocks(guidance, bodies, 2)))
    document = part_document(checklist, part)
    if isinstance(part, Question):
        return document
    return Document((*document.blocks, *guidance_blocks(guidance, part, 2)))
