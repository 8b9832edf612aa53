"""Several orders of one counter in one trip: sent, collected, brought and paid, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.dispatch.policy import Policy
from yeshi.fleet.delivery import NotNext, StopKind
from yeshi.flow import due
from yeshi.flow.city.enacting import enact_terms, history_of
from yeshi.flow.orders import cooking, delivering, dispatching, explaining
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.ports import Store
from yeshi.geo.point import Point
from yeshi.orders.lifecycle import OrderState
from yeshi.people.actor import CONSOLE


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with two orders ready at one counter for one door."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def two_orders(city: SmallCity) -> list[str]:
    """Two orders, cooked together."""
    orders = [city.place({"a1": 1}), city.place({"b1": 1})]
    city.cook(orders[0])
    city.cook(orders[1], 0)
    return orders


def test_one_courier_brings_both_and_is_paid_for_both(city: SmallCity) -> None:
    """Neighbours' orders from one counter: one route, its stops in order, each paid."""
    orders = two_orders(city)
    assert dispatching.tick(city.engine, "city") == 1
    courier = city.order(orders[0]).courier
    assert courier is not None
    assert courier == city.order(orders[1]).courier
    with city.store.begin() as work:
        route = work.routes.get(city.order(orders[0]).route or "")
    assert route is not None
    kinds = [stop.kind for stop in route.stops]
    assert kinds == [StopKind.COLLECT, StopKind.COLLECT, StopKind.DELIVER, StopKind.DELIVER]
    first, second = route.orders
    early = delivering.deliver(city.engine, city.key(), courier, first)
    assert isinstance(early, Refused)
    for order in (first, second):
        done(delivering.collect(city.engine, city.key(), courier, order))
    wrong = delivering.deliver(city.engine, city.key(), courier, second)
    assert isinstance(wrong, Refused)
    assert isinstance(wrong.reason, NotNext)
    city.wait(10)
    for order in (first, second):
        done(delivering.deliver(city.engine, city.key(), courier, order))
        assert city.order(order).state is OrderState.SETTLED
    assert city.balance(f"courier:{courier}") == 2 * 700
    assert city.balance("escrow") == 0
    with city.store.begin() as work:
        stands = work.couriers.get(courier)
    assert stands is not None
    assert stands.route is None


def test_food_that_stands_there_early_is_fetched_at_once(city: SmallCity) -> None:
    """Whoever promised half an hour and needed none has nobody wait for it."""
    order = city.place({"a1": 1})
    later = city.clock.now() + timedelta(minutes=30)
    done(cooking.accept(city.engine, city.key(), "a", order, later))
    assert dispatching.tick(city.engine, "city") == 0
    done(cooking.ready(city.engine, city.key(), "a", order))
    assert dispatching.tick(city.engine, "city") == 1
    assert city.order(order).courier is not None


def test_giving_one_order_up_leaves_the_other_on_its_way(city: SmallCity) -> None:
    """Its customer is refunded; the courier goes on with the rest."""
    orders = two_orders(city)
    dispatching.tick(city.engine, "city")
    courier = city.order(orders[0]).courier
    assert courier is not None
    done(delivering.fail(city.engine, city.key(), courier, orders[0], "spilt"))
    assert city.order(orders[0]).state is OrderState.REFUNDED
    done(delivering.collect(city.engine, city.key(), courier, orders[1]))
    city.wait(10)
    done(delivering.deliver(city.engine, city.key(), courier, orders[1]))
    assert city.order(orders[1]).state is OrderState.SETTLED
    assert city.balance("escrow") == 0


