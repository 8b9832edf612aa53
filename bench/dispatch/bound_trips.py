"""The trips that would lower the bound's programme: a search over every trip of every counter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# A trip with more orders is not looked for: each order costs those behind it a drop-off service,
# so that prices which would pay for twelve do not occur; `Found.deep` says if they did.
DEPTH = 12


class Ground(NamedTuple):
    """An instance in numbers, whole minutes; orders by counter, then readiness.

    `first`: at which order each counter begins, and the end. `ride`: from the counter to the door.
    `among`: from an order's door to that of the nth order of its counter. `home`: from the door to
    the nearest counter. `half_pickup`, `half_dropoff`: half a service.
    """

    first: Ints
    placed: Ints
    ready: Ints
    ride: Ints
    among: Ints
    home: Ints
    half_pickup: int
    half_dropoff: int


class Found(NamedTuple):
    """Trips that cost less than their orders' prices; `excess`: how far each order's price must
    fall so that none does.

    Row i of `orders` holds the `lengths[i]` orders in the order of their doors; the courier is
    taken from `begins[i]` until `ends[i]`; `costs[i]`: what it saves, below 0.
    """

    orders: Ints
    lengths: Ints
    begins: Ints
    ends: Ints
    costs: Floats
    excess: Floats
    deep: bool


@njit(cache=True, error_model="numpy")
def search(  # noqa: C901 - one function, or the innermost loop would pay for calls
    ground: Ground, price: Floats, rent: Floats, off: int, room: int
) -> Found:
    """Every counter's trips picked up by `off`, depth first; at most `room` are brought back.

    `price` of an order, and `rent` of a courier from the start until each minute, one longer than
    the minutes. Kept are each counter's best trip of each minute and each order's best so far.
    """
    half_pickup, half_dropoff = ground.half_pickup, ground.half_dropoff
    orders = np.empty((room, DEPTH), np.int64)
    lengths, begins = np.empty(room, np.int64), np.empty(room, np.int64)
    ends, costs = np.empty(room, np.int64), np.empty(room)
    excess, best_of = np.zeros(len(price)), np.zeros(len(price))
    chain, turn = np.empty(DEPTH, np.int64), np.zeros(DEPTH + 1, np.int64)
    leaves, cost = np.empty(DEPTH + 1, np.int64), np.zeros(DEPTH + 1)
    at_one_counter = ground.among.shape[1]
    near, taken = np.empty(at_one_counter, np.int64), np.zeros(at_one_counter, np.bool_)
    found, deep, last_minute = 0, False, len(rent) - 1
    for counter in range(len(ground.first) - 1):
        begin, end = ground.first[counter], ground.first[counter + 1]
        for pickup in range(max(ground.ready[begin], half_pickup), off + 1):
            count = 0
            for order in range(begin, end):
                alone = pickup + half_pickup + ground.ride[order] + half_dropoff
                if ground.ready[order] > pickup or price[order] <= alone - ground.placed[order]:
                    continue
                near[count] = order
                count += 1
            taken[:count] = False
            taken_from = pickup - half_pickup
            least, depth = -1e-6, 0
            turn[0], leaves[0], cost[0] = 0, pickup + half_pickup, 0.0
            while depth >= 0:
                at = turn[depth]
                if at >= count or depth == DEPTH:
                    deep = deep or depth == DEPTH
                    depth -= 1
                    if depth >= 0:
                        taken[chain[depth]] = False
                    continue
                turn[depth] += 1
                if taken[at]:
                    continue
                order = near[at]
                way = ground.ride[order]
                if depth > 0:
                    way = ground.among[near[chain[depth - 1]], order - begin]
                handed = leaves[depth] + way + half_dropoff
                gain = price[order] - (handed - ground.placed[order])
                # An order that does not pay for its own time never pays for that of others.
                if gain <= 0.0:
                    continue
                chain[depth], taken[at] = at, True
                leaves[depth + 1] = handed + half_dropoff
                cost[depth + 1] = cost[depth] - gain
                depth += 1
                turn[depth] = 0
                over = min(leaves[depth] + ground.home[order], last_minute)
                reduced = cost[depth] + rent[over] - rent[taken_from]
                if reduced >= -1e-7:
                    continue
                keep = reduced < least
                for place in range(depth):
                    one = near[chain[place]]
                    excess[one] = max(excess[one], -reduced / depth)
                    keep = keep or reduced < best_of[one]
                if not keep or found == room:
                    continue
                least = min(least, reduced)
                for place in range(depth):
                    one = near[chain[place]]
                    orders[found, place] = one
                    best_of[one] = min(best_of[one], reduced)
                lengths[found], costs[found] = depth, reduced
                begins[found], ends[found] = taken_from, over
                found += 1
    return Found(
        orders[:found], lengths[:found], begins[:found], ends[:found], costs[:found], excess, deep
    )
