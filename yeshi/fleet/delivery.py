"""A courier's route: its stops in order, and what is done at each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from yeshi.base.refused import Reason, Refused
from yeshi.geo.point import Point


class StopKind(StrEnum):
    """What a courier does at a stop."""

    COLLECT = "collect"
    DELIVER = "deliver"
    STAND = "stand"


class RouteState(StrEnum):
    """Whether a route is under way."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One order at one place: planned arrival and moment of hand-over, and when it was done.

    Of a stop to STAND, for orders to come, the order is "".
    """

    kind: StopKind
    order: str
    place: Point
    arrive_at: datetime
    hand_over_at: datetime
    leave_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The ordered stops a courier was sent on, from where and when.

    `doorless`: it is over, and tells no more at which doors it ended and began.
    """

    id: str
    courier: str
    zone: str
    origin: Point
    committed_at: datetime
    stops: tuple[Stop, ...]
    state: RouteState = RouteState.OPEN
    doorless: bool = False

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it leads somewhere."""
        return len(self.stops) > 0

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders of the route, by first stop."""
        return tuple(dict.fromkeys(stop.order for stop in self.stops if stop.order))

    @property
    def doors_left(self) -> int:
        """How many orders are still to be handed over."""
        deliver = StopKind.DELIVER
        return sum(stop.kind is deliver and stop.done_at is None for stop in self.stops)

    @property
    def stood_at(self) -> Point:
        """Where the courier last stood for certain: the last stop done, else the origin."""
        done = [stop.place for stop in self.stops if stop.done_at is not None]
        return done[-1] if done else self.origin

    @property
    def next_stop(self) -> Stop | None:
        """The first stop not yet done."""
        return next((stop for stop in self.stops if stop.done_at is None), None)


def without_doors(route: Route, counter: Point) -> Route:
    """The route as it is kept once nobody needs its doors: to and from that counter alone."""
    stops = tuple(
        replace(stop, place=counter) if stop.kind is StopKind.DELIVER else stop
        for stop in route.stops
    )
    return replace(route, origin=counter, stops=stops, doorless=True)


@dataclass(frozen=True, slots=True)
class NotNext(Reason):
    """Another stop comes first."""

    order: str
    next_order: str
    next_step: str


@dataclass(frozen=True, slots=True)
class NotOnRoute(Reason):
    """The courier is not on a route with this order."""

    courier: str
    order: str


def tick_off(route: Route, kind: StopKind, order: str, now: datetime) -> Route | Refused:
    """The route after the stop is done; closed after the last. Refused when another comes first."""
    stop = route.next_stop
    if route.state is RouteState.CLOSED or stop is None:
        return Refused(NotOnRoute(route.courier, order))
    if kind is not StopKind.STAND and order not in route.orders:
        return Refused(NotOnRoute(route.courier, order))
    if (stop.kind, stop.order) != (kind, order):
        return Refused(NotNext(order, stop.order, stop.kind))
    stops = tuple(replace(s, done_at=now) if s is stop else s for s in route.stops)
    return _closed_when_done(replace(route, stops=stops))


def drop(route: Route, order: str, now: datetime) -> Route:
    """The route without what is left to do for `order`; closed when nothing is left."""
    stops = tuple(
        replace(stop, done_at=now) if stop.order == order and stop.done_at is None else stop
        for stop in route.stops
    )
    return _closed_when_done(replace(route, stops=stops))


def _closed_when_done(route: Route) -> Route:
    return route if route.next_stop else replace(route, state=RouteState.CLOSED)
