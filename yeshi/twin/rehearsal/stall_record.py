"""What a stall's own record says of it: who comes when, for what, and how its kitchen works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Refused
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.market.selection import select
from yeshi.market.serving import WEEK
from yeshi.orders.alteration import as_ordered
from yeshi.orders.later import counts_from
from yeshi.orders.order import Order, Ticket

# Fewer orders of its own say nothing of who comes to it.
STALL_ORDERS_MIN = 5
HALF_HOUR_MIN = 30
# Longer than this nobody cooks: somebody forgot to say that it was made.
COOKS_S_MAX = 7200


@dataclass(frozen=True, slots=True)
class StallVisit:
    """Somebody who ordered in that half-hour from midnight: what, and where to; None: they had it
    at the stall."""

    slot: int
    wanted: Mapping[str, int]
    door: Point | None


@dataclass(frozen=True, slots=True)
class Cooked:
    """What the stall said that an order would take, and what it took, in seconds."""

    said_s: int
    took_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StallRecord:
    """A stall as it takes part in a night: `menu` never runs out, and it has no deals.

    `visits` are those of `days` business days. `hands`: so many orders it has made at a time, at
    most; 0 where that is not known.
    """

    merchant: Merchant
    menu: tuple[Item, ...]
    market: Market | None
    visits: tuple[StallVisit, ...]
    days: int
    cooked: tuple[Cooked, ...]
    hands: int

    @property
    def takes_orders(self) -> bool:
        """Whether it takes orders at all, its hours and a pause left aside."""
        one = self.merchant
        return one.online and not one.ended_at and not one.lacks_facts

    @property
    def tells(self) -> bool:
        """Whether its record says enough."""
        return len(self.visits) >= STALL_ORDERS_MIN


def stall_record(
    merchant: Merchant, market: Market | None, items: Sequence[Item], orders: Iterable[Order],
    calendar: Calendar,
) -> StallRecord:  # fmt: skip
    """What those orders say of the stall; of an order of several stalls its own part alone."""
    menu = tuple(_always_there(one) for one in items if one.ended_at is None)
    by_id = {one.id: one for one in menu}
    parts = list(_sold(orders, merchant.id))
    visits, days = [], set()
    for order, ticket in parts:
        days.add(calendar.business_day(counts_from(order)))
        wanted = _wanted(ticket, by_id)
        local = calendar.local(counts_from(order))
        if wanted and merchant.hours.open_by_clock(local.time()):
            slot = (local.hour * 60 + local.minute) // HALF_HOUR_MIN
            door = order.destination.place if order.is_brought else None
            visits.append(StallVisit(slot, wanted, door))
    # What is for later is begun when its time comes: it says nothing of how quick a kitchen is.
    at_once = [ticket for order, ticket in parts if order.wished is None]
    return StallRecord(
        merchant=merchant, menu=menu, market=market, visits=tuple(visits), days=len(days),
        cooked=tuple(_cooked(at_once)), hands=_hands(at_once),
    )  # fmt: skip


def _always_there(item: Item) -> Item:
    """The dish as it is on a night on which all are to be had."""
    served = replace(item.served, days=WEEK) if item.served else None
    return replace(item, left=None, stock=None, off_until=None, served=served)


def _sold(orders: Iterable[Order], merchant: str) -> Iterator[tuple[Order, Ticket]]:
    for order in orders:
        ticket = order.ticket(merchant)
        if ticket and not ticket.is_given_back and not order.is_refunded:
            yield order, ticket


def _wanted(ticket: Ticket, menu: Mapping[str, Item]) -> dict[str, int]:
    """What was wanted of that which is still to be had."""
    wanted: dict[str, int] = {}
    for line in as_ordered(ticket.as_served, ticket.altered):
        item, chosen = menu.get(line.item), line.selection
        if item and not isinstance(select(item, menu, chosen.chosen), Refused):
            wanted[chosen.written] = wanted.get(chosen.written, 0) + line.quantity
    return wanted


def _spans(tickets: Iterable[Ticket]) -> Iterator[tuple[Ticket, datetime, datetime]]:
    """The parts that were made, with from when until when."""
    for one in tickets:
        if one.taken_at and one.made_at:
            took_s = (one.made_at - one.taken_at).total_seconds()
            if 0 < took_s <= COOKS_S_MAX:
                yield one, one.taken_at, one.made_at


def _cooked(tickets: Iterable[Ticket]) -> Iterator[Cooked]:
    for one, taken_at, made_at in _spans(tickets):
        took_s = int((made_at - taken_at).total_seconds())
        said_s = int(((one.ready_at or made_at) - taken_at).total_seconds())
        yield Cooked(max(1, said_s), max(1, took_s))


def _hands(tickets: Iterable[Ticket]) -> int:
    """How many were in hand at the fullest moment."""
    # What is made at a moment has left before the next is taken on.
    steps = sorted(step for _, taken, made in _spans(tickets) for step in ((taken, 1), (made, -1)))
    most = now = 0
    for _, more in steps:
        now += more
        most = max(most, now)
    return most
