"""Tonight's money at a stall, and how soon it saw its orders."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import attention
from yeshi.flow.ports import Store
from yeshi.flow.stalls.tonight import Tonight, tonight
from yeshi.orders.attention import SeenWithin


def test_what_was_booked_tonight_and_what_is_owed(store: Store) -> None:
    """What is under way is none of it yet; what was booked yesterday is owed still."""
    city = SmallCity(store).settle_in()
    city.fill()
    nothing = Money(0, "CNY")
    assert tonight(city.engine, "a") == Tonight(0, nothing, nothing, None, nothing)
    order = city.place({"a1": 2})
    attention.note_seen(city.engine, city.key(), "a", [order])
    city.cook(order)
    assert tonight(city.engine, "a") == Tonight(0, nothing, nothing, SeenWithin(1, 0, 0), nothing)
    city.bring(order)
    has = Money(city.balance("merchant:a"), "CNY")
    assert has != nothing
    booked = tonight(city.engine, "a")
    assert isinstance(booked, Tonight)
    # Its commission is taken off what is owed.
    assert booked == Tonight(1, Money(3300, "CNY"), has, SeenWithin(1, 0, 0), nothing)
    city.wait(24 * 60)
    assert tonight(city.engine, "a") == Tonight(0, nothing, has, None, nothing)
    assert tonight(city.engine, "none") == Refused(Unknown("merchant", "none"))
