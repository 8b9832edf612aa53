"""The three solution files of the published evaluator, written from a night."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yeshi.twin.instances.grubhub import Instance
from yeshi.twin.published.report import Delivery, SentAhead, trips_by_courier

ASSIGNMENTS = "solution_info_assignments.txt"
ORDERS = "solution_info_orders.txt"
COURIERS = "solution_info_couriers.txt"


def write(
    instance: Instance, done: list[Delivery], folder: Path, ahead: Sequence[SentAhead] = ()
) -> None:
    """Write the assignments, orders and moves of `done` into `folder`, which is made if need be.

    `ahead`: moves to a restaurant without an order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (
        (ASSIGNMENTS, _assignments(done)),
        (ORDERS, _orders(instance, done)),
        (COURIERS, _moves(instance, done, ahead)),
    ):
        # Whole or not at all: a reader never finds half a solution.
        draft = folder / f".{name}.draft"
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        draft.replace(folder / name)


def _text(minutes: float) -> str:
    return str(int(minutes)) if minutes == int(minutes) else repr(minutes)


def _assignments(done: list[Delivery]) -> list[str]:
    trips = [trip for trips in trips_by_courier(done).values() for trip in trips]
    ordered = sorted(trips, key=lambda trip: (trip[0].assigned, trip[0].collected, trip[0].order))
    return ["assignment_time pickup_time courier order"] + [
        " ".join(
            [_text(trip[0].assigned), _text(trip[0].collected), trip[0].courier]
            + [one.order for one in trip]
        )
        for trip in ordered
    ]


def _orders(instance: Instance, done: list[Delivery]) -> list[str]:
    by_name = {one.order: one for one in done}
    lines = ["order placement_time ready_time pickup_time dropoff_time courier"]
    for order in instance.orders:
        one = by_name.get(order.id)
        end = "NaN NaN NaN"
        if one is not None:
            end = f"{_text(one.collected)} {_text(one.delivered)} {one.courier}"
        lines.append(f"{order.id} {order.placed} {order.ready} {end}")
    return lines


def _moves(instance: Instance, done: list[Delivery], ahead: Sequence[SentAhead]) -> list[str]:
    lines = ["courier departure_time origin destination"]
    trips = trips_by_courier(done)
    for courier in instance.couriers:
        ways = [(one.left, one.restaurant, None) for one in ahead if one.courier == courier.id]
        begun = [*ways, *((trip[0].assigned, trip[0].restaurant, trip)
                          for trip in trips.get(courier.id, []))]  # fmt: skip
        stands = "0"
        for left, restaurant, trip in sorted(begun, key=lambda one: (one[0], one[2] is not None)):
            # Who stands there already goes nowhere.
            if stands != restaurant:
                lines.append(f"{courier.id} {_text(left)} {stands} {restaurant}")
            stands = restaurant
            if trip is not None:
                lines += _doors(instance, courier.id, trip)
                stands = trip[-1].order
    return lines


def _doors(instance: Instance, courier: str, trip: tuple[Delivery, ...]) -> list[str]:
    """The moves of a trip from its restaurant to its doors."""
    parameters = instance.parameters
    lines, stands = [], trip[0].restaurant
    leaves = trip[0].collected + parameters.pickup_service / 2
    for one in trip:
        lines.append(f"{courier} {_text(leaves)} {stands} {one.order}")
        stands, leaves = one.order, one.delivered + parameters.dropoff_service / 2
    return lines
