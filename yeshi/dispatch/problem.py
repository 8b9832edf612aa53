"""The snapshot in numbers, as the kernels read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Dearer than any night is long: an order that can be served is never left for a cheaper total.
UNSERVED_S = 1e6
IMPOSSIBLE_S = 1e9
# Work beyond this share of the couriers' time lets orders wait; from there a second has a price.
LOAD_FREE = 0.7
PRICE_SLOPE = 0.3
PRICE_MAX = 0.25
# An approach of about five minutes comes with every trip; for the load alone.
USUAL_APPROACH_S = 300.0
# So many couriers are looked at for a single order; whole plans are exchanged among all.
NEAR = 24
ABSENT = -2
# From the last door of a trip the next one begins at one of so many nearest counters.
NEXT_COUNTERS = 5


class Problem(NamedTuple):
    """n orders, m couriers, p counters; seconds from the snapshot.

    Places are numbered: p counters, then n doors, then m couriers' places. `travel` leads from any
    of them to a counter or door, shape (p + n + m, p + n). `earliest`: an order's drop-off if a
    courier were always waiting at its counter. `loss`: what the orders to come lose, in seconds,
    when the courier leaves. `ready_var`, `free_var`: the variances of readiness and of being free;
    `way_cv`: the deviation of a way over its mean. `pinned`: the courier whom an operator named for
    an order, -1 for none, ABSENT for one who is not here; `barred`: who may not bring an order, by
    order and courier. `near`: for each counter the couriers who could be there first, shape
    (p, at most NEAR). `onward`: seconds from each order's door to where another trip may begin.
    `price`: what a courier's second is worth in seconds of orders.
    """

    ready: Floats
    ready_var: Floats
    earliest: Floats
    counter: Ints
    free: Floats
    free_var: Floats
    off: Floats
    capacity: Ints
    loss: Floats
    pinned: Ints
    barred: Flags
    near: Ints
    travel: Floats
    way_cv: float
    half_pickup: float
    half_dropoff: float
    onward: Floats
    price: float
    ride_max: float
    bundling: bool
    trips_ahead: int


def counters_of(pickups: Sequence[Point]) -> tuple[list[Point], Ints]:
    """The distinct places, in order of appearance, and the number of each pickup's place."""
    numbers: dict[Point, int] = {}
    index = [numbers.setdefault(place, len(numbers)) for place in pickups]
    return list(numbers), np.array(index, dtype=np.int64)


def state(snapshot: Snapshot, policy: Policy, travel: TravelTimes, loss: Floats) -> Problem:
    """The snapshot as arrays; `loss` by courier, in seconds."""
    orders, couriers, service = snapshot.orders, snapshot.couriers, snapshot.service
    counters, counter = counters_of([order.pickup for order in orders])
    doors = [order.door for order in orders]
    served = [*counters, *doors]
    times = travel.matrix([*served, *(courier.place for courier in couriers)], served)
    ready = np.array([order.ready_s for order in orders], dtype=np.float64)
    half_pickup, half_dropoff = service.pickup_s / 2, service.dropoff_s / 2
    ride = times[counter, len(counters) + np.arange(len(orders))]
    free = np.array([courier.free_s for courier in couriers], dtype=np.float64)
    off = np.array([courier.off_s for courier in couriers], dtype=np.float64)
    work_s = float(np.sum(ride)) + len(orders) * (
        service.pickup_s + service.dropoff_s + USUAL_APPROACH_S
    )
    on_hand_s = float(np.sum(np.maximum(0.0, np.minimum(off, policy.horizon_s) - free)))
    pinned, barred = hand(snapshot)
    load = work_s / max(on_hand_s, 60.0)
    return Problem(
        ready=ready,
        ready_var=np.array([order.ready_sd_s**2 for order in orders], dtype=np.float64),
        earliest=ready + half_pickup + ride + half_dropoff,
        counter=counter,
        free=free,
        free_var=np.array([courier.free_sd_s**2 for courier in couriers], dtype=np.float64),
        off=off,
        capacity=np.array([courier.capacity for courier in couriers], dtype=np.int64),
        loss=loss,
        pinned=pinned,
        barred=barred,
        near=nearest_couriers(free, times[len(served) :, : len(counters)]),
        travel=np.ascontiguousarray(times),
        way_cv=snapshot.way_cv,
        onward=ways_on(times[len(counters) : len(served), : len(counters)]),
        half_pickup=half_pickup,
        half_dropoff=half_dropoff,
        price=min(PRICE_MAX, PRICE_SLOPE * max(0.0, load - LOAD_FREE)),
        ride_max=policy.ride_s_max,
        bundling=policy.bundling,
        trips_ahead=policy.trips_ahead,
    )


def nearest_couriers(free: Floats, way: Floats) -> Ints:
    """By counter the couriers who could be there first; `way` in seconds, couriers × counters."""
    arrive = free[:, None] + way
    kept = min(NEAR, len(free))
    if kept < len(free):
        return np.ascontiguousarray(np.argpartition(arrive, kept - 1, axis=0)[:kept].T)
    return np.ascontiguousarray(np.argsort(arrive, axis=0).T)


def ways_on(way: Floats) -> Floats:
    """By door the mean way to the nearest counters; `way` in seconds, doors × counters."""
    if not way.size:
        # Nobody asked for anything: couriers are looked at for being sent ahead.
        return np.zeros(len(way))
    onward: Floats = np.sort(way, axis=1)[:, :NEXT_COUNTERS].mean(axis=1)
    return onward


def hand(snapshot: Snapshot) -> tuple[Ints, Flags]:
    """What operators decided: the courier pinned to each order, and who may not bring it."""
    pinned = np.full(len(snapshot.orders), -1, dtype=np.int64)
    barred = np.zeros((len(snapshot.orders), len(snapshot.couriers)), dtype=np.bool_)
    if any(order.pinned or order.forbidden for order in snapshot.orders):
        number = {courier.id: k for k, courier in enumerate(snapshot.couriers)}
        for i, order in enumerate(snapshot.orders):
            barred[i, [number[one] for one in order.forbidden if one in number]] = True
            if order.pinned is not None:
                pinned[i] = number.get(order.pinned, ABSENT)
                barred[i] = True
                if pinned[i] >= 0:
                    barred[i, pinned[i]] = False
    return pinned, barred
