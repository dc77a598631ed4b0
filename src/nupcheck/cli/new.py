"""`nupcheck new`: write a blank answer sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nupcheck.cli.options import ChecklistWithoutSheetOption
from nupcheck.locale import _, ngettext


def new(
    sheet: Annotated[
        str, typer.Argument(metavar="SHEET", help="The YAML file to write; it may not exist yet.")
    ],
    *,
    checklist: ChecklistWithoutSheetOption = None,
    place: Annotated[
        str | None,
        typer.Option(help="The place's name. Default: taken from the file's name."),
    ] = None,
) -> None:
    """Write a blank answer sheet.

    Each question stands as a comment above its empty line. Fill it in with any editor;
    `nupcheck check` says what is wrong or still open.

    \b
    Examples:
      nupcheck new riverton.yaml
      nupcheck new riverton.yaml --place "Riverton, Lower Town"
    """
    from nupcheck.cli.main import note
    from nupcheck.cli.shells import in_shell
    from nupcheck.documents.blank_sheet import blank_sheet
    from nupcheck.errors import NupcheckError, is_blank, quote
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.disk import write_whole
    from nupcheck.files.load import load_checklist

    path = Path(sheet)
    if path.suffix.casefold() not in {".yaml", ".yml"}:
        raise NupcheckError(
            _("{name} is not the name of a YAML file.", name=quote(sheet)),
            _("Let it end in .yaml."),
        )
    name = place if place is not None else path.stem.replace("_", " ").replace("-", " ").title()
    if is_blank(name):
        raise NupcheckError(_("The place has no name."), _("Give one with --place."))
    loaded = load_checklist(checklist or DEFAULT_ID)
    write_whole(path, blank_sheet(loaded, name.strip()).encode(), overwrite=False)
    own = ["--checklist", checklist] if checklist and Path(checklist).exists() else []
    note(
        ngettext(
            "Wrote {file} with {n} question to answer. Then: {command}",
            "Wrote {file} with {n} questions to answer. Then: {command}",
            len(loaded.questions),
            file=sheet,
            command=in_shell(["nupcheck", "score", sheet, *own]),
        )
    )
