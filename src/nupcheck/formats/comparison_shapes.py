"""What JSON holds of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nupcheck.analysis.diff import reconcile
from nupcheck.formats.shapes import HEAD, QUESTION, SHEET, TALLY, shape

if TYPE_CHECKING:
    from nupcheck.analysis.compare import Transition, Trend
    from nupcheck.analysis.diff import Reconciliation
    from nupcheck.formats.inputs import Compared


class _Branch(NamedTuple):
    """A recommendation with its actions."""

    recommendation: Trend
    actions: tuple[Trend, ...]


def _branches(made: Compared) -> tuple[_Branch, ...]:
    whole = made.comparison
    return tuple(_Branch(each, whole.actions_of(each.id)) for each in whole.recommendations)


def _settled_questions(series: Trend) -> int:
    return series.settled[0].questions


def _reconciled(step: Transition) -> Reconciliation:
    return reconcile(step.before.checklist, step.after.checklist)


ALONG = shape(
    "Along",
    {"tallies": TALLY},
    "change=points",
    {"settled_questions": _settled_questions},
    "settled_change=settled_points trend=direction",
    meaning="A part along all sheets. `tallies` has one entry a sheet, null where that sheet's "
    "checklist has no such part. `change` is the last sheet's points less the first's. `trend` and "
    "`settled_change` look only at the `settled_questions`: those that are answered, off or not "
    "applicable in every sheet.",
)
PART_ALONG = shape("PartAlong", "id title", {"*": ALONG})
TRANSITION = shape(
    "Transition",
    "before=before.label after=after.label change=points",
    {
        "causes=contributions": shape("Contribution", "kind questions gained lost points"),
        "questions=changes": shape(
            "QuestionChange",
            "id kind",
            {"before": QUESTION, "after": QUESTION},
            "change=points evidence_lost evidence_gained",
        ),
        "*": (_reconciled, shape("Reconciliation", "only_before only_after altered")),
    },
    meaning="From one sheet to the next, named by their labels. `only_before` and `only_after` are "
    "questions of only one of the two checklists; `altered` are matched by id, but differ in text, "
    "in their action or in what they follow.",
)
COMPARISON = shape(
    "Comparison",
    HEAD,
    {"sheets=comparison.waves": shape("LabelledSheet", "label", {"*result": SHEET})},
    "warnings identical=comparison.is_empty",
    {
        "total=comparison.total": ALONG,
        "themes=comparison.themes": PART_ALONG,
        "recommendations": (
            _branches,
            shape("RecommendationAlong", {"*recommendation": PART_ALONG, "actions": PART_ALONG}),
        ),
        "stakeholders=comparison.stakeholders": shape(
            "StakeholderAlong", "id name=title", {"*": ALONG}
        ),
        "steps=comparison.transitions": TRANSITION,
    },
    meaning="Two or more scored answer sheets of one place, compared.",
)
