"""Somebody's orders page by page, those under way first; receipts for themselves alone."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.people.test_sessions import LI
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import cooking, history, joining
from yeshi.flow.orders.history import PAGE_ORDERS, ReceiptSeen
from yeshi.flow.people import entering
from yeshi.flow.ports import Store
from yeshi.orders.receipt import NoReceiptYet
from yeshi.people.actor import signed_in, visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn, with a full wallet."""
    city = SmallCity(store).settle_in()
    for customer in ("c", "d"):
        city.fill(customer)
    return city


def test_those_under_way_come_first_and_a_page_leads_to_the_next(city: SmallCity) -> None:
    """Each order once."""
    over = [city.place({"r1": 1}) for _ in range(PAGE_ORDERS)]
    for one in over:
        city.call_off(one)
        city.wait(1)
    under_way = city.place({"a1": 1, "b1": 1})
    by = city.engine.acting(visitor("c"))
    first = history.history_of(by, "c")
    assert [one.id for one in first.running] == [under_way]
    assert [name.en for name in first.stalls_of(first.running[0])] == ["a", "b"]
    assert (len(first.past), first.before, first.after) == (PAGE_ORDERS - 1, None, PAGE_ORDERS)
    second = history.history_of(by, "c", PAGE_ORDERS)
    assert (len(second.past), second.before, second.after) == (1, 0, None)
    assert {one.id for page in (first, second) for one in page.past} == set(over)
    assert history.history_of(city.engine.acting(visitor("d")), "d").past == ()


def test_who_signs_in_finds_the_orders_of_each_device(city: SmallCity) -> None:
    """In one list."""
    placed = [city.place({"a1": 1}, customer) for customer in ("c", "d")]
    done(entering.enter_person(city.engine, city.key(), LI))
    for customer in ("c", "d"):
        by = city.engine.acting(signed_in(LI, customer))
        main = done(joining.join(by, city.key(), customer))["customer"]
    found = history.history_of(city.engine.acting(signed_in(LI, main)), main)
    assert {one.id for one in found.running} == set(placed)


def test_a_receipt_is_its_customers_alone(city: SmallCity) -> None:
    """And comes when the order is over, with what came back of it."""
    order = city.place({"a1": 1, "b1": 1})
    by = city.engine.acting(visitor("c"))
    assert history.receipt(by, order) == Refused(NoReceiptYet(order))
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    city.run_errands()
    found = history.receipt(by, order)
    assert isinstance(found, ReceiptSeen), found
    assert found.receipt.holds
    assert found.receipt.paid == city.order(order).bill.total - found.receipt.returned
    assert found.receipt.returned > Money(0, "CNY")
    assert {one.en for one in found.names.values()} == {"a", "b"}
    other = city.engine.acting(visitor("d"))
    assert history.receipt(other, order) == Refused(Unknown("order", order))
