"""An agreement: its parties, the areas they work in, and the targets it is measured by."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from yeshi.accords.targets import Target
from yeshi.base.limits import NAME_LENGTH_MAX, SAYING_LENGTH_MAX
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused

MONTHS_MAX = 120


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


class AccordOutcome(StrEnum):
    """How an accord ended: it was fulfilled, its parties agreed to end it, or its time was over."""

    FULFILLED = "fulfilled"
    BY_AGREEMENT = "by_agreement"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an accord said `until` it was amended, and why that was done."""

    until: datetime
    why: str
    name: Name
    signed_on: date
    parties: tuple[Party, ...]
    areas: tuple[Area, ...]
    mechanism: Name
    targets: tuple[Target, ...]
    source: str
    remind_days: int
    escalate_days: int
    meets_every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """An agreement between parties.

    Its coordination: an owner is reminded `remind_days` before a milestone is due and when it is
    overdue; what is overdue for `escalate_days` goes to all parties. They meet `meets_every` so
    many months, 0: as they like. `earlier`: what it said before, the first first. `ended_at`: since
    when nothing is undertaken or reminded of any more, and `outcome` how it ended.
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
    meets_every: int = 0
    earlier: tuple[Wording, ...] = ()
    ended_at: datetime | None = None
    outcome: AccordOutcome | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nobody is reminded after the day, and how it ended is known."""
        days = min(self.remind_days, self.escalate_days, self.meets_every)
        return days >= 0 and (self.ended_at is None) == (self.outcome is None)

    def as_of(self, at: datetime) -> Accord:
        """The accord as it was worded at that moment."""
        said = next((one for one in self.earlier if one.until > at), None)
        if said is None:
            return self
        return replace(self, **{name: getattr(said, name) for name in WORDED})

    def party(self, id_: str) -> Party | None:
        """The party of that id, None where there is none."""
        return next((party for party in self.parties if party.id == id_), None)

    def area(self, id_: str) -> Area | None:
        """The area of that id, None where there is none."""
        return next((area for area in self.areas if area.id == id_), None)


# What is worded, and may be amended.
WORDED = tuple(one.name for one in fields(Wording) if one.name not in ("until", "why"))


@dataclass(frozen=True, slots=True)
class AccordOver(Reason):
    """The accord has ended: nothing is undertaken or done under it any more."""

    accord: str


def over(accord: Accord) -> Refused | None:
    """None for an accord that is in force, else that it has ended."""
    return Refused(AccordOver(accord.id)) if accord.ended_at else None


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
    beyond = _beyond_texts(accord) or _beyond_rhythm(accord)
    if beyond:
        return beyond
    for target in accord.targets:
        if target.goal == target.baseline:
            return Refused(Invalid(f"targets.{target.id}", "goal_is_baseline"))
    return None


def _beyond_rhythm(accord: Accord) -> Refused | None:
    if accord.remind_days < 0 or accord.escalate_days < 0:
        return Refused(Invalid("remind_days, escalate_days", "< 0"))
    if not 0 <= accord.meets_every <= MONTHS_MAX:
        return Refused(Invalid("meets_every", f"0…{MONTHS_MAX}"))
    return None


def _beyond_texts(accord: Accord) -> Refused | None:
    """The refusal of the first text that is empty in a language or too long; None if all fit."""
    texts = (
        ("name", NAME_LENGTH_MAX, [accord.name]),
        ("mechanism", SAYING_LENGTH_MAX, [accord.mechanism]),
        ("parties", NAME_LENGTH_MAX, [one.name for one in accord.parties]),
        ("areas", NAME_LENGTH_MAX, [one.name for one in accord.areas]),
        ("targets", SAYING_LENGTH_MAX, [one.name for one in accord.targets]),
    )
    for field, most, names in texts:
        if not all(0 < len(text.strip()) <= most for one in names for text in (one.zh, one.en)):
            return Refused(Invalid(field, f"1…{most}"))
    return None
