"""localstripe as a process of its own on this machine, behind a front that adds what it lacks.

localstripe (GPL) keeps payment intents, cards, refunds and webhooks; it is not imported here. The
front does as Stripe publishes where localstripe does not: it knows requests again by their
idempotency key, takes `automatic_payment_methods`, tells `amount_received`, names the code of what
cannot be cancelled, gives back no more than is left, lists no refunds of what was not paid, and
has an account. What neither does: a payment is paid after a card was declined.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
import stripe

KEY = "sk_test_here1234"
SIGNING = "whsec_here1234"
CARD, DECLINED = "4242424242424242", "4000000000000341"
ACCOUNT = {
    "id": "acct_1032D82eZvKYlo2C",
    "object": "account",
    "settings": {"dashboard": {"display_name": "Night Market", "timezone": "Asia/Shanghai"}},
}
# Its own start listens on all addresses of the machine, and writes all it has to a file of all users.
STARTED = """
import sys
from aiohttp import web
from localstripe.server import app, store
store.dump_to_disk = lambda: None
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
"""
UP_S = 20.0
Answer = tuple[int, bytes]


class StripeFront(ThreadingHTTPServer):
    """Hands on what it is asked, and mends what is answered."""

    daemon_threads = True

    def __init__(self, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), FrontHandler)
        self.behind = behind
        self.by_key: dict[str, tuple[tuple[str, bytes], Answer]] = {}
        self.lock = Lock()

    def asked(
        self, method: str, path: str, body: bytes = b"", heads: dict[str, str] | None = None
    ) -> Answer:
        """What localstripe answers."""
        connection = HTTPConnection("127.0.0.1", self.behind, timeout=10)
        try:
            connection.request(method, path, body, heads or {"Authorization": f"Bearer {KEY}"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def told(self, path: str) -> Any:
        """What localstripe tells of something."""
        return json.loads(self.asked("GET", path)[1])

    def answer(self, method: str, path: str, body: bytes, heads: dict[str, str]) -> Answer:
        """The answer; the same, as it was first, to the same under the same key."""
        key = heads.pop("Idempotency-Key", "")
        known = self.by_key.get(key)
        if known and known[0] != (path, body):
            return refuses("Keys for idempotent requests", type="idempotency_error")
        if known:
            return known[1]
        found = self.fresh(method, path, body, heads)
        if key:
            self.by_key[key] = (path, body), found
        return found

    def fresh(self, method: str, path: str, body: bytes, heads: dict[str, str]) -> Answer:
        """The answer to what was not asked before."""
        at = urlsplit(path)
        if (method, at.path) == ("GET", "/v1/account"):
            return 200, json.dumps(ACCOUNT).encode()
        if (method, at.path) == ("GET", "/v1/refunds") and at.query:
            of = parse_qs(at.query).get("payment_intent", [""])[0]
            if of and self.told(f"/v1/payment_intents/{of}").get("latest_charge") is None:
                return 200, b'{"object": "list", "data": [], "has_more": false}'
        if (method, at.path) == ("POST", "/v1/refunds"):
            refused = self.refuses_refund(dict(parse_qsl(body.decode())))
            if refused:
                return refused
        if (method, at.path) == ("POST", "/v1/payment_intents"):
            given = dict(parse_qsl(body.decode()))
            assert given.pop("automatic_payment_methods[enabled]") == "true"
            body = urlencode(given).encode()
        return mended(at.path, self.asked(method, path, body, heads))

    def refuses_refund(self, given: dict[str, str]) -> Answer | None:
        """Where not so much is left."""
        left = self.came(given["payment_intent"]) - self.returned(given["payment_intent"])
        if left == 0:
            return refuses("It was given back.", code="charge_already_refunded")
        if int(given["amount"]) > left:
            return refuses("Refund amount is greater than what is left.", param="amount")
        return None

    def came(self, reference: str) -> int:
        """How much was paid."""
        intent = self.told(f"/v1/payment_intents/{reference}")
        return int(intent["amount"]) if intent["status"] == "succeeded" else 0

    def returned(self, reference: str) -> int:
        """How much of it was given back."""
        listed = self.told("/v1/refunds?limit=100")["data"]
        return sum(one["amount"] for one in listed if one["payment_intent"] == reference)


def refuses(message: str, type: str = "invalid_request_error", **more: str) -> Answer:  # noqa: A002
    """As Stripe refuses."""
    return 400, json.dumps({"error": {"type": type, "message": message, **more}}).encode()


def mended(path: str, answer: Answer) -> Answer:
    """An answer of localstripe's, with what it leaves out."""
    status, said = answer
    if path.endswith("/cancel") and status == 400:
        return refuses("It cannot be canceled.", code="payment_intent_unexpected_state")
    if status == 200:
        told = json.loads(said)
        if told.get("object") == "payment_intent":
            told["amount_received"] = told["amount"] if told["status"] == "succeeded" else 0
        said = json.dumps(told).encode()
    return status, said


class FrontHandler(BaseHTTPRequestHandler):
    """Takes requests, one after the other."""

    protocol_version = "HTTP/1.1"
    server: StripeFront

    def do_GET(self) -> None:
        """Hand on."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        names = ("Authorization", "Content-Type", "Idempotency-Key")
        heads = {one: self.headers[one] for one in names if self.headers[one]}
        with self.server.lock:
            status, said = self.server.answer(self.command, self.path, body, heads)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class StripeHere:
    """Stripe as customers and the city find it on this machine."""

    front: StripeFront
    url: str
    customer: Any = field(init=False)

    def __post_init__(self) -> None:
        """`customer`: who speaks with localstripe itself."""
        at = f"http://127.0.0.1:{self.front.behind}"
        self.customer = stripe.StripeClient(KEY, base_addresses={"api": at}).v1

    def pay(self, reference: str, number: str = CARD) -> None:
        """Pay with that card, which may be declined."""
        card = {"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"}
        method = self.customer.payment_methods.create({"type": "card", "card": card})
        self.customer.payment_intents.update(reference, {"payment_method": method.id})
        self.customer.payment_intents.confirm(reference)

    def tell(self, url: str) -> None:
        """Have the address told what happens, signed."""
        body = json.dumps({"url": url, "secret": SIGNING}).encode()
        status, _ = self.front.asked(
            "POST", "/_config/webhooks/city", body, {"Content-Type": "application/json"}
        )
        assert status == 200


@contextmanager
def stripe_here() -> Iterator[StripeHere]:
    """localstripe and its front; skipped where it is not installed."""
    if find_spec("localstripe") is None:
        pytest.skip("localstripe is not installed: make .venv/dev.stamp")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port, process)
        with StripeFront(port) as front:
            thread = Thread(target=front.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield StripeHere(front, f"http://127.0.0.1:{front.server_port}")
            finally:
                front.shutdown()
                thread.join()
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the process listens."""
    until = time.monotonic() + UP_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("localstripe did not come up")
