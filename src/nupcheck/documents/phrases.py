"""The words of a report, in one place for each language; the checklist's text is not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupcheck.errors import NupcheckError, quote

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_ENGLISH: dict[str, str] = {
    "months": "January February March April May June July August September October November "
    "December",
    "date": "{day} {month} {year}",
    "percent": "{value}%",
    "title": "{place}: {checklist}",
    "title.part": "{place}: {checklist} – {part}",
    "level.national": "national",
    "level.regional": "region",
    "level.city": "city",
    "undated": "undated",
    "version": "checklist version {version}",
    "skip": "Skip to the report",
    "table": "The numbers as a table",
    # The opening
    "score": "Score",
    "of-points": "of {maximum} points",
    "all-settled": "Every question is settled.",
    "open.one": "{count} of {questions} questions is still open; the score can end anywhere from "
    "{low} to {high} points.",
    "open.other": "{count} of {questions} questions are still open; the score can end anywhere "
    "from {low} to {high} points.",
    "applicable": "Leaving out what does not apply here: {points} of {maximum} points, {percent}.",
    "counts.answered": "{count} answered",
    "counts.off": "{count} not needed",
    "counts.not_applicable": "{count} not applicable",
    "counts.unanswered": "{count} open",
    "change.up": "{points} more than {then}.",
    "change.down": "{points} fewer than {then}.",
    "then": "on {date}",
    "then.undated": "in the earlier sheet",
    "change.none": "The same as {then}.",
    "change.known": "At least one of the two sheets has open questions: part of this is that more "
    "or less is known, not that more or less is done.",
    "points.one": "{count} point",
    "points.other": "{count} points",
    "themes": "Themes",
    "themes.about": "A ring for each theme: the filled part is the share of its points earned"
    "{range}{before}.",
    "bars": "Scores by {level}",
    "bars.about": "A bar for each part: the filled part is the share of its points earned"
    "{range}{before}.",
    "figure.range": ", the pale part what open questions can still add",
    "figure.before": ", the line across it the share before",
    "measure": "{points} of {maximum} points, {percent}",
    "measure.range": "; can end from {low} to {high}",
    "measure.before": "; before: {percent}",
    "strongest": "Strongest",
    "weakest": "Weakest",
    "extremes.about": "Only parts without an open question are compared.",
    "strip": "Every answer at a glance",
    "strip.about": "A square for each question: the fuller, the more points its answer earned. "
    "Choose one to go to it.",
    "mark": "{id}: {answer}",
    "state.answered": "Answered",
    "state.off": "Not needed",
    "state.not_applicable": "Not applicable",
    "state.unanswered": "Open",
    # What to do
    "first": "What to do first",
    "task.now": "Now: {answer}",
    "task.gain.one": "{count} point within reach",
    "task.gain.other": "{count} points within reach",
    "task.opens.one": "opens {count} question worth {points} more",
    "task.opens.other": "opens {count} questions worth {points} more",
    "plan": "Plan",
    "plan.tasks": "Tasks ({count})",
    "aim.met": "The target is {amount} for {part}. It is met already: nothing has to change.",
    "aim.one": "The target is {amount} for {part}. It takes {count} changed answer. Now: {before}. "
    "Then: {after}.",
    "aim.other": "The target is {amount} for {part}. It takes {count} changed answers at least. "
    "Now: {before}. Then: {after}.",
    "aim.total": "the whole",
    "aim.level": "{level} {id}",
    "aim.theme": "the theme “{name}”",
    "aim.stakeholder": "the actions of {name}",
    "task.after": "{now}, after {parent}",
    "column.now": "Now",
    "column.gain": "Can earn",
    "column.opened": "Can open",
    # What changed
    "changes": "What changed since {date}",
    "changes.undated": "What changed since the earlier sheet",
    "changes.none": "Nothing: every answer is as it was.",
    "changes.about": "Only changed answers say that things are done better or worse. First "
    "answers, and questions that opened or are no longer needed, only say that more is known or "
    "other questions count.",
    "changes.kind": "Kind of change",
    "changes.questions": "Questions",
    "changes.causes": "Where the change in points comes from",
    "changes.up": "Answers that went up ({count})",
    "changes.down": "Answers that went down ({count})",
    "changes.more": "and {count} more: all stand in the table below.",
    "changes.all": "Every question that differs ({count})",
    "kind.answer_changed": "Answer changed",
    "kind.first_answer": "Answered for the first time",
    "kind.answer_removed": "Answer taken back",
    "kind.opened": "Opened by another answer",
    "kind.went_off": "No longer needed",
    "kind.became_not_applicable": "No longer applies",
    "kind.became_applicable": "Now applies",
    "kind.off_answer_changed": "Answer changed where none is needed",
    "kind.points_changed": "Same answer, other points",
    "kind.added": "New in the checklist",
    "kind.dropped": "No longer in the checklist",
    # Columns of tables
    "column.points": "Points",
    "column.maximum": "Maximum",
    "column.percent": "Percent",
    "column.low": "At least",
    "column.high": "At most",
    "column.before": "Before",
    "column.change": "Change",
    "column.answer": "Answer",
    "column.open": "Open",
    "column.notes": "Notes and evidence",
    "column.name": "Name",
    "column.role": "Role",
    "column.for": "Answered for",
    "column.id": "No.",
    "column.state": "State",
    "column.note": "Note",
    "column.evidence": "Evidence",
    "column.total": "Total",
    # Each recommendation
    "tally": "{points} of {maximum} points · {percent}",
    "tally.range": " · can end from {low} to {high}",
    "tally.before": " · before: {percent}",
    "concerned": "Who can act",
    "note": "Note",
    "evidence": "Evidence",
    "by": "Answered by",
    "before": "Before",
    "why-off": "Why not needed",
    "off.closed": "It follows {parent}, which is answered “{answer}”.",
    "off.not_applicable": "It follows {parent}, which does not apply.",
    "off.off": "It follows {parent}, which is not needed itself.",
    "in-sheet": "In the sheet",
    "in-sheet.kept": "“{answer}”; it earns nothing while the question is not needed.",
    "practices": "What others did ({count})",
    "first-steps": "First steps when means are short ({count})",
    "resources": "Further resources ({count})",
    "frameworks": "Global frameworks this serves ({count})",
    "policies": "What national urban policies already say",
    "partner": "Working with {name}",
    "partner.strengths": "Strengths",
    "partner.barriers": "What stands in the way",
    "partner.interventions": "Ways to work together",
    # Closing
    "stakeholders": "Who can act on what",
    "stakeholders.about": "Every action counts for each body that it names, so these rows overlap "
    "and do not add up to the total.",
    "findings": "To look at",
    "respondents": "Who answered",
    "about": "About this report",
    "about.scale": "Answers earn: {answers}. The maximum of a question is {best}, whether or not "
    "it is asked; follow-ups that an answer makes unnecessary earn nothing and need no answer.",
    "about.scale.answer": "{label} {points}",
    "about.source": "The checklist restates: {source}.",
    "about.digest": "Made by nupcheck {version} from the checklist {id}, version {checklist}, "
    "{digest}.",
    "about.part": "This report holds only the actions that name {part}: {actions} of {all}. Its "
    "totals are those of that part.",
    "about.practices": "Under “What others did”: {judged}",
    "about.own-aids": "The charts and rankings are nupcheck's own aids; points and maxima are the "
    "source's.",
    # The spreadsheet
    "sheet.summary": "Summary",
    "sheet.changes": "Changes",
    "sheet.share": "Share of points earned",
    "sheet.note": "A report, not a form: change answers in the answer sheet and make it anew.",
    "cut": "… (cut here; the whole text is in the answer sheet)",
}

_CATALOGUES: dict[str, Mapping[str, str]] = {"en": _ENGLISH}
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language; `language` is its tag, as in ``lang="en"``."""

    language: str
    catalogue: Mapping[str, str]

    def __call__(self, phrase: str, /, **values: object) -> str:
        """A phrase with its blanks filled in."""
        return self.catalogue[phrase].format(**values)

    def counted(self, phrase: str, count: int, /, **values: object) -> str:
        """A phrase in the form that goes with a count."""
        form = "one" if count == 1 else "other"
        return self(f"{phrase}.{form}", count=count, **values)

    def dated(self, phrase: str, date: dt.date | None) -> str:
        """A phrase in the form that goes with a day, or with none."""
        return self(f"{phrase}.undated") if date is None else self(phrase, date=self.date(date))

    def percent(self, value: float | None) -> str:
        """A percentage to read; a dash of nothing."""
        return "–" if value is None else self("percent", value=f"{value:.1f}")

    def date(self, date: dt.date | None) -> str:
        """A day as people write it, or that there is none."""
        if date is None:
            return self("undated")
        month = self("months").split()[date.month - 1]
        return self("date", day=date.day, month=month, year=f"{date.year:04}")

    @property
    def direction(self) -> str:
        """Which way the language is written: ltr or rtl."""
        return "rtl" if self.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def languages() -> tuple[str, ...]:
    """The languages that reports can be written in."""
    return tuple(_CATALOGUES)


def phrases(language: str = "en") -> Phrases:
    """The words of a language, by its tag; of "en-GB" those of "en" when it has none of its own.

    Raises:
        NupcheckError: There are none.
    """
    for tag in (language.lower(), language.lower().split("-")[0]):
        if tag in _CATALOGUES:
            return Phrases(tag, _CATALOGUES[tag])
    raise NupcheckError(
        f"Reports cannot be written in {quote(language)} yet.",
        f"Languages there are: {', '.join(languages())}.",
    )
