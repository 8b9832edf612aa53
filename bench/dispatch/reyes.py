"""The rolling-horizon method of Reyes, Erera, Savelsbergh, Sahasrabudhe and O'Neil (2018).

After 'The Meal Delivery Routing Problem', section 4, in our own words and with our choice of its
weights (`Settings`): a target bundle size from the load,
bundles by parallel insertion and reinsertion, a matching in three groups by urgency whose value is
orders per unit of time less a penalty on pick-up delay, and the two stages of commitment. Without
assignment updates a partial commitment holds as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.dispatch.harness import MINUTE_S, Begun
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.geo.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class Settings:
    """The paper's parameters: f, the horizons of assignment and of the target size, and weights."""

    every_min: int = 5
    assignment_s: float = 1200.0
    target_s: float = 600.0
    service_delay_weight: float = 0.5
    pickup_delay_weight: float = 0.05
    target_click_to_door_s: float = 2400.0
    overdue_s: float = 300.0


class Reyes:
    """The method with its settings."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now; decided every f minutes."""
        rules = self._settings
        if round(snapshot.at_s / MINUTE_S) % rules.every_min:
            return (), ()
        upcoming = [o for o in snapshot.orders if o.ready_s <= rules.assignment_s]
        couriers = [c for c in snapshot.couriers if c.free_s <= rules.assignment_s]
        if not upcoming or not couriers:
            return (), ()
        bundles = self._bundles(upcoming, couriers, snapshot.service, travel)
        groups: list[list[list[OpenOrder]]] = [[], [], []]
        for bundle in bundles:
            groups[self._urgency(bundle, couriers, snapshot.service, travel)].append(bundle)
        trips: list[Trip] = []
        left = list(couriers)
        for group in groups:
            for chosen in self._match(group, left, snapshot.service, travel):
                left.remove(chosen.courier)
                if self._commits(chosen):
                    trips.append(chosen)
        return trips, ()

    def _bundles(
        self, orders: list[OpenOrder], couriers: list[Candidate], service: Service,
        travel: TravelTimes,
    ) -> list[list[OpenOrder]]:  # fmt: skip
        within = self._settings.target_s
        soon = sum(order.ready_s <= within for order in orders)
        free = sum(courier.free_s <= within for courier in couriers)
        size = max(1.0, soon / max(1, free))
        by_counter: dict[object, list[OpenOrder]] = {}
        for order in sorted(orders, key=lambda one: (one.ready_s, one.id)):
            by_counter.setdefault(order.pickup, []).append(order)
        found: list[list[OpenOrder]] = []
        for members in by_counter.values():
            found += self._of_counter(members, size, service, travel)
        return found

    def _of_counter(
        self, orders: list[OpenOrder], size: float, service: Service, travel: TravelTimes
    ) -> list[list[OpenOrder]]:
        routes: list[list[OpenOrder]] = [[] for _ in range(int(np.ceil(len(orders) / size)))]

        def put(order: OpenOrder) -> None:
            best: tuple[float, int, list[OpenOrder]] | None = None
            for number, route in enumerate(routes):
                before = self._cost(route, service, travel)
                for at in range(len(route) + 1):
                    longer = [*route[:at], order, *route[at:]]
                    added = self._cost(longer, service, travel) - before
                    if best is None or added < best[0]:
                        best = added, number, longer
            assert best is not None
            routes[best[1]] = best[2]

        for order in orders:
            put(order)
        for order in orders:
            for route in routes:
                if order in route:
                    route.remove(order)
            put(order)
        return [route for route in routes if route]

    def _cost(self, route: list[OpenOrder], service: Service, travel: TravelTimes) -> float:
        """Travel of the route from its counter, plus the weighted delay of its orders' service."""
        if not route:
            return 0.0
        starts = max(order.ready_s for order in route)
        place, clock, delay = route[0].pickup, starts + service.pickup_s / 2, 0.0
        for order in route:
            clock += travel.between(place, order.door) + service.dropoff_s / 2
            alone = order.ready_s + travel.between(order.pickup, order.door)
            delay += max(0.0, clock - alone - (service.pickup_s + service.dropoff_s) / 2)
            clock, place = clock + service.dropoff_s / 2, order.door
        return clock - starts + self._settings.service_delay_weight * delay

    def _urgency(
        self, bundle: list[OpenOrder], couriers: list[Candidate], service: Service,
        travel: TravelTimes,
    ) -> int:  # fmt: skip
        """0: a target at the door cannot be met any more; 1: it cannot be collected when ready."""
        earliest = min(
            (trip(courier, bundle, service, travel) for courier in couriers),
            key=lambda one: one.counter.hand_over_s,
        )
        for order, door in zip(bundle, earliest.doors, strict=True):
            if door.hand_over_s - order.placed_s > self._settings.target_click_to_door_s:
                return 0
        ready = max(order.ready_s for order in bundle)
        return 1 if earliest.counter.hand_over_s > ready else 2

    def _match(
        self, bundles: list[list[OpenOrder]], couriers: list[Candidate], service: Service,
        travel: TravelTimes,
    ) -> list[Trip]:  # fmt: skip
        if not bundles or not couriers:
            return []
        possible = [[trip(c, b, service, travel) for c in couriers] for b in bundles]
        value = np.array([[self._value(one) for one in row] for row in possible])
        rows, columns = linear_sum_assignment(-value)
        return [
            possible[i][j] for i, j in zip(rows, columns, strict=True) if np.isfinite(value[i, j])
            and value[i, j] > -1e6
        ]  # fmt: skip

    def _value(self, one: Trip) -> float:
        """Orders a minute, less the penalty on minutes of pick-up delay."""
        if one.counter.hand_over_s > one.courier.off_s:
            return -1e9
        minutes = (one.doors[-1].hand_over_s - one.courier.free_s) / MINUTE_S
        delay = one.counter.hand_over_s - max(order.ready_s for order in one.orders)
        return len(one.orders) / minutes - self._settings.pickup_delay_weight * delay / MINUTE_S

    def _commits(self, one: Trip) -> bool:
        """Whether the courier leaves in this round."""
        if not one.courier.idle:
            return False
        rest_s = self._settings.every_min * MINUTE_S
        ready = max(order.ready_s for order in one.orders)
        far = one.counter.arrive_s >= rest_s
        overdue = min(order.ready_s for order in one.orders) < -self._settings.overdue_s
        return far or ready <= rest_s or overdue
