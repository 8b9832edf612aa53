"""Whether a courier must leave now: to wait until the next tick would make the food wait longer."""

from __future__ import annotations

from yeshi.dispatch.assignment import Pair
from yeshi.dispatch.costs import Costs
from yeshi.dispatch.snapshot import Snapshot


def must_leave(snapshot: Snapshot, costs: Costs, pair: Pair, tick_s: float) -> bool:
    """True for an idle courier whose slack is shorter than the `tick_s` seconds to the next tick.

    Until then nothing is decided: a better match may still appear, and a committed courier cannot
    be called back.
    """
    if not snapshot.couriers[pair.courier].idle:
        return False
    return bool(costs.slack_s[pair.courier, pair.order] < tick_s)
