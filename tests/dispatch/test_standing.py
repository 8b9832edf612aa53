"""Sent ahead: only who has nothing to do, only where it pays, and only if the policy says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from yeshi.dispatch.coverage import NEAREST, nearest
from yeshi.dispatch.decide import decide
from yeshi.dispatch.memory import Memory
from yeshi.dispatch.outlook import Outlook, learn
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.dispatch.standing import WAY_S_MAX, Move, expected, moves, tabulate
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes

TRAVEL = WholeMinutes(320.0)
AHEAD = Policy(prepositioning=True)
BUSY, QUIET = Point(0, 0), Point(9000, 0)
DOOR = Point(0, 1000)
SERVICE = Service(240.0, 240.0)


def courier(id_: str, place: Point, off_s: float = 9000.0) -> Candidate:
    """Somebody idle."""
    return Candidate(id_, 1, place, 0.0, off_s, True)


def order(id_: str, counter: Point, ready_s: float, door: Point = DOOR) -> OpenOrder:
    """An order placed just now."""
    return OpenOrder(id_, 1, counter, door, 0.0, ready_s)


def seen(counter: Point, orders: int = 40) -> Outlook:
    """An outlook after many orders of one counter, each ready three minutes after it was placed."""
    many = tuple(order(f"o{n}", counter, 180.0) for n in range(orders))
    return learn(Outlook(), Snapshot(orders=many, couriers=(), service=SERVICE, at_s=1000.0))


def asked(
    *couriers: Candidate, outlook: Outlook, policy: Policy = AHEAD, planned: tuple[str, ...] = (),
    counters: tuple[Point, ...] = (BUSY,),
) -> list[Move]:  # fmt: skip
    """The moves of a moment without orders."""
    snapshot = Snapshot(
        orders=(), couriers=couriers, service=SERVICE, at_s=1000.0, counters=counters
    )
    return moves(snapshot, planned, policy, TRAVEL, outlook)


def test_one_goes_where_orders_come_from_and_no_second_follows_in_vain() -> None:
    """Five minutes away; a courier who stands there already leaves less to be saved."""
    away = courier("x", Point(1600, 0))
    (move,) = asked(away, outlook=seen(BUSY))
    assert (move.courier.id, move.place, move.arrive_s) == ("x", BUSY, 300.0)
    crowd = [courier(f"c{n}", BUSY) for n in range(6)]
    assert asked(away, *crowd, outlook=seen(BUSY)) == []


def test_who_is_planned_for_an_order_does_not_cover_the_orders_to_come() -> None:
    """Six stand at the counter, all of them for orders at hand: one more is needed."""
    away = courier("x", Point(1600, 0))
    crowd = [courier(f"c{n}", BUSY) for n in range(6)]
    busy = tuple(one.id for one in crowd)
    (move,) = asked(away, *crowd, outlook=seen(BUSY), planned=busy)
    assert (move.courier.id, move.place) == ("x", BUSY)


def test_only_open_counters_are_gone_to_also_such_as_nobody_ordered_from_yet() -> None:
    """What is closed brings no orders, however many it brought."""
    between = courier("x", Point(1600, 0))
    other = Point(3200, 0)
    (usual,) = asked(between, outlook=seen(BUSY), counters=(other, BUSY))
    assert usual.place == BUSY
    (new,) = asked(between, outlook=seen(BUSY), counters=(other,))
    assert new.place == other


def test_nobody_goes_who_is_too_far_soon_off_duty_or_not_allowed() -> None:
    """A way of sixteen minutes; a shift of ten; a policy without it; no counter open."""
    outlook = seen(BUSY)
    assert asked(courier("x", Point(0, 5000)), outlook=outlook) == []
    assert asked(courier("x", Point(1600, 0), off_s=600.0), outlook=outlook) == []
    assert asked(courier("x", Point(1600, 0)), outlook=outlook, policy=Policy()) == []
    assert asked(courier("x", Point(1600, 0)), outlook=outlook, counters=()) == []


def test_who_is_planned_for_an_order_stays_for_it() -> None:
    """The order is not ready for long; the only courier who could fetch it is kept."""
    memory = Memory(outlook=seen(BUSY))
    waiting = order("late", QUIET, 1500.0)
    here = courier("x", Point(8000, 0))
    snapshot = Snapshot(
        orders=(waiting,), couriers=(here,), service=SERVICE, at_s=1060.0, counters=(BUSY, QUIET)
    )
    decision = decide(snapshot, AHEAD, TRAVEL, memory)
    assert decision.trips == ()
    assert decision.moves == ()


def test_at_the_counter_it_is_decided_which_orders_are_taken() -> None:
    """With updates: first the way, then both orders, of which one came while on the way."""
    policy = Policy(updates=True)
    first = order("first", BUSY, 240.0)
    there = courier("x", Point(960, 0))
    sent = decide(
        Snapshot(orders=(first,), couriers=(there,), service=SERVICE, at_s=0.0), policy, TRAVEL
    )
    assert sent.trips == ()
    assert [(m.courier.id, m.place, m.arrive_s) for m in sent.moves] == [("x", BUSY, 180.0)]
    late = order("second", BUSY, 60.0, Point(0, 1100))
    waiting = first._replace(placed_s=-180.0, ready_s=60.0)
    at_counter = Snapshot(
        orders=(waiting, late), couriers=(courier("x", BUSY),), service=SERVICE, at_s=180.0
    )
    for _ in range(3):
        taken = decide(at_counter, policy, TRAVEL, sent.memory)
        if taken.trips:
            break
        at_counter = replace(at_counter, orders=tuple(
            one._replace(ready_s=one.ready_s - 60.0) for one in at_counter.orders
        ))  # fmt: skip
    (trip,) = taken.trips
    assert {one.id for one in trip.orders} == {"first", "second"}
    assert taken.moves == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(0, 30), st.integers(0, 10**6), st.booleans(), st.booleans())
def test_whatever_the_city_moves_keep_the_rules(
    orders: int, couriers: int, seed: int, prepositioning: bool, updates: bool
) -> None:
    """Idle couriers, each sent once, not on a trip as well, not far, to a counter that was seen."""
    policy = Policy(prepositioning=prepositioning, updates=updates)
    memory = Memory(outlook=learn(Outlook(), replace(city(30, 1, seed), at_s=500.0)))
    snapshot = city(orders, couriers, seed + 1)
    counters = tuple({one.pickup: None for one in [*city(30, 1, seed).orders, *snapshot.orders]})
    snapshot = replace(snapshot, at_s=560.0, counters=counters)
    decision = decide(snapshot, policy, TRAVEL, memory)
    sent = [move.courier.id for move in decision.moves]
    assert len(sent) == len(set(sent))
    assert not set(sent) & {trip.courier.id for trip in decision.trips}
    for move in decision.moves:
        assert move.courier.idle
        assert move.place in counters
        assert move.arrive_s == TRAVEL.between(move.courier.place, move.place) > 0.0
        if not updates:
            assert move.arrive_s <= WAY_S_MAX
            assert move.courier.id not in decision.memory.plan
    if not prepositioning and not updates:
        assert decision.moves == ()
    again = decide(snapshot, policy, TRAVEL, memory)
    assert (again.trips, again.moves) == (decision.trips, decision.moves)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.0, 7000.0), min_size=1, max_size=12), st.integers(0, 10**6))
def test_what_is_looked_up_is_what_is_expected(arrivals: list[float], seed: int) -> None:
    """Minute by minute, for each of the nearest and for anyone else."""
    arrive = np.array(arrivals)[:, None]
    late = np.sort(np.random.default_rng(seed).uniform(0.0, 3600.0, 61))
    who, when = np.full(NEAREST + 2, -1), np.full(NEAREST + 2, np.inf)
    known = nearest(arrive, 0, who, when)
    who[known:], when[known:] = -1, np.inf
    free = np.ones(len(arrivals), dtype=np.bool_)
    lateness = np.zeros((NEAREST + 1, len(late)))
    tabulate(who, when, known, free, late, lateness)
    for rank in range(NEAREST + 1):
        if rank < min(known, NEAREST) or rank == NEAREST:
            moved = who[rank] if rank < NEAREST else len(free)
            told = [expected(who, when, known, moved, 60.0 * m, late) for m in range(len(late))]
            assert lateness[rank].tolist() == told
