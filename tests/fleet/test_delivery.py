"""A route is ticked off stop by stop, in its order, until it is closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, MINUTE
from yeshi.base.refused import Refused
from yeshi.fleet.delivery import (
    NotNext,
    NotOnRoute,
    Route,
    RouteState,
    Stop,
    StopKind,
    drop,
    tick_off,
)
from yeshi.geo.point import Point

COLLECT, DELIVER, STAND = StopKind.COLLECT, StopKind.DELIVER, StopKind.STAND
LATER = EVENING + 30 * MINUTE
ORIGIN = Point(-1, -1)


def route(*stops: tuple[StopKind, str]) -> Route:
    """A route of courier x, the n-th stop at (n, 0)."""
    planned = tuple(
        Stop(
            kind=kind,
            order=order,
            place=Point(number, 0),
            arrive_at=EVENING,
            hand_over_at=EVENING,
            leave_at=EVENING,
        )
        for number, (kind, order) in enumerate(stops)
    )
    return Route(
        id="r", courier="x", zone="city", origin=ORIGIN, committed_at=EVENING, stops=planned
    )


def ticked(answer: Route | Refused) -> Route:
    """The route after a stop that must not be refused."""
    assert isinstance(answer, Route), answer
    return answer


TWO = route((COLLECT, "o"), (COLLECT, "p"), (DELIVER, "p"), (DELIVER, "o"))


def test_stops_are_ticked_off_in_their_order_and_the_last_closes_the_route() -> None:
    """The route tells at each stop what is next, how many doors are left, and where the courier is."""
    seen, going = [], TWO
    while (stop := going.next_stop) is not None:
        seen.append((stop.kind, stop.order, going.doors_left, going.stood_at, going.state))
        going = ticked(tick_off(going, stop.kind, stop.order, LATER))
    open_ = RouteState.OPEN
    assert seen == [
        (COLLECT, "o", 2, ORIGIN, open_),
        (COLLECT, "p", 2, Point(0, 0), open_),
        (DELIVER, "p", 2, Point(1, 0), open_),
        (DELIVER, "o", 1, Point(2, 0), open_),
    ]
    assert (going.state, going.doors_left, going.stood_at) == (RouteState.CLOSED, 0, Point(3, 0))
    assert all(stop.done_at == LATER for stop in going.stops)


@pytest.mark.parametrize(
    ("kind", "order"), [(COLLECT, "p"), (DELIVER, "o"), (DELIVER, "p"), (STAND, "")]
)
def test_a_stop_before_its_turn_is_refused_with_the_one_that_is_next(
    kind: StopKind, order: str
) -> None:
    """Every stop of the route but the first, and standing where nobody was sent to stand."""
    assert tick_off(TWO, kind, order, LATER) == Refused(NotNext(order, "o", "collect"))


@pytest.mark.parametrize("kind", [COLLECT, DELIVER])
def test_an_order_of_another_route_is_refused(kind: StopKind) -> None:
    """It is not a question of turn."""
    assert tick_off(TWO, kind, "q", LATER) == Refused(NotOnRoute("x", "q"))


def test_a_closed_route_takes_nothing_more() -> None:
    """Not even what was on it."""
    closed = ticked(tick_off(route((DELIVER, "o")), DELIVER, "o", LATER))
    assert closed.state is RouteState.CLOSED
    assert tick_off(closed, DELIVER, "o", LATER) == Refused(NotOnRoute("x", "o"))


def test_standing_is_ticked_off_without_an_order() -> None:
    """A courier sent ahead has arrived, and no order is named for it."""
    standing = route((STAND, ""), (COLLECT, "o"), (DELIVER, "o"))
    assert standing.orders == ("o",)
    arrived = ticked(tick_off(standing, STAND, "", LATER))
    assert arrived.next_stop == standing.stops[1]


def test_orders_are_told_by_their_first_stop_and_once() -> None:
    """Whatever stands between."""
    assert TWO.orders == ("o", "p")


def test_a_dropped_order_leaves_the_others_as_they_were() -> None:
    """What was done stays done at its moment; what is left of it is done now."""
    begun = ticked(tick_off(TWO, COLLECT, "o", EVENING))
    left = drop(begun, "o", LATER)
    assert [stop.done_at for stop in left.stops] == [EVENING, None, None, LATER]
    assert (left.state, left.next_stop) == (RouteState.OPEN, TWO.stops[1])
    assert drop(left, "p", LATER).state is RouteState.CLOSED
    assert drop(left, "q", LATER) == left


orders = some.lists(some.sampled_from("opqr"), min_size=1, max_size=4, unique=True)


@given(orders, some.data())
def test_a_route_is_closed_exactly_when_nothing_is_left(
    names: list[str], data: some.DataObject
) -> None:
    """Over random routes, orders dropped and stops ticked off in turn or out of it."""
    going = route(*((COLLECT, one) for one in names), *((DELIVER, one) for one in names))
    for _ in range(12):
        kind, order = (
            data.draw(some.sampled_from([COLLECT, DELIVER])),
            data.draw(some.sampled_from("opqr")),
        )
        before = going
        if data.draw(some.booleans()):
            going = drop(going, order, LATER)
            assert all(stop.done_at for stop in going.stops if stop.order == order)
        else:
            answer = tick_off(going, kind, order, LATER)
            going = before if isinstance(answer, Refused) else answer
        open_stops = [stop for stop in going.stops if stop.done_at is None]
        assert (going.state is RouteState.CLOSED) == (not open_stops)
        assert going.doors_left == sum(stop.kind is DELIVER for stop in open_stops)
        assert going.doors_left <= before.doors_left
        assert [stop.place for stop in going.stops] == [stop.place for stop in before.stops]
