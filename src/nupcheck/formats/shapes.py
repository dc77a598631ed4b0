"""What JSON holds of the values that commands make: which keys, in which order, from where.

A key is written as its name; as ``name=path`` where it is from another attribute; with a ``?`` if
it is left out when there is nothing to hold; and as ``*path`` for all the keys of a shape in its
place. Each is of the type of its attribute, or of what its function returns: the JSON Schemas are
made from that (see `schemas`). The keys are a contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from nupcheck.formats.inputs import Compared, Planned, Reported, Scored
from nupcheck.model.selection import ALL
from nupcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nupcheck.analysis.comparability import Reconciliation
    from nupcheck.analysis.compare import Series, Step
    from nupcheck.analysis.gaps import Task
    from nupcheck.analysis.gates import Verdict
    from nupcheck.analysis.plan import Aim
    from nupcheck.analysis.scenario import Change
    from nupcheck.model.guidance import FirstStep, Practice, Resource
    from nupcheck.model.selection import Selection

    Function = Callable[[Any], object]

_NOTHING = (None, "", ())


class Key(NamedTuple):
    """One key.

    Attributes:
        name: In JSON; empty for all the keys of its shape.
        source: The path of attributes it is from, empty for the value itself; or a function.
        shape: Of what it holds, or of each of several; None for plain data.
        is_optional: It is left out where there is nothing to hold.
    """

    name: str
    source: str | Function
    shape: Shape | None
    is_optional: bool

    def value_in(self, holder: Any) -> Any:  # noqa: ANN401 - whatever the shape is of
        """What it holds of a value."""
        if not isinstance(self.source, str):
            return self.source(holder)
        for name in filter(None, self.source.split(".")):
            holder = getattr(holder, name)
        return holder


class Shape(NamedTuple):
    """Keys in their order; `meaning` tells what the docstring of the class they are of does not."""

    name: str
    keys: tuple[Key, ...]
    meaning: str

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - any value to plain data
        """A value as plain data, several as a list of them."""
        if value is None:
            return None
        if type(value) in {tuple, list}:
            return [self.encode(each) for each in value]
        data: dict[str, Any] = {}
        for key in self.keys:
            held = key.value_in(value)
            if key.is_optional and held in _NOTHING:
                continue
            plain = key.shape.encode(held) if key.shape else held
            data |= {key.name: plain} if key.name else plain
        return data


def shape(
    name: str,
    *keys: str | Mapping[str, Shape | Function | tuple[Function, Shape]],
    meaning: str = "",
) -> Shape:
    """A shape; text lists keys of plain data, mappings name a key's shape, function or both."""
    listed: list[Key] = []
    for some in keys:
        for word, more in (dict.fromkeys(some.split()) if isinstance(some, str) else some).items():
            bare, _, path = word.partition("=")
            own = bare.rstrip("?")
            source: str | Function = path or own.lstrip("*")
            held: Shape | None = None
            if isinstance(more, Shape):
                held = more
            elif isinstance(more, tuple):
                source, held = more
            elif more is not None:
                source = more
            listed.append(Key("" if "*" in own else own, source, held, own != bare))
    return Shape(name, tuple(listed), meaning)


# A scored sheet


def _format(_made: object) -> Literal[1]:
    return 1


def _nupcheck(_made: object) -> str:
    return __version__


def _narrowed_to(made: Scored) -> Selection | None:
    return None if made.result.selection == ALL else made.result.selection


def _missing(gate: Verdict) -> str | None:
    return gate.missing or None


def _concerned(gate: Verdict) -> list[str]:
    return [remark.question for remark in gate.remarks]


_HEAD: dict[str, Function] = {"format": _format, "nupcheck": _nupcheck}
_COUNTS = (
    "points maximum percent low high applicable_maximum applicable_percent "
    "answered off not_applicable unanswered"
)
COUNTS = shape("Counts", _COUNTS)
TALLY = shape(
    "Tally",
    f"{_COUNTS} questions",
    meaning="Points and counts of a part. A percentage of nothing is null.",
)
CHECKLIST = shape(
    "Checklist",
    "id=checklist_id version=checklist_version digest=checklist_digest",
    meaning="Which checklist, exactly: the digest is that of its content.",
)
PLACE = shape("Place", "name country? level?")
SHEET = shape("Sheet", {"checklist=.": CHECKLIST, "place": PLACE}, "date")
QUESTION = shape(
    "Question",
    "id state answer points maximum note? evidence? by?",
    meaning="One question; an off one keeps the answer the sheet has for it, and earns 0.",
)
ACTION = shape("Action", "id title stakeholders", {"*tally": COUNTS, "questions": QUESTION})
RECOMMENDATION = shape("Recommendation", "id title theme", {"*tally": TALLY, "actions": ACTION})
RESULT = shape(
    "Result",
    _HEAD,
    {
        "*result": SHEET,
        "total=result.tally": TALLY,
        "themes=result.themes": shape("Theme", "id title", {"*tally": TALLY}),
        "recommendations=result.recommendations": RECOMMENDATION,
        "stakeholders=result.stakeholders": shape(
            "Stakeholder", "id name=title", {"*tally": TALLY}
        ),
        "findings=result.findings": shape("Finding", "code question message"),
        "gates": shape(
            "Gate",
            "rule passed actual unit",
            {"missing": _missing, "questions": _concerned},
            meaning="A condition on the result, and whether it was met. `actual` counts what "
            "`unit` says; `missing` is null and `questions` empty when it was met.",
        ),
        "narrowed_to?": (_narrowed_to, shape("Narrowing", "recommendations stakeholders")),
    },
    meaning="A scored answer sheet.",
)


