"""What is nupcheck's own about commands: how they are read, and in which words Typer speaks.

Of Typer this uses what may be overridden, but for one thing that decision 6 names.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand

from nupcheck.cli.main import note
from nupcheck.cli.optional_values import joined
from nupcheck.cli.streams import write_text
from nupcheck.locale import SOURCE_LANGUAGE, _, language

if TYPE_CHECKING:
    from collections.abc import Callable

# What Typer says in English only: found by its shape, and said in the language chosen.
TYPER_SAYS = (
    "No such option: {option} (Possible options: {options})",
    "No such option: {option}",
    "No such command {name}.",
    "Option {option} requires an argument.",
    "Option {option} does not take a value.",
    "Missing argument {name}.",
    "Missing argument {name}. Choose from:\n\t{choices}",
    "Missing option {name}.",
    "Invalid value for {name}: {message}",
)
_EXAMPLE = re.compile(r"( {2,}\S.*?)(?:( {2,})(.+))?")


class _AsTyped:
    """What Typer does for a string or one of several words, without a Pydantic adapter for each.

    The adapters of a dozen options cost more than scoring a sheet, and importing Pydantic more
    than a whole usage error.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        if value is None:
            return () if getattr(param, "multiple", False) or param.nargs == -1 else None
        choices = param.type_descriptor.choices
        if choices and value not in choices:
            said = _(
                "{value} is not one of {choices}.",
                value=repr(value),
                choices=", ".join(map(repr, choices)),
            )
            raise typer.BadParameter(said, ctx=ctx, param=param)
        return value


class Worded:
    """Of a command or the group of all: help without arguments, and words in any language."""

    needs_arguments = True

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - Typer's own
        """The options and arguments, taken as typed."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.get_runtime_param = _AsTyped
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Show the help where something is missing altogether."""
        if not args and self.needs_arguments and not ctx.resilient_parsing:
            note(ctx.get_help())
            raise typer.Exit(2)
        return super().parse_args(ctx, args)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """The option -h, which Typer words itself."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = _("Show this message and exit.")
        option.callback = _show_help
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """The line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")


def _show_help(ctx: Any, param: Any, wanted: bool) -> None:  # noqa: ANN401, ARG001
    if wanted and not ctx.resilient_parsing:
        write_text(ctx.get_help())
        raise typer.Exit


class Command(Worded, TyperCommand):
    """A command that passes over nothing it was given."""

    allow_extra_args = True  # to say so in words of ours

    def parse_args(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """An option that counts once may be given once: of two, one would be lost."""
        args = joined(args)
        _values, _rest, order = self.make_parser(ctx).parse_args([*args])
        for param, times in Counter(order).items():
            is_single = getattr(param, "is_flag", None) is False and not param.multiple
            if times > 1 and is_single and not ctx.resilient_parsing:
                ctx.fail(
                    _(
                        "{option} was given {times} times. Give it once.",
                        option=param.opts[0],
                        times=times,
                    )
                )
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(_("Got unexpected extra argument(s) ({arguments})", arguments=" ".join(rest)))
        return rest


def put_into_words(command: Any) -> None:  # noqa: ANN401 - Typer's own
    """Put the help of a command into the language chosen."""
    if language() == SOURCE_LANGUAGE:
        return
    command.help = help_in(command.help, _)
    command.options_metavar = _("[OPTIONS]")
    for param in command.params:
        param.help = param.help and _(param.help)
        if param.metavar and not param.metavar.startswith("<"):  # choices are names, no words
            param.metavar = _(param.metavar)


def help_in(text: str, say: Callable[[str], str]) -> str:
    r"""A help text, each paragraph a message; in lists (after \b) what stands beside commands."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(
        "\n".join(["\b", *(_line_in(line, say) for line in each.splitlines()[1:])])
        if each.startswith("\b")
        else say(" ".join(each.split()))
        for each in paragraphs
    )


def _line_in(line: str, say: Callable[[str], str]) -> str:
    if example := _EXAMPLE.fullmatch(line):
        command, gap, told = example.groups()
        return f"{command}{gap}{say(told)}" if told else line
    return say(line)


def usage_error(error: Any) -> str:  # noqa: ANN401 - Typer's own
    """What was wrong with a command line, after how the command is used."""
    said = _("Error: {message}", message=_as_typer_says(error.format_message()))
    context = getattr(error, "ctx", None)
    if context is None:
        return said
    command = f"{context.command_path} {context.help_option_names[0]}"
    hint = _("Try '{command}' for help.", command=command)
    return f"{context.get_usage()}\n{hint}\n\n{said}"


def _as_typer_says(english: str) -> str:
    if language() == SOURCE_LANGUAGE:
        return english
    for template in TYPER_SAYS:
        shape = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
        if found := re.fullmatch(shape, english, re.DOTALL):
            return _(template, **found.groupdict())
    return english
