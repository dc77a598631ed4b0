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
    known_ids,
)

if TYPE_CHECKING:
    from nupcheck.interview.scope import Scope
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
    from nupcheck.cli.ask_commands import Commands
    from nupcheck.cli.ask_session import Session
    from nupcheck.cli.line_input import LineInput, silence_lost_streams
    from nupcheck.files.guidance import load_guidance
    from nupcheck.files.sheet_text import SheetFile
    from nupcheck.interview.dialogue import opened

    is_new = sheet is None or not _is_there(Path(sheet))
    loaded, answers = _beginning(sheet, checklist, is_new=is_new)
    scope = _scope(loaded, recommendation, action, stakeholder, only)
    guidance = load_guidance(loaded, checklist)
    commands = Commands(
        general=(
            *(("--checklist", checklist) if checklist is not None else ()),
            *(("--no-color",) if no_color else ()),
        ),
        own=(
            *scope.options,
            *(("--live-score",) if live_score else ()),
            *(("--plain",) if plain else ()),
        ),
    )
    today = dt.datetime.now().astimezone().date()
    is_plain = plain or os.environ.get("TERM") == "dumb"
    if is_plain:
        os.environ["NO_COLOR"] = "1"
    file = None if sheet is None else SheetFile(Path(sheet), loaded, checklist)
    if file is not None and not is_new:
        answers = file.read()  # once more: another session may have ended in between
    try:
        with LineInput(plain=is_plain) as lines:
            turn = opened(
                loaded,
                answers,
                scope,
                today,
                is_new=is_new,
                live_score=live_score,
                guidance=guidance,
            )
            session = Session(
                turn, file, lines, checklist_name=checklist, commands=commands, plain=is_plain
            )
            code = session.run()
    finally:
        silence_lost_streams()
    raise typer.Exit(code)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that may not be looked into: reading will say so
        return True


def _beginning(
    name: str | None, checklist: str | None, *, is_new: bool
) -> tuple[Checklist, AnswerSheet]:
    """The checklist, and the sheet to start from."""
    from nupcheck.errors import NupcheckError, quote
    from nupcheck.files.builtin import DEFAULT_ID
    from nupcheck.files.load import load_checklist, load_sheet
    from nupcheck.files.sheet_text import SHEET_NAMES, is_sheet_name, place_name_from

    if name == "-":
        raise NupcheckError(
            "The questionnaire saves as it goes, and standard input cannot be saved to.",
            "Name a file. Answers may still come from a pipe: nupcheck ask FILE < answers.txt",
        )
    if name is not None and not is_new:
        answers, loaded = load_sheet(name, checklist)
        return loaded, answers
    loaded = load_checklist(checklist or DEFAULT_ID)
    path = None if name is None else Path(name)
    if path is not None and not is_sheet_name(path):
        raise NupcheckError(
            f"There is no file {quote(str(path))}, and a new sheet cannot have this name.",
            SHEET_NAMES,
        )
    return loaded, _blank(loaded, place_name_from(path))


def _blank(checklist: Checklist, place: str) -> AnswerSheet:
    from nupcheck.model.sheet import AnswerSheet, Place

    return AnswerSheet(
        format=1,
        checklist=checklist.id,
        checklist_version=checklist.version,
        place=Place(name=place),
        answers={},
    )


def _scope(
    checklist: Checklist,
    recommendations: list[str] | None,
    actions: list[str] | None,
    stakeholders: list[str] | None,
    only: str,
) -> Scope:
    from nupcheck.errors import NothingChosenError
    from nupcheck.interview.scope import Scope

    parts = [part.id for part in checklist.recommendations]
    bodies = [body.id for body in checklist.stakeholders]
    scope = Scope(
        known_ids(recommendations or [], parts, "recommendation"),
        known_ids(actions or [], checklist.actions, "action"),
        known_ids(stakeholders or [], bodies, "stakeholder"),
        _only(checklist, only),
    )
    if not scope.questions(checklist):
        raise NothingChosenError
    return scope


def _only(checklist: Checklist, word: str) -> str:
    from nupcheck.errors import NupcheckError, quote
    from nupcheck.interview.scope import UNANSWERED
    from nupcheck.model.checklist import NOT_APPLICABLE, fold
    from nupcheck.model.sheet import NOT_APPLICABLE_WORDS, read_answer

    if word == UNANSWERED:
        return word
    if fold(word) in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    try:
        reading = read_answer(checklist, word)
    except ValueError as error:
        raise NupcheckError(f"--only {quote(word)} is not an answer.", str(error)) from None
    return UNANSWERED if reading is None else reading.id
