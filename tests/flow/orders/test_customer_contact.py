"""How the customer of an order is reached."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.orders.collecting import PHONE, city_of, place_to_collect
from yeshi.flow.orders.customer_contact import contact_of
from yeshi.people.contact import By, Contact


def found(city: SmallCity, order: str) -> Contact | None:
    """How they are reached now."""
    with city.store.begin() as work:
        return contact_of(work, work.orders.must(order))


def test_by_the_number_of_the_order_or_not_at_all() -> None:
    """Who has an account is reached as `test_offer_told.py` tries."""
    city = city_of()
    assert found(city, place_to_collect(city, {"a1": 1}, PHONE)) == Contact(By.PHONE, PHONE)
    assert found(city, place_to_collect(city, {"a1": 1})) is None
