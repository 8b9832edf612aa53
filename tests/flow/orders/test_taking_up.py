"""What was paid through a provider becomes its order once, or goes back; nothing is kept for ever."""

from __future__ import annotations

import pytest

from tests.flow.payments.taker import PaidCity, city
from yeshi.events.orders import PaidBy
from yeshi.payments.intent import IntentState, TakingUp

__all__ = ["city"]

WHOLE = {"a1": 1, "a2": 2}
# 15.50, 1.00 and 60.00, the way, less a voucher of 8.00.
QUARTER_S = 15 * 60


def test_what_is_paid_becomes_the_order_that_was_kept_for_it(city: PaidCity) -> None:
    """With its last dishes and its voucher, which nobody else can have meanwhile."""
    budget = city.balance("campaign:v")
    payment = city.begin(WHOLE)
    assert city.left("a2") == 0
    assert city.balance("campaign:v") == budget - 800
    assert city.balance("escrow") == 0
    city.go_on()
    intent = city.intent(payment)
    assert intent.state is IntentState.WAITING
    assert intent.offer is not None
    assert intent.offer.value == f"https://pay.test/{payment}"
    city.taker.pay(payment)
    city.tell(payment)
    intent = city.intent(payment)
    assert intent.taking is TakingUp.TAKEN_UP
    order = city.order(intent.order or "")
    assert order.way is PaidBy.ONLINE
    assert order.bill.voucher.fen == 800
    assert city.balance("escrow") == order.bill.total.fen + 800
    assert city.balance("provider:taker") == -order.bill.total.fen
    assert city.balance("wallet:c") == city.balance("clearing:vouchers") == 0
    assert city.left("a2") == 0


def test_what_is_paid_late_is_ordered_where_it_can_still_be_had(city: PaidCity) -> None:
    """Before the provider was reached to close it, the customer had paid."""
    payment = city.begin(WHOLE)
    city.go_on()
    city.taker.is_down = True
    city.go_on(QUARTER_S + 1)
    assert city.intent(payment).state is IntentState.EXPIRED
    city.taker.is_down = False
    city.taker.pay(payment)
    city.go_on(3600)
    intent = city.intent(payment)
    assert (intent.taking, city.left("a2")) == (TakingUp.TAKEN_UP, 0)


def test_what_is_paid_late_goes_back_where_somebody_else_has_it(city: PaidCity) -> None:
    """To the fen, and through the provider."""
    payment = city.begin(WHOLE)
    city.go_on()
    city.taker.is_down = True
    city.go_on(QUARTER_S + 1)
    city.taker.is_down = False
    assert city.pay(WHOLE, "d").taking is TakingUp.TAKEN_UP
    city.taker.pay(payment)
    city.go_on(3600)
    city.go_on()
    intent = city.intent(payment)
    assert (intent.taking, intent.state) == (TakingUp.SENT_BACK, IntentState.REFUNDED)
    assert -city.balance("provider:taker") == city.taker.holds()
    assert city.balance("clearing:refunds") == city.balance("wallet:c") == 0


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("fen", [1, 7_000, 20_000])
def test_another_amount_than_was_asked_goes_back_whole(
    city: PaidCity, fen: int, late: bool
) -> None:
    """Nobody is charged for what they did not get; what was let go of is not let go of twice."""
    budget, payment = city.balance("campaign:v"), city.begin(WHOLE)
    city.go_on()
    if late:
        city.taker.is_down = True
        city.go_on(QUARTER_S + 1)
        city.taker.is_down = False
    city.taker.pay(payment, fen)
    city.tell(payment)
    city.go_on()
    assert city.balance("campaign:v") == budget
    assert city.intent(payment).taking is TakingUp.SENT_BACK
    assert city.taker.holds() == city.balance("provider:taker") == 0
    assert city.left("a2") == 2
