"""How long a zone's orders take beside the way, and by when one can be promised.

A promise is the quantile of what orders like it took: linear in what its kitchen is expected to
need, in the parts before it there, and in how many orders there are for each courier
(quantile_fit.py). Which quantile is moved by each order that was late or was not, so that as many
promises are kept as should be (adaptive conformal inference: Gibbs and Candès 2021).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.orders.kitchen_pace import one_more

# Before so many orders were delivered in a zone, nothing is known of it; so many have a say.
ENOUGH, SEEN = 60, 800
# So many parts have a say in how slow an hour is; what is usual weighs as much as so many.
HOUR_PARTS, PRIOR_PARTS = 300.0, 20.0
# Orders for each courier: within each of these spans one more costs as much as another.
SPANS = ((0.0, 0.7), (0.7, 1.4), (1.4, 4.4), (4.4, 12.0))
# How far one order moves the share that may be late, and how far it is moved at all.
STEP = 0.003
LATE_LEAST, LATE_MOST = 0.01, 0.3
PROMISE_S_MIN, PROMISE_S_MAX = 60.0, 4 * 3600.0


@dataclass(frozen=True, slots=True)
class HourPace:
    """Of the parts ordered in an hour of the day: how many have a say, and how many times as long
    they took as was expected of their kitchens."""

    hour: int
    parts: float
    times: float


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is known of an order when it is placed: the seconds that its kitchens are expected to
    need, how many parts are before it there, and how many orders there are for each courier."""

    cook_s: float
    ahead: int
    load: float

    @property
    def measures(self) -> tuple[float, ...]:
        """What a promise is linear in: one, minutes of cooking, parts before it, and the load by
        spans; but for the first, more of any is no sooner."""
        spans = (min(max(self.load - begins, 0.0), ends - begins) for begins, ends in SPANS)
        return (1.0, self.cook_s / 60, float(self.ahead), *spans)


@dataclass(frozen=True, slots=True)
class Delivered:
    """An order that was delivered, as it was foreseen, and the seconds that it took beside the
    way."""

    foreseen: Foreseen
    took_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPace:
    """What is known of a zone's deliveries up to `learnt_to`.

    `seen`: the newest orders. `may_be_late`: the share of them that the quantile leaves out; None
    until one was delivered. `weights`: minutes for each of the measures, () until enough is known.
    """

    id: str
    learnt_to: datetime
    hours: tuple[HourPace, ...] = ()
    seen: tuple[Delivered, ...] = ()
    may_be_late: float | None = None
    weights: tuple[float, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether this may be kept: some may be late, and not all."""
        return self.may_be_late is None or 0 < self.may_be_late < 1

    def hourly(self, hour: int) -> float:
        """How many times as long as usual kitchens need in that hour of the day."""
        known = next((one for one in self.hours if one.hour == hour), HourPace(hour, 0.0, 1.0))
        return (known.parts * known.times + PRIOR_PARTS) / (known.parts + PRIOR_PARTS)

    def promised_s(self, foreseen: Foreseen) -> float | None:
        """Seconds beside the way in which it can be promised; None while too little is known."""
        if not self.weights:
            return None
        pairs = zip(self.weights, foreseen.measures, strict=True)
        promised_s = 60 * sum(weight * measure for weight, measure in pairs)
        return min(PROMISE_S_MAX, max(PROMISE_S_MIN, promised_s))

    def after_part(self, hour: int, times: float) -> DeliveryPace:
        """What is known after a part as well, which took so many times as long as was expected of
        its kitchen in a usual hour."""
        before = next((one for one in self.hours if one.hour == hour), HourPace(hour, 0.0, 1.0))
        now = HourPace(hour, *one_more(before.parts, before.times, times, HOUR_PARTS))
        others = (one for one in self.hours if one.hour != hour)
        return replace(self, hours=tuple(sorted((*others, now), key=lambda one: one.hour)))

    def after(self, order: Delivered, late: bool, kept: float) -> DeliveryPace:
        """What is known after the order as well, which was `late` or was not, where a share `kept`
        is to be in time; its weights and `learnt_to` are left as they were."""
        may_be_late = 1 - kept if self.may_be_late is None else self.may_be_late
        if self.weights:
            may_be_late += STEP * ((1 - kept) - late)
        return replace(
            self,
            seen=(*self.seen, order)[-SEEN:],
            may_be_late=min(LATE_MOST, max(LATE_LEAST, may_be_late)),
        )

    @property
    def knows(self) -> bool:
        """Whether enough was delivered to promise by it."""
        return len(self.seen) >= ENOUGH
