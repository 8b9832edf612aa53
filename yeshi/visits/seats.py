"""Seats: of what a service takes one for a time, as chairs, rooms or hands, and when they rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.visits.slot import Span, most_at_once

SEATS_MAX = 200
PAUSES_MAX = 40
# A pause is of hours or days; a holiday has an end.
PAUSED_MAX = timedelta(days=60)
WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True)
class SeatsTaken(Reason):
    """So many are booked at once: there cannot be fewer until some of them are called off."""

    most: int


@dataclass(frozen=True, slots=True)
class TooManyPauses(Reason):
    """There are no more pauses to come than these."""

    pauses_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsSaid:
    """What a merchant says of seats; `days_off`: weekdays on which nobody works, Monday is 0."""

    name: Name
    count: int
    days_off: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPool:
    """So many seats of a merchant that are alike; several of its services may take of them.

    `paused`: when nobody can be booked; who is booked already comes all the same.
    """

    id: str
    merchant: str
    name: Name
    count: int
    days_off: tuple[int, ...] = ()
    paused: tuple[Span, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether this may be kept: there are some, and nothing is said twice."""
        return 0 < self.count <= SEATS_MAX and len(self.paused) <= PAUSES_MAX

    def saying(self, said: SeatsSaid) -> Self:
        """The same with what is said of it now."""
        return replace(self, name=said.name, count=said.count, days_off=said.days_off)

    def resting(self, more: Span, now: datetime) -> Self:
        """The same with one pause more, and without those that are over."""
        others = [one for one in self.coming_pauses(now) if one != more]
        return replace(self, paused=tuple(sorted([*others, more], key=lambda one: one.starts)))

    def coming_pauses(self, now: datetime) -> tuple[Span, ...]:
        """Those that are not over."""
        return tuple(one for one in self.paused if one.ends > now)

    def working(self, pause: Span) -> Self:
        """The same without that pause."""
        return replace(self, paused=tuple(one for one in self.paused if one != pause))


def beyond_seats(said: SeatsSaid) -> Refused | None:
    """The refusal of what cannot be said of seats; None where it can."""
    if not 0 < said.count <= SEATS_MAX:
        return Refused(Invalid("seats_count", f"1…{SEATS_MAX}"))
    # Who is off on all days of the week takes a pause, which has an end.
    days = set(said.days_off)
    if not days.issubset(WEEKDAYS) or len(days) == len(WEEKDAYS):
        return Refused(Invalid("days_off", "choice"))
    return beyond_name(said.name)


def fewer_than_booked(count: int, taken: Sequence[Span], now: datetime) -> Refused | None:
    """That more seats than these are booked at once from now on; None where they are enough."""
    if not taken:
        return None
    last = max(one.ends for one in taken)
    most = most_at_once(taken, Span(now, last)) if last > now else 0
    return Refused(SeatsTaken(most)) if most > count else None


def beyond_pause(pool: SeatPool, pause: Span, now: datetime) -> Refused | None:
    """The refusal of a pause that is none, or one too many; None where it may be."""
    if not pause.starts < pause.ends <= pause.starts + PAUSED_MAX or pause.ends <= now:
        return Refused(Invalid("paused_until", "later"))
    if len(pool.resting(pause, now).paused) > PAUSES_MAX:
        return Refused(TooManyPauses(PAUSES_MAX))
    return None
