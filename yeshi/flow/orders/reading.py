"""Reading: what the pages show, gathered in one look at the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.fleet.shifts import Shift
from yeshi.flow.engine import Engine
from yeshi.flow.orders.cash import carried_by
from yeshi.flow.orders.standing import stands_at
from yeshi.flow.orders.tipped import tips_in
from yeshi.flow.ports import Work
from yeshi.flow.shopping import all_of, is_own
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Transfer, unnamed
from yeshi.market.merchant import Merchant
from yeshi.orders.board import Board, board_of
from yeshi.orders.checkout import Quote
from yeshi.orders.handing_over import to_take
from yeshi.orders.hiding import payers_unnamed
from yeshi.orders.later import counts_from, sleeps
from yeshi.orders.lifecycle import UNDER_WAY, OrderState
from yeshi.orders.notes import as_read_by_courier, as_read_by_stall
from yeshi.orders.order import Order, Ticket
from yeshi.orders.track import Mark, is_there, may_be_called_off, track
from yeshi.people.actor import ActorKind
from yeshi.programmes.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order, who brings it, where they are, and its money.

    `gifts`: what each merchant gives of it, and to which programme.
    """

    order: Order
    names: dict[str, Merchant]
    courier: Courier | None
    position: Position | None
    route: Route | None
    transfers: tuple[Transfer, ...]
    gifts: tuple[tuple[str, Money, Name], ...] = ()

    @property
    def track(self) -> tuple[Mark, ...]:
        """The steps of the order and which it has reached; empty when it came to nothing."""
        return track(self.order)

    @property
    def sleeps(self) -> bool:
        """Whether it is for later, and nobody has begun it."""
        return sleeps(self.order)

    @property
    def is_there(self) -> bool:
        """Whether it was handed over at the door."""
        return is_there(self.order)

    @property
    def is_to_fetch(self) -> bool:
        """Whether all of it stands on its counters for its customer."""
        return self.order.pick_up is not None and self.order.state is OrderState.READY

    def to_take(self, ticket: Ticket) -> Money | None:
        """The cash to be paid for the part at its counter; None of what is not paid there."""
        return to_take(self.order, ticket)

    @property
    def took_s(self) -> float | None:
        """The seconds from placing it, or beginning it, to the door; None while it is under way."""
        ended = self.order.ended_at
        return (ended - counts_from(self.order)).total_seconds() if ended else None

    @property
    def returned(self) -> Money | None:
        """What of its price went back, or is not to be paid; None where that is nothing, or all."""
        order = self.order
        return order.returned if order.returned.fen and not order.is_refunded else None

    @property
    def may_be_called_off(self) -> bool:
        """Whether its customer may still call it off."""
        return may_be_called_off(self.order)

    def expected_at(self, now: datetime) -> datetime:
        """When it is at the door: by the courier's route, where that is still to come, else as its
        customer was told last, or promised."""
        planned = (
            [s.hand_over_at for s in self.route.stops if s.order == self.order.id]
            if self.route
            else []
        )
        told = self.order.tardy.by if self.order.tardy else self.order.promised_by
        return planned[-1] if planned and planned[-1] > now else told


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierView:
    """A courier, the route under way with its orders, the latest shifts, and what they are owed.

    `carries`: the cash that they took at doors and did not hand in. `tips`: by shift, of those
    that had any.
    """

    courier: Courier
    position: Position | None
    route: Route | None
    orders: dict[str, Order]
    names: dict[str, Merchant]
    shifts: tuple[Shift, ...]
    owed: Money
    carries: Money
    stands_at: Name | None
    tips: dict[str, Money]

    @property
    def stop(self) -> Stop | None:
        """The next stop of the route under way."""
        return self.route.next_stop if self.route else None

    @property
    def order(self) -> Order | None:
        """The order that the next stop is for."""
        return self.orders.get(self.stop.order) if self.stop else None

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops for orders that are not done yet, in their order."""
        stops = self.route.stops if self.route else ()
        return tuple(stop for stop in stops if stop.order and stop.done_at is None)

    def is_to_collect(self, stop: Stop) -> bool:
        """Whether the stop is at the stalls, to collect its order."""
        return stop.kind is StopKind.COLLECT

    def takes(self, stop: Stop) -> Money | None:
        """The cash to be taken at a stop; None where none is."""
        return None if self.is_to_collect(stop) else self.orders[stop.order].cash

    def waits_for_food(self, stop: Stop) -> bool:
        """Whether the stop is to collect what is not ready yet."""
        is_ready = self.orders[stop.order].state is OrderState.READY
        return self.is_to_collect(stop) and not is_ready


def quote(engine: Engine, customer: str, quote_id: str) -> Quote | Refused:
    """A customer's quote."""
    with engine.store.read() as work:
        found = work.quotes.get(quote_id)
    if found is None or found.customer != customer:
        return Refused(Unknown("quote", quote_id))
    return found


def programmes(engine: Engine) -> list[Programme]:
    """The programmes that an order may be rounded up for; the one that is proposed first."""
    proposed = engine.terms.round_up
    with engine.store.read() as work:
        there = (one for one in work.programmes.all() if not one.ended_at)
        return sorted(there, key=lambda one: (one.id != proposed, one.id))


