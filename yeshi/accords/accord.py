"""An agreement: its parties, the areas they work in, and the targets it is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.accords.targets import Target
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused


@dataclass(frozen=True, slots=True)
class Party:
    """Who signed."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Area:
    """A field of cooperation."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """An agreement between parties.

    Its coordination: an owner is reminded `remind_days` before a milestone is due and when it is
    overdue; what is overdue for `escalate_days` goes to all parties.
    """

    id: str
    name: Name
    signed_on: date
    parties: tuple[Party, ...]
    areas: tuple[Area, ...]
    mechanism: Name
    targets: tuple[Target, ...]
    source: str
    remind_days: int = 14
    escalate_days: int = 7

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nobody is reminded after the day."""
        return self.remind_days >= 0 and self.escalate_days >= 0

    def party(self, id_: str) -> Party | None:
        """The party of that id, None where there is none."""
        return next((party for party in self.parties if party.id == id_), None)

    def area(self, id_: str) -> Area | None:
        """The area of that id, None where there is none."""
        return next((area for area in self.areas if area.id == id_), None)


def seat(accord: str, party: str) -> str:
    """The scope in which a person acts for a party of an accord."""
    return f"{accord}/{party}"


def check(accord: Accord) -> Refused | None:
    """None for an accord that can be kept, else what is wrong with it."""
    ids = {
        "parties": [party.id for party in accord.parties],
        "areas": [area.id for area in accord.areas],
        "targets": [target.id for target in accord.targets],
    }
    for field, known in ids.items():
        twice = {id_ for id_ in known if known.count(id_) > 1}
        if twice:
            return Refused(Invalid(field, f"{min(twice)} twice"))
    if len(accord.parties) < 2:
        return Refused(Invalid("parties", "< 2"))
    if not accord.areas:
        return Refused(Invalid("areas", "none"))
    if accord.remind_days < 0 or accord.escalate_days < 0:
        return Refused(Invalid("remind_days, escalate_days", "< 0"))
    for target in accord.targets:
        if target.goal == target.baseline:
            return Refused(Invalid(f"targets.{target.id}", "goal_is_baseline"))
    return None
