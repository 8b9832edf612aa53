"""A payment of Stripe's is paid when it says so, in the city's currency, and to which amount."""

from __future__ import annotations

import pytest

from tests.adapters.payments.stripe_told import intent
from yeshi.adapters.payments.stripe_standing import standing_of
from yeshi.base.errors import PaymentRefused
from yeshi.base.money import Money
from yeshi.flow.ports.providers import Paid, PaymentStanding


@pytest.mark.parametrize(
    ("status", "paid"),
    [
        ("requires_payment_method", Paid.NOT_YET), ("requires_confirmation", Paid.NOT_YET),
        ("requires_action", Paid.NOT_YET), ("processing", Paid.NOT_YET),
        ("requires_capture", Paid.NOT_YET), ("something_new", Paid.NOT_YET),
        ("canceled", Paid.NEVER),
    ],
)  # fmt: skip
def test_what_is_not_paid_is_open_or_over(status: str, paid: Paid) -> None:
    """By each state that Stripe publishes, and one that it may add."""
    assert standing_of(intent(status), "CNY") == PaymentStanding(paid)


def test_what_came_is_told_as_what_came() -> None:
    """Which need not be what was asked."""
    told = standing_of(intent("succeeded", amount_received=1500), "CNY")
    assert told == PaymentStanding(Paid.YES, Money(1500, "CNY"))


@pytest.mark.parametrize(
    "other", [{"currency": "usd"}, {"amount_received": None}, {"amount_received": 0}]
)
def test_money_that_pays_no_order_is_nobodys_to_guess(other: dict[str, object]) -> None:
    """Somebody looks at it."""
    with pytest.raises(PaymentRefused, match="pi_3MtwBwLkdIwHu7ix28a3tqPa"):
        standing_of(intent("succeeded", **other), "CNY")
