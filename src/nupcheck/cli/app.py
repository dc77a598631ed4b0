"""The Typer application: which commands there are, and what is common to all.

A command's module is imported when the command is run, not before: see decision 6.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from nupcheck.cli.options import LanguageOption, NoColorOption
from nupcheck.cli.usage import Command, Worded, put_into_words
from nupcheck.locale import _
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

# The function `score` of the module `nupcheck.cli.score`, and so on, as the help groups them.
GROUPS = {
    "Answer": {
        "ask": "Answer the questions one by one.",
        "new": "Write a blank answer sheet.",
        "check": "Check sheets, checklists and guidance.",
    },
    "Score": {
        "score": "Score an answer sheet.",
        "explain": "Explain a number.",
        "report": "Write a report that people read.",
    },
    "Decide": {
        "compare": "Compare answer sheets.",
        "plan": "Turn gaps into tasks.",
    },
    "Author": {
        "show": "Read the checklist.",
        "schema": "Print the JSON Schema of a file.",
    },
}
SUMMARIES = {name: told for commands in GROUPS.values() for name, told in commands.items()}
_CALLED_BARE = {"ask", "show"}  # the others need an argument, and show their help without one
_ALSO_AFTER_THE_NAME = {"no_color", "language"}

_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # Rich would be loaded for every help text and usage error
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


class LazyGroup(Worded, TyperGroup):
    """A group that knows its commands' names and summaries, and builds one when it is wanted."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer's own context
        """The names in the order of the help."""
        return list(SUMMARIES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """The command of that name, None when there is none."""
        if cmd_name not in SUMMARIES:
            return None
        function: Callable[..., None] = getattr(import_module(f"nupcheck.cli.{cmd_name}"), cmd_name)
        single = typer.Typer(add_completion=False, **_SETTINGS)
        single.command(cmd_name, cls=Command, context_settings=_SETTINGS["context_settings"])(
            function
        )
        command: Any = typer.main.get_command(single)
        command.needs_arguments = cmd_name not in _CALLED_BARE
        put_into_words(command)
        own = {param.name for param in command.params}
        for param in self.params:
            if param.name in _ALSO_AFTER_THE_NAME - own:
                param.expose_value = False  # it acts by itself, and is no parameter of a function
                command.params.append(param)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """The list of commands in the help, without building any of them."""
        width = max(map(len, SUMMARIES))
        for group, commands in GROUPS.items():
            with formatter.section(_(group)):
                formatter.write_dl([(f"{name:{width}}", _(commands[name])) for name in commands])


app = typer.Typer(name="nupcheck", cls=LazyGroup, **_SETTINGS)


def command_line() -> Any:  # noqa: ANN401 - Typer's own
    """The group of all commands, in the language chosen."""
    group: Any = typer.main.get_command(app)
    put_into_words(group)
    group.subcommand_metavar = _("COMMAND [ARGS]...")
    return group


def _print_version(wanted: bool) -> None:
    if wanted:
        from nupcheck.cli.streams import write_text

        write_text(f"nupcheck {__version__}")
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
    language: LanguageOption = None,
) -> None:
    """Score a public-policy checklist.

    The built-in checklist is that of UN-Habitat's 2023 guide on migration and displacement in
    urban policy: 95 questions, 190 points.

    \b
    Start here:
      nupcheck ask riverton.yaml      answer the questions one by one
      nupcheck new riverton.yaml      or fill in a blank answer sheet in an editor
      nupcheck check riverton.yaml    find what is wrong or missing in it
      nupcheck score riverton.yaml    score it
      nupcheck show 9.1               read a part of the checklist
    """
