"""One session of the questionnaire: reads a line, lets it take effect, saves, prints, asks on."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nupcheck.cli.ask_saving import Keeper, UnsavedError
from nupcheck.cli.line_input import StoppedError
from nupcheck.cli.main import INTERRUPTED_EXIT_CODE
from nupcheck.cli.streams import write_result
from nupcheck.errors import NupcheckError
from nupcheck.files.disk import display_name
from nupcheck.files.sheet_text import SheetFile, file_name_for, free_path
from nupcheck.interview import review_wording
from nupcheck.interview.dialogue import Turn, resumed_with, take
from nupcheck.interview.wording import Said, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.cli.ask_commands import Commands
    from nupcheck.cli.line_input import LineInput
    from nupcheck.interview.dialogue import Dialogue


class Session:
    """A conversation with its file and its terminal."""

    def __init__(
        self,
        turn: Turn,
        file: SheetFile | None,
        lines: LineInput,
        *,
        checklist_name: str | None,
        commands: Commands,
        plain: bool,
    ) -> None:
        from nupcheck.cli.console import make_console

        self._turn = turn
        self._lines = lines
        self._console = make_console(sys.stderr)
        self._checklist_name = checklist_name
        self._commands = commands
        self._plain = plain
        self._checklist = turn.dialogue.interview.checklist
        self._keeper = None if file is None else Keeper(file, lines, self._say)

    @property
    def _dialogue(self) -> Dialogue:
        return self._turn.dialogue

    def run(self) -> int:
        """Ask until there is nothing more to ask or nobody to answer.

        Returns:
            The exit code: 0, 130 when interrupted, 2 when something could not be saved.

        Raises:
            NupcheckError: The input cannot be used.
        """
        try:
            return self._converse()
        except UnsavedError:
            self._stopped()
            return NupcheckError.exit_code
        except (StoppedError, OSError):  # OSError: the terminal closed while we were writing to it
            self._stopped()
            return INTERRUPTED_EXIT_CODE
        except NupcheckError:
            self._stopped()
            raise
        finally:
            if self._keeper is not None:
                self._keeper.file.close()

    def _converse(self) -> int:
        self._keep(self._dialogue)
        self._say(self._turn.said)
        while not self._dialogue.ended:
            line = self._lines.read(self._dialogue.label)
            if line is None:
                if not self._dialogue.is_done:
                    raise StoppedError
                self._say([Said("")])  # ends the line of the prompt
                break
            before = self._dialogue
            self._turn = take(before, line)
            self._keep(before)
            self._say(self._turn.said)
        return self._finished()

    def _keep(self, before: Dialogue) -> None:
        """Have everything on disk before anything else is said."""
        interview = self._dialogue.interview
        if self._keeper is None:
            if self._dialogue.names_place:
                return
            self._keeper = Keeper(self._new_file(), self._lines, self._say)
        sheet = self._keeper.keep(interview.sheet)
        if sheet != interview.sheet:  # someone else's changes came in
            self._turn = resumed_with(before, self._dialogue, sheet)

    def _new_file(self) -> SheetFile:
        wanted = Path(file_name_for(self._dialogue.interview.sheet.place.name))
        path = free_path(wanted)
        if path != wanted:
            text = f"{wanted} is there already; `nupcheck ask {wanted}` goes on with that one."
            self._say([Said(text, Tone.ASIDE)])
        self._say([Said(f"The answers are saved in {path}.", Tone.ASIDE)])
        return SheetFile(path, self._checklist, self._checklist_name)

    def _say(self, said: Iterable[Said]) -> None:
        from nupcheck.cli.console import print_statement

        for each in said:
            is_apart = each.tone is Tone.QUESTION and self._lines.is_terminal and not self._plain
            if is_apart:
                print_statement(self._console, "", "", plain=self._plain)
            is_whole = self._plain or each.tone is Tone.VERBATIM
            print_statement(self._console, each.text, each.tone.value, plain=is_whole)

    def _stopped(self) -> None:
        """Say where the work is."""
        with suppress(OSError):  # the terminal may be gone
            self._say([Said("")])
            if self._keeper is None or self._keeper.file.sheet is None:
                self._say([Said("Stopped before anything was saved.")])
                return
            path = self._keeper.file.path
            before = self._keeper.file.sheet != self._dialogue.interview.sheet
            work = "Your work before that" if before else "Your work"
            self._say(
                (
                    Said(f"Stopped. {work} is in {display_name(str(path))}."),
                    Said(f"Resume: {self._commands.resume(path)}", Tone.VERBATIM),
                )
            )

    def _finished(self) -> int:
        if self._keeper is None:
            self._say([Said("Nothing was answered and nothing was saved.")])
            return 0
        from nupcheck.cli.console import print_document
        from nupcheck.documents.score import score_document
        from nupcheck.scoring.score import score

        interview = self._dialogue.interview
        path, commands = self._keeper.file.path, self._commands
        self._say([Said(f"Saved in {display_name(str(path))}.")])
        if self._plain:
            write_result(review_wording.plain_result(interview).encode(), None)
        else:
            result = score(self._checklist, interview.sheet)
            print_document(score_document(self._checklist, result, "recommendation"))
        self._say(review_wording.ending(interview))
        self._say(
            (
                Said(f"Score:  {commands.score(path)}", Tone.VERBATIM),
                Said(f"Report: {commands.report(path)}", Tone.VERBATIM),
                Said(f"Resume: {commands.resume(path)}", Tone.VERBATIM),
            )
        )
        return 0