# A comparison


class _Branch(NamedTuple):
    """A recommendation with its actions."""

    recommendation: Series
    actions: tuple[Series, ...]


def _branches(made: Compared) -> tuple[_Branch, ...]:
    whole = made.comparison
    return tuple(_Branch(each, whole.actions_of(each.id)) for each in whole.recommendations)


def _settled_questions(series: Series) -> int:
    return series.settled[0].questions


def _reconciled(step: Step) -> Reconciliation:
    from nupcheck.analysis.comparability import reconcile

    return reconcile(step.before.checklist, step.after.checklist)


ALONG = shape(
    "Along",
    {"tallies": TALLY},
    "change=points",
    {"settled_questions": _settled_questions},
    "settled_change=settled_points trend",
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
        "causes": shape("Contribution", "kind questions gained lost points"),
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
    _HEAD,
    {"sheets=comparison.rounds": shape("LabelledSheet", "label", {"*result": SHEET})},
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
        "steps=comparison.steps": TRANSITION,
    },
    meaning="Two or more scored answer sheets of one place, compared.",
)


# A plan


class _Advised(NamedTuple):
    """A question that can still earn points, and by their ids what the source advises for it."""

    task: Task
    practices: list[str]
    first_steps: list[str]
    resources: list[str]


class _Advice(NamedTuple):
    """What the tasks name, each once; `mappings` say who judged what belongs where."""

    practices: list[Practice]
    first_steps: list[FirstStep]
    resources: list[Resource]
    mappings: dict[str, str]


class _Supposed(NamedTuple):
    """The result as it would be."""

    changes: tuple[Change, ...]
    made: Scored


def _aid(made: Planned) -> str:
    from nupcheck.documents.plan import aid_sentence

    return aid_sentence(made.checklist)


def _tasks(made: Planned) -> list[_Advised]:
    guidance = made.guidance
    return [
        _Advised(
            task,
            [each.id for each in guidance.practices_of(task.action)],
            [each.id for each in guidance.first_steps_of(task.recommendation)],
            [each.id for each in guidance.resources_of(task.action)],
        )
        for task in made.plan.tasks
    ]


def _advice(made: Planned) -> _Advice:
    guidance, tasks = made.guidance, _tasks(made)
    practices = {each for task in tasks for each in task.practices}
    first_steps = {each for task in tasks for each in task.first_steps}
    resources = {each for task in tasks for each in task.resources}
    notes = {name: guidance.mapping_of(name) for name in ("practices", "resources")}
    return _Advice(
        [each for each in guidance.practices if each.id in practices],
        [each for each in guidance.first_steps if each.id in first_steps],
        [each for each in guidance.resources if each.id in resources],
        {name: note for name, note in notes.items() if note},
    )


def _what_if(made: Planned) -> _Supposed | None:
    if (what_if := made.plan.what_if) is None:
        return None
    return _Supposed(what_if.changes, Scored(made.checklist, what_if.after))


def _target(aim: Aim) -> str:
    return str(aim.target)


def _part(aim: Aim) -> str:
    return str(aim.target.selection)


ANSWER = shape("Answer", "state answer points")
CHANGE = shape("Change", "question", {"before": ANSWER, "after": ANSWER}, "cost?")
PLAN = shape(
    "Plan",
    _HEAD,
    {
        "aid": _aid,
        "*plan.result": SHEET,
        "total=plan.result.tally": TALLY,
        "tasks": (
            _tasks,
            shape(
                "Task",
                {
                    "*task": shape(
                        "Gap",
                        "question action recommendation stakeholders state answer points gain "
                        "opens opened after",
                    )
                },
                "practices first_steps resources",
                meaning="A question that can still earn points; `opened` is what the questions it "
                "opens can earn.",
            ),
        ),
        "guidance": (
            _advice,
            shape(
                "Guidance",
                {
                    "practices": shape("Practice", "id title where done outcome source"),
                    "first_steps": shape("FirstStep", "id challenge step source"),
                    "resources": shape("Resource", "id title publisher year purpose url source"),
                },
                "mappings",
            ),
        ),
        "what_if?": (_what_if, shape("WhatIf", {"changes": CHANGE, "result=made": RESULT})),
        "target?=plan.aim": shape(
            "Target",
            {"target": _target, "part": _part},
            "needed",
            {"before": TALLY, "after": TALLY, "changes": CHANGE},
            "cost? unit?",
        ),
    },
    meaning="A plan: nupcheck's own aid, no part of the checklist's source.",
)


# A report


def _scored(made: Reported) -> Scored:
    return Scored(made.context.checklist, made.context.result)


def _compared(made: Reported) -> Compared | None:
    from nupcheck.analysis.compare import Round, compare

    context = made.context
    if context.before is None or context.checklist_before is None:
        return None
    sheets = (context.checklist_before, context.before), (context.checklist, context.result)
    rounds = [
        Round(result.date.isoformat() if result.date else "", checklist, result)
        for checklist, result in sheets
    ]
    return Compared(compare(rounds), context.cautions)


def _planned(made: Reported) -> Planned | None:
    from nupcheck.model.guidance import Guidance

    checklist, plan, guidance = made.context.checklist, made.context.plan, made.context.guidance
    return None if plan is None else Planned(checklist, plan, guidance or Guidance(checklist))


REPORT = shape(
    "Report",
    {"*": (_scored, RESULT)},
    "title?=options.title",
    {"comparison?": (_compared, COMPARISON), "plan?": (_planned, PLAN)},
    meaning="A scored answer sheet, with the title, the comparison and the plan asked for.",
)
