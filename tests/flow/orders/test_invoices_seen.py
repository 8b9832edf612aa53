"""A customer sees what they wished of their order, a stall what was wished of it, with red ones due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.complaints import HOLDER, agree, asked, delivered, with_people
from tests.flow.orders.test_invoicing import ask, wishes
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import invoices_seen, invoicing
from yeshi.flow.orders.invoices_seen import (
    OrderInvoices,
    StallInvoices,
    invoices_of,
    invoices_waiting,
    wishes_of_stall,
)
from yeshi.flow.ports import Store
from yeshi.orders.invoice_wish import ASKED_WITHIN, NothingToInvoice
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def mine(city: SmallCity, order: str) -> OrderInvoices:
    """What its customer is told."""
    found = invoices_of(city.engine.acting(visitor("c")), order)
    assert isinstance(found, OrderInvoices)
    return found


def stall(city: SmallCity, start: int = 0) -> StallInvoices:
    """What stall a is told."""
    found = wishes_of_stall(city.engine, "a", start)
    assert isinstance(found, StallInvoices)
    return found


def test_a_customer_sees_theirs_and_what_they_said_last_time(city: SmallCity) -> None:
    """Until thirty days are over; to another it is none."""
    first, second = delivered(city), city.place({"a1": 1})
    assert mine(city, first).suggested is None
    assert mine(city, second).until is None
    done(ask(city, first))
    seen = mine(city, first)
    assert [(one.stall.en, one.wish.waits) for one in seen.wishes] == [("a", True), ("b", True)]
    assert seen.may_ask
    suggested = mine(city, second).suggested
    assert suggested is not None
    assert suggested.title == "Night & Co"
    other = invoices_of(city.engine.acting(visitor("d")), first)
    assert other == Refused(Unknown("order", first))
    city.wait(ASKED_WITHIN / timedelta(minutes=1))
    assert not mine(city, first).may_ask
    assert mine(city, first).is_shown


def test_a_stall_sees_what_waits_first(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at a time, with what was paid in the end."""
    monkeypatch.setattr(invoices_seen, "PAGE_WISHES", 2)
    orders = []
    for _ in range(3):
        orders.append(city.place({"a1": 1}))
        done(ask(city, orders[-1]))
        city.wait(1)
    assert invoices_waiting(city.engine, "a") == 3
    made = wishes(city, orders[2])["a"].id
    done(invoicing.issue_invoice(city.by(HOLDER), city.key(), "a", made, "1"))
    first = stall(city)
    assert [one.wish.order for one in first.wishes] == [orders[1], orders[0]]
    assert (first.before, first.after) == (None, 2)
    assert first.wishes[0].amount.fen == 1650
    assert [one.wish.order for one in stall(city, 2).wishes] == [orders[2]]
    assert invoices_waiting(city.engine, "a") == 2
    assert wishes_of_stall(city.engine, "none") == Refused(Unknown("merchant", "none"))


def test_what_was_given_back_is_due_in_red(city: SmallCity) -> None:
    """To the stall that made it, and told to its customer."""
    order = delivered(city, {"a1": 2})
    done(ask(city, order))
    made = wishes(city, order)["a"].id
    done(invoicing.issue_invoice(city.by(HOLDER), city.key(), "a", made, "1"))
    assert not stall(city).wishes[0].is_red_due
    done(agree(city, asked(city, order)))
    (one,) = stall(city).wishes
    assert one.is_red_due
    assert one.amount.fen == 1650
    assert mine(city, order).wishes[0].is_red_due


def test_what_was_given_back_before_it_was_made_is_not_due_in_red(city: SmallCity) -> None:
    """It was made of what was left; of all that comes back later one is due."""
    order = delivered(city, {"a1": 2})
    done(ask(city, order))
    done(agree(city, asked(city, order)))
    made = wishes(city, order)["a"].id
    done(invoicing.issue_invoice(city.by(HOLDER), city.key(), "a", made, "1"))
    (one,) = stall(city).wishes
    assert (one.amount.fen, one.is_red_due) == (1650, False)
    assert one.wish.billed == one.amount
    done(agree(city, asked(city, order)))
    (one,) = stall(city).wishes
    assert (one.amount.fen, one.is_red_due) == (0, True)
    assert mine(city, order).wishes[0].is_red_due


def test_of_what_came_to_nothing_none_is_made(city: SmallCity) -> None:
    """The stall can only say so."""
    order = city.place({"a1": 1})
    done(ask(city, order))
    (one,) = stall(city).wishes
    assert one.may_be_made
    city.call_off(order)
    (one,) = stall(city).wishes
    assert (one.amount.fen, one.may_be_made) == (0, False)
    made = invoicing.issue_invoice(city.by(HOLDER), city.key(), "a", one.wish.id, "1")
    assert refused(made) == NothingToInvoice(order)
    done(invoicing.decline_invoice(city.by(HOLDER), city.key(), "a", one.wish.id, "called off"))
    (one,) = stall(city).wishes
    assert (one.is_red_due, one.may_be_made) == (False, False)
