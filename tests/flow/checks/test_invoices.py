"""A wish for an invoice that is kept otherwise than it was told, or is nobody's, is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import HOLDER, with_people
from tests.flow.orders.test_invoicing import ask, wishes
from yeshi.adapters.memory.store import MemoryStore
from yeshi.events.invoices import InvoiceDeclined, InvoiceIssued
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.invoices import InvoicesCheck
from yeshi.flow.orders import invoicing
from yeshi.orders.invoice_wish import InvoiceWish


def asked_of_two() -> tuple[SmallCity, InvoiceWish]:
    """A city with an order of two stalls that are asked; what the first is asked."""
    city = with_people(MemoryStore("CNY"))
    order = city.place({"a1": 1, "b1": 1})
    done(ask(city, order))
    return city, wishes(city, order)["a"]


def broken(city: SmallCity, wish: InvoiceWish | None = None, **otherwise: Any) -> set[str]:
    """The rules that do not hold, once the wish is kept otherwise."""
    with city.store.begin() as work:
        if wish is not None:
            work.invoice_wishes.put(replace(wish, **otherwise))
        return {one.rule for one in breaches_of(work, [InvoicesCheck()])}


def issued(city: SmallCity, wish: InvoiceWish) -> InvoiceWish:
    """The wish once stall a made its invoice."""
    done(invoicing.issue_invoice(city.by(HOLDER), city.key(), "a", wish.id, "1"))
    return wishes(city, wish.order)["a"]


def test_what_is_sound_breaks_no_rule() -> None:
    """Asked, asked anew, made, and one that waits."""
    city, wish = asked_of_two()
    assert broken(city) == set()
    done(ask(city, wish.order))
    issued(city, wish)
    assert broken(city) == set()


def test_another_state_than_was_told_is_found() -> None:
    """Of one that waits, and of one that is answered."""
    city, wish = asked_of_two()
    assert broken(city, wish, why="closed", answered_at=wish.asked_at) == {"invoices.state"}
    assert broken(city, wish) == set()
    made = issued(city, wish)
    assert broken(city, made, number="", billed=None, why="closed") == {"invoices.state"}
    assert broken(city, wish) == {"invoices.state"}


def test_what_is_told_of_none_is_found() -> None:
    """A wish that was told and is not kept."""
    city, wish = asked_of_two()
    with city.store.begin() as work:
        moment = wish.asked_at
        work.events.append([InvoiceIssued("none", wish.order, "a")], moment, moment.date())
    assert broken(city) == {"invoices.once"}


def test_a_second_answer_is_found() -> None:
    """Whatever it is."""
    city, wish = asked_of_two()
    made = issued(city, wish)
    with city.store.begin() as work:
        moment = made.asked_at
        work.events.append([InvoiceDeclined(wish.id, wish.order, "a")], moment, moment.date())
    assert broken(city) == {"invoices.once"}


def test_one_of_nobodys_part_is_found() -> None:
    """Of another customer's order, and of a stall that sold nothing of it."""
    city, wish = asked_of_two()
    assert broken(city, wish, customer="d") == {"invoices.customer"}
    assert broken(city, wish, merchant="r") == {"invoices.state", "invoices.part"}
