"""A notice is believed by its signature, of now, and tells of payments of ours alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from typing import Any

import pytest
from stripe import WebhookSignature

from tests.adapters.payments.stripe_here import KEY, SIGNING, stripe_here
from tests.adapters.payments.stripe_told import intent, refund
from yeshi.adapters.payments.stripe_intents import StripeIntents
from yeshi.adapters.payments.stripe_notices import KINDS, notice_of
from yeshi.base.money import Money
from yeshi.flow.ports.providers import AskedToPay, Forged, Knocked, Paid, PaymentNotice
from yeshi.flow.ports.providers import PaymentStanding as Standing

SUCCEEDED = "payment_intent.succeeded"


def knocked(body: str, secret: str = SIGNING, age_s: float = 0) -> Knocked:
    """What came, signed by that secret so long ago."""
    at = int(time.time() - age_s)
    signed = WebhookSignature.generate_signature_header(body, secret, at)
    return Knocked({"stripe-signature": signed}, body.encode())


def event(kind: str, of: dict[str, Any]) -> str:
    """As docs.stripe.com/api/events/object shows one."""
    return json.dumps(
        {
            "id": "evt_1NG8Du2eZvKYlo2CUI79vXWy", "object": "event", "api_version": "2026-09-30",
            "created": 1686089970, "data": {"object": of}, "livemode": False,
            "pending_webhooks": 0, "request": {"id": None, "idempotency_key": None}, "type": kind,
        }
    )  # fmt: skip


def read(body: str) -> PaymentNotice | None:
    """What a city in yuan reads of it."""
    return notice_of(knocked(body), SIGNING, "CNY")


@pytest.mark.parametrize(
    ("kind", "status", "standing"),
    [
        (SUCCEEDED, "succeeded", Standing(Paid.YES, Money(2000, "CNY"))),
        ("payment_intent.canceled", "canceled", Standing(Paid.NEVER)),
        # It may be paid with another card.
        ("payment_intent.payment_failed", "requires_payment_method", Standing(Paid.NOT_YET)),
    ],
)
def test_it_tells_where_a_payment_of_ours_stands(
    kind: str, status: str, standing: Standing
) -> None:
    """By our id."""
    assert read(event(kind, intent(status))) == PaymentNotice("pay-1", standing)
    assert kind in KINDS


@pytest.mark.parametrize(
    "body",
    [
        event("payment_intent.processing", intent("processing")),
        event("charge.refunded", refund("succeeded")),
        event(SUCCEEDED, intent("succeeded", metadata={})),
        event(SUCCEEDED, intent("succeeded", metadata={"order": "7"})),
        event(SUCCEEDED, {"object": "charge", "metadata": {"yeshi_payment": "pay-1"}}),
        '{"object": "v2.core.event", "type": "v1.billing.meter.no_meter_found"}',
        "[]", "no json",
    ],
)  # fmt: skip
def test_what_else_is_told_is_nothing_to_us(body: str) -> None:
    """Stripe may take for others with the same account, and tell of much."""
    assert read(body) is None


@pytest.mark.parametrize("other", [{"currency": "usd"}, {"amount_received": None}])
def test_money_that_pays_no_order_is_looked_up(other: dict[str, Any]) -> None:
    """Whoever looks stumbles over it; here nothing is believed."""
    told = read(event(SUCCEEDED, intent("succeeded", **other)))
    assert told == PaymentNotice("pay-1", Standing(Paid.NOT_YET))


BODY = event(SUCCEEDED, intent("succeeded"))
# What is said to be the signature, at a time.
NO_SIGNATURES: dict[str, Callable[[int], str]] = {
    "empty": lambda _: "",
    "no time": lambda _: "v1=00",
    "no signature": lambda at: f"t={at}",
    "nonsense": lambda _: "nonsense",
    "no letters of ASCII": lambda at: f"t={at},v1=签名",
    "another scheme": lambda at: f"t={at},v0=00",
    "a long time": lambda _: f"t={'9' * 5000},v1=00",
}


@pytest.mark.parametrize("name", NO_SIGNATURES)
def test_what_has_no_signature_is_forged(name: str) -> None:
    """Whatever stands in its place."""
    came = Knocked({"stripe-signature": NO_SIGNATURES[name](int(time.time()))}, BODY.encode())
    with pytest.raises(Forged):
        notice_of(came, SIGNING, "CNY")


def test_what_is_anothers_or_old_or_changed_is_forged() -> None:
    """Nothing of it is read."""
    right = knocked(BODY)
    assert notice_of(right, SIGNING, "CNY")
    for came in (
        knocked(BODY, "whsec_another"),
        knocked(BODY, age_s=301),
        Knocked({}, right.body),
        Knocked(right.headers, right.body + b" "),
        Knocked(right.headers, b"\xff\xfe"),
    ):
        with pytest.raises(Forged):
            notice_of(came, SIGNING, "CNY")


def test_what_is_some_minutes_old_is_taken() -> None:
    """Clocks differ, and networks wait."""
    assert notice_of(knocked(BODY, age_s=290), SIGNING, "CNY")


class Ear(HTTPServer):
    """Keeps the first that is told to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), EarHandler)
        self.heard: list[Knocked] = []
        self.told = Event()


class EarHandler(BaseHTTPRequestHandler):
    """Takes one notice."""

    server: Ear

    def do_POST(self) -> None:
        """Keep it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        heads = {name.lower(): value for name, value in self.headers.items()}
        self.server.heard.append(Knocked(heads, body))
        self.send_response(204)
        self.end_headers()
        self.server.told.set()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_what_localstripe_tells_is_read() -> None:
    """Signed by itself. It leaves out `amount_received`, which Stripe publishes: so what it tells
    is looked up; once that is added, and signed anew, it is believed."""
    with stripe_here() as here, Ear() as ear:
        thread = Thread(target=ear.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            here.tell(f"http://127.0.0.1:{ear.server_port}/payments/stripe/notice")
            city = StripeIntents(KEY, SIGNING, "CNY", here.url)
            asked = AskedToPay(
                id="pay-told", amount=Money(900, "CNY"), told="", seconds=9, back="", notice=""
            )
            here.pay(city.offer(asked).reference)
            assert ear.told.wait(15)
        finally:
            ear.shutdown()
            thread.join()
        (came,) = ear.heard
        assert city.read(came) == PaymentNotice("pay-told", Standing(Paid.NOT_YET))
        with pytest.raises(Forged):
            StripeIntents(KEY, "whsec_another", "CNY", here.url).read(came)
        with pytest.raises(Forged):
            city.read(Knocked(came.headers, came.body.replace(b"900", b"901")))
        told = json.loads(came.body)
        told["data"]["object"]["amount_received"] = 900
        whole = city.read(knocked(json.dumps(told)))
        assert whole == PaymentNotice("pay-told", Standing(Paid.YES, Money(900, "CNY")))
