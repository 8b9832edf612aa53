"""A customer asks each stall for its invoice; a stall answers its own, and nobody else sees it."""

from __future__ import annotations

import threading

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.complaints import HOLDER, delivered, with_people
from tests.flow.orders.test_rating import COOK, OTHER
from tests.orders.test_invoice_wish import company
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Refused, Unknown
from yeshi.events.invoices import OfInvoice
from yeshi.flow.orders import invoicing
from yeshi.flow.ports import Answer, Done, Store
from yeshi.orders.invoice_wish import InvoiceAnswered, InvoiceFor, InvoiceWish
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def ask(city: SmallCity, order: str, said: InvoiceFor | None = None, customer: str = "c") -> Answer:
    """What a customer is answered who asks."""
    engine = city.engine.acting(visitor(customer))
    return invoicing.ask_invoice(engine, city.key(), customer, order, said or company())


def wishes(city: SmallCity, order: str) -> dict[str, InvoiceWish]:
    """What was wished, by stall."""
    with city.store.begin() as work:
        return {one.merchant: one for one in work.invoice_wishes.of(order)}


def test_each_stall_is_asked_and_no_name_is_in_the_record(city: SmallCity) -> None:
    """Asked anew it is one wish still, for whom was said last."""
    order = delivered(city)
    done(ask(city, order))
    done(ask(city, order, company(title="Other & Co")))
    found = wishes(city, order)
    assert {one: it.made_for.title for one, it in found.items()} == {
        "a": "Other & Co", "b": "Other & Co",
    }  # fmt: skip
    with city.store.begin() as work:
        told = [one.event for one in work.events.after(0, 10**6)]
    wished = [one for one in told if isinstance(one, OfInvoice)]
    assert len(wished) == 4
    assert {it for one in wished for it in one.concerns} == {order, "a", "b"}
    assert "Co" not in str(wished)


def test_a_stall_answers_its_own(city: SmallCity) -> None:
    """By who is at its till; then for whom it is is changed no more."""
    order = delivered(city)
    done(ask(city, order))
    mine = wishes(city, order)["a"].id

    def issue(person: object, merchant: str = "a", wish: str = mine) -> Answer:
        engine = city.by(person)  # type: ignore[arg-type]
        return invoicing.issue_invoice(engine, city.key(), merchant, wish, "25-1")

    assert refused(issue(COOK)) == Unknown("merchant", "a")
    assert refused(issue(OTHER)) == Unknown("merchant", "a")
    assert refused(issue(OTHER, "b")) == Unknown("invoice", mine)
    assert refused(issue(HOLDER, "a", "none")) == Unknown("invoice", "none")
    done(issue(HOLDER))
    assert wishes(city, order)["a"].number == "25-1"
    assert refused(ask(city, order)) == InvoiceAnswered(order)
    other = wishes(city, order)["b"].id
    done(invoicing.decline_invoice(city.by(OTHER), city.key(), "b", other, "no licence"))
    assert wishes(city, order)["b"].why == "no licence"
    again = invoicing.decline_invoice(city.by(OTHER), city.key(), "b", other, "no")
    assert refused(again) == InvoiceAnswered(order)


def test_an_order_of_another_is_none(city: SmallCity) -> None:
    """Nobody asks for it."""
    order = delivered(city)
    assert refused(ask(city, order, customer="d")) == Unknown("order", order)
    assert wishes(city, order) == {}


def test_of_two_answers_at_once_one_counts(postgres: PostgresStore) -> None:
    """And who asks anew meanwhile is asked before or refused."""
    city = with_people(postgres)
    order = delivered(city)
    done(ask(city, order))
    mine, gate = wishes(city, order)["a"].id, threading.Barrier(3)
    answers: list[Answer] = []

    def issue(key: str) -> None:
        gate.wait()
        answers.append(invoicing.issue_invoice(city.by(HOLDER), key, "a", mine, "1"))

    def decline(key: str) -> None:
        gate.wait()
        answers.append(invoicing.decline_invoice(city.by(HOLDER), key, "a", mine, "no"))

    def anew(_: str) -> None:
        gate.wait()
        ask(city, order, company(title="Other & Co"))

    threads = [threading.Thread(target=one, args=(city.key(),)) for one in (issue, decline, anew)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(type(one) is Done for one in answers) == [False, True]
    assert [one.reason for one in answers if isinstance(one, Refused)] == [InvoiceAnswered(order)]
    assert wishes(city, order)["a"].holds
