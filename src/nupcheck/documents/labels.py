"""What the parts, answers and states of a checklist are called wherever people read them.

Numbers, days and lists are worded by `nupcheck.locale.values`, sentences where they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from nupcheck.locale import _, ngettext, pgettext
from nupcheck.locale.values import capital, listed, percent
from nupcheck.model.checklist import NOT_APPLICABLE
from nupcheck.model.selection import Level
from nupcheck.scoring.result import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.analysis.gaps import Task
    from nupcheck.model.checklist import Checklist
    from nupcheck.model.selection import Selection
    from nupcheck.scoring.result import QuestionResult, Tally


class Labels:
    """A checklist's names for its parts and answers, in the language chosen."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self._answers = {each.id: each.label for each in checklist.scale}
        self._stakeholders = {each.id: each.name for each in checklist.stakeholders}

    def answer(self, answer: str | None) -> str:
        """An answer as the scale labels it; empty for none."""
        if answer == NOT_APPLICABLE:
            return capital(state(State.NOT_APPLICABLE))
        # An earlier version's scale may have had other answers.
        return "" if answer is None else self._answers.get(answer, answer)

    def standing(self, question: QuestionResult) -> str:
        """A question's answer, or the state that stands in its place."""
        if question.state is State.ANSWERED:
            return self.answer(question.answer)
        return capital(state(question.state))

    def standing_and_kept(self, question: QuestionResult) -> str:
        """The same, with the answer that the sheet keeps for a question that needs none."""
        if question.state is not State.OFF or question.answer is None:
            return self.standing(question)
        standing, answer = self.standing(question), self.answer(question.answer)
        return _("{standing} ({answer})", standing=standing, answer=answer)

    def follows(self, question: str, above: QuestionResult) -> str:
        """Which question a question follows and where that one stands, in a sentence."""
        values = {"id": question, "above": above.id}
        match above.state:
            case State.ANSWERED:
                answer = self.answer(above.answer)
                return _(
                    "{id} follows {above}, which is answered “{answer}”.", answer=answer, **values
                )
            case State.OFF:
                return _("{id} follows {above}, which is not needed itself.", **values)
            case State.NOT_APPLICABLE:
                return _("{id} follows {above}, which is not applicable.", **values)
            case State.UNANSWERED:
                return _("{id} follows {above}, which is open.", **values)
            case _:
                assert_never(above.state)

    def now(self, task: Task) -> str:
        """Where a task's question stands, and which question has to come first."""
        own = task.state is State.ANSWERED
        standing = self.answer(task.answer) if own else capital(state(task.state))
        return after(standing, task.after) if task.after else standing

    def scale(self) -> str:
        """Every answer with its points."""
        return listed(
            _("{answer} {points}", answer=each.label, points=each.points)
            for each in self.checklist.scale
        )

    def closing(self) -> str:
        """The answers that make follow-ups unnecessary, in a sentence; empty for none."""
        answers = [each.label for each in self.checklist.scale if each.closes_follow_ups]
        if any(each.may_be_not_applicable for each in self.checklist.questions.values()):
            answers.append(state(State.NOT_APPLICABLE))
        return pgettext("between alternatives", " or ").join(answers)

    def stakeholder(self, stakeholder: str) -> str:
        """A stakeholder's name by its id; any other text stays as it is."""
        return self._stakeholders.get(stakeholder, stakeholder)

    def stakeholders(self, stakeholders: Iterable[str]) -> str:
        """Stakeholders by name, one behind the other."""
        return listed(map(self.stakeholder, stakeholders))

    def level(self, kind: Level) -> str:
        """What the instrument calls a level; themes and stakeholders have no name of its own."""
        levels = self.checklist.levels
        match kind:
            case Level.RECOMMENDATION:
                return levels.recommendation
            case Level.ACTION:
                return levels.action
            case Level.QUESTION:
                return levels.question
            case Level.THEME:
                return _("Theme")
            case Level.STAKEHOLDER:
                return _("Stakeholder")
            case Level.TOTAL:
                return _("Total")
            case _:
                assert_never(kind)

    def title(self, part: Selection) -> str:
        """A part's own title, a stakeholder's name; empty for the total and for a question."""
        match part.level:
            case Level.RECOMMENDATION:
                recommendations = self.checklist.recommendations
                return next(each.title for each in recommendations if each.id == part.id)
            case Level.ACTION:
                return self.checklist.actions[part.id].title
            case Level.THEME:
                return next(each.title for each in self.checklist.themes if each.id == part.id)
            case Level.STAKEHOLDER:
                return self.stakeholder(part.id)
            case Level.TOTAL | Level.QUESTION:
                return ""
            case _:
                assert_never(part.kind)

    def heading(self, part: Selection) -> str:
        """A part as a heading names it, such as "Action 1.1: Collect and share data"."""
        level, title = self.level(part.level), self.title(part)
        if part.level is Level.TOTAL:
            return level
        if not title:
            return _("{level} {id}", level=level, id=part.id)
        return _("{level} {id}: {title}", level=level, id=part.id, title=title)

    def in_sentence(self, part: Selection) -> str:
        """A part as a sentence names it, such as "action 1.1"."""
        match part.level:
            case Level.TOTAL:
                return _("the total")
            case Level.THEME:
                return _("the theme “{title}”", title=self.title(part))
            case Level.STAKEHOLDER:
                return _("the actions of {name}", name=self.stakeholder(part.id))
            case _:
                level = self.level(part.level).lower()
                return _("{level} {id}", level=level, id=part.id)


