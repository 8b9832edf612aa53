"""Facts that were handed out stay as they were, while the day goes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import timedelta

from tests.builders import CALENDAR, EVENING, SmallCity, done
from tests.flow.orders.collecting import hand_over, place_to_collect
from tests.flow.orders.tables import city_of as at_tables
from tests.flow.orders.tables import code, send, serve, want
from tests.flow.visits.shops import COOK, BarberCity
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.city.observing import facts_of
from yeshi.flow.visits import receiving
from yeshi.observatory.facts import Facts
from yeshi.observatory.sales import sales


def test_copied_facts_are_the_same_and_stay() -> None:
    """Every count, list and set of them."""
    city = SmallCity().settle_in()
    city.fill()
    facts = Facts(calendar=CALENDAR, day=CALENDAR.business_day(EVENING))

    def go_on() -> None:
        order = city.place({"a1": 1})
        city.cook(order)
        city.bring(order)
        with city.store.begin() as work:
            facts_of(work, facts)

    go_on()
    copied = facts.copied()
    assert copied == facts
    told = repr(copied)
    go_on()
    assert copied != facts
    assert repr(copied) == told
    for one in fields(Facts):
        held = getattr(copied, one.name)
        assert not isinstance(held, list | set | dict) or held is not getattr(facts, one.name)


def test_each_kind_of_order_is_counted_apart() -> None:
    """What is brought, collected, and comes to a table."""
    city = at_tables()
    city.fill()
    brought = city.place({"a1": 1})
    city.cook(brought)
    city.bring(brought)
    collected = place_to_collect(city, {"a1": 1})
    city.cook(collected)
    hand_over(city, collected, "a")
    for guest in ("li", "wu"):
        want(city, guest, code(city), {"a1": 1})
        serve(city, send(city, guest, code(city)))
    facts = Facts(calendar=CALENDAR, day=CALENDAR.business_day(EVENING))
    with city.store.begin() as work:
        facts_of(work, facts)
        found = sales(work.events.after(0, 1000), facts.day, {}, CALENDAR)
    assert (facts.placed, len(facts.click_to_door_s)) == (4, 1)
    assert (facts.collected, facts.at_table) == (1, 2)
    kinds = Counter(one.fulfilment for one in found if one.collected)
    assert kinds == {"pick_up": 1, "table": 2}


def test_bookings_are_counted_by_the_day_on_which_each_happened() -> None:
    """Made, and who came of those whose hour it was; another day's are another's."""
    city = BarberCity(MemoryStore("CNY"))
    came, missed = city.booked("c", 60), city.booked("d", 60)
    city.booked("e", 120)
    city.wait(71)
    cook = city.by(COOK)
    done(receiving.guest_came(cook, city.key(), "a", came))
    done(receiving.guest_missed(cook, city.key(), "a", missed))
    found = []
    for days in (0, 1):
        day = CALENDAR.business_day(EVENING) + timedelta(days=days)
        facts = Facts(calendar=CALENDAR, day=day)
        with city.store.begin() as work:
            facts_of(work, facts)
        found.append((facts.booked, facts.came, facts.missed))
    assert found == [(3, 1, 1), (0, 0, 0)]
