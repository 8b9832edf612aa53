"""A customer is asked on their phone whether they agree to what a stall offers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders import altering, ordering, quoting
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.customer_contact import AboutTicket
from yeshi.flow.orders.offer_told import OFFERING, offer_message
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact
from yeshi.people.person import Person
from yeshi.people.proven import ProvenContact, contact_id
from yeshi.people.shopper import Shopper

PHONE = "+8613912345678"
LI = Person("li", "Li", (), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    city = SmallCity(store).settle_in()
    city.fill()
    return city


def place(city: SmallCity, phone: str = "") -> str:
    """An order of two of a dish and one of another, to a door with that number."""
    wish = Wish("c", {"b1": 1, "b2": 2}, replace(DOOR, phone=phone))
    quote = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
    return str(done(ordering.place(city.engine, city.key(), "c", quote))["order"])


def offer(city: SmallCity, order: str, instead: str = "") -> None:
    """The stall cannot make two of them."""
    short = Shortage("b2", 2, instead)
    done(altering.offer_instead(city.engine, city.key(), "b", order, short))


def asked(city: SmallCity) -> list[AboutTicket]:
    """Who is to be asked."""
    with city.store.begin() as work:
        return [OFFERING.read(one.given) for one in work.errands.all() if one.kind == OFFERING.name]


def said(city: SmallCity, order: str) -> Message | None:
    """What they are told now."""
    return offer_message(
        city.engine, AboutTicket("b", order), lambda path: f"https://m.example{path}"
    )


def test_who_said_a_number_is_asked_by_it(city: SmallCity) -> None:
    """With the dishes and the address of the order, in both languages; the errand has no number."""
    order = place(city, PHONE)
    offer(city, order)
    assert asked(city) == [AboutTicket("b", order)]
    message = said(city, order)
    assert message is not None
    assert message.to == Contact(By.PHONE, PHONE)
    assert message.text.count(f"https://m.example/orders/{order}") == 2
    assert message.text.count("2 × b2") == 2
    offer(city, order, "b1")
    other = said(city, order)
    assert other is not None
    assert "2 × b1" in other.text
    assert OFFERING in KINDS


@pytest.mark.parametrize("answer", [altering.agree_to_offer, altering.decline_offer])
def test_who_has_answered_is_not_asked(city: SmallCity, answer: object) -> None:
    """Nor is anybody about an order that is none."""
    order = place(city, PHONE)
    assert said(city, order) is None
    offer(city, order)
    done(answer(city.engine, city.key(), "c", order, "b"))  # type: ignore[operator]
    assert said(city, order) is None
    assert said(city, "none") is None


def test_who_has_an_account_is_asked_there(city: SmallCity) -> None:
    """By phone before by mail; of whom nothing is known, nobody is asked."""
    nobody = place(city)
    offer(city, nobody)
    assert asked(city) == []
    mail, phone = Contact(By.MAIL, "li@example.org"), Contact(By.PHONE, PHONE)
    for contact in (mail, phone):
        with city.store.begin() as work:
            if contact == mail:
                work.persons.add(LI)
                work.shoppers.add(Shopper("c", LI.id, main=True, since=city.clock.now()))
            proven = ProvenContact(contact_id(contact), LI.id, contact, city.clock.now())
            work.proven_contacts.add(proven)
        message = said(city, nobody)
        assert message is not None
        assert message.to == contact
