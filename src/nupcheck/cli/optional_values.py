"""Options whose value may be left out: `--require-complete` and `--require-complete 9`.

Typer has none. Before it reads the command line, each such option is joined to its value, or to
the value that stands for leaving it out.
"""

from __future__ import annotations

import re

_EVERYTHING = "true"  # as `nupcheck.model.gates` has it, which is not loaded to read a command line

# What follows is the option's value if it looks like one; an id that looks like the name of a file
# is written with an equals sign.
_PART = re.compile(r"(?!.*\.(?i:ya?ml|json)$)(?:\w+:)?[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LEVEL = re.compile("recommendation|action|question")
_OPTIONS = {
    "--require-complete": (_PART, _EVERYTHING),
    "--require-evidence": (_PART, _EVERYTHING),
    "--no-regression": (_LEVEL, "recommendation"),
}


def joined(arguments: list[str]) -> list[str]:
    """The arguments with every optional value joined to its option."""
    found: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return [*found, argument, *waiting]
        if argument in _OPTIONS:
            pattern, default = _OPTIONS[argument]
            value = waiting.pop(0) if waiting and pattern.fullmatch(waiting[0]) else default
            argument = f"{argument}={value}"
        found.append(argument)
    return found
