"""What Stripe tells unasked, once its signature shows that it is its own, and of now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe

from yeshi.adapters.payments.stripe_standing import OUR_PAYMENT, standing_of
from yeshi.base.errors import PaymentRefused
from yeshi.flow.ports.providers import Forged, Knocked, Paid, PaymentNotice, PaymentStanding

TOLERANCE_S = 300
SIGNATURE = "stripe-signature"
# The endpoint at Stripe is to send these; what else it sends is nothing to us.
KINDS = frozenset(
    {"payment_intent.succeeded", "payment_intent.canceled", "payment_intent.payment_failed"}
)


def notice_of(knocked: Knocked, secret: str, currency: str) -> PaymentNotice | None:
    """The notice, of a payment of ours; None for another. Forged for what is not Stripe's, or old.

    What is told of another currency is not believed: whoever looks the payment up finds out.
    """
    event = _event(knocked, secret)
    if event.get("type") not in KINDS:
        return None
    told = (event.get("data") or {}).get("object") or {}
    ours = (told.get("metadata") or {}).get(OUR_PAYMENT)
    if told.get("object") != "payment_intent" or not isinstance(ours, str) or not ours:
        return None
    try:
        return PaymentNotice(ours, standing_of(told, currency))
    except PaymentRefused:
        return PaymentNotice(ours, PaymentStanding(Paid.NOT_YET))


def _event(knocked: Knocked, secret: str) -> Mapping[str, Any]:
    """The event; nothing for what is signed, and is none such as the endpoint is to be sent."""
    try:
        found: stripe.Event = stripe.Webhook.construct_event(
            knocked.body, knocked.headers.get(SIGNATURE), secret, TOLERANCE_S
        )
    except (stripe.SignatureVerificationError, UnicodeDecodeError, TypeError):
        raise Forged from None
    except (ValueError, AttributeError):
        return {}
    return found.to_dict()
