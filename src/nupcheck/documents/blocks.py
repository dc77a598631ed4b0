"""What a document is made of, from headings to charts, as data for every medium.

Text is plain: every format escapes for its medium. A chart has a title, a description in a sentence
and a table with the same numbers, so that a medium without pictures, and a person who does not see
them, lose nothing; `flatten` puts those in its place. Shares are from 0 to 1 and only say how far
something is drawn; the numbers to read stand beside them as text.

Named tuples, for every `nupcheck score` loads this: five times as fast to set up as dataclasses,
and faster still where annotations are no text that has to be read.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from nupcheck.scoring.result import State


class Percent(NamedTuple):
    """A percentage to one decimal, None where there is nothing to divide by."""

    value: float | None

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value:.1f}"


class Score(NamedTuple):
    """Points out of a maximum."""

    points: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.points}/{self.maximum}"


class Bar(NamedTuple):
    """A share of a whole to be drawn; the numbers stand beside it in cells of their own."""

    points: int
    maximum: int

    def drawn(self, width: int) -> tuple[str, str]:
        """The filled and the empty part in characters; full and empty only when exactly so."""
        if self.maximum == 0:
            return "", ""
        filled = (2 * width * self.points + self.maximum) // (2 * self.maximum)
        if 0 < self.points < self.maximum:
            filled = min(max(filled, 1), width - 1)
        return "█" * filled, "░" * (width - filled)


Cell = str | int | Percent | Score | Bar | None


class Column(NamedTuple):
    """A table's column: numbers stand right, text left."""

    title: str
    align: Literal["left", "right"] = "left"


class Heading(NamedTuple):
    """A heading; level 1 is the document's title. Links lead to its anchor, when it has one."""

    text: str
    level: int = 2
    anchor: str = ""


class Paragraph(NamedTuple):
    """Running text, the tone "checklist" being for the checklist's own; line breaks are kept."""

    text: str
    tone: Literal["plain", "checklist", "lead", "aside", "caution"] = "plain"


class Bullets(NamedTuple):
    """A list of short texts."""

    items: tuple[str, ...]


class Table(NamedTuple):
    """Rows of cells, one for each column; with `total` the last row sums up the others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    total: bool = False

    def without_bars(self) -> "Table":
        """The same for a medium that has no room to draw: the numbers beside a bar say as much."""
        kept = [
            index
            for index in range(len(self.columns))
            if not any(isinstance(row[index], Bar) for row in self.rows)
        ]
        return self._replace(
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in self.rows),
        )


class Link(NamedTuple):
    """Text that leads somewhere: an http(s) address, or ``#anchor`` of a heading or a card."""

    text: str
    target: str

    def __str__(self) -> str:
        return self.text


Text = str | Link


class Facts(NamedTuple):
    """Terms and what they say, a line each."""

    items: tuple[tuple[str, tuple[Text, ...]], ...]


class Steps(NamedTuple):
    """A list of texts, each with a line of detail below; numbered when their order counts."""

    items: tuple[tuple[Text, str], ...]
    ordered: bool = False


class Fold(NamedTuple):
    """Blocks that stay out of the way until asked for, in a medium that can; else in full."""

    title: str
    blocks: tuple["Block", ...]


class Columns(NamedTuple):
    """Blocks that stand side by side where there is room, else below each other."""

    sides: tuple[tuple["Block", ...], ...]


class Measure(NamedTuple):
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


class Headline(NamedTuple):
    """The one number of a document: large, with its bounds drawn and said in `summary`."""

    title: str
    measure: Measure
    of: str
    summary: tuple[str, ...]


class Chart(NamedTuple):
    """A bar for each part, in the given order, or for a few a ring with its percentage inside."""

    title: str
    description: str
    measures: tuple[Measure, ...]
    table: Table
    shape: Literal["bars", "rings"] = "bars"


class Mark(NamedTuple):
    """One question in a strip: its state, and how full it is drawn: points of the best points."""

    label: str
    state: "State"
    share: float = 0.0
    anchor: str = ""


class StripRow(NamedTuple):
    """The marks of one part, in groups with a gap between them."""

    number: str
    label: str
    anchor: str
    groups: tuple[tuple[Mark, ...], ...]


class Strip(NamedTuple):
    """Every question of a sheet at a glance."""

    title: str
    description: str
    rows: tuple[StripRow, ...]
    legend: tuple[Mark, ...]
    table: Table


class AnswerCard(NamedTuple):
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


class Answers(NamedTuple):
    """The questions of one action, as cards or as a table with these column titles."""

    cards: tuple[AnswerCard, ...]
    columns: tuple[str, str, str, str]


PlainBlock = Heading | Paragraph | Bullets | Table
Figure = Headline | Chart | Strip | Answers
Block = PlainBlock | Facts | Steps | Fold | Columns | Figure


class Picture(NamedTuple):
    """A PNG or JPEG file's bytes."""

    data: bytes
    kind: Literal["png", "jpeg"]


class Document(NamedTuple):
    """Something to read.

    Attributes:
        blocks: What it says, from top to bottom; the first is usually the heading of level 1.
        language: Of its words, as a language tag.
        date: What it is dated, for media that carry a date; never the day it was made.
        logo: A picture to stand on top.
        checklist_language: Of the checklist's words, as a language tag.
    """

    blocks: tuple["Block", ...]
    language: str = "en"
    date: "dt.date | None" = None
    logo: Picture | None = None
    checklist_language: str = ""

    @property
    def title(self) -> str:
        """The heading of level 1, empty where there is none."""
        headings = (block for block in self.blocks if isinstance(block, Heading))
        return next((heading.text for heading in headings if heading.level == 1), "")
