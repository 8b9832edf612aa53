"""A counterpart that answers with what a test has it say, in the shapes that Stripe publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.adapters.payments.listening import listening

INTENTS, REFUNDS = "/v1/payment_intents", "/v1/refunds"
PI = "pi_3MtwBwLkdIwHu7ix28a3tqPa"


def intent(status: str = "requires_payment_method", **more: Any) -> dict[str, Any]:
    """As docs.stripe.com/api/payment_intents/object shows one, of 20.00 yuan."""
    return {
        "id": PI,
        "object": "payment_intent",
        "amount": 2000,
        "amount_capturable": 0,
        "amount_received": 2000 if status == "succeeded" else 0,
        "automatic_payment_methods": {"enabled": True},
        "canceled_at": None,
        "capture_method": "automatic_async",
        "client_secret": f"{PI}_secret_YrKJUKribcBjcG8HVhfZluoGH",
        "confirmation_method": "automatic",
        "created": 1680800504,
        "currency": "cny",
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": {"yeshi_payment": "pay-1"},
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card", "link"],
        "status": status,
        **more,
    }


def refund(status: str, ours: str = "rf-1", **more: Any) -> dict[str, Any]:
    """As docs.stripe.com/api/refunds/object shows one."""
    return {
        "id": "re_1Nispe2eZvKYlo2Cd31jOCgZ",
        "object": "refund",
        "amount": 1000,
        "charge": "ch_1NirD82eZvKYlo2CIvbtLWuY",
        "created": 1692942318,
        "currency": "cny",
        "metadata": {"yeshi_refund": ours} if ours else {},
        "payment_intent": PI,
        "reason": None,
        "status": status,
        **more,
    }


def listed(*of: dict[str, Any], path: str = REFUNDS, has_more: bool = False) -> dict[str, Any]:
    """A page of a list."""
    return {"object": "list", "url": path, "has_more": has_more, "data": list(of)}


def fault(kind: str = "invalid_request_error", **more: str) -> dict[str, Any]:
    """As docs.stripe.com/api/errors shows one."""
    return {"error": {"type": kind, "message": "Your card 4242 of Li Na, sk_test_told", **more}}


class Told(ThreadingHTTPServer):
    """Answers each request with what is laid out for it, the last of it ever again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ToldHandler)
        self.laid_out: dict[str, list[tuple[int, Any]]] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def say(self, what: str, said: Any, status: int = 200) -> None:
        """Answer so to what, as `GET /v1/refunds`; after what was said to it before."""
        self.laid_out.setdefault(what, []).append((status, said))

    def of(self, what: str) -> list[tuple[dict[str, str], dict[str, str]]]:
        """With which fields and heads that was asked."""
        return [(fields, heads) for asked, fields, heads in self.asked if asked == what]


class ToldHandler(BaseHTTPRequestHandler):
    """Takes requests."""

    server: Told

    def do_GET(self) -> None:
        """Keep it, and answer."""
        at = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        what = f"{self.command} {at.path}"
        self.server.asked.append((what, dict(parse_qsl(body or at.query)), dict(self.headers)))
        answers = self.server.laid_out.get(what) or [(404, fault(code="resource_missing"))]
        status, said = answers.pop(0) if len(answers) > 1 else answers[0]
        raw = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Request-Id", "req_told1")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def told() -> Iterator[Told]:
    """One that listens."""
    with listening(Told()) as server:
        yield server
