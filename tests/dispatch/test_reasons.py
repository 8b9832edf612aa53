"""Every decision can be asked why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from tests.dispatch.test_decide import FAR, HERE, NEAR, POLICY, TRAVEL, courier, order
from yeshi.dispatch.decide import decide
from yeshi.dispatch.fairness import gini
from yeshi.dispatch.routes import trip
from yeshi.dispatch.snapshot import Service, Snapshot


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 50), st.integers(2, 30), st.integers(0, 10**6))
def test_reasons_are_what_the_trip_would_cost_with_each(
    orders: int, couriers: int, seed: int
) -> None:
    """The chosen first; lateness as driven; and who is cheaper and free was not passed over."""
    snapshot = city(orders, couriers, seed)
    by_id = {one.id: one for one in snapshot.couriers}
    for sent in decide(snapshot, POLICY, TRAVEL).trips:
        chosen, *others = sent.why
        assert chosen.courier == sent.courier.id
        assert len(others) <= 3
        assert [one.total_s for one in others] == sorted(one.total_s for one in others)
        half_services = (snapshot.service.pickup_s + snapshot.service.dropoff_s) / 2
        for choice in sent.why:
            told = trip(by_id[choice.courier], sent.orders, snapshot.service, TRAVEL)
            late = sum(
                door.hand_over_s
                - one.ready_s
                - half_services
                - TRAVEL.between(one.pickup, one.door)
                for one, door in zip(sent.orders, told.doors, strict=True)
            )
            assert abs(late - choice.late_s) < 1e-6
        for one in others:
            assert one.busy_with or one.total_s >= chosen.total_s - 1e-3


def test_a_nearer_courier_who_is_needed_elsewhere_says_for_what() -> None:
    """The nearest to both orders goes where it saves more."""
    snapshot = Snapshot(
        orders=(order("here", HERE, NEAR, 0), order("there", FAR, NEAR, 0)),
        couriers=(courier("beside", HERE), courier("beyond", replace(FAR, x=10_240.0))),
        service=Service(240.0, 240.0),
    )
    first, second = sorted(decide(snapshot, POLICY, TRAVEL).trips, key=lambda one: one.courier.id)
    assert [first.courier.id, second.courier.id] == ["beside", "beyond"]
    assert first.why[1].courier == "beyond"
    assert first.why[1].busy_with == ("there",)
    assert first.why[1].late_s - first.why[0].late_s == 60.0 * 32


def test_fairness_prefers_who_is_behind_among_near_equals() -> None:
    """A minute's detour for whom earned nothing; not half an hour's."""
    rich = courier("rich", HERE)._replace(earned_per_hour=4000.0)
    poor = courier("poor", NEAR)._replace(earned_per_hour=0.0)
    snapshot = Snapshot(
        orders=(order("o", HERE, FAR, 0),), couriers=(rich, poor), service=Service(240.0, 240.0)
    )
    blind = replace(POLICY, fairness_s=0.0)
    assert decide(snapshot, blind, TRAVEL).trips[0].courier.id == "rich"
    assert decide(snapshot, POLICY, TRAVEL).trips[0].courier.id == "poor"
    far = replace(snapshot, couriers=(rich, poor._replace(place=FAR)))
    assert decide(far, POLICY, TRAVEL).trips[0].courier.id == "rich"


def test_the_gini_coefficient_of_known_distributions() -> None:
    """Equal: 0; one of four has all: 3/4; 1, 2, 3: 2/9."""
    assert gini(np.array([5.0, 5.0, 5.0])) == 0.0
    assert abs(gini(np.array([0.0, 0.0, 0.0, 8.0])) - 0.75) < 1e-12
    assert abs(gini(np.array([3.0, 1.0, 2.0])) - 2 / 9) < 1e-12
    assert gini(np.zeros(0)) == 0.0
