"""First come, first served, by the nearest courier: what a city does without a dispatcher."""

from __future__ import annotations

from bench.dispatch.harness import MINUTE_S, Begun
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes


class Nearest:
    """Orders by placing; each takes the nearest courier who stands idle and is still on duty.

    So that food and courier meet, a courier leaves only when the next minute would be too late;
    until then the order keeps them.
    """

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now."""
        idle = [courier for courier in snapshot.couriers if courier.idle]
        trips: list[Trip] = []
        for order in sorted(snapshot.orders, key=lambda one: (one.placed_s, one.id)):
            if not idle:
                break
            possible = [trip(courier, [order], snapshot.service, travel) for courier in idle]
            possible = [one for one in possible if one.counter.hand_over_s <= one.courier.off_s]
            if not possible:
                continue
            chosen = min(possible, key=lambda one: (one.counter.arrive_s, one.courier.id))
            idle.remove(chosen.courier)
            if chosen.slack_s < MINUTE_S:
                trips.append(chosen)
        return trips, ()
