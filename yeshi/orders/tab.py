"""A tab: who sits at a table, what they want and have not sent yet, and what they ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.refused import Reason
from yeshi.orders.guest_wishes import GUESTS_MAX, GuestWish, are_kept, basket_of, with_basket

# Those who sit at one table do not send so often.
ROUNDS_MAX = 60
# Who has chosen and then went away without ordering leaves the table to others after so long.
FORGOTTEN_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class TableFull(Reason):
    """So many sit at that table already."""

    most: int


@dataclass(frozen=True, slots=True)
class NothingWanted(Reason):
    """Nothing is on the list of the table that could be sent."""


@dataclass(frozen=True, slots=True)
class TableTaken(Reason):
    """Others sit at that table."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """What stands open at a table, of which a place (a stall or a market) has several.

    `guests`: who sits there, as customers; the first is guest 1. `wanted`: what is on their list,
    not sent yet. `orders`: what was sent. `used_at`: when somebody last did something with it.
    """

    id: str
    place: str
    number: int
    opened_at: datetime
    used_at: datetime
    guests: tuple[str, ...] = ()
    wanted: tuple[GuestWish, ...] = ()
    orders: tuple[str, ...] = ()
    closed_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each guest once, not too many, and each wants a thing once."""
        return (
            self.number > 0
            and len(set(self.guests)) == len(self.guests) <= GUESTS_MAX
            and len(self.orders) <= ROUNDS_MAX
            and are_kept(self.wanted, len(self.guests))
        )

    def number_of(self, customer: str) -> int | None:
        """Which guest that is; None for who does not sit there."""
        return self.guests.index(customer) + 1 if customer in self.guests else None

    def basket_of(self, customer: str) -> dict[str, int]:
        """What that guest wants, by selection as it is written."""
        return basket_of(self.wanted, self.number_of(customer))

    def joined_by(self, customer: str, now: datetime) -> Tab:
        """The tab with that guest, if they do not sit there already."""
        if customer in self.guests:
            return self
        return replace(self, guests=(*self.guests, customer), used_at=now)

    def wanting(self, customer: str, basket: Mapping[str, int], now: datetime) -> Tab:
        """The tab where that guest, who sits there, wants this and nothing else."""
        number = self.guests.index(customer) + 1
        return replace(self, wanted=with_basket(self.wanted, number, basket), used_at=now)

    def sent(self, order: str, guests: Iterable[int], now: datetime) -> Tab:
        """The tab after what these guests wanted became that order."""
        gone = set(guests)
        left = tuple(one for one in self.wanted if one.guest not in gone)
        return replace(self, wanted=left, orders=(*self.orders, order), used_at=now)
