"""`nupcheck ask`: answer the questions one by one."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nupcheck.cli.options import (
    ChecklistOption,
    NoColorOption,
    RecommendationOption,
    StakeholderOption,
    complete_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.model.checklist import Checklist
    from nupcheck.model.sheet import AnswerSheet


def ask(
    sheet: Annotated[
        str | None,
        typer.Argument(
            metavar="SHEET",
            help="The sheet to go on with, or the name of a new one. "
            "Default: a new one named after the place.",
        ),
    ] = None,
    *,
    checklist: ChecklistOption = None,
    stakeholder: StakeholderOption = None,
    recommendation: RecommendationOption = None,
    action: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            metavar="ID",
            autocompletion=complete_part,
            help="Only this action; may be repeated.",
        ),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            metavar="unanswered|ANSWER",
            help="Ask what is unanswered, or once more what has this answer, such as no.",
        ),
    ] = "unanswered",
    live_score: Annotated[
        bool, typer.Option("--live-score", help="Show the score while answering; it may bias.")
    ] = False,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="For screen readers: one statement a line, nothing else."),
    ] = False,
    no_color: NoColorOption = False,
) -> None:
    """Answer the questions one by one.

    Every answer is on disk before the next question appears: stop whenever you like, and go on
    with the same command. Type h for the keys. Answers may come from a pipe, one a line.

    \b
    Examples:
      nupcheck ask riverton.yaml
      nupcheck ask riverton.yaml --stakeholder statistical-offices
      nupcheck ask riverton.yaml --recommendation 9 --only no
    """
    from nupcheck.cli.ask_session import Options, Session
    from nupcheck.cli.line_input import LineInput, silence_lost_streams
    from nupcheck.files.load import load_guidance
    from nupcheck.files.save import SheetFile
    from nupcheck.interview.dialogue import opened
    from nupcheck.interview.state import UNANSWERED, begin
    from nupcheck.locale import SOURCE_LANGUAGE, language
    from nupcheck.model.selection import question_ids, selection_of

    is_new = sheet is None or not _is_there(Path(sheet))
    loaded, answers = _beginning(sheet, checklist, is_new=is_new)
    selection = selection_of(
        loaded, recommendations=recommendation, actions=action, stakeholders=stakeholder
    )
    asked = question_ids(loaded, selection)
    only = _only(loaded, only)
    guidance = load_guidance(loaded, checklist)
    by_itself = os.environ.get("NUPCHECK_LANGUAGE") or SOURCE_LANGUAGE
    is_plain = plain or os.environ.get("TERM") == "dumb"
    if is_plain:
        os.environ["NO_COLOR"] = "1"
    options = Options(
        checklist,
        is_plain,
        general=(
            *_repeated("--checklist", () if checklist is None else (checklist,)),
            *(("--no-color",) if no_color else ()),
            *_repeated("--language", () if language() == by_itself else (language(),)),
        ),
        own=(
            *_repeated("--recommendation", recommendation or ()),
            *_repeated("--action", action or ()),
            *_repeated("--stakeholder", stakeholder or ()),
            *_repeated("--only", () if only == UNANSWERED else (only,)),
            *(("--live-score",) if live_score else ()),
            *(("--plain",) if plain else ()),
        ),
    )
    file = None if sheet is None else SheetFile(Path(sheet), loaded, checklist)
    if file is not None and not is_new:
        answers = file.read()  # once more: another session may have ended in between
    try:
        with LineInput(plain=is_plain) as lines:
            step = opened(
                begin(loaded, answers, asked, only),
                dt.datetime.now().astimezone().date(),
                is_new=is_new,
                live_score=live_score,
                guidance=guidance,
            )
            code = Session(step, file, lines, options).run()
    finally:
        silence_lost_streams()
    raise typer.Exit(code)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that may not be looked into: reading will say so
        return True


def _repeated(option: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for value in values for word in (option, value))


def _beginning(
    name: str | None, checklist: str | None, *, is_new: bool
) -> tuple[Checklist, AnswerSheet]:
    """The checklist, and the sheet to start from."""
    from nupcheck.errors import NupcheckError, quote
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.disk import decode, read_bytes
    from nupcheck.files.load import load_checklist, sheet_of, source_from
    from nupcheck.files.save import is_sheet_name, place_name_from, sheet_names
    from nupcheck.locale import _
    from nupcheck.model.sheet import AnswerSheet, Place

    if name == "-":
        raise NupcheckError(
            _("The questionnaire saves as it goes, and standard input cannot be saved to."),
            _("Name a file. Answers may still come from a pipe: nupcheck ask FILE < answers.txt"),
        )
    if name is not None and not is_new:
        text = decode(read_bytes(name, regular=True), name)
        answers, loaded = sheet_of(source_from(name, text), checklist)
        return loaded, answers
    loaded = load_checklist(checklist or DEFAULT_ID)
    path = None if name is None else Path(name)
    if path is not None and not is_sheet_name(path):
        raise NupcheckError(
            _(
                "There is no file {file}, and a new sheet cannot have this name.",
                file=quote(str(path)),
            ),
            sheet_names(),
        )
    return loaded, AnswerSheet(
        format=1,
        checklist=loaded.id,
        checklist_version=loaded.version,
        place=Place(name=place_name_from(path)),
        answers={},
    )


def _only(checklist: Checklist, word: str) -> str:
    from nupcheck.errors import NupcheckError, quote
    from nupcheck.interview.state import UNANSWERED
    from nupcheck.locale import _
    from nupcheck.model.checklist import NOT_APPLICABLE, fold
    from nupcheck.model.sheet import NOT_APPLICABLE_WORDS, read_answer

    if word == UNANSWERED:
        return word
    if fold(word) in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    try:
        reading = read_answer(checklist, word)
    except ValueError as error:
        raise NupcheckError(
            _("--only {word} is not an answer.", word=quote(word)), str(error)
        ) from None
    return UNANSWERED if reading is None else reading.id
