"""What a stall has to show of itself before it may take orders online, as its city's rules say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused

SIGN_LENGTH_MAX, LICENCE_LENGTH_MAX, ADDRESS_LENGTH_MAX = 60, 40, 120
CHECKED_DAYS_LEAST, CHECKED_DAYS_MOST = 7, 3660


class Fact(StrEnum):
    """Something that a stall shows: its name as on the sign, its licence and until when it lasts,
    a photo of its front, where it really is, and whether one may sit down there."""

    SIGN = "sign"
    LICENCE = "licence"
    FRONT = "front"
    ADDRESS = "address"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class FactRules:
    """Which facts a city asks of its stalls: none, in a city whose rules ask for none.

    `checked_days`: after so many days they are looked at again. `notice_days`: so many days before
    they end the stall is told, the earliest first.
    """

    asked: tuple[Fact, ...] = ()
    checked_days: int = 183
    notice_days: tuple[int, ...] = (30, 7, 1)

    @property
    def grace_days(self) -> int:
        """How long a stall that sold before has to show what is asked of it now."""
        return max(self.notice_days, default=0)


@dataclass(frozen=True, slots=True)
class FactsMissing(Reason):
    """The stall does not show what the city's rules ask for: it takes no orders."""

    merchant: str


@dataclass(frozen=True, slots=True)
class FactsIncomplete(Reason):
    """These facts are missing, or have ended, so that nobody can confirm them."""

    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StallFacts:
    """What a stall shows of itself, under the stall's id.

    `seats`: None until it is said. `confirmed_at`: when an operator last found it to be so.
    `good_until`: the last day on which the stall may sell by it; None before it could. `noticed`:
    how many days before that day it was last told.
    """

    id: str
    sign: str = ""
    licence: str = ""
    licence_until: date | None = None
    address: Annotated[str, Personal("address")] = ""
    seats: bool | None = None
    entered_at: datetime | None = None
    confirmed_at: datetime | None = None
    good_until: date | None = None
    noticed: int | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody found to be so what is said now."""
        at = self.confirmed_at
        return at is not None and self.entered_at is not None and at >= self.entered_at

    def is_good_on(self, today: date) -> bool:
        """Whether the stall may sell by it on that day."""
        return self.good_until is not None and self.good_until >= today


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsSaid:
    """What whoever enters a stall's facts says."""

    sign: str
    licence: str
    licence_until: date | None
    address: str
    seats: bool | None


def entered(facts: StallFacts, said: FactsSaid, now: datetime) -> StallFacts | Refused:
    """The facts as they are said now; what was confirmed before holds until it ends."""
    bounds = (
        ("sign", SIGN_LENGTH_MAX), ("licence", LICENCE_LENGTH_MAX), ("address", ADDRESS_LENGTH_MAX),
    )  # fmt: skip
    for name, most in bounds:
        if len(getattr(said, name)) > most:
            return Refused(Invalid(name, f"0…{most}"))
    return replace(
        facts, sign=said.sign, licence=said.licence, licence_until=said.licence_until,
        address=said.address, seats=said.seats, entered_at=now,
    )  # fmt: skip


def missing(
    facts: StallFacts | None, has_front: bool, rules: FactRules, today: date
) -> tuple[Fact, ...]:
    """Which of the facts that are asked for nobody has said, or have ended by that day."""
    said = facts or StallFacts(id="")
    until = said.licence_until
    there = {
        Fact.SIGN: bool(said.sign),
        Fact.LICENCE: bool(said.licence) and until is not None and until >= today,
        Fact.FRONT: has_front,
        Fact.ADDRESS: bool(said.address),
        Fact.SEATS: said.seats is not None,
    }
    return tuple(fact for fact in rules.asked if not there[fact])


def confirmed(
    facts: StallFacts, has_front: bool, rules: FactRules, today: date, now: datetime
) -> StallFacts | Refused:
    """The facts as somebody found them to be so; refused where one that is asked for is missing."""
    lacking = missing(facts, has_front, rules, today)
    if lacking:
        return Refused(FactsIncomplete(tuple(fact.value for fact in lacking)))
    until = today + timedelta(days=rules.checked_days)
    if Fact.LICENCE in rules.asked and facts.licence_until is not None:
        until = min(until, facts.licence_until)
    return replace(facts, confirmed_at=now, good_until=until, noticed=None)


def in_grace(merchant: str, rules: FactRules, today: date) -> StallFacts:
    """The facts of a stall that sold before any were asked of it."""
    return StallFacts(id=merchant, good_until=today + timedelta(days=rules.grace_days))


def notice_due(facts: StallFacts, rules: FactRules, today: date) -> int | None:
    """So many days before the end the stall is told today, and was not told yet; None for none.

    Where several were missed, as while the city stood still, the latest of them alone.
    """
    if facts.good_until is None or facts.good_until < today:
        return None
    left = (facts.good_until - today).days
    due = [days for days in rules.notice_days if left <= days]
    if not due or (facts.noticed is not None and facts.noticed <= min(due)):
        return None
    return min(due)


def beyond_rules(rules: FactRules) -> Refused | None:
    """The refusal of rules that no city could go by; None where it could."""
    if not CHECKED_DAYS_LEAST <= rules.checked_days <= CHECKED_DAYS_MOST:
        return Refused(Invalid("facts.checked_days", f"{CHECKED_DAYS_LEAST}…{CHECKED_DAYS_MOST}"))
    if any(not 0 < days <= CHECKED_DAYS_MOST for days in rules.notice_days):
        return Refused(Invalid("facts.notice_days", f"1…{CHECKED_DAYS_MOST}"))
    return None
