"""What a report has beyond a document's headings and tables, as data: figures, links, layout.

Each figure has a title, a description in a sentence and a table with the same numbers, so that a
medium without pictures, and a person who does not see them, lose nothing. Shares are from 0 to 1
and only say how far something is drawn; the numbers to read stand beside them as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    import datetime as dt

    from nupcheck.documents.blocks import Block, Score, Table
    from nupcheck.scoring.result import State


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere: an http(s) address, or ``#anchor`` of a heading or a card."""

    text: str
    target: str

    def __str__(self) -> str:
        return self.text


Text = str | Link


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what they say, a line each."""

    items: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A list of texts, each with a line of detail below; numbered when their order counts."""

    items: tuple[tuple[Text, str], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that stay out of the way until asked for, in a medium that can; else in full."""

    title: str
    blocks: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts that stand side by side where there is room, else below each other."""

    parts: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One part's score.

    Attributes:
        label: Its name.
        score: Points of the maximum.
        percent: The same to read, such as "51.1%".
        low: The least share that the part can still end with.
        high: The most; equal to `low` once nothing is open.
        before: The share in the earlier sheet, when there is one.
        change: The change since then to read, such as "+3", empty when there is no then.
        text: All of it in half a sentence.
        anchor: Where in the document the part is treated, empty for nowhere.
        number: A short id to print before the label, may be empty.
    """

    label: str
    score: Score
    percent: str
    low: float
    high: float
    before: float | None
    change: str
    text: str
    anchor: str = ""
    number: str = ""

    @property
    def share(self) -> float:
        """Points of the maximum, 0 where there is nothing to reach."""
        return self.score.points / self.score.maximum if self.score.maximum else 0.0


@dataclass(frozen=True, slots=True)
class Headline:
    """The one number of a document: large, with its bounds drawn and said in `summary`."""

    title: str
    measure: Measure
    of: str
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each part, in the given order."""

    title: str
    description: str
    measures: tuple[Measure, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Rings:
    """A ring for each of a few parts, its percentage inside."""

    title: str
    description: str
    measures: tuple[Measure, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Mark:
    """One question in a strip: its state, and how full it is drawn: points of the best points."""

    label: str
    state: State
    share: float = 0.0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class StripRow:
    """The marks of one part, in groups with a gap between them."""

    number: str
    label: str
    anchor: str
    groups: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Every question of a sheet at a glance."""

    title: str
    description: str
    rows: tuple[StripRow, ...]
    legend: tuple[Mark, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One question with its answer and what stands with it.

    Attributes:
        answer: The answer or the state, to read.
        points: To read, such as "1/2"; empty where nothing can be earned.
        details: Terms and what they say: note, evidence, who answered, the answer before.
    """

    number: str
    text: str
    answer: str
    points: str
    mark: Mark
    details: tuple[tuple[str, tuple[Text, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The questions of one action, as cards or as a table with these column titles."""

    cards: tuple[AnswerCard, ...]
    columns: tuple[str, str, str, str]


Figure = Headline | Bars | Rings | Strip | Answers
Part = Union["Block", Facts, Steps, Fold, Columns, Figure]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG file's bytes."""

    data: bytes
    kind: Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Report:
    """A document with figures.

    Attributes:
        title: What it is called; the heading of level 1 among the parts says the same.
        parts: What it says, from top to bottom.
        language: Of its words, as a language tag.
        date: What it is dated, for media that carry a date; never the day it was made.
        logo: A picture to stand on top.
    """

    title: str
    parts: tuple[Part, ...]
    language: str = "en"
    date: dt.date | None = None
    logo: Picture | None = None
