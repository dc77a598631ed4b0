"""The entry point: runs a command and turns how it ended into an exit code."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from nupcheck import locale
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.errors import NupcheckError

FAULT_EXIT_CODE = 70
INTERRUPTED_EXIT_CODE = 130


def main() -> NoReturn:
    """Run the command line and exit: 0, 1, 2, 70 or 130, as the README lists them."""
    # What plugins happen to be installed must not change how a file is read; nor is there time to
    # search all installed packages for them.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # A stream that was closed is an empty one; no file opened later may come to stand in its place.
    for name, mode in {"stdin": "r", "stdout": "w", "stderr": "w"}.items():
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    # What a console cannot show is spelled out rather than a reason to stop.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:]
    if sys.platform == "win32":
        from nupcheck.cli.shells import prepared

        arguments = prepared(arguments)
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:
    """Run one command, with every message on standard error.

    Returns:
        The exit code.
    """
    from typer.exceptions import TyperException

    try:
        _choose_language(arguments)
        from nupcheck.cli.app import command_line

        command = command_line()
        code = command.main(args=arguments, prog_name="nupcheck", standalone_mode=False)
    except TyperException as error:
        from nupcheck.cli.usage import usage_error

        note(usage_error(error))
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT_CODE
    except Exception as error:  # noqa: BLE001 - whatever it is, a person should not see a traceback
        from nupcheck.errors import NupcheckError

        if isinstance(error, OSError):  # a name too long, a closed folder: the system says which
            reason = f"{error.strerror or error}."
            error = NupcheckError(f"{error.filename}: {reason}" if error.filename else reason)
        if isinstance(error, NupcheckError):
            print_error(error)
            return error.exit_code
        _report_fault(error)
        return FAULT_EXIT_CODE
    return code if isinstance(code, int) else 0


def _choose_language(arguments: Sequence[str]) -> None:
    """Choose the language that is asked for, before anything is worded.

    Raises:
        NupcheckError: There is no such language.
    """
    asked = os.environ.get("NUPCHECK_LANGUAGE", "")
    options = arguments[: [*arguments, "--"].index("--")]
    for argument, following in pairwise([*options, ""]):
        if argument == "--language":
            asked = following
        elif argument.startswith("--language="):
            asked = argument.removeprefix("--language=")
    if not asked:
        return
    try:
        locale.choose(asked)
    except FileNotFoundError:
        from nupcheck.errors import NupcheckError, quote

        raise NupcheckError(
            _("nupcheck does not speak {language}.", language=quote(asked)),
            _("Languages there are: {languages}.", languages=", ".join(locale.languages())),
        ) from None
    if asked != locale.SOURCE_LANGUAGE:
        import gettext

        # Where Typer, too, looks up the few words of its own that it does look up.
        os.environ["LANGUAGE"] = asked
        gettext.bindtextdomain(locale.DOMAIN, locale.catalogues())
        gettext.textdomain(locale.DOMAIN)


def print_error(error: NupcheckError) -> None:
    """Print what a person can mend: each problem on a line of its own."""
    note(str(error))


def note(message: str) -> None:
    """Print a message that is no error, on standard error: standard output is for results."""
    from nupcheck.errors import printable

    try:
        print(printable(message), file=sys.stderr)  # noqa: T201
    except OSError:  # full, or nobody reads it: what a command ends with is still what it found
        from nupcheck.cli.streams import silence

        silence(sys.stderr)


def _report_fault(error: Exception) -> None:
    from nupcheck.version import __version__

    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    fault = type(error).__name__
    if frame is not None:
        fault += f" at {frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"
    note(
        _(
            "This is a fault in nupcheck {version}, not in your files: {fault}\n"
            "Your files were left as they are. Please report this line to the project, "
            "with the command you ran.",
            version=__version__,
            fault=f"{fault}: {error}",
        )
    )
