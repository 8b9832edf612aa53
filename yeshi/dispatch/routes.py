"""A trip with its times: to the counter, and to the doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service
from yeshi.events.dispatch import Choice
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
    """A courier sent for orders of one counter: all are collected at once, then door after door.

    `why`: the choice that was made, then the best of those that were not.
    """

    courier: Candidate
    orders: tuple[OpenOrder, ...]
    counter: Visit
    doors: tuple[Visit, ...]
    why: tuple[Choice, ...] = ()

    @property
    def slack_s(self) -> float:
        """How much later the courier could leave without a later hand-over at the counter."""
        half_pickup = self.counter.leave_s - self.counter.hand_over_s
        return self.counter.hand_over_s - half_pickup - self.counter.arrive_s


def trip(
    courier: Candidate, orders: Sequence[OpenOrder], service: Service, travel: TravelTimes
) -> Trip:
    """The trip of `courier` for `orders`, in the order of their doors, leaving when free.

    Hand-over at the counter = max(last ready, arrival + half the pickup service); at a door =
    arrival + half the drop-off service; departure half a service after each.
    """
    half_pickup, half_dropoff = service.pickup_s / 2, service.dropoff_s / 2
    place = orders[0].pickup
    arrive = courier.free_s + travel.between(courier.place, place)
    collected = max(max(order.ready_s for order in orders), arrive + half_pickup)
    counter = Visit(place, arrive, collected, collected + half_pickup)
    doors, clock = [], counter.leave_s
    for order in orders:
        at_door = clock + travel.between(place, order.door)
        handed = at_door + half_dropoff
        place, clock = order.door, handed + half_dropoff
        doors.append(Visit(place, at_door, handed, clock))
    return Trip(courier, tuple(orders), counter, tuple(doors))
