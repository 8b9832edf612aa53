"""A stall's own figures: of what was booked, over fourteen days, with nothing left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.orders.complaints import agree, asked, delivered, with_people
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.refused import Refused, Unknown
from yeshi.flow import due
from yeshi.flow.orders import cooking
from yeshi.flow.ports import Store
from yeshi.flow.stalls.selling import DAYS, Sold, sold


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with a customer who has money."""
    found = SmallCity(store).settle_in()
    found.fill("c")
    return found


def of(city: SmallCity, stall: str) -> Sold:
    """What the stall is told."""
    told = sold(city.engine, stall)
    assert not isinstance(told, Refused)
    return told


def test_what_was_booked_is_told_by_hour_and_dish(city: SmallCity) -> None:
    """Of an order of two stalls each is told its own part; the one that gave it back, none."""
    order = city.place({"a1": 2, "b1": 1})
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    nothing = of(city, "a")
    assert (nothing.orders, nothing.lost, nothing.by_hour, nothing.dishes) == (0, 0, (), ())
    assert nothing.sold == nothing.given_back == city.money(0)
    city.bring(order)
    own, other = of(city, "a"), of(city, "b")
    assert (own.orders, own.sold.fen, own.lost, own.by_hour) == (1, 3300, 0, ((20, 1),))
    assert [(dish.name.en, dish.count, dish.sold.fen) for dish in own.dishes] == [("a1", 2, 3300)]
    assert (other.orders, other.sold.fen, other.lost, other.dishes) == (0, 0, 1, ())
    assert sold(city.engine, "none") == Refused(Unknown("merchant", "none"))


def test_the_oldest_of_many_orders_is_told_until_its_day_is_past(city: SmallCity) -> None:
    """However many came after it; an order to which nobody answered is lost, once it is over."""
    first = city.place({"a1": 1})
    city.cook(first)
    city.bring(first)
    city.clock.put(EVENING + timedelta(days=DAYS - 1))
    city.place({"a1": 1})
    city.wait(60)
    due.carry_out(city.engine, due.LAPSE)
    with city.store.begin() as work:
        assert next(iter(work.orders.of_merchant_since("a", EVENING))).id == first
        assert len(work.orders.of_merchant_since("a", EVENING + timedelta(hours=1))) == 1
        assert work.orders.of_merchant_since("b", EVENING) == []
    assert (of(city, "a").orders, of(city, "a").lost) == (1, 1)
    city.clock.put(EVENING + timedelta(days=DAYS))
    assert of(city, "a").orders == 0


def test_what_was_borne_of_complaints_is_told_less_its_commission() -> None:
    """What was sold stays what it was."""
    city = with_people(MemoryStore("CNY"))
    order = delivered(city, {"a1": 1})
    before = of(city, "a")
    assert before.given_back.fen == 0
    done(agree(city, asked(city, order)))
    after = of(city, "a")
    assert (after.sold, after.given_back.fen) == (before.sold, 1650 - 99)
