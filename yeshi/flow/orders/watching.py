"""Watching: what is under way in the city, and which of it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route, RouteState
from yeshi.flow.engine import Engine
from yeshi.flow.orders.reading import names_in
from yeshi.flow.ports import CourierSeen, OrderSeen, Way
from yeshi.market.merchant import Merchant
from yeshi.orders.order import Order
from yeshi.orders.track import Waits, waits_for

# So many late orders, and as many others, does one page of the control room show.
BOARD_ORDERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlView:
    """The city under way: `late` are orders past their promise, or sure to be."""

    at: datetime
    orders: tuple[Order, ...]
    couriers: tuple[Courier, ...]
    positions: dict[str, Position]
    routes: tuple[Route, ...]
    late: tuple[Order, ...]
    merchants: dict[str, Merchant]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlBoard:
    """The city under way in figures, with some of the late orders and some that are in time.

    `before` and `after`: where the orders before and after these begin; None where there are none.
    """

    under_way: int
    late_count: int
    on_duty: int
    busy: int
    late: tuple[Order, ...]
    in_time: tuple[Order, ...]
    merchants: dict[str, Merchant]
    before: int | None
    after: int | None

    def waits_for(self, order: Order) -> Waits:
        """What an order under way waits for."""
        return waits_for(order)


@dataclass(frozen=True, slots=True)
class Sights:
    """The city under way, as a map shows it."""

    orders: list[OrderSeen]
    couriers: list[CourierSeen]
    ways: list[Way]


def is_late(order: Order, route: Route | None, now: datetime) -> bool:
    """Whether the promise is broken at `now`, or will be by the open route it is carried on."""
    planned = [
        stop.hand_over_at
        for stop in (route.stops if route and route.state is RouteState.OPEN else ())
        if stop.order == order.id
    ]
    return max(now, *planned[-1:]) > order.promised_by if planned else now > order.promised_by


def control(engine: Engine) -> ControlView:
    """All that is under way."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        orders = tuple(work.orders.under_way())
        routes = tuple(work.routes.open())
        by_id = {route.id: route for route in routes}
        late = tuple(o for o in orders if is_late(o, by_id.get(o.route or ""), now))
        couriers = tuple(work.couriers.out())
        return ControlView(
            at=now,
            orders=orders,
            couriers=couriers,
            positions=work.couriers.last_seen([courier.id for courier in couriers]),
            routes=routes,
            late=late,
            merchants=names_in(work, orders),
        )


def sights(engine: Engine) -> Sights:
    """All that is under way, as a map shows it."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        return Sights(work.orders.seen(now), work.couriers.seen(), work.routes.ways())


def control_board(engine: Engine, start: int = 0) -> ControlBoard:
    """What is under way in figures, and some of the late orders and of the others."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        under_way, late_count = work.orders.count_under_way(now)
        on_duty, busy = work.couriers.count_out()
        late = work.orders.some_under_way(now, True, start, BOARD_ORDERS)
        in_time = work.orders.some_under_way(now, False, start, BOARD_ORDERS)
        longest = max(late_count, under_way - late_count)
        return ControlBoard(
            under_way=under_way,
            late_count=late_count,
            on_duty=on_duty,
            busy=busy,
            late=tuple(late),
            in_time=tuple(in_time),
            merchants=names_in(work, [*late, *in_time]),
            before=max(0, start - BOARD_ORDERS) if start else None,
            after=start + BOARD_ORDERS if start + BOARD_ORDERS < longest else None,
        )
