"""The options that set gates."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

FailUnderOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[PART=]N",
        help="Fail under N percent, or with 14p under 14 points: 60, 9=70, 9.1=50, 9=14p, "
        "theme:ID=60, stakeholder:ID=50; may be repeated.",
    ),
]
RequireCompleteOption = Annotated[
    list[str] | None,
    typer.Option(metavar="[ID]", help="Fail if a question is open, anywhere or in a part."),
]
RequireEvidenceOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[ID]",
        help="Fail if an answer that earns points has neither a note nor evidence.",
    ),
]
MaxAgeOption = Annotated[
    str | None,
    typer.Option(metavar="Nd", help="Fail if the sheet is older than N days, such as 730d."),
]
TodayOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day that --max-age counts to. Default: today."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Fail if there are findings.")]
BaselineOption = Annotated[
    str | None, typer.Option(metavar="OLD", help="The older sheet for --no-regression.")
]
NoRegressionOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[LEVEL]",
        help="Fail if a recommendation (or action, or question) earns less than in the older "
        "sheet, or a question that earned points is now not needed or not applicable.",
    ),
]
GatesOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="A YAML file of gates; those given here are added to it."),
]


class GateFlags(NamedTuple):
    """What was given of them on the command line."""

    fail_under: tuple[str, ...]
    require_complete: tuple[str, ...]
    require_evidence: tuple[str, ...]
    max_age: str | None
    today: str | None
    no_regression: tuple[str, ...]
    baseline: str | None
    strict: bool
    file: str | None

    def words_for(self, key: str) -> tuple[str, ...]:
        """The words given for one of `nupcheck.model.gates.KEYS`; an option alone says true."""
        match getattr(self, key):
            case tuple() as words:
                return words
            case None | False:
                return ()
            case given:
                return (str(given).lower(),) if given is True else (given,)

    @property
    def is_empty(self) -> bool:
        """No gate was asked for, and nothing given that only a gate has a use for."""
        return self == GateFlags((), (), (), None, None, (), None, False, None)
