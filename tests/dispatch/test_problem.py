"""A city as arrays: also one in which nobody has asked for anything."""

from __future__ import annotations

import warnings

import numpy as np

from yeshi.dispatch.decide import decide
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import ways_on
from yeshi.dispatch.snapshot import Candidate, Service, Snapshot
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes


def test_the_way_on_is_the_mean_to_the_nearest_counters() -> None:
    """By door."""
    assert ways_on(np.array([[60.0, 120.0], [30.0, 0.0]])).tolist() == [90.0, 15.0]


def test_a_city_without_orders_is_reckoned_with_in_silence() -> None:
    """There is no mean of nothing, and nobody asks for it."""
    waiting = Candidate("x", 1, Point(0, 0), 0.0, 9000.0, True)
    nothing = Snapshot(orders=(), couriers=(waiting,), service=Service(120.0, 120.0))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decision = decide(nothing, Policy(prepositioning=True), WholeMinutes(300.0))
    assert not decision.trips
    assert ways_on(np.zeros((0, 0))).tolist() == []
