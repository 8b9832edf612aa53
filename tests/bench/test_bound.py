"""The bound of a night is below whatever may be done, and above the trivial one where it can be."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes
from yeshi.twin.instances.grubhub import (
    Instance,
    InstanceCourier,
    InstanceOrder,
    Parameters,
)

pytest.importorskip("highspy", reason="the bound needs highspy: make bench-dispatch installs it")
from bench.dispatch.bound import bound

RULES = Parameters(
    metres_per_minute=400.0,
    pickup_service=4.0,
    dropoff_service=4.0,
    target_click_to_door=40.0,
    maximum_click_to_door=90.0,
    pay_per_order_fen=1000,
    pay_per_hour_fen=1500,
)
COUNTERS = {"a": Point(0.0, 0.0), "b": Point(4000.0, 0.0)}

orders = st.tuples(
    st.integers(-8, 8), st.integers(-8, 8), st.integers(0, 20), st.sampled_from("ab"),
    st.integers(0, 15),
)  # fmt: skip
shifts = st.tuples(st.integers(-8, 8), st.integers(0, 10), st.integers(60, 200))


def night(places: list, couriers: list) -> Instance:
    return Instance(
        "made-up",
        RULES,
        COUNTERS,
        tuple(
            InstanceOrder(f"o{i}", Point(500.0 * x, 500.0 * y), placed, name, placed + cooking)
            for i, (x, y, placed, name, cooking) in enumerate(places)
        ),
        tuple(
            InstanceCourier(f"c{i}", Point(500.0 * x, 0.0), on, off)
            for i, (x, on, off) in enumerate(couriers)
        ),
    )


def least_minutes(instance: Instance) -> float:
    """The least minutes of click-to-door together that knowing all beforehand could reach."""
    travel = WholeMinutes(RULES.metres_per_minute)

    def way(a: Point, b: Point) -> float:
        return travel.between(a, b) / 60

    def go(left: tuple, where: tuple, free: tuple) -> float:
        if not left:
            return 0.0
        best = float("inf")
        for courier, one in enumerate(instance.couriers):
            for size in range(1, len(left) + 1):
                for chain in permutations(left, size):
                    if len({order.restaurant for order in chain}) > 1:
                        continue
                    counter = COUNTERS[chain[0].restaurant]
                    arrive = free[courier] + way(where[courier], counter)
                    pickup = max(arrive + 2, max(order.ready for order in chain))
                    if pickup > one.off:
                        continue
                    clock, place, cost = pickup + 2, counter, 0.0
                    for order in chain:
                        clock += way(place, order.place) + 2
                        cost += clock - order.placed
                        clock, place = clock + 2, order.place
                    rest = tuple(order for order in left if order not in chain)
                    places = (*where[:courier], place, *where[courier + 1 :])
                    times = (*free[:courier], clock, *free[courier + 1 :])
                    best = min(best, cost + go(rest, places, times))
        return best

    couriers = instance.couriers
    return go(
        instance.orders, tuple(c.place for c in couriers), tuple(float(c.on) for c in couriers)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(orders, min_size=1, max_size=4), st.lists(shifts, min_size=1, max_size=2))
def test_no_plan_of_any_kind_is_below_the_bound(places: list, couriers: list) -> None:
    instance = night(places, couriers)
    proven = bound(instance)
    assert proven.total() <= least_minutes(instance) + 1e-6
    assert proven.total() >= proven.trivial.sum() - 1e-6


def test_one_courier_cannot_be_in_two_places() -> None:
    at_once = [(0, 8, 0, "a", 5), (8, 8, 0, "b", 5)]
    proven = bound(night(at_once, [(0, 0, 120)]))
    assert proven.converged
    assert proven.total() > proven.trivial.sum() + 5
    assert bound(night(at_once, [(0, 0, 120)] * 9)).total() == proven.trivial.sum()


def test_what_is_left_undelivered_is_not_counted() -> None:
    proven = bound(night([(0, 8, 0, "a", 5), (8, 8, 0, "b", 5)], [(0, 0, 120)]))
    assert proven.total({"o0"}) <= proven.total() - proven.trivial[1] + 1e-6
    assert proven.total(set()) == 0.0
