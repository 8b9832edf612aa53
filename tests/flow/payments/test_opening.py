"""A provider is asked to take a payment; where it is not reached, nothing is kept for ever."""

from __future__ import annotations

from tests.flow.payments.taker import PaidCity, city
from yeshi.payments.intent import IntentState

__all__ = ["city"]

WHOLE = {"a1": 1, "a2": 2}
# 15.50, 1.00 and 60.00, the way, less a voucher of 8.00.
QUARTER_S = 15 * 60


def test_a_provider_that_is_down_is_told_and_nothing_is_kept_for_ever(city: PaidCity) -> None:
    """The customer pays in another way, and what was kept is there again."""
    city.taker.is_down = True
    payment = city.begin(WHOLE)
    for _ in range(8):
        city.go_on(10)
    assert city.intent(payment).state is IntentState.FAILED
    assert city.left("a2") == 2


def test_what_was_opened_though_its_answer_was_lost_is_taken_no_more(city: PaidCity) -> None:
    """Or its customer would pay for what is not kept for them."""
    city.taker.is_deaf = True
    payment = city.begin(WHOLE)
    for _ in range(8):
        city.go_on(10)
    assert city.intent(payment).state is IntentState.FAILED
    city.taker.is_deaf = False
    city.go_on(3600)
    assert payment in city.taker.closed
