"""The orders in memory, with their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.orders.committing import FETCHABLE, is_unfetched
from yeshi.flow.orders.watching import is_late
from yeshi.flow.ports import (
    AddressBooks,
    Ahead,
    CashStandings,
    Orders,
    OrderSeen,
    Quotes,
    ToMake,
    UnderWay,
)
from yeshi.orders.addresses import AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.orders.checkout import Quote
from yeshi.orders.later import asleep, counts_from, is_to_begin
from yeshi.orders.lifecycle import ENDED, OrderState, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.spending import Spent

AT_TABLES = (OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED)
COOKING = (OrderState.PLACED, OrderState.ACCEPTED)
TO_MAKE = (TicketState.PLACED, TicketState.ACCEPTED)


def _to_make(tickets: Sequence[Ticket]) -> ToMake:
    asked = [one.asked for one in tickets]
    return ToMake(len(tickets), sum(one[0] for one in asked), sum(one[1] for one in asked))


def _sellers_of(order: Order) -> tuple[str, ...]:
    return tuple(ticket.merchant for ticket in order.tickets)


def _by_placing(order: Order) -> tuple[datetime, str]:
    return order.placed_at, order.id


class MemoryOrders(MemoryRecords[Order], Orders):
    """Orders; lists are by placing, then id."""

    indexes = {
        "kitchens": lambda o: True if o.state in COOKING and not asleep(o) else None,
        "delivered": lambda o: o.zone if o.is_settled else None,
        "unfetched": lambda o: o.zone if is_unfetched(o) else None,
        "to_collect": lambda o: True if o.pick_up and o.state in FETCHABLE else None,
        "at_tables": lambda o: True if o.at_table and o.state in AT_TABLES else None,
        "asleep": lambda o: True if asleep(o) and o.state not in ENDED else None,
        "wished": lambda o: None if o.wished is None or o.state in ENDED else True,
        "unanswered": lambda o: True if o.state is OrderState.PLACED else None,
        "under_way": lambda o: None if o.state in ENDED else True,
        "customer": lambda o: o.customer,
    }

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for; none that sleep."""
        return sorted(self.where("unfetched", zone), key=_by_placing)

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        return sorted(self.where("unanswered", True), key=_by_placing)

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        return sorted(self.where("under_way", True), key=_by_placing)

    def some_under_way_after(
        self, id_: str, limit: int, zones: Sequence[str] | None = None
    ) -> list[Order]:
        """So many of those, from the one on that follows this order."""
        begins = self.get(id_)
        if id_ and begins is None:
            return []
        found = sorted(self._within(zones), key=_by_placing)
        rest = [one for one in found if begins is None or _by_placing(one) > _by_placing(begins)]
        return rest[:limit]

    def count_under_way(self, now: datetime, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many orders are under way, and how many of these late."""
        found = [self._is_late(one, now) for one in self._within(zones)]
        return len(found), sum(found)

    def board(
        self, now: datetime, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> UnderWay:
        """So many of the orders under way that are late, and as many of those that are not."""
        piles: dict[bool, list[Order]] = {True: [], False: []}
        for one in sorted(self._within(zones), key=_by_placing):
            piles[self._is_late(one, now)].append(one)
        late, in_time = piles[True], piles[False]
        return UnderWay(
            count=len(late) + len(in_time),
            late_count=len(late),
            late=tuple(late[start : start + limit]),
            in_time=tuple(in_time[start : start + limit]),
        )

    def seen(
        self, now: datetime, limit: int, zones: Sequence[str] | None = None
    ) -> list[OrderSeen]:
        """So many orders under way, as a map shows them; those promised earliest first."""
        urgent = sorted(self._within(zones), key=lambda one: (one.promised_by, one.id))
        return [
            OrderSeen(
                id=one.id, counter=one.pickup, late=self._is_late(one, now),
                collected=one.collected_at is not None, courier=one.courier, route=one.route,
            )
            for one in urgent[:limit]
        ]  # fmt: skip

    def _within(self, zones: Sequence[str] | None) -> list[Order]:
        """The orders under way in those zones."""
        found = self.where("under_way", True)
        return [one for one in found if zones is None or one.zone in zones]

    def _is_late(self, order: Order, now: datetime) -> bool:
        return is_late(order, self._city.routes.get(order.route) if order.route else None, now)

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        found = sorted(self.where("customer", customer), key=_by_placing, reverse=True)
        return found[:limit]

    def last_placed(self, customers: Sequence[str]) -> datetime | None:
        """When any of these customers last placed an order that was not paid back; or None."""
        placed = (
            order.placed_at
            for one in customers
            for order in self.where("customer", one)
            if order.state is not OrderState.REFUNDED
        )
        return max(placed, default=None)

    def with_door_before(self, placed: datetime, limit: int) -> list[Order]:
        """So many orders that were placed before, have ended and tell where they went."""
        old = (one for one in self.all() if one.placed_at < placed and one.state in ENDED)
        told = (one for one in old if _tells(one))
        return list(islice(told, limit))

    def to_collect(self) -> list[Order]:
        """The orders that are made, or stand ready, for customers to collect them."""
        return sorted(self.where("to_collect", True), key=_by_placing)

    def to_begin(self, now: datetime) -> list[Order]:
        """The orders for later that sleep, though it is time to begin them."""
        due = (one for one in self.where("asleep", True) if is_to_begin(one, now))
        return sorted(due, key=_by_placing)

    def wished_of(self, merchants: Sequence[str]) -> list[Order]:
        """The orders under way that are for later, of any of those merchants."""
        found = (o for o in self.where("wished", True) if {*merchants} & {*_sellers_of(o)})
        return sorted(found, key=_by_placing)

    def at_tables(self) -> list[Order]:
        """The orders that come to tables, or stand there and are not paid."""
        return sorted(self.where("at_tables", True), key=_by_placing)

    def numbers_to_collect(self, merchants: Sequence[str]) -> list[int]:
        """By which numbers orders under way are called out at the counters of those merchants."""
        under_way = self.where("under_way", True)
        called = (one for one in under_way if not {*merchants}.isdisjoint(_sellers_of(one)))
        return sorted({one.pick_up.number for one in called if one.pick_up})

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        newest = sorted(self.all(), key=_by_placing, reverse=True)
        return list(islice((o for o in newest if o.ticket(merchant) is not None), limit))

    def under_way_of(self, merchant: str) -> int:
        """How many of the merchant's orders have not ended."""
        return sum(one.ticket(merchant) is not None for one in self.where("under_way", True))

    def ahead(self, merchants: Sequence[str], since: datetime, zones: Sequence[str]) -> Ahead:
        """What the merchants are still to make, and orders and couriers of the zones."""
        made: dict[str, list[Ticket]] = {}
        for order in self.where("kitchens", True):
            for ticket in order.tickets if counts_from(order) >= since else ():
                if ticket.merchant in merchants and ticket.state in TO_MAKE:
                    made.setdefault(ticket.merchant, []).append(ticket)
        brought = (o for o in self.where("under_way", True) if o.is_brought and not asleep(o))
        orders = Counter(one.zone for one in brought)
        couriers = {zone: len(self._city.couriers.on_duty(zone)) for zone in zones}
        return Ahead(
            {merchant: _to_make(tickets) for merchant, tickets in made.items()},
            {zone: (orders[zone], couriers[zone]) for zone in zones},
        )

    def delivered_between(
        self, zone: str, since: datetime, until: datetime, limit: int
    ) -> list[Order]:
        """So many of the zone's orders that were delivered in that time, the earliest first."""
        found = [
            (one.ended_at, one.id, one)
            for one in self.where("delivered", zone)
            if one.ended_at and since < one.ended_at <= until
        ]
        return [one for _, _, one in sorted(found, key=lambda it: it[:2])[:limit]]

    def of_merchant_since(self, merchant: str, since: datetime) -> list[Order]:
        """The merchant's orders that were placed at `since` or later, the earliest first."""
        recent = (one for one in self.all() if one.placed_at >= since)
        return sorted((one for one in recent if one.ticket(merchant)), key=_by_placing)

    def placed_since(self, since: datetime) -> list[Order]:
        """The orders that were placed at `since` or later, the earliest first."""
        return sorted((one for one in self.all() if one.placed_at >= since), key=_by_placing)

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        settled = OrderState.SETTLED
        return [
            Spent(
                order=order.id,
                customer=order.customer,
                merchant=ticket.merchant,
                voucher_fen=ticket.voucher.fen,
                goods_fen=order.goods.fen,
                door=order.destination.place,
            )
            for order in self.all()
            if order.campaign == campaign and order.state is settled
            for ticket in sorted(order.live_tickets, key=lambda one: one.merchant)
            if ticket.voucher.fen
        ]

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        fen: dict[str, int] = {}
        for customer in customers:
            for order in self.where("customer", customer):
                if order.state is OrderState.SETTLED and since <= order.placed_at < until:
                    fen[customer] = fen.get(customer, 0) + order.goods.fen
        return fen


class MemoryCashStandings(MemoryRecords[CashStanding], CashStandings):
    """Whether customers may pay in cash."""

    def lock_own(self, blank: CashStanding) -> CashStanding:
        """That with the id of this one, this itself where there is none; kept from others."""
        found = self.get(blank.id)
        if found is None:
            self.add(blank)
        return found or blank

    def barred(self) -> list[CashStanding]:
        """Those of who may not, by id."""
        return [one for one in self.all() if one.barred_by is not None]


class MemoryQuotes(MemoryRecords[Quote], Quotes):
    """Quotes."""

    def of_customer(self, customer: str) -> list[Quote]:
        """The customer's quotes, by id."""
        return [one for one in self.all() if one.customer == customer]


class MemoryAddressBooks(MemoryRecords[AddressBook], AddressBooks):
    """Customers' addresses."""

    def lock_own(self, blank: AddressBook) -> AddressBook:
        """That with the id of this one, this itself where there is none; kept from others."""
        found = self.get(blank.id)
        if found is None:
            self.add(blank)
        return found or blank

    def unused_since(self, moment: datetime, limit: int) -> list[AddressBook]:
        """So many books with addresses of which none was used since."""
        kept = (one for one in self.all() if one.addresses)
        return list(islice((o for o in kept if o.used_at and o.used_at < moment), limit))


def _tells(order: Order) -> bool:
    """Whether it says where it went, or what was said with it."""
    to, noted = order.destination, any(one.note for one in order.tickets)
    named = order.of_group is not None and order.of_group.names
    return bool(to.address or to.phone or order.note or noted or named)
