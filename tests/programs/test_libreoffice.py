"""Word documents and workbooks in LibreOffice: opened whole, and reckoned anew to the same sums."""

from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from nupcheck.analysis.compare import Wave, compare
from nupcheck.documents.report import ReportOptions, context_of
from nupcheck.formats.docx import to_docx
from nupcheck.formats.xlsx import to_xlsx
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.sheet import Answer, AnswerSheet, Place
from nupcheck.scoring.score import score
from tests.programs.tools import need_program

if TYPE_CHECKING:
    from pathlib import Path

    from nupcheck.analysis.compare import Trend
    from nupcheck.documents.blocks import Document
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import Result, Tally

_SHEETS = 2 * settings.default.max_examples
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"  # comma, quote, UTF-8
_FORMULA_VALUE = re.compile(r"(<c [^>]*>)<f>([^<]*)</f><v>[^<]*</v>")


def convert(target: str, folder: Path, *files: Path) -> str:
    """Have LibreOffice convert files in one go; returns what it complained about."""
    office = need_program("soffice", "libreoffice", package="libreoffice-calc libreoffice-writer")
    run = subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
    )
    return run.stderr


def random_sheet(checklist: Checklist, seed: int) -> AnswerSheet:
    chance = random.Random(seed)
    answers = {}
    share = chance.random()
    for question in checklist.questions.values():
        if chance.random() < share:
            words = [answer.id for answer in checklist.scale]
            words += [NOT_APPLICABLE] if question.may_be_not_applicable else []
            answers[question.id] = Answer(answer=chance.choice(words), note="because")
    return AnswerSheet(
        format=1, checklist=checklist.id, place=Place(name=f"City {seed}"), answers=answers
    )


def without_values(data: bytes) -> bytes:
    """A workbook without the results of its formulas, so that they must be reckoned."""
    stream = io.BytesIO()
    found = 0
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name.startswith("xl/worksheets/"):
                content, count = _FORMULA_VALUE.subn(r"\1<f>\2</f>", content)
                found += count
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
    assert found
    return stream.getvalue()


def expected(checklist: Checklist, old: Result, new: Result) -> list[list[str]]:
    """The rows of the summary: recommendations, total, themes; each with what `compare` says."""
    compared = compare((Wave("old", checklist, old), Wave("new", checklist, new)))
    rows = [*compared.recommendations, replace(compared.total, title="Total"), *compared.themes]
    return [[each.title, *_figures(each.tallies[1]), *_changes(each)] for each in rows]


def _changes(series: Trend) -> list[str]:
    before, points = series.tallies[0], series.points
    assert before is not None
    assert points is not None
    return [str(before.points), f"{points:+d}".replace("-", "−") if points else "0"]


def _figures(tally: Tally | None) -> list[str]:
    assert tally is not None
    percent = "" if tally.percent is None else f"{tally.percent:.1f}%"
    numbers = (tally.low, tally.high, tally.unanswered)
    return [str(tally.points), str(tally.maximum), percent, *map(str, numbers)]


def test_libreoffice_reckons_the_same_sums(checklist: Checklist, tmp_path: Path) -> None:
    wanted = {}
    for seed in range(_SHEETS):
        old = random_sheet(checklist, seed + _SHEETS)
        context = context_of(
            checklist, random_sheet(checklist, seed), ReportOptions(before=(checklist, old))
        )
        wanted[seed] = expected(checklist, score(checklist, old), context.result)
        file = tmp_path / f"{seed}.xlsx"
        file.write_bytes(without_values(to_xlsx(context, context.result.place.name)))
    convert(_CSV, tmp_path, *(tmp_path / f"{seed}.xlsx" for seed in range(_SHEETS)))
    for seed, rows in wanted.items():
        with (tmp_path / f"{seed}.csv").open(encoding="utf-8", newline="") as stream:
            found = [row[1:10] for row in csv.reader(stream) if len(row) >= 10]
        numbers = [row for row in found if row[1].isdigit()]
        assert numbers == rows, seed


@pytest.mark.parametrize("name", ["whole", "partial", "own", "hostile"])
def test_a_document_opens_and_converts_whole(
    reports: dict[str, Document], tmp_path: Path, name: str
) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(to_docx(reports[name]))
    complaints = convert("pdf", tmp_path, file)
    assert "rror" not in complaints
    reader = need_program("pdftotext", package="poppler-utils")
    run = subprocess.run(
        [reader, str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True, timeout=60
    )
    text = run.stdout.decode()
    for part in reports[name].blocks:
        for card in getattr(part, "cards", ()):
            assert card.number in text
    assert "About this report" in text


def test_the_stated_rows_are_those_of_a_score(checklist: Checklist) -> None:
    old, new = (score(checklist, random_sheet(checklist, seed)) for seed in (0, 1))
    rows = expected(checklist, old, new)
    assert len(rows) == len(checklist.recommendations) + 1 + len(checklist.themes)
