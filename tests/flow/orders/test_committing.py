"""Trips are committed together, each whole or not at all, on each store."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.flow.orders.test_dispatching import two_orders
from yeshi.base.refused import Refused
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Candidate, OpenOrder
from yeshi.events.dispatch import RouteCommitted
from yeshi.flow.orders import committing as module
from yeshi.flow.orders import dispatching
from yeshi.flow.orders.committing import committing
from yeshi.flow.orders.overtaken import Overtaken
from yeshi.flow.ports import Done, Store


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def planned(city: SmallCity, courier: str, orders: list[str]) -> Trip:
    """The trip of an idle courier as a dispatcher sees it now."""
    with city.store.begin() as work:
        rider = work.couriers.get(courier)
    assert rider is not None
    candidate = Candidate(rider.id, rider.version, rider.place, 0.0, 3600.0, idle=True)
    found = [city.order(order) for order in orders]
    wanted = [
        OpenOrder(one.id, one.version, one.pickup, one.destination.place, -300.0, 0.0)
        for one in found
    ]
    return trip(candidate, wanted, city.engine.terms.service, city.engine.travel)


def test_a_trip_is_refused_whole_when_one_of_its_orders_is_gone(city: SmallCity) -> None:
    """Nothing of it is half committed; the next tick decides anew."""
    orders = two_orders(city)
    both, now = planned(city, "x", orders), city.clock.now()
    alone = planned(city, "y", orders[:1])
    first, late = city.engine.perform_all([committing("city", now, trip) for trip in (alone, both)])
    assert isinstance(first, Done)
    assert isinstance(late, Refused)
    assert isinstance(late.reason, Overtaken)
    assert city.order(orders[1]).route is None
    assert city.order(orders[0]).courier == "y"
    assert dispatching.tick(city.engine, "city") == 1
    assert city.order(orders[1]).courier == "x"


def test_one_that_fails_takes_no_other_down(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept of the work they shared; each is committed alone, and its fault told."""
    orders, real = two_orders(city), module._unchanged

    def unchanged(order: object, *more: object) -> bool:
        if getattr(order, "id", "") == orders[0]:
            raise ZeroDivisionError
        return real(order, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_unchanged", unchanged)
    trips = [planned(city, "x", orders[:1]), planned(city, "y", orders[1:])]
    now = city.clock.now()
    fault, sent = city.engine.perform_all([committing("city", now, one) for one in trips])
    assert isinstance(fault, ZeroDivisionError)
    assert isinstance(sent, Done)
    assert (city.order(orders[0]).courier, city.order(orders[1]).courier) == (None, "y")
    with city.store.begin() as work:
        kept = [one.event for one in work.events.after(0, 1000)]
    assert sum(isinstance(one, RouteCommitted) for one in kept) == 1


def test_however_many_there_are_so_many_are_carried_out_at_a_time(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In their order; a work that is too long would keep others waiting for what it locks."""
    monkeypatch.setattr("yeshi.flow.engine.TOGETHER_MAX", 1)
    orders, now = two_orders(city), city.clock.now()
    trips = [planned(city, "x", orders[:1]), planned(city, "y", orders[1:])]
    outcomes = city.engine.perform_all([committing("city", now, one) for one in trips])
    assert [type(one) for one in outcomes] == [Done, Done]
    assert city.engine.perform_all([]) == []
