"""A large snapshot parted into territories small enough to be planned each on its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial import cKDTree

from yeshi.dispatch.memory import Memory
from yeshi.dispatch.problem import Floats, Ints
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

ORDERS_MAX = 240


def territories(
    snapshot: Snapshot, memory: Memory, allotted: Ints, travel: TravelTimes
) -> list[Snapshot]:
    """Parts of the snapshot: every order is in one, every courier in one at most.

    Orders are halved by where their counters lie until none has more than ORDERS_MAX. A courier
    goes where the plan before sends them, else where the allotment over all the city does: so the
    territories talk at their borders. Who is sent nowhere goes where they are nearest, as many to
    a territory as it has orders.
    """
    orders, couriers = snapshot.orders, snapshot.couriers
    planar = travel.plane([o.pickup for o in orders] + [c.place for c in couriers])
    counters, places = planar[: len(orders)], planar[len(orders) :]
    part = halved(counters)
    home = np.full(len(couriers), -1, dtype=np.int64)
    home[allotted[allotted >= 0]] = part[allotted >= 0]
    number = {order.id: index for index, order in enumerate(orders)}
    for k, courier in enumerate(couriers):
        planned = [number[id_] for trip in memory.plan.get(courier.id, ()) for id_ in trip
                   if id_ in number]  # fmt: skip
        if planned:
            home[k] = part[planned[0]]
            part[planned] = home[k]
    named = {courier.id: k for k, courier in enumerate(couriers)}
    for i, order in enumerate(orders):
        if order.pinned in named:
            # An order goes where its courier is, and brings one who is nowhere yet along.
            k = named[order.pinned]
            home[k] = part[i] if home[k] < 0 else home[k]
            part[i] = home[k]
    free = np.flatnonzero(home < 0)
    if len(free):
        away, nearest = cKDTree(counters).query(places[free])
        _welcome(home, part, free, np.asarray(away), part[nearest])
    return [
        replace(
            snapshot,
            orders=tuple(orders[i] for i in np.flatnonzero(part == territory)),
            couriers=tuple(couriers[k] for k in np.flatnonzero(home == territory)),
        )
        for territory in np.unique(part)
    ]


def halved(places: Floats) -> Ints:
    """The number of the part of each place; no part has more than ORDERS_MAX."""
    part = np.zeros(len(places), dtype=np.int64)
    open_parts, parts = [np.arange(len(places))], 0
    while open_parts:
        members = open_parts.pop()
        if len(members) <= ORDERS_MAX:
            part[members], parts = parts, parts + 1
            continue
        wide = np.argmax(np.ptp(places[members], axis=0))
        along = members[np.argsort(places[members, wide], kind="stable")]
        open_parts += [along[: len(along) // 2], along[len(along) // 2 :]]
    return part


def _welcome(home: Ints, part: Ints, free: Ints, away: Floats, wanted: Ints) -> None:
    """Give the couriers `free` a home where they are `wanted`, the least far away first."""
    room = np.bincount(part, minlength=int(part.max()) + 1)
    for at in np.argsort(away, kind="stable"):
        if room[wanted[at]] > 0:
            home[free[at]] = wanted[at]
            room[wanted[at]] -= 1
