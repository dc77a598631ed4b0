"""One session of the questionnaire: reads a line, lets it take effect, saves, prints, asks on."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.autosave import Autosave, UnsavedError
from nupcheck.cli.line_input import StoppedError
from nupcheck.cli.main import INTERRUPTED_EXIT_CODE
from nupcheck.cli.shells import in_shell
from nupcheck.cli.streams import write_result
from nupcheck.errors import NupcheckError, printable
from nupcheck.files.save import SheetFile, file_name_for, free_path
from nupcheck.interview import messages
from nupcheck.interview.dialogue import resumed_with, take
from nupcheck.interview.messages import Style
from nupcheck.locale import _

if TYPE_CHECKING:
    from nupcheck.cli.line_input import LineInput
    from nupcheck.interview.dialogue import Dialogue, Step


@dataclass(frozen=True, slots=True)
class Options:
    """How a session was started, so that the commands it ends with do the same.

    Attributes:
        checklist: What the checklist was called, None where the sheet names it.
        plain: One statement a line.
        general: The options that other commands have too.
        own: Those that only the questionnaire has.
    """

    checklist: str | None
    plain: bool
    general: tuple[str, ...]
    own: tuple[str, ...]


class Session:
    """A conversation with its file and its terminal."""

    def __init__(
        self, step: Step, file: SheetFile | None, lines: LineInput, options: Options
    ) -> None:
        from nupcheck.cli.console import make_console

        self._step = step
        self._lines = lines
        self._options = options
        self._console = make_console(sys.stderr)
        self._autosave = None if file is None else Autosave(file, lines, self._say)

    @property
    def _dialogue(self) -> Dialogue:
        return self._step.dialogue

    def run(self) -> int:
        """Ask until there is nothing more to ask or nobody to answer.

        Returns:
            The exit code: 0, 130 when interrupted, 2 when something could not be saved.

        Raises:
            NupcheckError: The input cannot be used.
        """
        try:
            self._converse()
            return self._finish()
        except UnsavedError:
            self._say_stopped()
            return NupcheckError.exit_code
        except (StoppedError, OSError):  # OSError: the terminal closed while we were writing to it
            self._say_stopped()
            return INTERRUPTED_EXIT_CODE
        except NupcheckError:
            self._say_stopped()
            raise
        finally:
            if self._autosave is not None:
                self._autosave.file.close()

    def _converse(self) -> None:
        before = self._dialogue
        while True:
            self._save(before)
            for message in self._step.said:
                self._say(message.text, message.style)
            before = self._dialogue
            if before.ended:
                return
            line = self._lines.read(before.label)
            if line is None:
                if not before.is_done:
                    raise StoppedError
                self._say("")  # ends the line of the prompt
                return
            self._step = take(before, line)

    def _save(self, before: Dialogue) -> None:
        """Have everything on disk before anything else is said."""
        interview = self._dialogue.interview
        if self._autosave is None:
            if self._dialogue.names_place:
                return
            self._autosave = Autosave(self._new_file(), self._lines, self._say)
        sheet = self._autosave.save(interview.sheet)
        if sheet != interview.sheet:  # someone else's changes came in
            self._step = resumed_with(before, self._dialogue, sheet)

    def _new_file(self) -> SheetFile:
        interview = self._dialogue.interview
        wanted = Path(file_name_for(interview.sheet.place.name))
        path = free_path(wanted)
        if path != wanted:
            text = _("{file} is there already; `nupcheck ask {file}` goes on with that one.",
                     file=wanted)  # fmt: skip
            self._say(text, Style.ASIDE)
        self._say(_("The answers are saved in {file}.", file=path), Style.ASIDE)
        return SheetFile(path, interview.checklist, self._options.checklist)

    def _say(self, text: str, style: Style = Style.PLAIN) -> None:
        from nupcheck.cli.console import print_statement

        plain = self._options.plain
        with self._lines.unread():
            if style is Style.QUESTION and self._lines.is_terminal and not plain:
                print_statement(self._console, "", "", plain=plain)
            is_line = plain or style is Style.VERBATIM
            print_statement(self._console, text, style.value, plain=is_line)

    def _say_stopped(self) -> None:
        """Say where the work is."""
        with suppress(OSError):  # the terminal may be gone
            self._say("")
            if self._autosave is None or self._autosave.file.sheet is None:
                self._say(_("Stopped before anything was saved."))
                return
            text = _("Stopped. Your work is in {file}.", file=self._autosave.name)
            if self._autosave.file.sheet != self._dialogue.interview.sheet:
                text = _("Stopped. Your work before that is in {file}.", file=self._autosave.name)
            self._say(text)
            self._say_commands(self._autosave.file.path, is_finished=False)

    def _finish(self) -> int:
        if self._autosave is None:
            self._say(_("Nothing was answered and nothing was saved."))
            return 0
        from nupcheck.cli.console import print_document
        from nupcheck.documents.score import score_document
        from nupcheck.scoring.score import score

        interview = self._dialogue.interview
        self._say(_("Saved in {file}.", file=self._autosave.name))
        if self._options.plain:
            write_result(printable(messages.plain_result(interview)).encode(), None)
        else:
            result = score(interview.checklist, interview.sheet)
            print_document(score_document(interview.checklist, result, "recommendation"))
        self._say(messages.ending(interview))
        self._say_commands(self._autosave.file.path, is_finished=True)
        return 0

    def _say_commands(self, path: Path, *, is_finished: bool) -> None:
        """The commands that lead on from here, to be copied."""
        general, own = self._options.general, self._options.own
        sheet = str(path)
        if sheet.startswith("-"):  # else it would be taken for an option
            sheet = f"./{sheet}"
        if is_finished:
            score = in_shell(["nupcheck", "score", sheet, *general])
            self._say(_("Score:  {command}", command=score), Style.VERBATIM)
            page = str(path.with_suffix(".html"))
            report = in_shell(["nupcheck", "report", sheet, "-o", page, *general])
            self._say(_("Report: {command}", command=report), Style.VERBATIM)
        resume = in_shell(["nupcheck", "ask", sheet, *general, *own])
        self._say(_("Resume: {command}", command=resume), Style.VERBATIM)
