"""Reading: what the pages show, gathered in one look at the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.events.dispatch import Choice, RouteCommitted
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dispatching import FETCHABLE
from yeshi.flow.orders.standing import stands_at
from yeshi.flow.ports import Records, T, Work
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Transfer
from yeshi.market.merchant import Merchant
from yeshi.orders.checkout import Quote
from yeshi.orders.lifecycle import UNDER_WAY
from yeshi.orders.order import Order


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class CourierView:
    """A courier, the route under way with its orders, the latest shifts, and what they are owed."""

    courier: Courier
    position: Position | None
    route: Route | None
    orders: dict[str, Order]
    names: dict[str, Merchant]
    shifts: tuple[Shift, ...]
    owed: Money
    stands_at: Name | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a courier was sent with an order: the choice made, then the best of the others.

    `planned`: the orders that the others were to fetch instead, as they stand now.
    """

    order: Order
    at: datetime
    together: tuple[Order, ...]
    choices: tuple[Choice, ...]
    couriers: dict[str, Courier]
    planned: dict[str, Order]


@dataclass(frozen=True, slots=True)
class DispatchView:
    """Who brings an order, why, and who else is on duty; `open` while another could be sent."""

    order: Order
    names: dict[str, Merchant]
    reasons: Reasons | None
    open: bool
    couriers: dict[str, Courier]
    on_duty: tuple[Courier, ...]


@dataclass(frozen=True, slots=True)
class NotSentYet(Reason):
    """No courier was sent with the order, so there is no choice to give reasons for."""

    order: str


@dataclass(frozen=True, slots=True)
class ControlView:
    """The city under way: `late` are orders past their promise, or sure to be."""

    at: datetime
    orders: tuple[Order, ...]
    couriers: tuple[Courier, ...]
    positions: dict[str, Position]
    routes: tuple[Route, ...]
    late: tuple[Order, ...]
    merchants: dict[str, Merchant]


def quote(engine: Engine, customer: str, quote_id: str) -> Quote | Refused:
    """A customer's quote."""
    with engine.store.begin() as work:
        found = work.quotes.get(quote_id)
    if found is None or found.customer != customer:
        return Refused(Unknown("quote", quote_id))
    return found


def wallet(engine: Engine, customer: str) -> Money:
    """What is in the customer's wallet."""
    with engine.store.begin() as work:
        return work.ledger.balance(accounts.wallet(customer))


def orders_of(engine: Engine, customer: str, limit: int = 20) -> list[Order]:
    """The customer's orders, the newest first."""
    with engine.store.begin() as work:
        return work.orders.of_customer(customer, limit)


def order(engine: Engine, order_id: str) -> OrderView | Refused:
    """One order with all that its page shows."""
    with engine.store.begin() as work:
        found = work.orders.get(order_id)
        if found is None:
            return Refused(Unknown("order", order_id))
        courier = work.couriers.get(found.courier) if found.courier else None
        position = work.couriers.positions().get(found.courier or "")
        route = work.routes.get(found.route) if found.route else None
        transfers = tuple(work.ledger.of_order(order_id))
        names, gifts = _names(work, [found]), _gifts(work, found)
        return OrderView(found, names, courier, position, route, transfers, gifts)


def _gifts(work: Work, order: Order) -> tuple[tuple[str, Money, Name], ...]:
    gifts = []
    for ticket in order.live_tickets:
        programme = work.programmes.get(ticket.programme) if ticket.programme else None
        if programme is not None:
            gifts.append((ticket.merchant, ticket.given, programme.name))
    return tuple(gifts)


def board(engine: Engine, merchant_id: str, limit: int = 40) -> list[Order] | Refused:
    """The merchant's orders, those under way first, then the latest."""
    with engine.store.begin() as work:
        if work.merchants.get(merchant_id) is None:
            return Refused(Unknown("merchant", merchant_id))
        orders = work.orders.of_merchant(merchant_id, limit)
    return sorted(orders, key=lambda one: one.state not in UNDER_WAY)


def courier(engine: Engine, courier_id: str) -> CourierView | Refused:
    """One courier with all that their page shows."""
    with engine.store.begin() as work:
        found = work.couriers.get(courier_id)
        if found is None:
            return Refused(Unknown("courier", courier_id))
        route = work.routes.get(found.route) if found.route else None
        orders = {}
        for order_id in route.orders if route else ():
            orders[order_id] = work.orders.must(order_id)
        return CourierView(
            found,
            work.couriers.positions().get(courier_id),
            route,
            orders,
            _names(work, list(orders.values())),
            tuple(work.shifts.of_courier(courier_id, 5)),
            work.ledger.balance(accounts.courier(courier_id)),
            stands_at(work, route),
        )


def couriers(engine: Engine) -> list[Courier]:
    """All couriers by id."""
    with engine.store.begin() as work:
        return work.couriers.all()


def control(engine: Engine) -> ControlView:
    """All that is under way."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        orders = tuple(work.orders.under_way())
        routes = tuple(work.routes.open())
        due = {stop.order: stop.hand_over_at for route in routes for stop in route.stops}
        late = tuple(o for o in orders if max(now, due.get(o.id, now)) > o.promised_by)
        return ControlView(
            now, orders, tuple(work.couriers.all()), work.couriers.positions(), routes, late,
            {merchant.id: merchant for merchant in work.merchants.all()},
        )  # fmt: skip


def why(engine: Engine, order_id: str) -> Reasons | Refused:
    """Why the order's courier was sent, and not another."""
    with engine.store.begin() as work:
        found = work.orders.get(order_id)
        if found is None:
            return Refused(Unknown("order", order_id))
        happened = work.events.of_subject(found.route) if found.route else []
        sent = next((one for one in happened if isinstance(one.event, RouteCommitted)), None)
        if sent is None or not isinstance(sent.event, RouteCommitted):
            return Refused(NotSentYet(order_id))
        choices = sent.event.why
        others = {id_ for choice in choices for id_ in choice.busy_with}
        return Reasons(
            found,
            sent.at,
            _present(work.orders, sent.event.orders),
            choices,
            {one.id: one for one in _present(work.couriers, [c.courier for c in choices])},
            {one.id: one for one in _present(work.orders, sorted(others))},
        )


def dispatch(engine: Engine, order_id: str) -> DispatchView | Refused:
    """What the control room needs to decide who brings the order."""
    told = why(engine, order_id)
    with engine.store.begin() as work:
        found = work.orders.get(order_id)
        if found is None:
            return Refused(Unknown("order", order_id))
        on_duty = tuple(courier for courier, _ in work.couriers.on_duty(found.zone))
        known = {courier.id: courier for courier in work.couriers.all()}
        reasons = told if isinstance(told, Reasons) else None
        fetchable = found.state in FETCHABLE
        return DispatchView(found, _names(work, [found]), reasons, fetchable, known, on_duty)


def _present(records: Records[T], ids: Sequence[str]) -> tuple[T, ...]:
    return tuple(one for one in map(records.get, ids) if one is not None)


def _names(work: Work, orders: list[Order]) -> dict[str, Merchant]:
    wanted = {ticket.merchant for one in orders for ticket in one.tickets}
    found = {merchant: work.merchants.get(merchant) for merchant in sorted(wanted)}
    return {name: merchant for name, merchant in found.items() if merchant is not None}
