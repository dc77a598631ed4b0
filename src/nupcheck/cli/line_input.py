"""Reading typed lines from a terminal or a pipe, and stopping at a signal without losing one."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from nupcheck.cli.streams import silence
from nupcheck.errors import NupcheckError, printable
from nupcheck.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_LONGEST_LINE = 100_000
# A terminal cuts off longer lines without a word; one of so many bytes, its end included, may be
# what is left of such a line. A console of Windows takes what Python asks for.
_TERMINAL_LIMIT = _LONGEST_LINE if sys.platform == "win32" else 4096
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # not every system has them all


class StoppedError(Exception):
    """The session was interrupted, or its terminal closed, while it waited for a line."""


class LineInput:
    """Lines from standard input, each asked for with a label.

    A signal stops the session only while it waits: what was confirmed before is saved first.
    """

    def __init__(self, *, plain: bool) -> None:
        self.is_terminal = sys.stdin.isatty()
        # Line editing redraws what is typed, which a screen reader would read out again.
        self._edits = not plain and self.is_terminal and sys.stdout.isatty() and _line_editing()
        self._is_waiting = False
        self._caught = False
        self._before: dict[int, Any] = {}
        if hasattr(sys.stdin, "reconfigure"):
            encoding = None if self.is_terminal else "utf-8-sig"
            sys.stdin.reconfigure(encoding=encoding, errors="surrogateescape")

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            # What the caller had ignored, as nohup does, stays ignored.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def read(self, label: str) -> str | None:
        """The next line without its end, None when there is no more.

        Raises:
            StoppedError: Interrupted.
            NupcheckError: A line is longer than any answer.
        """
        shown = printable(label, keep="")
        try:
            self._is_waiting = True
            if self._caught:
                raise StoppedError
            line = self._read(shown)
        except (OSError, KeyboardInterrupt):  # the terminal is gone
            raise StoppedError from None
        finally:
            self._is_waiting = False
        if line is not None and len(line) >= _LONGEST_LINE:
            raise NupcheckError(
                _(
                    "A line is longer than {n} characters; it was not taken.",
                    n=f"{_LONGEST_LINE:,}",
                ),
                _("Is this the right input?"),
            )
        return line

    def _read(self, label: str) -> str | None:
        if self._edits:
            try:
                return input(label)
            except EOFError:
                return None
        self._show(label)
        line = sys.stdin.readline(_LONGEST_LINE)
        while self.is_terminal and len(line.encode(errors="replace")) >= _TERMINAL_LIMIT:
            text = _(
                "Too long: this terminal takes {n} bytes in a line. Nothing was taken; type it "
                "shorter.",
                n=f"{_TERMINAL_LIMIT - 2:,}",
            )
            self._show(f"{text}\n{label}")
            line = sys.stdin.readline(_LONGEST_LINE)
        if not self.is_terminal and line:  # what a terminal would have shown
            self._show(printable(line.rstrip("\r\n"), keep="") + "\n")
        return line.rstrip("\r\n") if line else None

    def _show(self, text: str) -> None:
        with self.unread():
            sys.stderr.write(text)
            sys.stderr.flush()

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Go on with answers from a pipe also where nobody can read what is said to them."""
        try:
            yield
        except OSError:
            if self.is_terminal:
                raise
            silence(sys.stderr)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._caught = True
        if self._is_waiting:
            self._is_waiting = False
            raise StoppedError


def _line_editing() -> bool:
    """Let the arrow keys work, and a pasted paragraph stay one line; False where they cannot."""
    try:
        import readline
    except ImportError:
        return False
    readline.set_auto_history(False)
    return True


def silence_lost_streams() -> None:
    """After a terminal has closed: nothing that is still to be written may fail at the exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            silence(stream)
