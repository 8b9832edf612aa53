"""VROOM (through pyvroom), solved anew at each decision: shipments with time windows."""

from __future__ import annotations

import numpy as np
import vroom

from bench.dispatch.harness import MINUTE_S, Begun
from bench.dispatch.windows import CAPACITY, PUNCTUAL_S, Task, task
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

DAY_S = 86_400
EXPLORATION = 1
# Where not all fit, windows grow to this many times the narrowest.
WIDER = (1, 5, 15, 60)


class Vroom:
    """Each order within two minutes of what a waiting courier could do, else within what it takes.

    VROOM's windows are hard, so orders that do not fit are offered again with wider ones, together
    with all that did.
    """

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now."""
        seen = task(snapshot, travel)
        # VROOM refuses to solve for nobody: in a shift's last minute nobody has time left.
        if not seen.orders or all(one.off_s <= one.free_s for one in seen.couriers):
            return (), ()
        factors = np.full(len(seen.orders), WIDER[0])
        routes: dict[int, list[int]] = {}
        for wider in (*WIDER[1:], 0):
            routes, late = self._solve(seen, factors)
            if not late or not wider:
                break
            factors[late] = wider
        begun = (
            seen.begin(seen.couriers[courier], route, travel) for courier, route in routes.items()
        )
        return [one for one in begun if one is not None], ()

    def _solve(self, seen: Task, factors: np.ndarray) -> tuple[dict[int, list[int]], list[int]]:
        """The orders by courier, as collected up to the first door; and those left out."""
        service = seen.snapshot.service
        asked = vroom.Input()
        asked.set_durations_matrix("car", seen.seconds.astype(np.uint32))
        for number, order in enumerate(seen.orders):
            opens = int(max(0.0, order.ready_s - service.pickup_s / 2))
            closes = seen.earliest(number) + int(factors[number] * PUNCTUAL_S)
            asked.add_job(
                vroom.Shipment(
                    # What is set up once serves all orders of a counter that follow one another.
                    vroom.ShipmentStep(
                        number, 2 * number, default_setup=int(service.pickup_s),
                        time_windows=[vroom.TimeWindow(opens, DAY_S)],
                    ),
                    vroom.ShipmentStep(
                        number, 2 * number + 1, default_service=int(service.dropoff_s),
                        time_windows=[vroom.TimeWindow(0, closes)],
                    ),
                    amount=[1],
                )
            )  # fmt: skip
        for k, courier in enumerate(seen.couriers):
            free, off = int(courier.free_s), int(courier.off_s)
            if off > free:
                window = vroom.TimeWindow(free, off + int(60 * MINUTE_S))
                place = 2 * len(seen.orders) + k
                asked.add_vehicle(
                    vroom.Vehicle(k, start=place, capacity=[CAPACITY], time_window=window)
                )
        solved = asked.solve(exploration_level=EXPLORATION, nb_threads=1)
        routes: dict[int, list[int]] = {}
        told = solved.to_dict()
        for route in told["routes"]:
            collected = routes.setdefault(route["vehicle"], [])
            for step in route["steps"][1:]:
                if step["type"] != "pickup":
                    break
                collected.append(step["id"])
        late = sorted({left["id"] for left in told["unassigned"]})
        return {courier: route for courier, route in routes.items() if route}, late
