"""A courier is sent ahead and arrives, on each store; nobody is sent twice."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused
from yeshi.dispatch.standing import Move
from yeshi.fleet.delivery import StopKind
from yeshi.flow.orders import delivering, dispatching, reading, standing
from yeshi.flow.orders.overtaken import Overtaken
from yeshi.flow.ports import Store
from yeshi.geo.point import Point

COUNTER = Point(0, 10)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with an order under way in the kitchen."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def move_of(city: SmallCity, courier: str = "x", arrive_s: float = 60.0) -> Move:
    """A move of the courier to the counter, as of now."""
    city.cook(city.place({"a1": 1}), 20)
    with city.store.begin() as work:
        seen = dispatching.snapshot(work, "city", city.clock.now(), city.engine.terms)
    chosen = next(one for one in seen.couriers if one.id == courier)
    return Move(chosen, COUNTER, arrive_s)


def test_sent_ahead_there_and_free_again(city: SmallCity) -> None:
    """A route of one stop without an order; then the courier stands there, idle."""
    move = move_of(city)
    done(standing.send_ahead(city.engine, "city", city.clock.now(), move))
    view = reading.courier(city.engine, "x")
    assert not isinstance(view, Refused)
    assert view.route is not None
    assert view.route.orders == ()
    assert [stop.kind for stop in view.route.stops] == [StopKind.STAND]
    assert view.stands_at is not None
    early = delivering.collect(city.engine, city.key(), "x", "or-none")
    assert isinstance(early, Refused)
    city.wait(1)
    done(standing.arrive(city.engine, city.key(), "x"))
    view = reading.courier(city.engine, "x")
    assert not isinstance(view, Refused)
    assert view.route is None
    assert (view.courier.place, view.courier.free_at) == (COUNTER, city.clock.now())
    again = standing.arrive(city.engine, city.key(), "x")
    assert isinstance(again, Refused)
    assert isinstance(again.reason, standing.NotSentAhead)
    with city.store.begin() as work:
        happened = [one.event.kind for one in work.events.of_subject(view.courier.id)]
        kinds = {one.event.kind for one in work.events.after(0, 1000)}
    assert {"courier.sent_ahead", "courier.arrived"} <= kinds
    assert happened


def test_who_is_on_the_way_is_not_sent_again(city: SmallCity) -> None:
    """Neither ahead nor for an order: the courier has changed since the snapshot."""
    move = move_of(city)
    done(standing.send_ahead(city.engine, "city", city.clock.now(), move))
    city.wait(0.5)
    twice = standing.send_ahead(city.engine, "city", city.clock.now(), move)
    assert isinstance(twice, Refused)
    assert isinstance(twice.reason, Overtaken)


def test_a_move_repeated_is_the_same_move(city: SmallCity) -> None:
    """The same decision, carried out twice, sends the courier once."""
    move = move_of(city)
    first = done(standing.send_ahead(city.engine, "city", city.clock.now(), move))
    assert done(standing.send_ahead(city.engine, "city", city.clock.now(), move)) == first
    with city.store.begin() as work:
        assert len(work.routes.open()) == 1
