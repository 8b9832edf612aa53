"""What goes wrong at Stripe is tried again or given up, and tells nothing that is nobody's."""

from __future__ import annotations

import logging
import socket
import traceback

import pytest

from tests.adapters.payments.stripe_told import INTENTS, fault, told
from yeshi.adapters.payments import stripe_intents
from yeshi.adapters.payments.stripe_intents import StripeIntents
from yeshi.base.errors import InputError, PaymentRefused, PaymentUnanswered
from yeshi.base.money import Money
from yeshi.flow.ports.providers import AskedToPay

KEY, SIGNING = "rk_test_sayNothing", "whsec_sayNothing"
ASKED = AskedToPay(
    id="pay-1", amount=Money(2000, "CNY"), told="pay-1", seconds=900,
    back="https://y.test/pay/pay-1", notice="https://y.test/payments/stripe/notice",
)  # fmt: skip


def at(url: str) -> StripeIntents:
    """Stripe at that address."""
    return StripeIntents(KEY, SIGNING, "CNY", url)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, fault(param="amount", code="amount_too_small")), (400, fault("idempotency_error")),
        (401, fault()), (402, fault("card_error", code="card_declined")), (403, fault()),
        (404, fault(code="resource_missing")),
    ],
)  # fmt: skip
def test_what_will_never_be_done_is_given_up(status: int, said: object) -> None:
    """Whoever runs the city reads a sentence of ours."""
    with told() as server, pytest.raises(PaymentRefused):
        server.say(f"POST {INTENTS}", said, status)
        at(server.url).offer(ASKED)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (429, fault("rate_limit_error", code="rate_limit")), (400, fault(code="rate_limit")),
        (409, fault("idempotency_error", code="idempotency_key_in_use")),
        (500, fault("api_error")), (503, "<html>Bad gateway</html>"), (502, ""),
        (200, "<html>Log in to this network</html>"),
    ],
)  # fmt: skip
def test_what_may_be_done_later_is_tried_again(status: int, said: object) -> None:
    """By the errand: the client itself asks once."""
    with told() as server:
        server.say(f"POST {INTENTS}", said, status)
        with pytest.raises(PaymentUnanswered):
            at(server.url).offer(ASKED)
        assert len(server.asked) == 1


def test_where_nobody_listens_it_is_tried_again() -> None:
    """No fault of what was asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PaymentUnanswered) as caught:
        at(f"http://127.0.0.1:{port}").offer(ASKED)
    assert not isinstance(caught.value, InputError)


def test_who_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds at most, for a request."""
    assert sum(stripe_intents.WAIT_S) <= 10
    monkeypatch.setattr(stripe_intents, "WAIT_S", (0.2, 0.2))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(PaymentUnanswered):
            at(f"http://127.0.0.1:{silent.getsockname()[1]}").offer(ASKED)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 429, 500])
def test_no_word_of_stripes_is_told(status: int, caplog: pytest.LogCaptureFixture) -> None:
    """Its sentences may name a key, a card or somebody; its codes and numbers may not."""
    caplog.set_level(logging.DEBUG)
    with told() as server, pytest.raises((PaymentRefused, PaymentUnanswered)) as caught:
        server.say(f"POST {INTENTS}", fault(code="some_code"), status)
        at(server.url).offer(ASKED)
    said = "".join(traceback.format_exception(caught.value)) + caplog.text
    for word in (KEY, SIGNING, "4242", "Li Na", "sk_test_told", "_secret_"):
        assert word not in said
    if status in (400, 402):
        assert "some_code" in str(caught.value)
        assert "req_told1" in str(caught.value)
