"""Reports of different sheets, as real programs get them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.documents.report import ReportOptions, context_of, report
from nupcheck.files.load import load_guidance, load_sheet
from tests.support.hostile import hostile_sheet

if TYPE_CHECKING:
    from nupcheck.documents.blocks import Document
    from nupcheck.model.checklist import Checklist

_OWN = tuple(
    f"examples/own-checklist/{name}"
    for name in ("willow-street-library.json", "library-accessibility.yaml")
)


@pytest.fixture(scope="session")
def reports(checklist: Checklist) -> dict[str, Document]:
    """One with all there can be, an unfinished one, a part, another checklist's, a hostile one."""
    guidance = load_guidance(checklist)
    new, _ = load_sheet("examples/riverton-2026.yaml")
    old, _ = load_sheet("examples/riverton-2024.yaml")
    partial, _ = load_sheet("examples/harbourview-partial.yaml")
    own_sheet, own = load_sheet(*_OWN)
    local = next(each for each in checklist.stakeholders if each.id == "local-government")
    cases = {
        "whole": (checklist, new, ReportOptions(before=(checklist, old), guidance=guidance)),
        "partial": (checklist, partial, ReportOptions(guidance=guidance)),
        "part": (checklist, new, ReportOptions(stakeholder=local, guidance=guidance)),
        "own": (own, own_sheet, ReportOptions()),
        "hostile": (checklist, hostile_sheet(checklist), ReportOptions()),
    }
    return {
        name: report(context_of(used, sheet, options), options)
        for name, (used, sheet, options) in cases.items()
    }
