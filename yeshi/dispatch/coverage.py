"""What the orders to come would lose if a courier left their place."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.few_nearest import rank_in
from yeshi.dispatch.kernel import inlined, kernel
from yeshi.dispatch.outlook import Outlook
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import Floats, Ints
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

# The next order of a counter finds its nearest courier gone with this chance, then the next one …
TAKEN = 0.5
NEAREST = 6
# Who is not free by then covers nothing.
SOON_S = 600.0


def losses(snapshot: Snapshot, policy: Policy, travel: TravelTimes, outlook: Outlook) -> Floats:
    """Seconds of orders to come that would be lost without each courier; shape (couriers,).

    The expected lateness of a counter's next order is that with its nearest courier, or, where
    that one is taken, with the next; the courier's loss is how much it grows without them, summed
    over the orders that the pace of the moment brings in the policy's `foresight_s`.
    """
    result = np.zeros(len(snapshot.couriers))
    soon = np.array(
        [k for k, courier in enumerate(snapshot.couriers) if courier.free_s <= SOON_S],
        dtype=np.int64,
    )
    if policy.foresight_s == 0.0 or not outlook.counters or not soon.size:
        return result
    couriers = [snapshot.couriers[k] for k in soon]
    arrive = travel.matrix(
        [courier.place for courier in couriers], [place for place, _ in outlook.counters]
    )
    arrive += np.array([courier.free_s for courier in couriers])[:, None]
    weights = np.array([weight for _, weight in outlook.counters])
    share = weights / weights.sum() * outlook.rate * policy.foresight_s
    late = outlook.late_s(snapshot.service.pickup_s / 2)
    result[soon] = missed(arrive, share, late)
    return result


@kernel
def missed(arrive: Floats, share: Floats, late: Floats) -> Floats:
    """The loss by courier: `arrive` in seconds, couriers × counters; `share` orders by counter."""
    couriers, counters = arrive.shape
    result = np.zeros(couriers)
    who = np.empty(NEAREST + 1, np.int64)
    when = np.empty(NEAREST + 1)
    for counter in range(counters):
        found = nearest(arrive, counter, who, when)
        # Without the courier at one rank, each behind moves up: the sum of the steps from there on.
        growth = 0.0
        for rank in range(min(found, NEAREST) - 1, -1, -1):
            behind = late[minute(when[rank + 1])] if rank + 1 < found else late[-1]
            step = (1.0 - TAKEN) * TAKEN**rank * (behind - late[minute(when[rank])])
            growth += step
            result[who[rank]] += share[counter] * growth
    return result


@inlined
def minute(seconds: float) -> int:
    """The whole minute of a way, an hour at most."""
    return min(60, int(seconds / 60.0))


@inlined
def nearest(arrive: Floats, counter: int, who: Ints, when: Floats) -> int:
    """Fill `who` and `when` with the couriers nearest to the counter; how many were found."""
    found = 0
    for courier in range(len(arrive)):
        found = rank_in(who, when, found, courier, arrive[courier, counter])
    return found
