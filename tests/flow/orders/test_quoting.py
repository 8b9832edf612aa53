"""What a basket comes to at the counter; what it comes to at a door is tried with ordering."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, refused
from tests.flow.orders.collecting import BOTH, PHONE, city_of, quote_at_counter
from yeshi.base.refused import Invalid
from yeshi.events.fulfilment import Fulfilment
from yeshi.flow.orders import quoting
from yeshi.flow.orders.quoting import AtCounter, Wish, wish_of
from yeshi.flow.ports import Store
from yeshi.orders.checkout import Quote


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def kept(city: SmallCity, id_: str) -> Quote:
    """The quote as it is kept."""
    with city.store.begin() as work:
        return work.quotes.must(id_)


def test_what_is_collected_costs_no_way(city: SmallCity) -> None:
    """All else is as it is at a door; and it is promised for when it is made."""
    at_door, at_counter = kept(city, city.quote(BOTH, donate=False)), quote_at_counter(city, BOTH)
    found = kept(city, at_counter)
    assert found.fulfilment is Fulfilment.PICK_UP
    assert found.is_collected
    assert not at_door.is_collected
    assert at_door.bill.delivery.fen > 0
    assert found.bill.delivery.fen == 0
    assert (found.bill.items, found.bill.packing) == (at_door.bill.items, at_door.bill.packing)
    assert found.made_at < found.promised_by < at_door.promised_by


def test_it_is_asked_for_again_as_it_was(city: SmallCity) -> None:
    """With the number, and without a door."""
    found = kept(city, quote_at_counter(city, BOTH, PHONE))
    assert wish_of(found) == Wish("c", BOTH, AtCounter(PHONE))
    door = kept(city, city.quote(BOTH))
    assert wish_of(door).destination == door.destination


def test_a_number_that_is_none_is_refused(city: SmallCity) -> None:
    """Before anything is kept."""
    wish = Wish("c", BOTH, AtCounter("12"))
    assert refused(quoting.ask_quote(city.engine, city.key(), wish)) == Invalid("phone", "phone")
