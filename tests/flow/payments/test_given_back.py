"""What a provider does not give back, an operator gives back otherwise, once."""

from __future__ import annotations

from tests.builders import done, refused
from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.payments import given_back, refunding
from yeshi.flow.ports.providers import Paid
from yeshi.payments.refund import RefundOutOfTurn, RefundState

__all__ = ["city"]


def test_what_the_provider_does_not_give_back_an_operator_does(city: PaidCity) -> None:
    """Asked once more, or in cash at the office; once."""
    intent = city.pay({"a1": 1})
    city.taker.gives = Paid.NEVER
    city.call_off(intent.order or "")
    city.go_on()
    (refund,) = city.refunds(intent.id)
    assert refund.state is RefundState.FAILED
    first = refund.name
    done(refunding.refund_again(city.engine, city.key(), refund.id))
    city.go_on()
    (refund,) = city.refunds(intent.id)
    assert refund.state is RefundState.FAILED
    # What failed at a provider stays so there: it is asked for another one.
    assert refund.name != first
    done(given_back.pay_otherwise(city.engine, city.key(), refund.id, "came to the office"))
    again = given_back.pay_otherwise(city.engine, city.key(), refund.id, "once more")
    assert refused(again) == RefundOutOfTurn("otherwise", "pay_otherwise")
    assert city.balance("clearing:refunds") == 0
    assert city.balance("outside:cash-desk") == intent.amount.fen
    # It still has the money, and the books say so.
    assert city.taker.holds() == -city.balance("provider:taker") == intent.amount.fen
