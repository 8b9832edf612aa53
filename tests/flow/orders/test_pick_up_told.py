"""A customer is told on their phone that what they collect stands ready."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.flow.orders.collecting import PHONE, city_of, hand_over, place_to_collect
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders.customer_contact import AboutTicket
from yeshi.flow.orders.pick_up_told import CALLING_OUT, ready_message
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def to_tell(city: SmallCity) -> list[AboutTicket]:
    """Who is to be told."""
    with city.store.begin() as work:
        found = [one for one in work.errands.all() if one.kind == CALLING_OUT.name]
    return [CALLING_OUT.read(one.given) for one in found]


def said(city: SmallCity, order: str) -> Message | None:
    """What they are told now."""
    return ready_message(
        city.engine, AboutTicket("a", order), lambda path: f"https://m.example{path}"
    )


def test_the_number_is_told_and_the_code_is_not(city: SmallCity) -> None:
    """In both languages, with the address of the order; no more once they have it."""
    order = place_to_collect(city, {"a1": 1}, PHONE)
    assert said(city, order) is None
    city.cook(order)
    assert to_tell(city) == [AboutTicket("a", order)]
    message, collected = said(city, order), city.order(order).pick_up
    assert message is not None
    assert collected is not None
    assert message.to == Contact(By.PHONE, PHONE)
    assert message.text.count(f"https://m.example/orders/{order}") == 2
    assert message.text.count(str(collected.number)) >= 2
    assert collected.code not in message.text.replace(order, "")
    hand_over(city, order, "a")
    assert said(city, order) is None
    assert CALLING_OUT in KINDS


def test_who_left_no_number_and_what_is_brought_is_not_told(city: SmallCity) -> None:
    """They look at their page, and at the door."""
    city.cook(place_to_collect(city, {"a1": 1}))
    city.cook(city.place({"a1": 1}))
    assert to_tell(city) == []
    assert said(city, "or-none") is None
