"""A customer is told what became of their complaint, and not of one that waits."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.collecting import PHONE, hand_over, place_to_collect
from tests.flow.orders.complaints import agree, appeal, asked, decline, delivered, with_people
from yeshi.events.orders import PaidBy
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.orders.complaint_told import (
    TELLING_COMPLAINT,
    AboutComplaint,
    complaint_message,
)
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def collected(city: SmallCity, way: PaidBy = PaidBy.WALLET) -> str:
    """An order whose customer left a number."""
    order = place_to_collect(city, {"a1": 1, "b1": 1}, PHONE, way)
    city.cook(order)
    hand_over(city, order, "a", "b")
    return order


def to_tell(city: SmallCity) -> list[AboutComplaint]:
    """Of which complaints somebody is to be told."""
    with city.store.begin() as work:
        found = [one for one in work.errands.all() if one.kind == TELLING_COMPLAINT.name]
    return [TELLING_COMPLAINT.read(one.given) for one in found]


def said(city: SmallCity, complaint: str) -> Message | None:
    """What they are told now."""
    return complaint_message(
        city.engine, AboutComplaint(complaint), lambda path: f"https://m.example{path}"
    )


def test_what_is_given_back_is_told_with_where_it_is(city: SmallCity) -> None:
    """In both languages; not before it was answered."""
    order = collected(city)
    one = asked(city, order)
    assert to_tell(city) == []
    assert said(city, one) is None
    done(agree(city, one))
    assert to_tell(city) == [AboutComplaint(one)]
    message = said(city, one)
    assert message is not None
    assert message.to == Contact(By.PHONE, PHONE)
    assert message.text.count(f"https://m.example/orders/{order}") == 2
    assert message.text.count("16.50") == 2
    assert "wallet" in message.text
    assert TELLING_COMPLAINT in KINDS


def test_cash_is_fetched_at_the_office(city: SmallCity) -> None:
    """Which the message says."""
    one = asked(city, collected(city, PaidBy.CASH))
    done(agree(city, one))
    message = said(city, one)
    assert message is not None
    assert "office" in message.text


def test_what_was_declined_is_told_until_one_goes_on(city: SmallCity) -> None:
    """Then it waits again; the reason is on the page alone."""
    order = collected(city)
    one = asked(city, order)
    done(decline(city, one, "never"))
    message = said(city, one)
    assert message is not None
    assert "Nothing is given back" in message.text
    assert "never" not in message.text
    done(appeal(city, order, one))
    assert said(city, one) is None


def test_who_left_no_number_is_not_told(city: SmallCity) -> None:
    """They look at their page; of none that is not there."""
    one = asked(city, delivered(city))
    done(agree(city, one))
    assert to_tell(city) == []
    assert said(city, one) is None
    assert said(city, "none") is None
