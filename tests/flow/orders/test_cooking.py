"""A merchant takes on its part of an order, turns it down, or stays silent."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.flow import due
from yeshi.flow.orders import cooking
from yeshi.flow.ports import Store
from yeshi.orders.lifecycle import OrderState


def left(city: SmallCity, item: str) -> int | None:
    """How many of the item are left."""
    with city.store.begin() as work:
        return work.items.must(item).left


def test_what_a_silent_stall_was_asked_for_goes_back_on_its_shelf(store: Store) -> None:
    """Also when the other stall of the order cooks, and the order goes on without it."""
    city = SmallCity(store).settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 2})
    ready_at = city.clock.now()
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    assert left(city, "b2") == 0
    city.wait(5)
    assert due.carry_out(city.engine, due.LAPSE) == 1
    assert (city.order(order).state, left(city, "b2")) == (OrderState.ACCEPTED, 2)


def test_silence_of_all_puts_each_part_back_once() -> None:
    """The last part to lapse ends the order; what lapsed before is not put back again."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a2": 1, "b2": 2})
    city.wait(5)
    assert due.carry_out(city.engine, due.LAPSE) == 2
    assert city.order(order).state is OrderState.REFUNDED
    assert (left(city, "a2"), left(city, "b2")) == (2, 2)


def test_what_a_stall_turns_down_is_not_there() -> None:
    """It is turned down because it ran out: the shelf stays as the merchant counts it."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 2})
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    assert left(city, "b2") == 0
