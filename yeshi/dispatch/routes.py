"""A trip with its times: to the counter, and to the doors."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop in seconds from the snapshot: arrival, hand-over, departure."""

    place: Point
    arrive_s: float
    hand_over_s: float
    leave_s: float


@dataclass(frozen=True, slots=True)
class Trip:
    """A courier sent for one order: the counter, then the door."""

    courier: Candidate
    order: OpenOrder
    counter: Visit
    door: Visit


def trip(courier: Candidate, order: OpenOrder, service: Service, travel: TravelTimes) -> Trip:
    """The trip of `courier` for `order`, leaving when free.

    Hand-over at the counter = max(ready, arrival + half the pickup service); at the door = arrival
    + half the drop-off service; departure half a service after each.
    """
    half_pickup, half_dropoff = service.pickup_s / 2, service.dropoff_s / 2
    arrive = courier.free_s + travel.between(courier.place, order.pickup)
    collected = max(order.ready_s, arrive + half_pickup)
    counter = Visit(order.pickup, arrive, collected, collected + half_pickup)
    at_door = counter.leave_s + travel.between(order.pickup, order.door)
    handed = at_door + half_dropoff
    return Trip(courier, order, counter, Visit(order.door, at_door, handed, handed + half_dropoff))
