"""A customer takes an order back: until it is accepted, and all of it."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import calling_off
from yeshi.flow.ports import Store
from yeshi.orders.lifecycle import OrderState


def left(city: SmallCity, item: str) -> int | None:
    """How many of the item are left."""
    with city.store.begin() as work:
        return work.items.must(item).left


def test_what_was_taken_is_put_back_and_the_money_returns(store: Store) -> None:
    """The shelf and the wallet are as before the order."""
    city = SmallCity(store).settle_in()
    city.fill()
    before = city.balance("wallet:c")
    order = city.place({"a2": 2})
    assert left(city, "a2") == 0
    done(calling_off.call_off_order(city.engine, city.key(), "c", order))
    assert (left(city, "a2"), city.balance("wallet:c")) == (2, before)
    assert city.order(order).state is OrderState.REFUNDED


def test_an_order_that_cooks_goes_on() -> None:
    """From the first kitchen's acceptance on it is too late."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    assert isinstance(calling_off.call_off_order(city.engine, city.key(), "c", order), Refused)
    assert city.order(order).state is OrderState.READY


def test_only_who_ordered_calls_off() -> None:
    """Another's order is refused, one that is none is not known."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    answer = calling_off.call_off_order(city.engine, city.key(), "d", order)
    assert answer == Refused(Unknown("order", order))
    answer = calling_off.call_off_order(city.engine, city.key(), "c", "none")
    assert answer == Refused(Unknown("order", "none"))
