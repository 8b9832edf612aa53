"""What goes wrong at Stripe, as errors of the platform: never, or not now; without its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import stripe

from yeshi.base.errors import PaymentRefused, PaymentUnanswered

# What would be answered once more in the same way.
_NEVER = (
    stripe.AuthenticationError,
    stripe.PermissionError,
    stripe.InvalidRequestError,
    stripe.IdempotencyError,
    stripe.CardError,
)
# Its codes and the numbers of its requests; its sentences may name a key, or a card.
_WORD = re.compile(r"[A-Za-z0-9_.\[\]-]{1,80}")


@contextmanager
def faults_told() -> Iterator[None]:
    """What the client raises within: PaymentRefused for good, PaymentUnanswered for now."""
    try:
        yield
    except stripe.AuthenticationError:
        raise PaymentRefused("Stripe does not know the key: set another one up") from None
    except stripe.PermissionError:
        raise PaymentRefused(
            "Stripe does not let the key do this: give it the rights that"
            " docs/reference/payments.md names"
        ) from None
    except _NEVER as fault:
        raise PaymentRefused(f"Stripe refuses it: {_told(fault)}") from None
    except stripe.StripeError as fault:
        raise PaymentUnanswered(f"Stripe cannot be asked now: {_told(fault)}") from None


def _told(fault: stripe.StripeError) -> str:
    """The words of a fault by which it is found again, at Stripe too."""
    of: Any = (fault.code, getattr(fault, "param", None), fault.http_status, fault.request_id)
    words = [str(one) for one in of if one is not None and _WORD.fullmatch(str(one))]
    return ", ".join([type(fault).__name__, *words])
