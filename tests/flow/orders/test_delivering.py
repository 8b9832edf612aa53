"""Handing over at the door: with the code that the customer alone has, or without it."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.flow.orders import delivering, dispatching, reading
from yeshi.flow.orders.reading import CourierView
from yeshi.flow.ports import Store
from yeshi.orders.door_code import DoorCode, WrongDoorCode


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def at_door(city: SmallCity) -> tuple[str, str, DoorCode]:
    """An order at the door: its id, its courier, its code."""
    order = city.place({"a1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    found = city.order(order)
    assert found.courier
    assert found.door_code
    done(delivering.collect(city.engine, city.key(), found.courier, order))
    return order, found.courier, found.door_code


def test_the_code_that_is_told_at_the_door_is_kept_as_told(city: SmallCity) -> None:
    """A wrong one hands nothing over, and the courier cannot read it."""
    order, courier, code = at_door(city)
    seen = reading.courier(city.engine, courier)
    assert isinstance(seen, CourierView)
    assert seen.orders[order].door_code is None
    wrong = f"{(int(code.code) + 1) % 10_000:04}"
    answer = delivering.deliver(city.engine, city.key(), courier, order, wrong)
    assert refused(answer) == WrongDoorCode()
    assert city.order(order).ended_at is None
    done(delivering.deliver(city.engine, city.key(), courier, order, f" {code.code} "))
    found = city.order(order)
    assert found.is_settled
    assert found.door_code == DoorCode(code.code, told=True)


def test_what_is_left_at_the_door_is_handed_over_without_it(city: SmallCity) -> None:
    """As nobody is there to tell it."""
    order, courier, code = at_door(city)
    done(delivering.deliver(city.engine, city.key(), courier, order))
    assert city.order(order).door_code == code
