"""Whether a courier must leave now: to wait until the next tick would make the food wait longer."""

from __future__ import annotations

from math import hypot

from yeshi.dispatch.routes import Trip

# A courier leaves earlier by so many times the doubt about who is at the counter first, courier or
# food: their time is worth less than the food's. From 1 to 2 it makes no difference that could be
# seen (bench/dispatch/noise.py); at 0 the courier is late every other time.
EARLIER = 1.25


def must_leave(trip: Trip, tick_s: float, way_cv: float = 0.0) -> bool:
    """True for an idle courier whose slack is shorter than the `tick_s` seconds to the next tick.

    Until then nothing is decided: a better plan may still appear, and a committed courier cannot
    be called back. The slack is shorter by EARLIER times the doubt: the standard deviation of the
    arrival less the readiness.
    """
    way_s = trip.counter.arrive_s - trip.courier.free_s
    doubt_s = hypot(way_cv * way_s, max(order.ready_sd_s for order in trip.orders))
    return trip.courier.idle and trip.slack_s - EARLIER * doubt_s < tick_s
