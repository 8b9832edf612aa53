"""What was delivered is taken in by the clock, once, and promises go by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import DOOR, EVENING, SmallCity, done
from yeshi.flow.due import LEARN, carry_out
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import cooking, dispatching, learning
from yeshi.flow.ports import Done, Store, ToMake
from yeshi.orders.delivery_pace import ENOUGH, Delivered, DeliveryPace, Foreseen
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.orders.order import Order


def learning_city(store: Store | None = None, kept: float = 0.9) -> SmallCity:
    """A city whose terms say that so many promises are to be kept."""
    city = SmallCity(store) if store else SmallCity()
    city.engine.in_force = InForce.alone(replace(city.engine.terms, promise_kept=kept))
    city.settle_in()
    city.fill()
    return city


def pace_of(city: SmallCity) -> DeliveryPace | None:
    """What is known of the city's one zone."""
    with city.store.begin() as work:
        return work.delivery_paces.get("city")


def promised_s(order: Order) -> float:
    """The seconds from placing to the promise."""
    return (order.promised_by - order.placed_at).total_seconds()


def test_a_delivery_is_learnt_from_once(store: Store) -> None:
    """Of its stall and of its zone, on either store; what was taken in is not due again."""
    city = learning_city(store)
    order = city.place({"a1": 1})
    city.cook(order, minutes=12)
    city.bring(order)
    [lesson] = learning.lessons_due(city.engine)
    assert isinstance(learning.learn(city.engine, lesson), Done)
    assert learning.lessons_due(city.engine) == []
    with city.store.begin() as work:
        kitchen = work.kitchen_paces.must("a")
    assert (kitchen.parts, kitchen.said) == (1, 1)
    assert kitchen.times == pytest.approx(1.2)
    pace = pace_of(city)
    assert pace is not None
    assert pace.learnt_to == city.clock.now()
    ended = city.order(order)
    assert ended.ended_at is not None
    assert ended.foreseen is not None
    way_s = city.engine.travel.between(ended.pickup, DOOR.place)
    took_s = (ended.ended_at - ended.placed_at).total_seconds() - way_s
    assert pace.seen == (Delivered(ended.foreseen, took_s),)


def test_two_clocks_learn_once() -> None:
    """A lesson that another took in meanwhile has nothing to tell."""
    city = learning_city()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    [lesson] = learning.lessons_due(city.engine)
    before = replace(lesson, since=lesson.since - timedelta(minutes=1))
    done(learning.learn(city.engine, lesson))
    assert isinstance(learning.learn(city.engine, before), Done)
    pace = pace_of(city)
    assert pace is not None
    assert len(pace.seen) == 1


def test_a_city_with_fixed_promises_learns_nothing() -> None:
    """And its orders keep nothing to learn from."""
    city = learning_city(kept=0.0)
    order = city.place({"a1": 1})
    assert city.order(order).foreseen is None
    city.cook(order)
    city.bring(order)
    assert carry_out(city.engine, LEARN) == 0
    assert pace_of(city) is None


def test_a_zone_that_delivered_enough_is_weighed() -> None:
    """And what is promised from then on is what its orders took."""
    city = learning_city()
    first = city.order(city.place({"a1": 1}))
    # As the stall says, and the terms: 600 s of cooking, 600 s of waiting, the way.
    way_s = promised_s(first) - 1200
    city.cook(first.id)
    city.bring(first.id)
    with city.store.begin() as work:
        seen = (Delivered(Foreseen(600.0, 0, 0.5), 900.0),) * (ENOUGH - 1)
        work.delivery_paces.add(DeliveryPace(id="city", learnt_to=EVENING, seen=seen))
    assert carry_out(city.engine, LEARN) == 1
    pace = pace_of(city)
    assert pace is not None
    assert pace.weights
    again = city.order(city.place({"a1": 1}))
    assert promised_s(again) - way_s == pytest.approx(900, abs=60)


def test_what_a_stall_has_to_make_and_its_zone_to_bring_is_counted(store: Store) -> None:
    """Until it is made, and until it is there; of the stalls that are asked about alone."""
    city = learning_city(store)
    early = city.clock.now() - timedelta(hours=1)

    def counted(since: datetime = early) -> tuple[dict[str, ToMake], tuple[int, int]]:
        with city.store.begin() as work:
            found = work.orders.ahead(["a", "b"], since, ["city"])
        return dict(found.to_make), found.zones.get("city", (0, 0))

    nothing, (none, couriers) = counted()
    assert (nothing, none) == ({}, 0)
    first = city.place({"a1": 2, "b2": 1})
    second = city.place({"a1": 1})
    sold = {one.merchant: one.sold.fen for one in city.order(first).tickets}
    sold_alone = city.order(second).tickets[0].sold.fen
    made, under_way = counted()
    assert made == {"a": ToMake(2, 3, sold["a"] + sold_alone), "b": ToMake(1, 1, sold["b"])}
    assert under_way == (2, couriers)
    assert city.order(second).foreseen == Foreseen(600.0, 1, round(2 / max(1, couriers), 3))
    assert counted(city.clock.now() + timedelta(hours=1))[0] == {}
    city.cook(first)
    made, under_way = counted()
    assert made == {"a": ToMake(1, 1, sold_alone)}
    assert under_way == (2, couriers)


def test_dispatch_takes_a_kitchens_word_for_what_it_is_worth() -> None:
    """By how far it was off before; of one that nothing is known of, by the city's terms."""
    city = learning_city()
    order = city.place({"a1": 1})
    ready_at = city.clock.now() + timedelta(minutes=10)
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    terms = replace(city.engine.terms, kitchen_cv=0.3)

    def deviation_s() -> float:
        with city.store.begin() as work:
            seen = dispatching.snapshot(work, "city", city.clock.now(), terms)
        return seen.orders[0].ready_sd_s

    assert deviation_s() == pytest.approx(180)
    with city.store.begin() as work:
        work.kitchen_paces.add(KitchenPace(id="a", said=90.0, said_cv2=0.01))
    assert deviation_s() == pytest.approx(600 * ((90 * 0.01 + 10 * 0.09) / 100) ** 0.5)
