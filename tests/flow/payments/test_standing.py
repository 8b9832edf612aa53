"""What a provider says of a payment counts once, whoever tells it; time ends what nobody pays."""

from __future__ import annotations

import pytest

from tests.builders import done
from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.orders import paying_online
from yeshi.payments.intent import IntentState, TakingUp

__all__ = ["city"]

WHOLE = {"a1": 1, "a2": 2}
# 15.50, 1.00 and 60.00, the way, less a voucher of 8.00.
QUARTER_S = 15 * 60


def test_it_is_paid_once_however_often_and_by_whomever_it_is_told(city: PaidCity) -> None:
    """By the provider three times, and by who looks after it."""
    payment = city.begin(WHOLE)
    city.go_on()
    city.taker.pay(payment)
    for _ in range(3):
        city.tell(payment)
    city.go_on(60)
    city.go_on(QUARTER_S)
    assert -city.balance("provider:taker") == city.taker.holds() == city.intent(payment).amount.fen
    with city.store.begin() as work:
        assert len(work.orders.of_customer("c", 9)) == 1


def test_what_nobody_tells_of_is_found_by_looking(city: PaidCity) -> None:
    """A callback that never comes."""
    payment = city.begin(WHOLE)
    city.go_on()
    city.taker.pay(payment)
    city.go_on(10)
    assert city.intent(payment).taking is TakingUp.TAKEN_UP


@pytest.mark.parametrize("given_up", [True, False])
def test_what_is_not_paid_is_let_go_of(city: PaidCity, given_up: bool) -> None:
    """Given up by its customer, or not paid in a quarter of an hour; then others may have it."""
    budget = city.balance("campaign:v")
    payment = city.begin(WHOLE)
    city.go_on()
    if given_up:
        done(paying_online.give_up_payment(city.engine, city.key(), "c", payment))
        city.go_on()
    else:
        city.go_on(QUARTER_S + 1)
    assert city.intent(payment).state is IntentState.EXPIRED
    assert city.left("a2") == 2
    assert city.balance("campaign:v") == budget
    assert payment in city.taker.closed
    assert city.balance("clearing:vouchers") == 0
    assert city.pay(WHOLE, "d").taking is TakingUp.TAKEN_UP
