"""The Typer application: which commands there are, and what is common to all."""

from __future__ import annotations

from typing import Annotated

import typer

from nupcheck.cli.check import check
from nupcheck.cli.new import new
from nupcheck.cli.options import NoColorOption
from nupcheck.cli.schema import schema
from nupcheck.cli.score import score
from nupcheck.cli.show import show
from nupcheck.version import __version__

app = typer.Typer(
    name="nupcheck",
    no_args_is_help=True,
    rich_markup_mode=None,  # Rich would be loaded for every help text
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nupcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
    no_color: NoColorOption = False,
) -> None:
    """Score a public-policy checklist.

    The built-in checklist is that of UN-Habitat's 2023 guide on migration and displacement in
    urban policy: 95 questions, 190 points.

    \b
    Start here:
      nupcheck new riverton.yaml      write a blank answer sheet
      nupcheck check riverton.yaml    find what is wrong or missing in it
      nupcheck score riverton.yaml    score it
      nupcheck show 9.1               read a part of the checklist
    """


for command in (new, check, score, show, schema):
    app.command()(command)
