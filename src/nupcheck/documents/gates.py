"""Gates as a table at the end of a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupcheck.documents.blocks import Column, Document, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupcheck.analysis.gates import Verdict


def with_gates(document: Document, verdicts: Sequence[Verdict]) -> Document:
    """The document with every gate after its last block; as it is when there are no gates."""
    if not verdicts:
        return document
    columns = (Column("Gate"), Column("Result"), Column("Actual"), Column("Missing"))
    rows = tuple(
        (each.rule, "met" if each.passed else "NOT MET", each.found, each.missing)
        for each in verdicts
    )
    return Document((*document.blocks, Heading("Gates", 2), Table(columns, rows)))
