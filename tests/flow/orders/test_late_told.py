"""Customers are told that their order comes later, once, with the new time; on each store."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.collecting import PHONE
from yeshi.flow.due import LATE, carry_out
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders import dispatching, late_told, ordering, quoting
from yeshi.flow.orders.late_told import TELLING_LATE, AboutOrder, late_message
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.geo.point import Point
from yeshi.orders.order import Destination
from yeshi.orders.tardy import LateWhy


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def place(city: SmallCity, phone: str = PHONE) -> str:
    """An order to a door, with a number."""
    door = Destination(Point(1000, 1000), "Door 1", "", phone)
    quote = done(quoting.ask_quote(city.engine, city.key(), Wish("c", {"a1": 1}, door)))["quote"]
    return done(ordering.place(city.engine, city.key(), "c", quote))["order"]


def message(city: SmallCity, order: str) -> Message | None:
    """What is written to the customer now."""
    return late_message(city.engine, AboutOrder(order), lambda path: f"https://x.example{path}")


def told(city: SmallCity) -> list[str]:
    """About which orders something is to be written."""
    with city.store.begin() as work:
        kept = [one for one in work.errands.all() if one.kind == TELLING_LATE.name]
    return [TELLING_LATE.read(one.given).order for one in kept]


def test_it_is_told_once_it_is_sure(city: SmallCity) -> None:
    """On the page and in a message; not again until it comes much later still."""
    order = place(city)
    assert carry_out(city.engine, LATE) == 0
    city.wait(60)
    assert carry_out(city.engine, LATE) == 1
    assert carry_out(city.engine, LATE) == 0
    found = city.order(order).tardy
    assert found
    assert (found.why, found.merchant, found.times) == (LateWhy.ANSWER, "a", 1)
    assert told(city) == [order]
    written = message(city, order)
    assert written
    assert f"https://x.example/orders/{order}" in written.text
    assert TELLING_LATE in KINDS
    city.wait(30)
    assert carry_out(city.engine, LATE) == 1
    assert city.order(order).tardy != found


def test_who_cannot_be_reached_reads_it_on_the_page(city: SmallCity) -> None:
    """Nothing is written to nobody."""
    order = place(city, "")
    city.wait(60)
    assert carry_out(city.engine, LATE) == 1
    assert city.order(order).tardy
    assert told(city) == []
    assert message(city, order) is None


def test_what_was_brought_meanwhile_is_not_told(city: SmallCity) -> None:
    """The message looks again before it goes."""
    order = place(city)
    city.cook(order)
    city.wait(60)
    assert carry_out(city.engine, LATE) == 1
    assert city.order(order).tardy.why is LateWhy.COURIER  # type: ignore[union-attr]
    dispatching.tick(city.engine, "city")
    city.bring(order)
    assert message(city, order) is None
    assert late_told.to_tell(city.engine) == []
