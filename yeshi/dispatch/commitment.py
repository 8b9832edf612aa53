"""Whether a courier must leave now: to wait until the next tick would make the food wait longer."""

from __future__ import annotations

from yeshi.dispatch.routes import Trip


def must_leave(trip: Trip, tick_s: float) -> bool:
    """True for an idle courier whose slack is shorter than the `tick_s` seconds to the next tick.

    Until then nothing is decided: a better plan may still appear, and a committed courier cannot
    be called back.
    """
    return trip.courier.idle and trip.slack_s < tick_s
