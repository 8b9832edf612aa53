"""Couriers as actors: they follow their route, wait for food that is late, and hand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.sure import there
from yeshi.events.dispatch import CourierSentAhead, RouteCommitted
from yeshi.events.orders import OrderFailed, OrderReady, OrderWithdrawn
from yeshi.events.record import Recorded
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.flow.engine import Engine
from yeshi.flow.orders import delivering, standing
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point, along
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.actors.parts import Played, unmasked


@dataclass(slots=True, kw_only=True)
class Ride:
    """A courier on the way between two places; `late` is how far behind the plan they are."""

    courier: str
    route: str
    stop: Stop
    origin: Point
    left_at: datetime
    late: timedelta


class Riders:
    """All couriers of a city."""

    def __init__(self, engine: Engine, agenda: Agenda, played: Played | None = None) -> None:
        """`played`: as whom a courier acts; as the clock by default."""
        self._engine = engine
        self._as = played or unmasked(engine)
        self._agenda = agenda
        self._rides: dict[str, Ride] = {}
        self._waiting: dict[str, Route] = {}

    def hear(self, recorded: Recorded) -> None:
        """Plan what the event calls for."""
        event = recorded.event
        if isinstance(event, RouteCommitted | CourierSentAhead):
            self._go(self._route(event.route), event.leave_at)
        elif isinstance(event, OrderReady) and event.order in self._waiting:
            self._hand_over(self._waiting.pop(event.order))
        elif isinstance(event, OrderFailed | OrderWithdrawn) and event.courier:
            self._go_on_without(event.courier, event.order)

    def resume(self, routes: Sequence[Route], now: datetime) -> None:
        """Take up the routes that were under way; a courier stands where the last stop was done."""
        for route in routes:
            done = [stop for stop in route.stops if stop.done_at is not None]
            left = done[-1].done_at if done else route.committed_at
            self._go(route, max(now, left or now), resumed=True)

    def forget(self) -> None:
        """Know of no ride any more."""
        self._rides.clear()
        self._waiting.clear()

    def positions(self, now: datetime) -> list[Position]:
        """Where the couriers under way are at `now`: on the straight line to their next stop."""
        seen = []
        for ride in self._rides.values():
            whole = (ride.stop.arrive_at + ride.late - ride.left_at).total_seconds()
            gone = (now - ride.left_at).total_seconds()
            share = 1.0 if whole <= 0 else min(1.0, max(0.0, gone / whole))
            seen.append(Position(ride.courier, along(ride.origin, ride.stop.place, share), now))
        return seen

    def _go(self, route: Route, now: datetime, resumed: bool = False) -> None:
        """Start for the next stop of `route`."""
        stop = route.next_stop
        if stop is None:
            ride = self._rides.get(route.courier)
            if ride is not None and ride.route == route.id:
                del self._rides[route.courier]
            return
        done = [past for past in route.stops if past.done_at is not None]
        late = timedelta()
        if done and done[-1].done_at is not None:
            late = max(timedelta(), done[-1].done_at - done[-1].hand_over_at)
        origin = done[-1].place if done else route.origin
        self._rides[route.courier] = Ride(
            courier=route.courier, route=route.id, stop=stop, origin=origin, left_at=now, late=late
        )
        due = stop.hand_over_at + late
        at = max(due, now) if resumed else due
        self._agenda.enter(at, Rank.RIDER, lambda: self._hand_over(route))

    def _hand_over(self, route: Route) -> None:
        stop = there(route.next_stop, f"stop on {route.id}")
        now = self._engine.clock.now()
        answer = self._do(stop, route.courier, f"{stop.kind}:{stop.order}:{now.isoformat()}")
        current = self._route(route.id)
        if isinstance(answer, Done) or current.next_stop != stop:
            # Done, or someone did it by hand meanwhile.
            self._go(current, now)
        elif stop.kind is StopKind.COLLECT:
            self._waiting[stop.order] = current

    def _do(self, stop: Stop, courier: str, key: str) -> Answer:
        if stop.kind is StopKind.STAND:
            return standing.arrive(self._as(courier), f"{key}:{courier}", courier)
        step = delivering.collect if stop.kind is StopKind.COLLECT else delivering.deliver
        return step(self._as(courier), key, courier, stop.order)

    def _go_on_without(self, carrier: str, order: str) -> None:
        """The rest of the route is still to be done; a ride under way ends where it was going."""
        waited = self._waiting.pop(order, None)
        with self._engine.store.begin() as work:
            courier = work.couriers.must(carrier)
        if courier.route is None:
            self._rides.pop(carrier, None)
        elif waited is not None:
            self._go(self._route(waited.id), self._engine.clock.now())

    def _route(self, route_id: str) -> Route:
        with self._engine.store.begin() as work:
            return work.routes.must(route_id)
