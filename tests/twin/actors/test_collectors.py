"""Who collects comes once it is ready, after a while that is the order's own, or never."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity
from tests.flow.orders.collecting import city_of, place_to_collect
from yeshi.events.record import Recorded
from yeshi.orders.lifecycle import OrderState
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.collectors import COMES_S, Collectors

SEED = 7


def told(city: SmallCity) -> list[Recorded]:
    """All that has happened."""
    with city.store.begin() as work:
        return list(work.events.after(0, 10_000))


def act_all(city: SmallCity, agenda: Agenda) -> None:
    """Do all that somebody means to do."""
    while len(agenda):
        at, action = agenda.take()
        city.clock.put(max(at, city.clock.now()))
        action()


def test_what_is_ready_is_collected_after_a_while() -> None:
    """What a courier brings is nobody's here."""
    city, agenda = city_of(), Agenda()
    order, brought = place_to_collect(city, {"a1": 1, "b1": 1}), city.place({"a1": 1})
    city.cook(order)
    city.cook(brought)
    ready_at = city.clock.now() - timedelta(minutes=5)
    collectors = Collectors(city.engine, agenda, SEED)
    for one in told(city):
        collectors.hear(one)
    act_all(city, agenda)
    assert city.order(order).state is OrderState.SETTLED
    assert city.order(brought).state is OrderState.READY
    waited_s = (city.clock.now() - ready_at).total_seconds()
    assert COMES_S[0] <= waited_s <= COMES_S[1] + 600


def test_who_was_expected_is_expected_again_after_a_restart() -> None:
    """From the orders alone."""
    city, agenda = city_of(), Agenda()
    order = place_to_collect(city, {"a1": 1})
    city.cook(order)
    Collectors(city.engine, agenda, SEED).resume([city.order(order)])
    act_all(city, agenda)
    assert city.order(order).state is OrderState.SETTLED


def test_some_never_come() -> None:
    """So that a night has what is left when the counters close."""
    city = city_of()
    came = []
    for number in range(300):
        agenda = Agenda()
        Collectors(city.engine, agenda, SEED)._come(f"or-{number}", "a", city.clock.now())
        came.append(len(agenda))
    assert 0 < came.count(0) < 20
