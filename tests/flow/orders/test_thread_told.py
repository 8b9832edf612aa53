"""Who was written to and did not look is told so once, and never what was written."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.collecting import PHONE, place_to_collect
from tests.flow.orders.threads import COOK, RIDERS, A, city_of, read, sent, write
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders.thread_told import (
    LOOKED_WITHIN,
    TELLING_WRITTEN,
    ToTellWritten,
    written_message,
)
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.orders.thread import CONTROL, CUSTOMER
from yeshi.people.contact import By, Contact
from yeshi.people.proven import ProvenContact, contact_id


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def to_tell(city: SmallCity) -> list[ToTellWritten]:
    """Who is to be told, and each a while later."""
    with city.store.begin() as work:
        found = [one for one in work.errands.all() if one.kind == TELLING_WRITTEN.name]
    assert all(one.again_at == one.written_at + LOOKED_WITHIN for one in found)
    return [TELLING_WRITTEN.read(one.given) for one in found]


def said(city: SmallCity, given: ToTellWritten) -> Message | None:
    """What they are told now."""
    return written_message(city.engine, given, lambda path: f"https://m.example{path}")


def reach(city: SmallCity, person: str, number: str) -> None:
    """Have the person be reached by that number."""
    with city.store.begin() as work:
        contact = Contact(By.PHONE, number)
        work.proven_contacts.add(
            ProvenContact(contact_id(contact), person, contact, city.clock.now())
        )


def test_a_customer_is_told_by_whom_and_where_and_not_what(city: SmallCity) -> None:
    """In both languages; once for all that they have not read."""
    order = place_to_collect(city, {"a1": 1}, PHONE)
    done(write(city, order, A, CUSTOMER, "the tofu is burnt"))
    done(write(city, order, A, CUSTOMER, "we make it anew"))
    (given,) = to_tell(city)
    message = said(city, given)
    assert message is not None
    assert message.to == Contact(By.PHONE, PHONE)
    assert message.text.count(f"https://m.example/orders/{order}/thread") == 2
    assert "tofu" not in message.text
    assert TELLING_WRITTEN in KINDS


def test_who_has_looked_is_not_told(city: SmallCity) -> None:
    """And is told of what comes after it."""
    order = place_to_collect(city, {"a1": 1}, PHONE)
    done(write(city, order, A, CUSTOMER))
    (given,) = to_tell(city)
    done(read(city, order, CUSTOMER, 1))
    assert said(city, given) is None
    done(write(city, order, A, CUSTOMER))
    assert len(to_tell(city)) == 2


def test_who_works_there_is_told_where_they_can_be_reached(city: SmallCity) -> None:
    """All at a counter, a courier as long as they have it, nobody in the control room."""
    order, rider = sent(city)
    reach(city, COOK.id, "+8613900000001")
    reach(city, RIDERS[rider.id].id, "+8613900000002")
    for to in (A, rider, CONTROL):
        done(write(city, order, CUSTOMER, to, "hello"))
    told = {one.to: one for one in to_tell(city)}
    assert set(told) == {A.name, rider.name}
    at_stall, riding = (said(city, told[one.name]) for one in (A, rider))
    assert at_stall is not None
    assert riding is not None
    assert f"/kitchen/a/{order}/thread" in at_stall.text
    assert f"/courier/{rider.id}/{order}/thread" in riding.text
    assert (at_stall.to.address, riding.to.address) == ("+8613900000001", "+8613900000002")


def test_who_cannot_be_reached_is_not_told(city: SmallCity) -> None:
    """They look at their page; of what is not there nobody is told either."""
    order, rider = sent(city)
    for by in (A, rider):
        done(write(city, order, by, CUSTOMER))
    assert to_tell(city) == []
    assert said(city, ToTellWritten(order, "customer", 1, "")) is None
    assert said(city, ToTellWritten("none", "customer", 1, "")) is None
    assert said(city, ToTellWritten(order, "nobody", 1, "")) is None
