"""What several documents have in common: tables of tallies, findings, gates, the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from nupcheck.documents.blocks import (
    Bar,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Percent,
    Score,
    Table,
)
from nupcheck.documents.labels import points_of
from nupcheck.locale import _, ngettext
from nupcheck.locale.values import NOTHING, listed, percent, signed
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nupcheck.analysis.gates import GateResult
    from nupcheck.documents.blocks import Block, Cell
    from nupcheck.model.checklist import Checklist
    from nupcheck.scoring.result import Finding, Result, Tally

Number = Literal[
    "score", "points", "maximum", "percent", "bar", "low", "high", "open", "before", "change"
]


class TallyRow(NamedTuple):
    """One part in a table of tallies; `before` is its tally in an earlier sheet."""

    id: str
    title: str
    tally: Tally
    before: Tally | None = None


def columns(*left: str, right: Iterable[str] = ()) -> tuple[Column, ...]:
    """Columns of text, then those of numbers."""
    return (*map(Column, left), *(Column(title, "right") for title in right))


def tally_table(
    title: str,
    rows: Iterable[TallyRow],
    numbers: Sequence[Number],
    total: TallyRow | None = None,
    *,
    number: str | None = "",
    caption: str = "",
) -> Table:
    """Parts with their numbers, a row each.

    Args:
        title: Of the column that names the parts.
        rows: The parts.
        numbers: Which columns to show.
        total: The last row, which sums up the others.
        number: The title of the column of ids; None for no such column.
        caption: Of the whole.
    """
    chosen = [_numbers()[each] for each in numbers]
    heads = [Column(title), *(Column(head, align) for head, align, _cell in chosen)]
    if number is not None:
        heads.insert(0, Column(number, "right"))
    every = [*rows, total] if total else rows
    cells: list[tuple[Cell, ...]] = [
        (*((row.id,) if number is not None else ()), row.title, *(cell(row) for *_, cell in chosen))
        for row in every
    ]
    return Table(tuple(heads), tuple(cells), caption, total=total is not None)


def _numbers() -> dict[Number, tuple[str, Literal["left", "right"], Callable[[TallyRow], Cell]]]:
    """The title, the alignment and the content of every column that a tally can have."""
    return {
        "score": (_("Points"), "right", lambda row: Score(row.tally.points, row.tally.maximum)),
        "points": (_("Points"), "right", lambda row: row.tally.points),
        "maximum": (_("Maximum"), "right", lambda row: row.tally.maximum),
        "percent": ("%", "right", lambda row: Percent(row.tally.percent)),
        "bar": ("", "left", lambda row: Bar(row.tally.points, row.tally.maximum)),
        "low": (_("Low"), "right", lambda row: row.tally.low),
        "high": (_("High"), "right", lambda row: row.tally.high),
        "open": (_("Open"), "right", lambda row: row.tally.unanswered),
        "before": (_("Before"), "right", lambda row: row.before.points if row.before else NOTHING),
        "change": (_("Change"), "right", lambda row: signed(points_since(row.tally, row.before))),
    }


def points_since(tally: Tally, before: Tally | None) -> int | None:
    """The points that a part gained since an earlier sheet, None where that lacks it."""
    return None if before is None else tally.points - before.points


def remarks(tally: Tally) -> Iterator[str]:
    """What a total alone does not say: how far it can still move, and what does not apply."""
    if not tally.is_complete:
        yield ngettext(
            "{n} of {questions} questions is open: once all are answered, the total will be "
            "between {low} and {high} of {maximum} ({least} to {most}).",
            "{n} of {questions} questions are open: once all are answered, the total will be "
            "between {low} and {high} of {maximum} ({least} to {most}).",
            tally.unanswered,
            questions=tally.questions,
            low=tally.low,
            high=tally.high,
            maximum=tally.maximum,
            least=percent(tally._replace(points=tally.low).percent),
            most=percent(tally._replace(points=tally.high).percent),
        )
    if tally.applicable_maximum != tally.maximum:
        applicable = tally._replace(maximum=tally.applicable_maximum)
        yield _("Leaving out what does not apply here: {points}.", points=points_of(applicable))


def findings(found: Sequence[Finding]) -> Iterator[Block]:
    """What a person should look at, under a heading; nothing when there is nothing."""
    if found:
        yield Heading(_("Findings"), 2, "findings")
        yield Bullets(tuple(f"{each.message} [{each.code}]" for each in found))


def gates(verdicts: Sequence[GateResult]) -> Iterator[Block]:
    """Every gate with what it found; nothing when there are none."""
    if verdicts:
        met, not_met = _("met"), _("NOT MET")
        yield Heading(_("Gates"))
        yield Table(
            columns(_("Gate"), _("Result"), _("Actual"), _("Missing")),
            tuple(
                (each.rule, met if each.passed else not_met, each.found, each.missing)
                for each in verdicts
            ),
        )


def checklist_line(checklist: Checklist) -> str:
    """Which checklist it is, by title, id and version."""
    return f"{checklist.title} ({checklist.id} {checklist.version})"


def source(checklist: Checklist) -> Iterator[str]:
    """The publication that a checklist restates, and the notice that goes with it."""
    if (of := checklist.source) is not None:
        facts = (of.title, of.publisher, of.year, of.reference, of.url)
        named = listed(str(fact) for fact in facts if fact)
        yield _("The checklist restates: {source}.", source=named)
        if of.notice:
            yield of.notice


def made_by(result: Result) -> str:
    """What numbers were made with, to make them again."""
    return _(
        "Made by nupcheck {version} from the checklist {id}, version {checklist}, {digest}.",
        version=__version__,
        id=result.checklist_id,
        checklist=result.checklist_version,
        digest=result.checklist_digest,
    )


def asides(texts: Iterable[str]) -> Iterator[Paragraph]:
    """Paragraphs that stand back."""
    return (Paragraph(text, "aside") for text in texts)
