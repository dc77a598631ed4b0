"""Documents and statements on the terminal that there is."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from rich.console import Console  # noqa: TID253 - imported only when something is shown

from nupcheck.cli.streams import not_printed, write_result
from nupcheck.formats.text import Medium, draw, to_text

if TYPE_CHECKING:
    from typing import TextIO

    from nupcheck.documents.blocks import Document

TONES = {"heading": "bold cyan", "question": "bold", "aside": "dim", "warning": "yellow"}
_UNLIMITED = 100_000


def print_document(document: Document) -> None:
    """Print a document on standard output, as wide as the terminal; unwrapped into a pipe."""
    if not sys.stdout.isatty():
        write_result(to_text(document, sys.stdout.encoding).encode(), None)
        return
    try:
        console = make_console(sys.stdout)
        for renderable in draw(document, Medium(console.width, console.encoding)):
            console.print(renderable)
        sys.stdout.flush()
    except OSError as error:
        not_printed(error)


def print_statement(console: Console, text: str, tone: str, *, plain: bool) -> None:
    """Print one statement of a conversation, as wide as the terminal is now.

    Args:
        console: Where.
        text: Shown literally, control characters spelled out.
        tone: One of `TONES`, or nothing special.
        plain: Leave wrapping to the terminal, so that a statement is one line.
    """
    shown = Medium(encoding=console.encoding).text(text, TONES.get(tone, ""))
    console.print(shown, soft_wrap=plain or not console.is_terminal)


class _Console(Console):
    """Leaves it to us what to do when nobody reads any more; Rich would exit with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def make_console(stream: TextIO) -> Console:
    """A console that colours only a real terminal, and only where colour is welcome."""
    terminal = stream.isatty()
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return _Console(
        file=stream,
        force_terminal=terminal,
        color_system="auto" if colour else None,
        no_color=not colour,
        width=None if terminal else _UNLIMITED,
        markup=False,
        highlight=False,
        emoji=False,
    )
