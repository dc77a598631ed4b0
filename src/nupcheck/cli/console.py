"""Documents and statements on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nupcheck.cli.streams import not_printed, write_result
from nupcheck.formats.text import make_console, renderables, styled, to_text

if TYPE_CHECKING:
    from rich.console import Console

    from nupcheck.documents.blocks import Document

TONES = {"heading": "bold cyan", "question": "bold", "aside": "dim", "warning": "yellow"}


def print_document(document: Document) -> None:
    """Print a document on standard output, as wide as the terminal; unwrapped into a pipe."""
    if not sys.stdout.isatty():
        write_result(to_text(document, sys.stdout.encoding).encode(), None)
        return
    try:
        console = make_console(sys.stdout)
        for renderable in renderables(document, console):
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
    console.print(
        styled(text, console, TONES.get(tone, "")), soft_wrap=plain or not console.is_terminal
    )
