"""What a customer sees of their payment is what became of it, and nobody else sees it."""

from __future__ import annotations

import pytest

from tests.flow.payments.taker import PaidCity, city
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders.payment_seen import PaymentSeen, payment_of_order, payment_seen
from yeshi.flow.ports.providers import Paid
from yeshi.people.actor import visitor

__all__ = ["city"]


def seen(city: PaidCity, payment: str) -> PaymentSeen:
    """As its customer sees it."""
    found = payment_seen(city.engine.acting(visitor("c")), payment)
    assert isinstance(found, PaymentSeen)
    return found


def test_each_standing_has_its_word(city: PaidCity) -> None:
    """Asked for, waiting, given up; and how it is paid only while it may be."""
    payment = city.begin({"a1": 1})
    assert seen(city, payment).standing == "created"
    city.go_on()
    assert (seen(city, payment).standing, seen(city, payment).left_s) == ("waiting", 900)
    assert seen(city, payment).offer is not None
    city.go_on(16 * 60)
    assert (seen(city, payment).standing, seen(city, payment).left_s) == ("expired", 0)
    assert seen(city, payment).offer is None


@pytest.mark.parametrize(
    ("gives", "where"),
    [(Paid.YES, "given_back"), (Paid.NOT_YET, "on_its_way"), (Paid.NEVER, "stuck")],
)
def test_what_goes_back_is_where_it_is(city: PaidCity, gives: Paid, where: str) -> None:
    """Of an order that its customer called off."""
    intent = city.pay({"a1": 1})
    order = intent.order or ""
    assert seen(city, intent.id).standing == "ordered"
    city.taker.gives = gives
    city.call_off(order)
    city.go_on()
    found = payment_of_order(city.engine.acting(visitor("c")), order)
    assert found is not None
    sums = {one: getattr(found, one).fen for one in ("given_back", "on_its_way", "stuck")}
    assert sums == {**dict.fromkeys(sums, 0), where: intent.amount.fen}


def test_nobody_else_finds_it(city: PaidCity) -> None:
    """It answers as if it did not exist."""
    payment = city.begin({"a1": 1})
    other = city.engine.acting(visitor("d"))
    assert payment_seen(other, payment) == Refused(Unknown("payment", payment))
