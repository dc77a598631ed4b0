"""Which questions something is about, in words: 9, 9.1, 9.1.2, theme:x, stakeholder:y, or all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nupcheck.errors import Hints, NupcheckError, did_you_mean, quote
from nupcheck.locale import _, pgettext
from nupcheck.locale.values import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from nupcheck.model.checklist import Checklist


class Level(StrEnum):
    """What a selection of one thing, or of all, selects."""

    TOTAL = "total"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    QUESTION = "question"
    THEME = "theme"
    STAKEHOLDER = "stakeholder"


@dataclass(frozen=True, slots=True)
class Selection:
    """Some questions of a checklist; all of them when nothing is named.

    What is named adds up, but for stakeholders: they add up among themselves, and of all else that
    is named only the actions that concern one of them are kept.
    """

    recommendations: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()

    @staticmethod
    def of(level: Level, one: str = "") -> Selection:
        """One thing of a level, by its id, or all."""
        return ALL if level is Level.TOTAL else Selection(**{f"{level}s": (one,)})

    @property
    def named(self) -> tuple[tuple[Level, str], ...]:
        """Everything named, with its level."""
        by_level = {
            Level.RECOMMENDATION: self.recommendations,
            Level.ACTION: self.actions,
            Level.QUESTION: self.questions,
            Level.THEME: self.themes,
            Level.STAKEHOLDER: self.stakeholders,
        }
        return tuple((level, each) for level, ids in by_level.items() for each in ids)

    @property
    def level(self) -> Level:
        """The level of the one thing selected.

        Raises:
            ValueError: There are several.
        """
        return self._one[0]

    @property
    def id(self) -> str:
        """The id of the one thing selected, empty for all."""
        return self._one[1]

    @property
    def _one(self) -> tuple[Level, str]:
        (one,) = self.named or ((Level.TOTAL, ""),)
        return one

    def __str__(self) -> str:
        return ", ".join(_word(*each) for each in self.named) or "total"


ALL = Selection()


def _word(level: Level, one: str) -> str:
    return f"{level}:{one}" if level in {Level.THEME, Level.STAKEHOLDER} else one


def selection_from(word: str, checklist: Checklist, hints: Hints | None = None) -> Selection:
    """The one thing that a word names.

    Args:
        word: The id of a recommendation, action or question, ``theme:ID`` or ``stakeholder:ID``.
        checklist: The checklist to look in.
        hints: Shared by all words of a file.

    Raises:
        NupcheckError: There is no such thing; the hint names the nearest.
    """
    word, named = word.strip(), checklist.named
    if word in named:
        level, one = named[word]
        return Selection.of(Level(level), one)
    prefixed = [f"{level}:{word}" for level in (Level.STAKEHOLDER, Level.THEME)]
    meant = [each for each in prefixed if each in named]
    if meant:
        hint = _("Write {word}.", word=meant[0])
    else:
        hint = (hints or Hints()).near(word, named) or _("`nupcheck show` lists the parts.")
    raise NupcheckError(_("The checklist has no part {word}.", word=quote(word)), hint)


def selection_of(
    checklist: Checklist,
    *,
    recommendations: Iterable[str] | None = None,
    actions: Iterable[str] | None = None,
    stakeholders: Iterable[str] | None = None,
) -> Selection:
    """What several ids, each of a known level, select together.

    Raises:
        NupcheckError: There is no such id, or no question in all that is selected: so a slip
            never narrows to nothing unnoticed.
    """
    selection = Selection(
        recommendations=_known(checklist, Level.RECOMMENDATION, recommendations),
        actions=_known(checklist, Level.ACTION, actions),
        stakeholders=_known(checklist, Level.STAKEHOLDER, stakeholders),
    )
    if not question_ids(checklist, selection):
        raise nothing_chosen(checklist, selection)
    return selection


def nothing_chosen(checklist: Checklist, selection: Selection) -> NupcheckError:
    """The error of a selection in which no question is left."""
    wanted = set(selection.stakeholders)
    concerning = {
        checklist.recommendation_of[action.id].id: None
        for action in checklist.actions.values()
        if not wanted.isdisjoint(action.stakeholders)
    }
    names = pgettext("between alternatives", " or ").join(selection.stakeholders)
    if concerning:
        hint = _("What concerns {names} is in {ids}.", names=names, ids=listed(concerning))
    else:
        hint = _("No action in the checklist names {names}.", names=names)
    return NupcheckError(_("No question belongs to all that was chosen."), hint)


def _known(checklist: Checklist, level: Level, ids: Iterable[str] | None) -> tuple[str, ...]:
    given = tuple(ids or ())
    known = [one for own, one in checklist.named.values() if own == level]
    for each in given:
        if each not in known:
            raise NupcheckError(_unknown(level, quote(each)), _near(each, known))
    return given


def _unknown(level: Level, one: str) -> str:
    match level:
        case Level.RECOMMENDATION:
            return _("There is no recommendation {id} in this checklist.", id=one)
        case Level.ACTION:
            return _("There is no action {id} in this checklist.", id=one)
        case _:
            return _("There is no stakeholder {id} in this checklist.", id=one)


def _near(word: str, known: Collection[str]) -> str:
    if not known:
        return _("It names none.")
    return did_you_mean(word, known) or _("There are: {ids}.", ids=listed(known))


def question_ids(checklist: Checklist, selection: Selection = ALL) -> tuple[str, ...]:
    """Ids of the questions selected, in the checklist's order."""
    places = {*selection.recommendations, *selection.actions, *selection.questions}
    anywhere = not places and not selection.themes
    return tuple(
        question.id
        for recommendation in checklist.recommendations
        for action in recommendation.actions
        if not selection.stakeholders
        or not set(selection.stakeholders).isdisjoint(action.stakeholders)
        for question in action.questions
        if anywhere
        or recommendation.theme in selection.themes
        or not places.isdisjoint((recommendation.id, action.id, question.id))
    )