def state(of: State) -> str:
    """A state in a word or two, as it stands in a sentence."""
    match of:
        case State.ANSWERED:
            return _("answered")
        case State.OFF:
            return _("not needed")
        case State.NOT_APPLICABLE:
            return _("not applicable")
        case State.UNANSWERED:
            return _("open")
        case _:
            assert_never(of)


def place_level(level: str) -> str:
    """What sort of place it is; a level that is not known stays as it is."""
    known = {"national": _("national"), "regional": _("regional"), "city": _("city")}
    return known.get(level, level)


def state_count(of: State, n: int) -> str:
    """How many questions are in a state, such as "7 not needed"."""
    match of:
        case State.ANSWERED:
            return ngettext("{n} answered", "{n} answered", n)
        case State.OFF:
            return ngettext("{n} not needed", "{n} not needed", n)
        case State.NOT_APPLICABLE:
            return ngettext("{n} not applicable", "{n} not applicable", n)
        case State.UNANSWERED:
            return ngettext("{n} open", "{n} open", n)
        case _:
            assert_never(of)


def after(standing: str, question: str) -> str:
    """Where a question stands, and the question on which that depends."""
    return _("{standing}, after {question}", standing=standing, question=question)


def points(n: int) -> str:
    """Points with the word for them."""
    return ngettext("{n} point", "{n} points", n)


def points_of(tally: Tally) -> str:
    """Points of a maximum with their percentage."""
    return _(
        "{points} of {maximum} points ({percent})",
        points=tally.points,
        maximum=tally.maximum,
        percent=percent(tally.percent),
    )


def changes() -> dict[str, tuple[str, str]]:
    """The name of each kind of change, and what a reader should make of it, by `Kind`."""
    return {
        "answer_changed": (_("Answer changed"), _("Answered in both sheets, and differently.")),
        "first_answer": (
            _("Answered for the first time"),
            _("Better known than before; neither better nor worse."),
        ),
        "answer_removed": (
            _("Answer removed"),
            _("Less is known than before; the points went with it."),
        ),
        "opened": (
            _("Opened by another answer"),
            _("Not needed before, because of the question each follows; asked now."),
        ),
        "went_off": (
            _("No longer needed"),
            _("Not needed now, because of the question each follows."),
        ),
        "became_not_applicable": (
            _("No longer applies"),
            _("The question no longer applies to the place, by its own account."),
        ),
        "became_applicable": (
            _("Now applies"),
            _("The question applies to the place now, by its own account."),
        ),
        "off_answer_changed": (
            _("Answer changed where none is needed"),
            _("Not needed in both sheets: the answer in the file earns nothing in either."),
        ),
        "points_changed": (
            _("Same answer, other points"),
            _("The checklist's versions give different points for the same answer."),
        ),
        "added": (_("New in the checklist"), _("The earlier version has no such question.")),
        "dropped": (_("No longer in the checklist"), _("The later version has no such question.")),
    }
