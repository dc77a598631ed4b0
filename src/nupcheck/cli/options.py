"""Options that several commands share, and what completes them in a shell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.formats import formats_of
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from nupcheck.model.checklist import Checklist


def _switch_color_off(wanted: bool) -> bool:
    if wanted:
        os.environ["NO_COLOR"] = "1"
    return wanted


def complete_language(incomplete: str) -> list[str]:
    """Tags of the languages there are."""
    from nupcheck.locale import languages

    return [tag for tag in languages() if tag.startswith(incomplete)]


def complete_checklist(incomplete: str) -> list[str]:
    """Ids of the built-in checklists."""
    from nupcheck.files.builtin import built_in_ids

    return [name for name in built_in_ids() if name.startswith(incomplete)]


def _named_checklist(context: typer.Context) -> Checklist:
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.load import load_checklist

    return load_checklist(context.params.get("checklist") or DEFAULT_ID)


def _starting(names: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    return [(name, text) for name, text in names if name.startswith(incomplete)]


def complete_stakeholder(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of stakeholders, with their names."""
    bodies = _named_checklist(context).stakeholders
    return _starting(((body.id, body.name) for body in bodies), incomplete)


def complete_recommendation(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of recommendations, with their titles."""
    parts = _named_checklist(context).recommendations
    return _starting(((part.id, part.title) for part in parts), incomplete)


def complete_part(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of recommendations, actions and questions, with their titles."""
    checklist = _named_checklist(context)
    names = [(part.id, part.title) for part in checklist.recommendations]
    names += [(action.id, action.title) for action in checklist.actions.values()]
    names += [(question.id, question.text) for question in checklist.questions.values()]
    return _starting(names, incomplete)


def format_option(
    command: str,
    help: str = "Default: table, or what the output file's name says.",
) -> Any:  # noqa: ANN401 - as Typer types it
    """The option `--format` of a command, with the formats that it offers."""
    names = tuple(formats_of(command))

    def known(name: str | None) -> str | None:
        if name is None or name in names:
            return name
        listed = ", ".join(map(repr, names))
        raise typer.BadParameter(
            _("{word} is not one of {listed}.", word=repr(name), listed=listed)
        )

    def starting(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    return typer.Option(
        "--format",
        "-f",
        metavar=f"<{'|'.join(names)}>",
        callback=known,
        autocompletion=starting,
        help=help,
    )


SheetArgument = Annotated[
    str,
    typer.Argument(metavar="SHEET", help="An answer sheet, YAML or JSON; - reads standard input."),
]
ChecklistOption = Annotated[
    str | None,
    typer.Option(
        "--checklist",
        "-c",
        metavar="ID|FILE",
        autocompletion=complete_checklist,
        help="The checklist: a built-in one's id, or a file. Default: the one the sheet names.",
    ),
]
ChecklistWithoutSheetOption = Annotated[
    str | None,
    typer.Option(
        "--checklist",
        "-c",
        metavar="ID|FILE",
        autocompletion=complete_checklist,
        help="The checklist: a built-in one's id, or a file. Default: un-habitat-2023.",
    ),
]
StakeholderOption = Annotated[
    list[str] | None,
    typer.Option(
        "--stakeholder",
        metavar="ID",
        autocompletion=complete_stakeholder,
        help="Only the actions that concern this stakeholder; may be repeated.",
    ),
]
RecommendationOption = Annotated[
    list[str] | None,
    typer.Option(
        "--recommendation",
        metavar="ID",
        autocompletion=complete_recommendation,
        help="Only this recommendation; may be repeated.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file instead; its suffix picks the format unless --format does.",
    ),
]
NoColorOption = Annotated[
    bool,
    typer.Option(
        "--no-color",
        callback=_switch_color_off,
        is_eager=True,
        help="No colour; setting NO_COLOR in the environment does the same.",
    ),
]
# Acted upon by `main`, before anything is worded.
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        autocompletion=complete_language,
        help="The language of everything nupcheck says; setting NUPCHECK_LANGUAGE in the "
        "environment does the same.",
    ),
]
