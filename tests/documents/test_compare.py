"""What a comparison says, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from nupcheck.analysis.compare import Wave, cautions, compare, obstacles
from nupcheck.documents.blocks import Table
from nupcheck.documents.compare import comparison_document
from nupcheck.formats.markdown import to_markdown
from nupcheck.formats.text import to_text
from nupcheck.scoring.score import score
from tests.support import strategies
from tests.support.comparing import NA, scored, second_version

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from nupcheck.documents.blocks import Document

PLACE = {"name": "Riverton", "country": "Examplia", "level": "city"}


def document(*waves: Wave, notes: bool = False) -> Document:
    warnings = (*obstacles(waves), *cautions(waves))
    return comparison_document(compare(waves), warnings, notes=notes)


def dated(date: str, answers: dict[str, Any], **more: Any) -> Wave:
    return scored(answers, date, date=date, place=PLACE, **more)


def test_two_sheets(snapshot: SnapshotAssertion) -> None:
    before = dated("2024-05-01", {"1.1.1": {"answer": "no", "note": "None.", "evidence": "p. 1"}})
    after = dated(
        "2026-05-01",
        {"1.1.1": {"answer": "yes", "note": "Two | three.", "evidence": ["p. 2"]}, "1.1.2": "some"},
    )
    shown = document(before, after, notes=True)
    assert to_text(shown) == snapshot(name="text")
    assert to_markdown(shown) == snapshot(name="markdown")


def test_notes_are_only_counted_unless_wanted(snapshot: SnapshotAssertion) -> None:
    before = dated("2024-05-01", {"1.1.1": {"answer": "no", "note": "None."}})
    after = dated("2026-05-01", {"1.1.1": "no"})
    assert to_text(document(before, after)) == snapshot


def test_better_known_and_not_applicable(snapshot: SnapshotAssertion) -> None:
    before = dated("2024-05-01", {"1.1.2": "yes"})
    after = dated("2026-05-01", {"1.1.1": NA, "1.1.2": "yes"})
    assert to_text(document(before, after)) == snapshot


def test_two_versions_of_two_places(snapshot: SnapshotAssertion) -> None:
    before = scored({"1.1.1": "yes", "1.1.2": "yes"}, "old")
    after = scored(
        {"1.1.1": "yes", "1.1.3": "some"}, "new", second_version(), place={"name": "Harbourview"}
    )
    assert to_text(document(before, after)) == snapshot


def test_a_time_line(snapshot: SnapshotAssertion) -> None:
    waves = [
        dated("2022-05-01", {"1.1.1": "some"}),
        dated("2024-05-01", {"1.1.1": "no", "1.1.2": "yes"}),
        dated("2026-05-01", {"1.1.1": "yes", "1.1.2": "yes"}),
    ]
    assert to_text(document(*waves)) == snapshot


def test_a_time_line_of_settled_sheets(snapshot: SnapshotAssertion) -> None:
    waves = [dated(f"{year}-05-01", {"1.1.1": "no"}) for year in (2022, 2024)]
    waves.append(dated("2026-05-01", {"1.1.1": "yes", "1.1.2": "no"}))
    assert to_text(document(*waves)) == snapshot


def test_many_sheets_go_into_several_tables(snapshot: SnapshotAssertion) -> None:
    answers = ("no", "some", "some", "yes", "no")
    waves = [
        dated(f"20{16 + 2 * number}-05-01", {"1.1.1": answer, "1.1.2": "no"})
        for number, answer in enumerate(answers)
    ]
    assert to_text(document(*waves)) == snapshot


def test_a_time_line_in_which_only_notes_differ(snapshot: SnapshotAssertion) -> None:
    waves = [
        dated(f"{year}-05-01", {"1.1.1": {"answer": "no", "note": f"As of {year}."}})
        for year in (2022, 2024, 2026)
    ]
    assert to_text(document(*waves)) == snapshot


def test_a_sheet_and_itself() -> None:
    one = dated("2026-05-01", {"1.1.1": "yes"})
    assert to_text(document(one, one)).endswith("\nNo difference.\n")


def number(cell: object) -> int:
    """A signed number as it is shown."""
    return int(str(cell).replace("−", "-"))


@given(st.data())
def test_the_causes_shown_add_up_to_the_change_shown(data: st.DataObject) -> None:
    checklist = data.draw(strategies.checklists())
    waves = [
        Wave(label, checklist, score(checklist, data.draw(strategies.sheets(checklist))))
        for label in ("before", "after")
    ]
    tables = [block for block in document(*waves).blocks if isinstance(block, Table)]
    totals = [table for table in tables if table.total and len(table.columns) == 5]
    for table in totals:
        *rows, total = table.rows
        assert sum(number(row[-1]) for row in rows) == number(total[-1])
        for row in rows:
            assert number(row[2]) + number(row[3]) == number(row[4])
    assert bool(totals) is bool(compare(waves).transitions[0].contributions)
