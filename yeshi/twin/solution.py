"""The three solution files of the published evaluator, written from a night."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from yeshi.twin.night import Night
from yeshi.twin.report import Delivery, deliveries

ASSIGNMENTS = "solution_info_assignments.txt"
ORDERS = "solution_info_orders.txt"
COURIERS = "solution_info_couriers.txt"


def write(night: Night, folder: Path) -> None:
    """Write the night's assignments, orders and moves into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    done = deliveries(night)
    for name, lines in (
        (ASSIGNMENTS, _assignments(done)),
        (ORDERS, _orders(night, done)),
        (COURIERS, _moves(night, done)),
    ):
        # Whole or not at all: a reader never finds half a solution.
        draft = folder / f".{name}.draft"
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        draft.replace(folder / name)


def _text(minutes: float) -> str:
    return str(int(minutes)) if minutes == int(minutes) else repr(minutes)


def _assignments(done: list[Delivery]) -> list[str]:
    ordered = sorted(done, key=lambda one: (one.assigned, one.collected, one.order))
    return ["assignment_time pickup_time courier order"] + [
        f"{_text(one.assigned)} {_text(one.collected)} {one.courier} {one.order}" for one in ordered
    ]


def _orders(night: Night, done: list[Delivery]) -> list[str]:
    by_name = {one.order: one for one in done}
    lines = ["order placement_time ready_time pickup_time dropoff_time courier"]
    for order in night.instance.orders:
        one = by_name.get(order.id)
        end = "NaN NaN NaN"
        if one is not None:
            end = f"{_text(one.collected)} {_text(one.delivered)} {one.courier}"
        lines.append(f"{order.id} {order.placed} {order.ready} {end}")
    return lines


def _moves(night: Night, done: list[Delivery]) -> list[str]:
    half = night.instance.parameters.pickup_service / 2
    by_courier: dict[str, list[Delivery]] = {}
    for one in done:
        by_courier.setdefault(one.courier, []).append(one)
    lines = ["courier departure_time origin destination"]
    for courier in night.instance.couriers:
        trips = by_courier.get(courier.id, [])
        origins = ["0"] + [before.order for before, _ in pairwise(trips)]
        for origin, one in zip(origins, trips, strict=False):
            lines.append(f"{courier.id} {_text(one.assigned)} {origin} {one.restaurant}")
            leaves = _text(one.collected + half)
            lines.append(f"{courier.id} {leaves} {one.restaurant} {one.order}")
    return lines
