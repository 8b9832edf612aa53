"""What dispatch has learnt of the demand: where orders come from, how many, how soon ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from yeshi.dispatch.problem import Floats
from yeshi.dispatch.snapshot import OpenOrder, Snapshot
from yeshi.geo.point import Point

# How long an order speaks for the pace of the moment, and for the habits of a place (time to 1/e).
PACE_S = 1800.0
HABIT_S = 24 * 3600.0
MINUTES = 61
# Before the first order is seen, any preparation time up to an hour is as likely as another.
PRIOR = 0.2
# A counter that is open and from which nothing came yet counts for so many orders.
UNSEEN = 0.5
# A place of which so little is left is forgotten.
FORGOTTEN = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Orders seen so far, each weighing less as time goes by.

    `pace`: orders that speak for the pace of the moment, as of `at_s`. `counters`: orders by place,
    and `notice`: by whole minutes from placing to readiness, both as of `learnt_s`. `open`: whose
    orders were seen last.
    """

    at_s: float = 0.0
    learnt_s: float = 0.0
    pace: float = 0.0
    counters: tuple[tuple[Point, float], ...] = ()
    notice: tuple[float, ...] = (PRIOR,) * MINUTES
    open: frozenset[str] = frozenset()

    @property
    def rate(self) -> float:
        """Orders a second, as of late."""
        return (self.pace + 1.0) / PACE_S

    def shares(self, counters: Sequence[Point]) -> Floats:
        """By counter its share of the orders to come; shape (counters,), together 1."""
        weight_of = dict(self.counters)
        weights = np.array([weight_of.get(place, 0.0) + UNSEEN for place in counters])
        result: Floats = weights / weights.sum()
        return result

    def late_s(self, half_pickup_s: float) -> Floats:
        """Expected seconds that the next order waits for a courier `i` minutes away; shape (61,).

        The mean over the notices seen of max(0, way + half the pickup service - notice).
        """
        way, notice = np.arange(MINUTES)[:, None], np.arange(MINUTES)[None, :]
        weights = np.array(self.notice)
        late = np.maximum(0.0, 60.0 * (way - notice) + half_pickup_s)
        result: Floats = late @ (weights / weights.sum())
        return result


def learn(outlook: Outlook, snapshot: Snapshot) -> Outlook:
    """The outlook after a look at the snapshot: what is open and was not before is new."""
    ids = frozenset(order.id for order in snapshot.orders)
    passed_s = max(0.0, snapshot.at_s - outlook.at_s) if outlook.counters else 0.0
    new = [order for order in snapshot.orders if order.id not in outlook.open]
    pace = outlook.pace * exp(-passed_s / PACE_S) + len(new)
    aged = replace(outlook, at_s=snapshot.at_s, pace=pace, open=ids)
    return _with(aged, new) if new else aged


def _with(outlook: Outlook, new: Iterable[OpenOrder]) -> Outlook:
    # Nothing learnt yet: the clock's beginning is not a time that has passed.
    passed_s = max(0.0, outlook.at_s - outlook.learnt_s) if outlook.counters else 0.0
    fade = exp(-passed_s / HABIT_S)
    counters = {
        place: weight * fade for place, weight in outlook.counters if weight * fade >= FORGOTTEN
    }
    notice = [weight * fade for weight in outlook.notice]
    for order in new:
        counters[order.pickup] = counters.get(order.pickup, 0.0) + 1.0
        minute = int((order.ready_s - order.placed_s) / 60.0)
        notice[min(MINUTES - 1, max(0, minute))] += 1.0
    return replace(
        outlook,
        learnt_s=outlook.at_s,
        counters=tuple(counters.items()),
        notice=tuple(notice),
    )