def wallet(engine: Engine, customer: str) -> Money:
    """What is in the customer's wallet."""
    with engine.store.read() as work:
        return work.ledger.balance(accounts.wallet(customer))


def orders_of(engine: Engine, customer: str, limit: int = 20) -> list[Order]:
    """The customer's orders, the newest first; of a person, those of each device of theirs."""
    with engine.store.read() as work:
        if engine.actor.kind is not ActorKind.PERSON:
            found = work.orders.of_customer(customer, limit)
            # A cookie of before its owner signed in shows nothing of theirs any more.
            return found if found and is_own(work, engine.actor, customer) else []
        ids = all_of(work, customer)
        found = [order for one in ids for order in work.orders.of_customer(one, limit)]
    return sorted(found, key=lambda one: (one.placed_at, one.id), reverse=True)[:limit]


def is_mine(engine: Engine, found: Order) -> bool:
    """Whether whoever acts placed the order, on whatever device of theirs."""
    by = engine.actor
    if by.kind is ActorKind.VISITOR and by.customer != found.customer:
        return False
    with engine.store.read() as work:
        return is_own(work, by, found.customer)


def order(engine: Engine, order_id: str) -> OrderView | Refused:
    """One order with all that its page shows."""
    with engine.store.read() as work:
        found = work.orders.get(order_id)
        if found is None:
            return Refused(Unknown("order", order_id))
        courier = work.couriers.get(found.courier) if found.courier else None
        position = _seen(work, found.courier)
        route = work.routes.get(found.route) if found.route else None
        transfers = tuple(work.ledger.of_order(order_id))
        if found.is_tab or found.is_paid_by_several:
            transfers = unnamed(transfers)
        names, gifts = names_in(work, [found]), _gifts(work, found)
        return OrderView(
            order=payers_unnamed(found),
            names=names,
            courier=courier,
            position=position,
            route=route,
            transfers=transfers,
            gifts=gifts,
        )


def _seen(work: Work, courier: str | None) -> Position | None:
    return work.couriers.last_seen([courier]).get(courier) if courier else None


def _gifts(work: Work, order: Order) -> tuple[tuple[str, Money, Name], ...]:
    gifts = []
    for ticket in order.live_tickets:
        programme = work.programmes.get(ticket.programme) if ticket.programme else None
        if programme is not None:
            gifts.append((ticket.merchant, ticket.given, programme.name))
    return tuple(gifts)


def board(engine: Engine, merchant_id: str, limit: int = 40) -> list[Order] | Refused:
    """The merchant's orders, those under way first, then the latest; without whose they are."""
    with engine.store.read() as work:
        if work.merchants.get(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        orders = work.orders.of_merchant(merchant_id, limit)
        # What is for later may have been ordered long before the latest.
        seen = {one.id for one in orders}
        orders += [one for one in work.orders.wished_of([merchant_id]) if one.id not in seen]
    told = [as_read_by_stall(one, merchant_id) for one in orders]
    return sorted(told, key=lambda one: one.state not in UNDER_WAY)


def kitchen(engine: Engine, merchant_id: str) -> Board | Refused:
    """The merchant's tickets in their piles."""
    orders = board(engine, merchant_id)
    return orders if isinstance(orders, Refused) else board_of(orders, merchant_id)


def courier(engine: Engine, courier_id: str) -> CourierView | Refused:
    """One courier with all that their page shows."""
    with engine.store.read() as work:
        found = work.couriers.get(courier_id)
        if found is None:
            return Refused(Unknown("courier", courier_id))
        route = work.routes.get(found.route) if found.route else None
        orders = {}
        for order_id in route.orders if route else ():
            orders[order_id] = as_read_by_courier(work.orders.must(order_id))
        shifts = tuple(work.shifts.of_courier(courier_id, 5))
        return CourierView(
            courier=found,
            position=_seen(work, courier_id),
            route=route,
            orders=orders,
            names=names_in(work, list(orders.values())),
            shifts=shifts,
            owed=work.ledger.balance(accounts.courier(courier_id)),
            carries=carried_by(work, courier_id),
            stands_at=stands_at(work, route),
            tips=tips_in(work, courier_id, shifts),
        )


def couriers_of(engine: Engine, ids: Sequence[str]) -> list[Courier]:
    """The couriers of those ids that there are, in that order."""
    with engine.store.read() as work:
        found = work.couriers.get_many(list(ids))
    return [found[one] for one in ids if one in found]


def couriers(engine: Engine, after: str, limit: int) -> tuple[list[Courier], str | None]:
    """So many couriers by id, from the one on that follows `after`.

    With the one after which others follow, None where none do.
    """
    with engine.store.read() as work:
        found = work.couriers.some_after(after, limit + 1)
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def names_in(work: Work, orders: Sequence[Order]) -> dict[str, Merchant]:
    """The merchants of the orders' tickets, by id."""
    wanted = {ticket.merchant for one in orders for ticket in one.tickets}
    return work.merchants.get_many(sorted(wanted))
