"""A stall that was shown an order has seen it; one that is silent is called before it lapses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow.due import CALL, LAPSE, carry_out
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders import attention, cooking
from yeshi.flow.orders.attention import CALLING, ToCall, call_message
from yeshi.flow.ports import Store
from yeshi.orders.order import Ticket
from yeshi.people.contact import By, Contact
from yeshi.people.person import Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

COOK = Person("wen", "Wen", (Grant(Role.COOK, "a"),), None)
OTHER = Person("hu", "Hu", (Grant(Role.COOK, "b"),), None)
PHONE = Contact(By.PHONE, "+8613912345678")
MAIL = Contact(By.MAIL, "hu@example.org")


def busy_city(store: Store | None = None) -> tuple[SmallCity, str]:
    """A city in which stall "a" has an order of now, and two cooks can be reached."""
    city = SmallCity(store) if store else SmallCity()
    city.settle_in()
    city.fill()
    with city.store.begin() as work:
        for person, contact in ((COOK, PHONE), (OTHER, MAIL)):
            work.persons.add(person)
            proven = ProvenContact(contact_id(contact), person.id, contact, city.clock.now())
            work.proven_contacts.add(proven)
    return city, city.place({"a1": 1})


def ticket(city: SmallCity, order: str) -> Ticket:
    """The order's one part."""
    return city.order(order).tickets[0]


def calls(city: SmallCity) -> list[ToCall]:
    """The calls that are to be made."""
    with city.store.begin() as work:
        return [CALLING.read(one.given) for one in work.errands.all() if one.kind == CALLING.name]


def test_what_was_shown_is_seen_once(store: Store) -> None:
    """By who works there; what is no order of theirs changes nothing."""
    city, order = busy_city(store)
    cook = city.by(COOK)
    done(attention.note_seen(cook, city.key(), "a", [order, "none"]))
    first = ticket(city, order).seen_at
    assert first == city.clock.now()
    city.wait(1)
    done(attention.note_seen(cook, city.key(), "a", [order]))
    assert ticket(city, order).seen_at == first
    elsewhere = attention.note_seen(city.by(OTHER), city.key(), "a", [order])
    assert refused(elsewhere) == Unknown("merchant", "a")
    done(attention.note_seen(city.by(OTHER), city.key(), "b", [order]))
    for orders in ([], ["x"] * 51):
        answer = attention.note_seen(cook, city.key(), "a", orders)
        assert isinstance(refused(answer), Invalid)


def test_a_silent_stall_is_called_once_before_its_part_lapses(store: Store) -> None:
    """All who work at its counter and can be reached, and nobody else."""
    city, order = busy_city(store)
    city.wait(2.4)
    assert carry_out(city.engine, CALL) == 0
    city.wait(0.2)
    assert carry_out(city.engine, CALL) == 1
    assert ticket(city, order).called_at == city.clock.now()
    assert calls(city) == [ToCall("a", order, contact_id(PHONE))]
    city.wait(1)
    assert carry_out(city.engine, CALL) == 0
    assert len(calls(city)) == 1
    city.wait(2)
    assert carry_out(city.engine, LAPSE) == 1


def test_who_answered_is_not_called() -> None:
    """Nor is told, where the answer came after the errand was written."""
    city, order = busy_city()
    second = city.place({"a1": 1})
    done(cooking.accept(city.engine, city.key(), "a", second, city.clock.now()))
    city.wait(3)
    assert carry_out(city.engine, CALL) == 1
    [given] = calls(city)
    message = call_message(city.engine, given)
    assert message is not None
    assert message.to == PHONE
    assert "20:00" in message.text
    ready_at = city.clock.now() + timedelta(minutes=5)
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    assert call_message(city.engine, given) is None


@pytest.mark.parametrize("given", [ToCall("a", "none", "x"), ToCall("none", "o", "x")])
def test_what_is_no_call_says_nothing(given: ToCall) -> None:
    """Of what is there no more."""
    city, _ = busy_city()
    assert call_message(city.engine, given) is None


def test_a_stall_that_nobody_can_be_reached_at_is_noted_all_the_same() -> None:
    """The order says that it was called for, by nobody."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"b1": 1})
    city.wait(3)
    assert carry_out(city.engine, CALL) == 1
    assert ticket(city, order).called_at is not None
    assert calls(city) == []
    assert CALLING in KINDS
