"""Who fetches for whom when all want somebody: a matching by auction, with its proof.

Orders bid for couriers (Bertsekas 1988). A courier's price starts at nothing and rises by a bid's
advantage over the order's second choice plus a small step; when all orders are content, no other
matching is better by more than a step an order. Prices prove it: whatever they are, what each order
pays at its best, summed, less all prices, is below every matching's cost (weak duality).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yeshi.dispatch.kernel import kernel
from yeshi.dispatch.neighbours import Neighbourhood, Neighbours
from yeshi.dispatch.problem import Flags, Floats, Ints

NOBODY = -1
FIRST_LOOK = 16
LOOK_GROWS = 4
# A bid's rise over the second choice: this share of what an order costs at its nearest courier.
STEP_SHARE = 0.02
STEP_MIN_S = 0.5


@dataclass(frozen=True, slots=True)
class Allotment:
    """The courier of each order (-1: none), what that costs, and what every other costs at least.

    In seconds; an order without courier costs what it was said to cost unserved.
    """

    courier: Ints
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How much of the cost could at most be saved, as a share of it."""
        return (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0


def allot(among: Neighbourhood, unserved: float) -> Allotment:
    """The allotment of least cost, to within a small share of it.

    An order first looks at its nearest couriers; its list grows when its choice may lie beyond.
    """
    orders = among.orders
    price, holder = np.zeros(among.couriers), np.full(among.couriers, NOBODY, dtype=np.int64)
    courier, paid = np.full(orders, NOBODY, dtype=np.int64), np.full(orders, unserved)
    lists, look = Lists(orders), np.full(orders, FIRST_LOOK)
    looking, step = np.arange(orders), 0.0
    while len(looking):
        for count in np.unique(look[looking]):
            alike = looking[look[looking] == count]
            lists.keep(alike, among.nearest(alike, int(count), unserved))
        if step == 0.0:
            nearest = float(lists.cost[lists.begins].mean())
            step = max(STEP_MIN_S, STEP_SHARE * nearest)
        short = np.zeros(orders, dtype=np.bool_)
        bid(looking, *lists.seen, price, holder, courier, paid, short, unserved, step)
        looking = np.flatnonzero(short)
        look[looking] *= LOOK_GROWS
    bound = least(*lists.seen, price, unserved) - float(price.sum())
    return Allotment(courier, float(paid.sum()), bound)


class Lists:
    """The couriers that each order looks at, one list behind the other."""

    def __init__(self, orders: int) -> None:
        self.begins, self.ends = np.zeros(orders, dtype=np.int64), np.zeros(orders, dtype=np.int64)
        self.beyond = np.zeros(orders)
        self.who = np.empty(orders * FIRST_LOOK * 2, dtype=np.int64)
        self.cost = np.empty(len(self.who))
        self._used = 0

    @property
    def seen(self) -> tuple[Ints, Floats, Ints, Ints, Floats]:
        """Couriers, their costs, where each order's list begins and ends, and what lies beyond."""
        return self.who, self.cost, self.begins, self.ends, self.beyond

    def keep(self, orders: Ints, near: Neighbours) -> None:
        """Let `orders` look at `near` from now on."""
        rows, width = near.courier.shape
        needed = self._used + rows * width
        if needed > len(self.who):
            more = max(needed - len(self.who), len(self.who))
            self.who = np.concatenate([self.who, np.empty(more, dtype=np.int64)])
            self.cost = np.concatenate([self.cost, np.empty(more)])
        self.who[self._used : needed] = near.courier.ravel()
        self.cost[self._used : needed] = near.cost.ravel()
        self.begins[orders] = self._used + width * np.arange(rows)
        self.ends[orders] = self.begins[orders] + width
        self.beyond[orders] = near.beyond
        self._used = needed


@kernel
def bid(
    looking: Ints,
    who: Ints,
    cost: Floats,
    begins: Ints,
    ends: Ints,
    beyond: Floats,
    price: Floats,
    holder: Ints,
    courier: Ints,
    paid: Floats,
    short: Flags,
    unserved: float,
    step: float,
) -> None:
    """Let the orders `looking`, and whom they outbid, bid until each is content or `short`.

    Order i sees `who[begins[i]:ends[i]]` at `cost`; `price`, `holder`, `courier` and `paid` change.
    """
    stack = np.empty(len(courier), np.int64)
    height = len(looking)
    stack[:height] = looking[::-1]
    while height > 0:
        height -= 1
        order = stack[height]
        best, second, at = unserved, unserved, -1
        for i in range(begins[order], ends[order]):
            if cost[i] >= second:
                break
            value = cost[i] + price[who[i]]
            if value < best:
                best, second, at = value, best, i
            elif value < second:
                second = value
        if best > beyond[order]:
            short[order] = True
        elif at >= 0:
            # What is not listed may be the second choice; a smaller rise is the safe one.
            chosen = who[at]
            price[chosen] += min(second, max(beyond[order], best)) - best + step
            before = holder[chosen]
            if before >= 0:
                courier[before], paid[before] = -1, unserved
                stack[height] = before
                height += 1
            holder[chosen] = order
            courier[order], paid[order] = chosen, cost[at]


@kernel
def least(
    who: Ints,
    cost: Floats,
    begins: Ints,
    ends: Ints,
    beyond: Floats,
    price: Floats,
    unserved: float,
) -> float:
    """The sum over the orders of what each pays at its best, its courier's price included."""
    result = 0.0
    for order in range(len(begins)):
        best = min(unserved, beyond[order])
        for i in range(begins[order], ends[order]):
            best = min(best, cost[i] + price[who[i]])
        result += best
    return result
