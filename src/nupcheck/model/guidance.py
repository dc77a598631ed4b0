"""What a checklist's source says beside its questions: practices, first steps, resources, policies.

Guidance lives in files of its own beside a checklist and is read only when someone asks for it.
Any checklist may have some; every item says where in the source it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, StringConstraints

from nupcheck.locale import _
from nupcheck.model.fields import Format, Id, Name, Text, Year
from nupcheck.model.validation import Model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupcheck.model.checklist import Checklist


# A host, perhaps a port, then whatever an address may hold without being spelled otherwise.
_ADDRESS = re.compile(
    r"https?://[\w-]+(\.[\w-]+)*(:\d{1,5})?"
    r"([/?]([^\s<>\"`{}|\\^\[\]%#]|%[0-9A-Fa-f]{2})*)?(#([^\s<>\"`{}|\\^\[\]%#]|%[0-9A-Fa-f]{2})*)?"
)


def is_web_address(text: str) -> bool:
    """It is a web address and nothing else, so that every format can make a link of it."""
    return text.isprintable() and _ADDRESS.fullmatch(text) is not None


def _web_address(value: str) -> str:
    if not is_web_address(value):
        raise ValueError(
            _(
                "Write a whole web address that begins with https:// or http://, without spaces, "
                "quotes or brackets."
            )
        )
    return value


Address = Annotated[Name, StringConstraints(max_length=2000), AfterValidator(_web_address)]


class Practice(Model):
    """What a place, programme or network did, and what came of it as far as the source says.

    Attributes:
        reach: What it covers where it is not tied to one country.
        source: Where in the checklist's source it stands.
    """

    id: Id
    actions: Annotated[tuple[Id, ...], Field(min_length=1)]
    title: Name
    place: Name | None = None
    country: Name | None = None
    reach: Name | None = None
    done: Text
    outcome: Text | None = None
    source: Name

    @property
    def where(self) -> str:
        """The place and country, else how far it reaches; empty when neither is known."""
        named = [name for name in (self.place, self.country) if name]
        return ", ".join(named or [self.reach or ""])

    @property
    def headline(self) -> str:
        """The practice on one line: its title and where it was."""
        return f"{self.title} ({self.where})" if self.where else self.title


class FirstStep(Model):
    """What makes a recommendation hard where means are short, and what to do first, if said."""

    id: Id
    recommendation: Id
    challenge: Text
    step: Text | None = None
    source: Name

    @property
    def advice(self) -> str:
        """What to do first, or what to mind where the source suggests no step."""
        return self.step or self.challenge


class Resource(Model):
    """A document or tool that helps with some recommendations or actions."""

    id: Id
    title: Name
    publisher: Name | None = None
    year: Year | None = None
    purpose: Text
    url: Address | None = None
    headings: tuple[Id, ...] = ()
    recommendations: tuple[Id, ...] = ()
    actions: tuple[Id, ...] = ()
    source: Name


class Provision(Model):
    """One target, objective or paragraph of a framework, and the parts that serve it."""

    id: Id
    name: Name
    text: Text
    note: Text | None = None
    recommendations: tuple[Id, ...] = ()
    actions: tuple[Id, ...] = ()


class Framework(Model):
    """An agreement, law or agenda that the checklist's recommendations serve."""

    id: Id
    title: Name
    year: Year | None = None
    about: Text
    provisions: Annotated[tuple[Provision, ...], Field(min_length=1)]
    source: Name


class Policy(Model):
    """What a country's policy commits to, under one of the checklist's themes."""

    id: Id
    country: Name
    title: Name
    year: Year | None = None
    theme: Id
    commits: Text
    note: Text | None = None
    source: Name


class Partner(Model):
    """A kind of stakeholder: what stands in the way, what it brings, how to work with it."""

    id: Id
    name: Name
    stakeholders: tuple[Id, ...] = ()
    barriers: tuple[Text, ...] = ()
    strengths: tuple[Text, ...] = ()
    interventions: tuple[Text, ...] = ()
    source: Name


class GuidanceFile(Model):
    """One file of guidance; a checklist's guidance may be spread over several.

    Attributes:
        mapping: Who judged which part of the checklist an item belongs to, where that is not the
            source itself; shown with the items.
    """

    format: Format
    checklist: Id
    mapping: Text | None = None
    practices: tuple[Practice, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    resources: tuple[Resource, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    policies: tuple[Policy, ...] = ()
    partners: tuple[Partner, ...] = ()


SECTIONS = ("practices", "first_steps", "resources", "frameworks", "policies", "partners")


@dataclass(frozen=True, slots=True)
class Guidance:
    """All guidance of a checklist, with what belongs to any part of it.

    Attributes:
        mappings: By section, who judged which part an item belongs to.
    """

    checklist: Checklist
    practices: tuple[Practice, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    resources: tuple[Resource, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    policies: tuple[Policy, ...] = ()
    partners: tuple[Partner, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """There is no guidance at all."""
        return not any(getattr(self, section) for section in SECTIONS)

    def mapping_of(self, section: str) -> str | None:
        """Who judged which part the items of a section belong to; None: the source itself."""
        notes = dict.fromkeys(note for name, note in self.mappings if name == section)
        return " ".join(notes) or None

    def practices_of(self, part: str) -> tuple[Practice, ...]:
        """The practices of an action, or of all actions of a recommendation."""
        actions = self._actions_of(part)
        return tuple(item for item in self.practices if actions.intersection(item.actions))

    def first_steps_of(self, part: str) -> tuple[FirstStep, ...]:
        """The first steps of a recommendation, or of the one an action belongs to."""
        recommendation = self._recommendation_of(part)
        return tuple(item for item in self.first_steps if item.recommendation == recommendation)

    def resources_of(self, part: str) -> tuple[Resource, ...]:
        """The resources for an action and its recommendation, or for a recommendation whole."""
        return tuple(item for item in self.resources if self._serves(item, part))

    def frameworks_of(self, part: str) -> tuple[Framework, ...]:
        """The frameworks that a part serves, each with only the provisions that it serves."""
        found = []
        for framework in self.frameworks:
            served = tuple(each for each in framework.provisions if self._serves(each, part))
            if served:
                found.append(framework.model_copy(update={"provisions": served}))
        return tuple(found)

    def policies_of(self, theme: str) -> tuple[Policy, ...]:
        """What policies of countries commit to under a theme."""
        return tuple(item for item in self.policies if item.theme == theme)

    def partners_for(self, stakeholders: Iterable[str]) -> tuple[Partner, ...]:
        """How to work with some stakeholders, a row for each kind that covers any of them."""
        wanted = set(stakeholders)
        return tuple(item for item in self.partners if wanted.intersection(item.stakeholders))

    def _recommendation_of(self, part: str) -> str:
        found = self.checklist.recommendation_of.get(part)
        return part if found is None else found.id

    def _actions_of(self, part: str) -> set[str]:
        if part in self.checklist.actions:
            return {part}
        owners = self.checklist.recommendation_of.items()
        return {action for action, recommendation in owners if recommendation.id == part}

    def _serves(self, item: Resource | Provision, part: str) -> bool:
        actions = self._actions_of(part)
        return self._recommendation_of(part) in item.recommendations or bool(
            actions.intersection(item.actions)
        )
