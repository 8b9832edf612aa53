"""Who sits at a table orders from two phones, eats, and pays: each their own, or as they like."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import DOOR, EVENING, SmallCity
from tests.flow.orders.tables import city_of
from tests.twin.actors.test_collectors import act_all, told
from yeshi.flow.checks.checking import breaches_of
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.actors.demand import Intent
from yeshi.twin.actors.diners import Diners

SEED = 7


def intent(city: SmallCity, key: str, wanted: dict[str, int]) -> Intent:
    """What somebody wants now."""
    return Intent(
        key=key, at=city.clock.now(), customer=f"guest-{key}", wanted=wanted, destination=DOOR,
        sits=True,
    )  # fmt: skip


def orders(city: SmallCity) -> list[Order]:
    """All that was ordered."""
    with city.store.begin() as work:
        return work.orders.all()


def dine(city: SmallCity, key: str, wanted: dict[str, int]) -> Order:
    """The order of an evening at a table, when all have gone."""
    agenda = Agenda()
    diners = Diners(city.engine, agenda, SEED)
    diners.expect(intent(city, key, wanted))
    before = {one.id for one in orders(city)}
    act_all(city, agenda)
    [order] = [one for one in orders(city) if one.id not in before]
    seen = len(told(city))
    city.cook(order.id)
    for one in told(city)[:seen]:
        diners.hear(one)
    while seen < len(told(city)) or len(agenda):
        for one in told(city)[seen:]:
            seen += 1
            diners.hear(one)
        act_all(city, agenda)
    return city.order(order.id)


def test_a_table_is_sat_at_served_and_paid() -> None:
    """However they pay, the books agree; some leave without paying."""
    city = city_of()
    ends = set()
    for number in range(12):
        city.clock.put(EVENING + timedelta(days=number))
        order = dine(city, f"k{number}", {"a1": 1, "b1": 1})
        ends.add(order.state)
        assert order.at_table
        assert {line.guest for one in order.tickets for line in one.as_served} == {1, 2}
    assert OrderState.SETTLED in ends
    assert ends <= {OrderState.SETTLED, OrderState.REFUNDED}
    with city.store.look() as work:
        assert list(breaches_of(work)) == []
        assert work.tabs.open_at("m") == work.tabs.open_at("a") == []


def test_who_finds_no_table_goes_away() -> None:
    """A restaurant that has none."""
    city, agenda = city_of(), Agenda()
    Diners(city.engine, agenda, SEED).expect(intent(city, "k", {"r1": 1}))
    act_all(city, agenda)
    assert orders(city) == []


def test_who_sits_there_is_served_after_a_restart() -> None:
    """From the orders alone."""
    city, agenda = city_of(), Agenda()
    Diners(city.engine, agenda, SEED).expect(intent(city, "k", {"a1": 1}))
    act_all(city, agenda)
    [order] = orders(city)
    city.cook(order.id)
    Diners(city.engine, agenda, SEED).resume([city.order(order.id)])
    act_all(city, agenda)
    assert city.order(order.id).state is OrderState.COLLECTED
    Diners(city.engine, agenda, SEED).resume([city.order(order.id)])
    act_all(city, agenda)
    assert city.order(order.id).state in (OrderState.SETTLED, OrderState.REFUNDED)
    assert city.clock.now() > order.placed_at + timedelta(minutes=15)
