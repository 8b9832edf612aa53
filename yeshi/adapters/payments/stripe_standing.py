"""What Stripe tells of a payment, as where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yeshi.adapters.payments.stripe_amounts import uncounted
from yeshi.base.errors import PaymentRefused
from yeshi.flow.ports.providers import Paid, PaymentStanding

# Under which name our id is kept with a payment, and with a refund.
OUR_PAYMENT = "yeshi_payment"
OUR_REFUND = "yeshi_refund"


def standing_of(told: Mapping[str, Any], currency: str) -> PaymentStanding:
    """Where a payment intent of Stripe's stands, of a city that has that currency.

    PaymentRefused where money came that no order can be paid with: somebody has to look at it.
    """
    status = told.get("status")
    if status == "canceled":
        return PaymentStanding(Paid.NEVER)
    if status != "succeeded":
        return PaymentStanding(Paid.NOT_YET)
    came, number = str(told.get("currency", "")).upper(), told.get("amount_received")
    if came != currency:
        raise PaymentRefused(
            f"Stripe took {came} for {told.get('id')}, and the city has {currency}"
        )
    if not isinstance(number, int) or number <= 0:
        raise PaymentRefused(f"Stripe does not tell how much came for {told.get('id')}")
    return PaymentStanding(Paid.YES, uncounted(number, currency))
