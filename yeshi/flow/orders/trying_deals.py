"""Trying: what a stall's deals cost it, and what one would have cost in the nights before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import ceil

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dealing import deal_lines
from yeshi.flow.ports import Work
from yeshi.flow.stalls.dealing import left_tonight
from yeshi.market.catalogue import Item
from yeshi.market.deal import Deal, check_deal
from yeshi.market.dealing import deal_out, taken_off
from yeshi.market.merchant import Merchant
from yeshi.orders.alteration import as_ordered
from yeshi.orders.order import Order, Ticket
from yeshi.people.actor import admit_to
from yeshi.people.person import Role

# On so many nights before this one a deal is tried; so many orders tell something.
NIGHTS, ORDERS_MIN = 7, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSeen:
    """A deal as its stall sees it: of how many orders of the last nights it took how much off.

    `left`: what it may still take off tonight; None where it has no limit.
    """

    deal: Deal
    orders: int
    cost: Money
    left: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTried:
    """What a deal would have done, had the same orders come in the nights before this one.

    `orders`: all that were sold then, in `nights` of them; `taken`: those off which it would have
    taken something; `sold`: what was sold at the deals of now; `cost`: by how much less; `dearest`:
    that of the night on which it was most. `is_telling`: whether there were orders enough to tell
    anything. `more_orders`: so many more orders like these bring in what it costs; None where it
    would have counted for none, or leaves nothing of them.
    """

    nights: int
    orders: int
    taken: int
    sold: Money
    cost: Money
    dearest: Money
    is_telling: bool
    more_orders: int | None


def deals_seen(engine: Engine, merchant_id: str) -> list[DealSeen] | Refused:
    """The stall's deals, those under way first, with what they took off lately."""
    with engine.store.read() as work:
        merchant = _own(engine, work, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        now, calendar = engine.clock.now(), engine.terms.calendar
        orders = _lately(work, merchant_id, now, calendar, upto=None)
        left = left_tonight(work, merchant.deals, now, calendar)
    counts: dict[str, int] = {}
    costs: dict[str, int] = {}
    for _, ticket in _sold(orders, merchant_id):
        for share in ticket.deals:
            counts[share.deal] = counts.get(share.deal, 0) + 1
            costs[share.deal] = costs.get(share.deal, 0) + share.off.fen
    found = [
        DealSeen(
            deal=one,
            orders=counts.get(one.id, 0),
            cost=Money(costs.get(one.id, 0), engine.terms.currency),
            left=left.get(one.id),
        )
        for one in merchant.deals
    ]
    return sorted(found, key=lambda one: (one.deal.is_over(now), one.deal.is_to_come(now)))


def try_deal(engine: Engine, merchant_id: str, deal: Deal) -> DealTried | Refused:
    """What the deal would have cost, had just as many come and ordered the same.

    The orders of the record are reckoned by what a quote reckons by, with the deals that the stall
    has now, and with this one beside them; its own times and limit a night count.
    """
    with engine.store.read() as work:
        merchant = _own(engine, work, merchant_id)
        if isinstance(merchant, Refused):
            return merchant
        now, calendar = engine.clock.now(), engine.terms.calendar
        menu = work.items.of_merchant(merchant_id)
        refused = check_deal(deal, menu, engine.terms.currency, now)
        if refused:
            return refused
        orders = _lately(work, merchant_id, now, calendar, upto=calendar.business_day(now))
    since = now - 2 * timedelta(days=NIGHTS)
    beside = [_as_of(one, since) for one in merchant.deals if not one.is_over(now)]
    mine = replace(_as_of(deal, since), id="")
    items = {one.id: one for one in menu}
    played = _Played(deal=mine, beside=beside, items=items, calendar=calendar)
    for order, ticket in _sold(orders, merchant_id):
        played.order(order, ticket)
    return played.told(engine.terms.currency)


@dataclass(slots=True, kw_only=True)
class _Played:
    """The nights as they are played, order by order."""

    deal: Deal
    beside: Sequence[Deal]
    items: Mapping[str, Item]
    calendar: Calendar
    nights: dict[date, int] = field(default_factory=dict)
    spent: dict[date, int] = field(default_factory=dict)
    orders: int = 0
    taken: int = 0
    sold_fen: int = 0

    def order(self, order: Order, ticket: Ticket) -> None:
        """Play one more order."""
        at, night = order.placed_at, self.calendar.business_day(order.placed_at)
        lines = deal_lines(as_ordered(ticket.as_served, ticket.altered), self.items)
        beside = [one for one in self.beside if one.is_on(at, self.calendar)]
        before = taken_off(deal_out(beside, lines, {}))
        spent, limit = self.spent.get(night, 0), self.deal.limit
        left = {self.deal.id: limit - Money(spent, limit.currency)} if limit else {}
        mine = [self.deal] if self.deal.is_on(at, self.calendar) else []
        dealt = deal_out([*beside, *mine], lines, left)
        off = sum(one.off.fen for taken in dealt.values() for one in taken if one.deal is self.deal)
        self.spent[night] = spent + off
        self.nights[night] = self.nights.get(night, 0) + taken_off(dealt) - before
        self.orders += 1
        self.taken += off > 0
        self.sold_fen += sum(one.priced.fen for one in lines) - before

    def told(self, currency: str) -> DealTried:
        """What came of them."""
        costs = list(self.nights.values())
        cost, kept = sum(costs), self.sold_fen - sum(costs)
        return DealTried(
            nights=len(costs),
            orders=self.orders,
            taken=self.taken,
            sold=Money(self.sold_fen, currency),
            cost=Money(cost, currency),
            dearest=Money(max(costs, default=0), currency),
            is_telling=self.orders >= ORDERS_MIN,
            more_orders=ceil(cost * self.orders / kept) if self.taken and kept > 0 else None,
        )


def _as_of(deal: Deal, since: datetime) -> Deal:
    """The deal as though it had been under way from then on."""
    return replace(deal, begins_at=since, ends_at=None)


def _own(engine: Engine, work: Work, merchant_id: str) -> Merchant | Refused:
    unknown = Unknown("merchant", merchant_id)
    refused = admit_to(engine.actor, unknown, Role.STALLHOLDER)
    return refused or work.merchants.get(merchant_id) or Refused(unknown)


def _lately(
    work: Work, merchant_id: str, now: datetime, calendar: Calendar, upto: date | None
) -> list[Order]:
    """The orders of tonight and of the nights before; `upto`: those before that night alone."""
    since = calendar.day_begins(calendar.business_day(now) - timedelta(days=NIGHTS))
    found = work.orders.of_merchant_since(merchant_id, since)
    end = calendar.day_begins(upto) if upto else None
    return [one for one in found if end is None or one.placed_at < end]


def _sold(orders: Sequence[Order], merchant_id: str) -> list[tuple[Order, Ticket]]:
    """The stall's parts of them that were sold, or will be."""
    tickets = [(one, there(one.ticket(merchant_id), f"part of {one.id}")) for one in orders]
    return [
        (one, ticket) for one, ticket in tickets if not (ticket.is_given_back or one.is_refunded)
    ]
