"""What a stall's own orders say of its guests and of its kitchen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time

import pytest

from tests.builders import SmallCity, done
from yeshi.flow.orders import cooking
from yeshi.market.hours import Hours
from yeshi.market.serving import WEEK, Serving
from yeshi.orders.order import Order
from yeshi.twin.rehearsal.stall_record import STALL_ORDERS_MIN, StallRecord, stall_record


@pytest.fixture
def city() -> SmallCity:
    """The small city, whose customer has money."""
    city = SmallCity().settle_in()
    city.fill()
    return city


def orders(city: SmallCity) -> list[Order]:
    """All of the city."""
    with city.store.read() as work:
        return work.orders.all()


def told(city: SmallCity, found: Iterable[Order], **other: object) -> StallRecord:
    """What they say of stall a, were it otherwise so."""
    with city.store.read() as work:
        merchant, menu = work.merchants.must("a"), work.items.of_merchant("a")
        market = work.markets.get("m")
    return stall_record(replace(merchant, **other), market, menu, found, city.calendar)


def test_its_own_part_of_what_was_sold_counts(city: SmallCity) -> None:
    """With the half-hour, and the door; not what others sold, nor what was turned down."""
    city.place({"a1": 2, "b1": 1})
    city.place({"b1": 1})
    city.wait(40)
    late = city.place({"a1": 1})
    down = city.place({"a1": 4})
    done(cooking.reject(city.engine, city.key(), "a", down, "gone"))
    found = told(city, orders(city))
    assert [one.wanted for one in found.visits] == [{"a1": 2}, {"a1": 1}]
    local = city.calendar.local(city.order(late).placed_at)
    first, last = found.visits
    assert last.slot == (local.hour * 60 + local.minute) // 30
    assert last.slot > first.slot
    assert first.door == city.order(late).destination.place
    assert (found.days, found.tells) == (1, False)
    many = told(city, orders(city) * STALL_ORDERS_MIN)
    assert many.tells


def test_nights_are_those_on_which_it_sold(city: SmallCity) -> None:
    """After midnight it is still the same one."""
    for minutes in (0, 5 * 60, 19 * 60):
        city.wait(minutes)
        city.place({"a1": 1})
    assert told(city, orders(city)).days == 2


def test_what_is_sold_no_more_is_not_wanted(city: SmallCity) -> None:
    """And nobody comes when the stall is shut now."""
    city.place({"a1": 1, "a2": 1})
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a2"), ended_at=city.clock.now()))
    (visit,) = told(city, orders(city)).visits
    assert visit.wanted == {"a1": 1}
    assert told(city, orders(city), hours=Hours(time(4), time(5))).visits == ()


def test_its_menu_is_there_all_night(city: SmallCity) -> None:
    """Nothing runs out, on no day of the week; without it nobody knows what they would have had."""
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a2"), served=Serving((2,)), left=1))
    menu = {one.id: one for one in told(city, ()).menu}
    assert (menu["a2"].left, menu["a2"].served) == (None, Serving(WEEK))


def made(city: SmallCity, spans: Sequence[tuple[int, int]]) -> list[Order]:
    """Orders that were taken on and made so many minutes after the evening began."""
    order = city.order(city.place({"a1": 1}))
    (ticket,), begins = order.tickets, order.placed_at
    return [
        replace(
            order,
            tickets=(
                replace(
                    ticket,
                    taken_at=begins.replace(minute=taken),
                    ready_at=begins.replace(minute=made_at - 2),
                    made_at=begins.replace(minute=made_at),
                ),
            ),
        )
        for taken, made_at in spans
    ]


def test_its_kitchen_is_as_quick_and_as_many_handed_as_it_was(city: SmallCity) -> None:
    """At its fullest it had two in hand: what is made at a moment leaves before the next begins."""
    found = told(city, made(city, [(0, 10), (5, 15), (15, 20), (18, 30)]))
    assert found.hands == 2
    assert [(one.said_s, one.took_s) for one in found.cooked][:2] == [(480, 600), (480, 600)]
    assert told(city, ()).hands == 0


def test_who_takes_no_orders_at_all_is_known(city: SmallCity) -> None:
    """A pause and hours are none of that."""
    assert told(city, (), taking=False).takes_orders
    for other in ({"online": False}, {"ended_at": city.clock.now()}, {"lacks_facts": True}):
        assert not told(city, (), **other).takes_orders
