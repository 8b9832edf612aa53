"""Who sells, and where: markets and their stalls, restaurants on their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.geo.point import Point
from yeshi.market.deal import Deal, in_public_deals
from yeshi.market.hours import Hours
from yeshi.market.room import Room


@dataclass(frozen=True, slots=True)
class Market:
    """A night market; an order from several of its stalls is collected at `collection`.

    `ended_at`: since when there is none any more; None while there is.
    """

    id: str
    name: Name
    collection: Point
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GiftPerOrder:
    """A merchant's gift to a programme: so much of each order that is delivered."""

    programme: str
    per_order: Money


class Closed(StrEnum):
    """Why a merchant takes no orders: gone, only listed, without the facts it has to show, held by
    an operator, not now, or shut."""

    ENDED = "ended"
    NOT_ONLINE = "not_online"
    FACTS = "facts"
    HELD = "held"
    PAUSED = "paused"
    HOURS = "closed"


@dataclass(frozen=True, slots=True)
class Held:
    """Until when an operator has a merchant take no orders: what customers read of it, and why."""

    until: datetime
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Rush:
    """Until when a merchant needs `more_s` seconds more than usual for what is ordered."""

    until: datetime
    more_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """A stall or restaurant.

    `online`: it takes orders through the platform; otherwise it is only listed. `taking`: it takes
    them now. `held`: by an operator. `cook_s`: the seconds it usually needs. `sector`: what it
    sells; `district`: where, by default the zone in which it stands. `owner_woman`,
    `owner_born_year`: None where the owner chose not to say. `ended_at`: since when it sells no
    more and is shown to nobody who buys; None while it does. `lacks_facts`: it takes no orders
    until what the city asks of it is confirmed. `rush`: how busy it says that it is.
    `paused_until`: until when it takes no orders, where it does not now. `room`: how much it makes
    in a quarter of an hour; None: as much as is ordered. `answers_itself`: orders are taken on when
    they are placed, without anybody's answer. `pay_first`: who sits at its tables pays before it is
    made, not at the end. `deals`: what it takes off at its own cost; those that are over stay for
    a while.
    """

    id: str
    name: Name
    market: str | None
    place: Point
    hours: Hours
    cook_s: int
    online: bool = True
    taking: bool = True
    pledge: GiftPerOrder | None = None
    sector: str = "other"
    district: str = ""
    owner_woman: Annotated[bool | None, Personal("sex")] = None
    owner_born_year: Annotated[int | None, Personal("age")] = None
    held: Held | None = None
    ended_at: datetime | None = None
    lacks_facts: bool = False
    rush: Rush | None = None
    paused_until: datetime | None = None
    room: Room | None = None
    answers_itself: bool = False
    pay_first: bool = False
    deals: tuple[Deal, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether this may be kept: cooking takes no time below nothing, and there is room."""
        return self.cook_s >= 0 and (self.room is None or self.room.holds)

    def deals_at(self, now: datetime, calendar: Calendar) -> tuple[Deal, ...]:
        """Its deals that count for what is ordered at that moment."""
        return tuple(one for one in self.deals if one.is_on(now, calendar))

    def rush_at(self, now: datetime) -> Rush | None:
        """How busy it says that it is at that moment; None where it is as quick as usual."""
        return self.rush if self.rush and now < self.rush.until else None

    def cook_s_at(self, now: datetime) -> int:
        """The seconds that it needs for what is ordered at that moment."""
        rush = self.rush_at(now)
        return self.cook_s + (rush.more_s if rush else 0)

    @property
    def sells_later(self) -> bool:
        """Whether one may order from it for when it is open, though it may not be now."""
        return self.online and not self.ended_at and not self.lacks_facts

    @property
    def takes_bookings(self) -> bool:
        """Whether its seats may be booked at all; a pause of its kitchen is none of them, and what
        holds it lasts so long."""
        return self.sells_later

    def takes_orders_at(self, now: datetime, calendar: Calendar) -> bool:
        """Whether it takes orders at that moment."""
        return self.closed_at(now, calendar) is None

    def takes_orders_by_clock(self, local: time) -> bool:
        """Whether it takes orders at that time of day in the city."""
        return self._closed_by_clock(local) is None

    def closed_at(self, now: datetime, calendar: Calendar) -> Closed | None:
        """Why it takes no orders at that moment; None when it takes them."""
        return self._closed_by_clock(calendar.local(now).time())

    def _closed_by_clock(self, local: time) -> Closed | None:
        if self.ended_at:
            return Closed.ENDED
        if not self.online:
            return Closed.NOT_ONLINE
        if self.lacks_facts:
            return Closed.FACTS
        if self.held:
            return Closed.HELD
        if not self.taking:
            return Closed.PAUSED
        return None if self.hours.open_by_clock(local) else Closed.HOURS


def in_public(merchant: Merchant) -> Merchant:
    """The merchant as anybody may know it: nothing of who owns it, why it is held, nor of what its
    deals may cost it."""
    held = replace(merchant.held, why="") if merchant.held else None
    deals = in_public_deals(merchant.deals) if merchant.deals else ()
    return replace(merchant, owner_woman=None, owner_born_year=None, held=held, deals=deals)
