"""By way of other counters: no later than allowed, decided anew sooner, and there in the end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from yeshi.dispatch.decide import decide
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.dispatch.standing import Move
from yeshi.dispatch.waypoints import by_way
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes

TRAVEL = WholeMinutes(300.0)
HERE, THERE = Point(0, 0), Point(3000, 0)
X = Candidate("x", 1, HERE, 0.0, 9000.0, True)


def sent(counters: tuple[Point, ...], spare_s: float = 0.0) -> Move:
    """Where X, who should go ten minutes straight on, is sent first."""
    (move,) = by_way([Move(X, THERE, 600.0, spare_s)], counters, TRAVEL, 60.0)
    return move


def test_the_first_counter_on_the_way_is_gone_to_first() -> None:
    """Of three in a line, the nearest; its way, not the whole."""
    on_the_way = (Point(1500, 0), Point(900, 0), Point(2400, 0))
    assert sent(on_the_way) == Move(X, Point(900, 0), 180.0)


def test_a_counter_aside_is_passed_only_when_there_is_time() -> None:
    """A detour of a minute; and none is too near to decide anything there."""
    aside = Point(1500, 500)
    assert sent((aside,)).place == THERE
    assert sent((aside,), 120.0).place == aside
    assert sent((HERE, THERE, Point(10, 0))).place == THERE


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 5))
def test_whatever_the_city_who_goes_by_way_arrives_in_time(seed: int, spare: int) -> None:
    """Hop by hop, each to a counter, to where the move led, no later than it allowed."""
    made = city(60, 6, seed)
    counters = tuple({one.pickup: None for one in made.orders})
    target = counters[0]
    for courier in made.couriers:
        straight_s = TRAVEL.between(courier.place, target)
        clock, left_s = 0.0, straight_s + 60.0 * spare
        while courier.place != target:
            way_s = TRAVEL.between(courier.place, target)
            whole = Move(courier, target, way_s, left_s - clock - way_s)
            (hop,) = by_way([whole], counters, TRAVEL, 60.0)
            assert hop.place in counters
            assert hop.arrive_s == TRAVEL.between(courier.place, hop.place) <= way_s + 60.0 * spare
            clock += max(hop.arrive_s, 1.0)
            courier = courier._replace(place=hop.place)
        assert clock <= max(left_s, 1.0)


ORDER = OpenOrder("o", 1, THERE, Point(3000, 600), 0.0, 600.0)
MIDDLE = Point(1500, 0)
SEEN = Snapshot(
    orders=(ORDER,),
    couriers=(X,),
    service=Service(240.0, 240.0),
    at_s=0.0,
    counters=(MIDDLE, THERE),
)
BOTH = Policy(updates=True, prepositioning=True)


def test_without_prepositioning_the_way_to_an_order_is_straight() -> None:
    """The public rules then send nobody to a restaurant without an order."""
    straight = decide(SEEN, Policy(updates=True), TRAVEL)
    assert [move.place for move in straight.moves] == [THERE]
    led = decide(SEEN, BOTH, TRAVEL)
    assert [move.place for move in led.moves] == [MIDDLE]


def test_on_the_way_a_nearer_courier_may_take_over() -> None:
    """Half-way, somebody has come up beside the counter: the first is free for something else."""
    first = decide(SEEN, BOTH, TRAVEL)
    nearer = X._replace(id="y", place=Point(2700, 0))
    later = replace(
        SEEN,
        orders=(ORDER._replace(placed_s=-300.0, ready_s=300.0),),
        couriers=(X._replace(place=MIDDLE), nearer),
        at_s=300.0,
    )
    again = decide(later, BOTH, TRAVEL, first.memory)
    assert set(again.memory.plan) == {"y"}