def test_why_a_courier_was_sent_is_kept_with_the_route(city: SmallCity) -> None:
    """Refused before anybody is sent; then the choice, and the colleague who stood as near."""
    orders = two_orders(city)
    early = explaining.why(city.engine, orders[0])
    assert isinstance(early, Refused)
    assert isinstance(early.reason, explaining.NotSentYet)
    assert isinstance(explaining.why(city.engine, "nothing"), Refused)
    dispatching.tick(city.engine, "city")
    told = explaining.why(city.engine, orders[0])
    assert isinstance(told, explaining.Reasons)
    assert {one.id for one in told.together} == set(orders)
    assert told.choices[0].courier == city.order(orders[0]).courier
    assert {choice.courier for choice in told.choices} == {"x", "y"}


def test_what_a_courier_is_sent_with_counts_for_their_turn(city: SmallCity) -> None:
    """From the moment they are sent, and once: not again when it is settled."""

    def earned(courier: str) -> float:
        city.place({"r1": 1}, "c")
        city.cook(city.place({"r1": 1}), 0)
        with city.store.begin() as work:
            seen = dispatching.snapshot(work, "city", city.clock.now(), city.engine.terms)
        return next(one.earned_per_hour for one in seen.couriers if one.id == courier)

    orders = two_orders(city)
    assert dispatching.tick(city.engine, "city") == 1
    courier = city.order(orders[0]).courier
    assert courier is not None
    assert earned(courier) == 1400.0
    with city.store.begin() as work:
        route = work.routes.get(city.order(orders[0]).route or "")
    assert route is not None
    for order in route.orders:
        done(delivering.collect(city.engine, city.key(), courier, order))
    city.wait(10)
    done(delivering.deliver(city.engine, city.key(), courier, route.orders[0]))
    assert earned(courier) == 1400.0


def test_stalls_of_one_market_are_one_counter_if_the_policy_says_so(city: SmallCity) -> None:
    """Two stalls a few steps apart: one trip, each order collected at its own stall."""
    with city.store.begin() as work:
        stall = work.merchants.get("b")
        assert stall is not None
        work.merchants.put(replace(stall, place=Point(8, 10)))
    orders = two_orders(city)
    assert {city.order(one).pickup for one in orders} == {Point(0, 10), Point(8, 10)}
    now = city.clock.now()
    with city.store.begin() as work:
        apart = replace(city.engine.terms, policy=Policy(markets=False))
        assert len({o.pickup for o in dispatching.snapshot(work, "city", now, apart).orders}) == 2
    assert dispatching.tick(city.engine, "city") == 1
    with city.store.begin() as work:
        route = work.routes.get(city.order(orders[0]).route or "")
    assert route is not None
    assert set(route.orders) == set(orders)
    places = {stop.order: stop.place for stop in route.stops if stop.kind is StopKind.COLLECT}
    assert places == {one: city.order(one).pickup for one in orders}


def test_a_dispatcher_goes_by_the_policy_of_its_moment() -> None:
    """One that runs already, from the moment on that was said, and not before."""
    city = SmallCity().open_up().settle_in()
    city.fill()
    due.carry_out(city.engine, due.SHIFTS)
    terms = city.engine.terms
    alone, together = (
        replace(terms, policy=replace(terms.policy, bundling=bundling))
        for bundling in (False, True)
    )
    engine = city.engine.acting(CONSOLE)
    at = city.clock.now() + timedelta(minutes=30)
    done(enact_terms(engine, city.key(), alone, "each by itself"))
    done(enact_terms(engine, city.key(), together, "it is busy", at))
    city.engine.in_force.renew([one.version for one in history_of(city.engine)])
    dispatcher = Dispatcher(city.engine, "city")

    def routes() -> int:
        orders = [city.place({"a1": 1}) for _ in range(2)]
        for order in orders:
            city.cook(order)
        dispatcher.tick()
        routes = {there(city.order(order).route, "a route") for order in orders}
        for route in routes:
            with city.store.read() as work:
                found = work.routes.must(route)
            for stop in found.stops:
                step = delivering.collect if stop.kind is StopKind.COLLECT else delivering.deliver
                done(step(city.engine, city.key(), found.courier, stop.order))
        city.wait(10)
        return len(routes)

    assert routes() == 2
    city.wait(30)
    assert routes() == 1
