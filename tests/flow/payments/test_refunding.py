"""A refund is asked of its provider until it is known what became of it."""

from __future__ import annotations

from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.ports.providers import Paid
from yeshi.payments.refund import RefundState

__all__ = ["city"]


def test_a_refund_that_takes_its_time_is_asked_after_and_booked_once(city: PaidCity) -> None:
    """It is on its way until the provider says that it is there."""
    intent = city.pay({"a1": 1})
    city.taker.gives = Paid.NOT_YET
    city.call_off(intent.order or "")
    city.go_on()
    (refund,) = city.refunds(intent.id)
    assert refund.state is RefundState.SENT
    assert city.balance("clearing:refunds") == intent.amount.fen
    city.taker.gives = Paid.YES
    city.go_on(700)
    city.go_on(700)
    (refund,) = city.refunds(intent.id)
    assert refund.state is RefundState.DONE
    assert city.balance("clearing:refunds") == city.balance("provider:taker") == 0
