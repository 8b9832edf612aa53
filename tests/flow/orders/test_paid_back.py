"""What is not to be paid after all goes back through the provider that took it, line by line."""

from __future__ import annotations

from tests.builders import done
from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.orders import cooking
from yeshi.payments.intent import IntentState
from yeshi.payments.refund import RefundState

__all__ = ["city"]


def test_a_stall_that_declines_gives_its_part_back_and_the_rest_goes_on(city: PaidCity) -> None:
    """Then all of it, when the other one does too."""
    intent = city.pay({"a1": 1, "b1": 1})
    order = intent.order or ""
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    city.go_on()
    intent = city.intent(intent.id)
    assert intent.state is IntentState.PART_REFUNDED
    assert intent.returned == city.order(order).returned
    assert city.taker.holds() == -city.balance("provider:taker") == intent.left.fen
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    city.go_on()
    intent = city.intent(intent.id)
    assert intent.state is IntentState.REFUNDED
    assert [one.state for one in city.refunds(intent.id)] == [RefundState.DONE] * 2
    assert city.taker.holds() == city.balance("provider:taker") == 0
    assert city.balance("clearing:refunds") == city.balance("escrow") == 0
