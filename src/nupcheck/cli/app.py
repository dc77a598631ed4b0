"""The Typer application: which commands there are, and what is common to all.

A command's module is imported when the command is run, not before: see decision 6.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from nupcheck.cli.optional_values import OptionalValuesCommand
from nupcheck.cli.options import NoColorOption
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

# The function `score` of the module `nupcheck.cli.score`, and so on, in the order of the help.
SUMMARIES = {
    "ask": "Answer the questions one by one.",
    "new": "Write a blank answer sheet.",
    "check": "Check sheets, checklists and guidance.",
    "score": "Score an answer sheet.",
    "explain": "Explain a number.",
    "compare": "Compare answer sheets.",
    "plan": "Turn gaps into tasks.",
    "report": "Write a report that people read.",
    "show": "Read the checklist.",
    "schema": "Print the JSON Schema of a file.",
}
_CALLED_BARE = {"ask", "show"}  # the others need an argument, and show their help without one

_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # Rich would be loaded for every help text and usage error
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


_PLAIN = (str, list[str])


class _AsTyped:
    """What Typer does for a string or one of several words, without a Pydantic adapter for each.

    The adapters of a dozen options cost more than scoring a sheet, and importing Pydantic more
    than a whole usage error. The attribute this is put in is Typer's own; the version is pinned,
    and a test sees to it that no adapter is built.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        is_list = getattr(param, "multiple", False) or param.nargs == -1
        if value is None:
            return () if is_list else None
        choices = param.type_descriptor.choices
        if choices and value not in choices:
            those = ", ".join(map(repr, choices))
            raise typer.BadParameter(f"{value!r} is not one of {those}.", ctx=ctx, param=param)
        return value


class _FlagsAreFalse:
    """A flag that is not given is False.

    Typer leaves its own flags, such as that for help, at None, and would load Pydantic to find out.
    """

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - Typer's own
        """The options and arguments."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "is_flag", False) and param.default is None:
                param.default = False
        return params


class _Command(_FlagsAreFalse, OptionalValuesCommand):
    """A command that passes over nothing it was given."""

    def make_parser(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own
        """Typer's, but an option that counts once may be given once: of two, one would be lost."""
        parser: Any = super().make_parser(ctx)
        read = parser.parse_args

        def read_once(args: list[str]) -> Any:  # noqa: ANN401
            values, rest, order = read(args=args)
            for param, times in Counter(order).items():
                is_single = getattr(param, "is_flag", None) is False and not param.multiple
                if times > 1 and is_single and not ctx.resilient_parsing:
                    ctx.fail(f"{param.opts[0]} was given {times} times. Give it once.")
            return values, rest, order

        parser.parse_args = read_once
        return parser


class LazyGroup(_FlagsAreFalse, TyperGroup):
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
        single.command(
            cmd_name,
            cls=_Command,
            no_args_is_help=cmd_name not in _CALLED_BARE,
            context_settings=_SETTINGS["context_settings"],
        )(function)
        command: Any = typer.main.get_command(single)
        for param in command.params:
            kind = param.type_descriptor
            if kind.annotation in _PLAIN or kind.choices:
                param._runtime_param = _AsTyped()  # noqa: SLF001 - see the class
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """The list of commands in the help, without building any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


app = typer.Typer(name="nupcheck", cls=LazyGroup, no_args_is_help=True, **_SETTINGS)


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
      nupcheck ask riverton.yaml      answer the questions one by one
      nupcheck new riverton.yaml      or fill in a blank answer sheet in an editor
      nupcheck check riverton.yaml    find what is wrong or missing in it
      nupcheck score riverton.yaml    score it
      nupcheck show 9.1               read a part of the checklist
    """
