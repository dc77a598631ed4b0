"""What is shown of a checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nupcheck.documents.show import part_document
from nupcheck.formats.markdown import to_markdown

if TYPE_CHECKING:
    from nupcheck.model.checklist import Checklist


@pytest.mark.parametrize(
    ("question", "basis"),
    [
        ("1.1.2", "(the source states this condition)"),
        ("1.1.5", "(the source states the condition; which question it hangs on is nupcheck's"),
        ("2.2.2", "(the source's wording presupposes it; the condition is nupcheck's reading)"),
    ],
)
def test_a_follow_up_says_whose_its_condition_is(
    checklist: Checklist, question: str, basis: str
) -> None:
    text = to_markdown(part_document(checklist, checklist.questions[question]))
    assert basis in text.replace("\\", "")
