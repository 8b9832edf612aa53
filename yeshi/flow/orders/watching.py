"""Watching: what is under way in the city, and which of it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route, RouteState
from yeshi.flow.engine import Engine
from yeshi.flow.orders.reading import names_in
from yeshi.flow.ports import CourierSeen, OrderSeen, Way
from yeshi.geo.zones import Zone
from yeshi.market.merchant import Merchant
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order
from yeshi.orders.track import Waits, waits_for
from yeshi.people.actor import zones_overseen

# So many late orders, and as many others, does one page of the control room show.
BOARD_ORDERS = 30
VIEW_ORDERS = 100
# So many orders does its map show, with their couriers, and as many other couriers.
SEEN_MAX = 100
# Of which zones something is looked at; None: of the whole city.
Zones = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Overseen:
    """What an operator looks at: `zones`, of which `chosen` alone where it is not "".

    `choices`: the zones among which they may choose; none where there is only one.
    """

    zones: Zones
    chosen: str
    choices: tuple[Zone, ...]

    @property
    def whole(self) -> bool:
        """Whether this is the operator of the whole city, whatever they have chosen to see."""
        return self.zones is None

    @property
    def looked_at(self) -> Zones:
        """The zones that are shown."""
        return (self.chosen,) if self.chosen else self.zones


def overseen(engine: Engine, chosen: str = "") -> Overseen | Refused:
    """What who acts oversees; a zone that is not theirs is not there."""
    zones = zones_overseen(engine.actor)
    theirs = tuple(one for one in engine.terms.zones if zones is None or one.id in zones)
    if chosen and chosen not in {one.id for one in theirs}:
        return Refused(Unknown("zone", chosen))
    return Overseen(zones, chosen, theirs if len(theirs) > 1 else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlView:
    """The city under way in figures, with some of its orders and all that concerns these.

    `late` are orders past their promise, or sure to be; `next`: the order after which others
    follow, None where none do.
    """

    at: datetime
    under_way: int
    late_count: int
    on_duty: int
    busy: int
    orders: tuple[Order, ...]
    couriers: tuple[Courier, ...]
    positions: dict[str, Position]
    routes: tuple[Route, ...]
    late: tuple[Order, ...]
    merchants: dict[str, Merchant]
    next: str | None


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
    """The city under way, as a map shows it: of a large one, what is most urgent."""

    orders: list[OrderSeen]
    couriers: list[CourierSeen]
    ways: list[Way]


def is_late(order: Order, route: Route | None, now: datetime) -> bool:
    """Whether the promise is broken at `now`, or will be by the open route it is carried on.

    What stands ready for its customer, or was brought to their table, waits for nobody else.
    """
    if not order.is_brought and order.state in (OrderState.READY, OrderState.COLLECTED):
        return False
    planned = [
        stop.hand_over_at
        for stop in (route.stops if route and route.state is RouteState.OPEN else ())
        if stop.order == order.id
    ]
    return max(now, *planned[-1:]) > order.promised_by if planned else now > order.promised_by


def control(
    engine: Engine, after: str = "", limit: int = VIEW_ORDERS, zones: Zones = None
) -> ControlView:
    """So many of the orders under way by placing, from the one on that follows `after`."""
    now = engine.clock.now()
    with engine.store.read() as work:
        found = work.orders.some_under_way_after(after, limit + 1, zones)
        orders = tuple(found[:limit])
        routes = work.routes.get_many(sorted({one.route for one in orders if one.route}))
        couriers = work.couriers.get_many(sorted({one.courier for one in orders if one.courier}))
        under_way, late_count = work.orders.count_under_way(now, zones)
        on_duty, busy = work.couriers.count_out(zones)
        return ControlView(
            at=now,
            under_way=under_way,
            late_count=late_count,
            on_duty=on_duty,
            busy=busy,
            orders=orders,
            couriers=tuple(couriers.values()),
            positions=work.couriers.last_seen(list(couriers)),
            routes=tuple(one for one in routes.values() if one.state is RouteState.OPEN),
            late=tuple(o for o in orders if is_late(o, routes.get(o.route or ""), now)),
            merchants=names_in(work, orders),
            next=orders[-1].id if len(found) > limit else None,
        )


def sights(engine: Engine, zones: Zones = None) -> Sights:
    """The most urgent orders under way with their couriers, and other couriers who are out."""
    now = engine.clock.now()
    with engine.store.read() as work:
        orders = work.orders.seen(now, SEEN_MAX, zones)
        carriers = sorted({one.courier for one in orders if one.courier})
        ways = work.routes.ways(sorted({one.route for one in orders if one.route}))
        return Sights(orders, work.couriers.seen(carriers, SEEN_MAX, zones), ways)


def control_board(engine: Engine, start: int = 0, zones: Zones = None) -> ControlBoard:
    """What is under way in figures, and some of the late orders and of the others."""
    now = engine.clock.now()
    with engine.store.read() as work:
        board = work.orders.board(now, start, BOARD_ORDERS, zones)
        on_duty, busy = work.couriers.count_out(zones)
        longest = max(board.late_count, board.count - board.late_count)
        return ControlBoard(
            under_way=board.count,
            late_count=board.late_count,
            on_duty=on_duty,
            busy=busy,
            late=board.late,
            in_time=board.in_time,
            merchants=names_in(work, [*board.late, *board.in_time]),
            before=max(0, start - BOARD_ORDERS) if start else None,
            after=start + BOARD_ORDERS if start + BOARD_ORDERS < longest else None,
        )
