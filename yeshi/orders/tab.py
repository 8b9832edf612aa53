"""A tab: who sits at a table, what they want and have not sent yet, and what they ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.limits import LINES_MAX
from yeshi.base.refused import Reason, Refused
from yeshi.orders.basket import Basket, Offer, fill
from yeshi.orders.lines import Line

# More do not sit at one table, nor do those who sit there send so often.
GUESTS_MAX, ROUNDS_MAX = 24, 60
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


@dataclass(frozen=True, slots=True)
class GuestWish:
    """So many of a selection, as it is written, that a guest wants; guests count from 1 on."""

    guest: int
    written: str
    quantity: int


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
        each = {(one.guest, one.written) for one in self.wanted}
        return (
            self.number > 0
            and len(set(self.guests)) == len(self.guests) <= GUESTS_MAX
            and len(self.orders) <= ROUNDS_MAX
            and len(each) == len(self.wanted)
            and all(0 < one.guest <= len(self.guests) and one.quantity > 0 for one in self.wanted)
        )

    def number_of(self, customer: str) -> int | None:
        """Which guest that is; None for who does not sit there."""
        return self.guests.index(customer) + 1 if customer in self.guests else None

    def basket_of(self, customer: str) -> dict[str, int]:
        """What that guest wants, by selection as it is written."""
        number = self.number_of(customer)
        return {one.written: one.quantity for one in self.wanted if one.guest == number}

    def joined_by(self, customer: str, now: datetime) -> Tab:
        """The tab with that guest, if they do not sit there already."""
        if customer in self.guests:
            return self
        return replace(self, guests=(*self.guests, customer), used_at=now)

    def wanting(self, customer: str, basket: Mapping[str, int], now: datetime) -> Tab:
        """The tab where that guest, who sits there, wants this and nothing else."""
        number = self.guests.index(customer) + 1
        others = tuple(one for one in self.wanted if one.guest != number)
        mine = tuple(
            GuestWish(number, written, count) for written, count in basket.items() if count
        )
        return replace(self, wanted=(*others, *mine)[: LINES_MAX * GUESTS_MAX], used_at=now)

    def sent(self, order: str, guests: Iterable[int], now: datetime) -> Tab:
        """The tab after what these guests wanted became that order."""
        gone = set(guests)
        left = tuple(one for one in self.wanted if one.guest not in gone)
        return replace(self, wanted=left, orders=(*self.orders, order), used_at=now)


def together(wanted: Iterable[GuestWish]) -> dict[str, int]:
    """How many of each selection all of them want."""
    found: Counter[str] = Counter()
    for one in wanted:
        found[one.written] += one.quantity
    return dict(found)


def shared_basket(wanted: Iterable[GuestWish], offers: Mapping[str, Offer]) -> Basket | Refused:
    """What they all want, with lines of their own for each guest; or what is wrong with it.

    What comes to a table needs no box: packing is not asked for.
    """
    all_ = list(wanted)
    refused = fill(together(all_), offers)
    if isinstance(refused, Refused):
        return refused
    by_merchant: dict[str, list[Line]] = {}
    for guest in sorted({one.guest for one in all_}):
        theirs = fill(together(one for one in all_ if one.guest == guest), offers)
        if isinstance(theirs, Refused):
            return theirs
        for merchant, lines in theirs.lines:
            own = (replace(one, guest=guest, packing=one.packing * 0) for one in lines)
            by_merchant.setdefault(merchant, []).extend(own)
    return Basket(tuple((merchant, tuple(lines)) for merchant, lines in by_merchant.items()))
