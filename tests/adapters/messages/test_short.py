"""Short messages are handed to a provider by HTTP; its status decides whether to try again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from yeshi.adapters.messages.short import ShortMessages
from yeshi.base.errors import MessageNotTaken, MessageRefused
from yeshi.base.outlets import SmsProvider
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import Sent

HELLO = Message(Contact(By.PHONE, "+8613912345678"), "left out", "夜市邀请您：https://a.example/x")


class Counterpart(HTTPServer):
    """A provider that answers with one status, and keeps what it was asked."""

    status = 202

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str], Any]] = []


class Handler(BaseHTTPRequestHandler):
    """Takes one request."""

    server: Counterpart

    def do_POST(self) -> None:
        """Keep it, and answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.status == 307:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def provider(status: int = 202) -> Iterator[tuple[Counterpart, str]]:
    """A provider of this machine, and its address."""
    with Counterpart() as server:
        server.status = status
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server, f"http://127.0.0.1:{server.server_port}/messages?v=1"
        finally:
            server.shutdown()
            thread.join()


def test_it_is_told_to_whom_and_what_once_an_errand() -> None:
    """With the key in its head, and under the errand's name."""
    with provider() as (server, url):
        sends = ShortMessages(SmsProvider(url, "key-1", "Yeshi"))
        assert sends.send(HELLO, "er-1") is Sent.PHONE
    ((path, heads, body),) = server.asked
    assert path == "/messages?v=1"
    assert body == {
        "id": "er-1", "to": "+8613912345678", "text": HELLO.text, "from": "Yeshi",
    }  # fmt: skip
    assert heads["Authorization"] == "Bearer key-1"
    assert heads["Idempotency-Key"] == "er-1"
    assert heads["Content-Type"] == "application/json"


def test_without_key_or_sender_neither_is_sent() -> None:
    """As a gateway in one's own house may want it."""
    with provider(200) as (server, url):
        ShortMessages(SmsProvider(url)).send(HELLO, "er-1")
    ((_, heads, body),) = server.asked
    assert "Authorization" not in heads
    assert set(body) == {"id", "to", "text"}


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, MessageRefused), (401, MessageRefused), (422, MessageRefused), (429, MessageNotTaken),
        (500, MessageNotTaken), (503, MessageNotTaken), (307, MessageNotTaken),
    ],
)  # fmt: skip
def test_what_it_answers_decides_whether_it_is_tried_again(
    status: int, fault: type[Exception]
) -> None:
    """It is led nowhere else, and no fault says to whom it was."""
    with provider(status) as (server, url), pytest.raises(fault) as told:
        ShortMessages(SmsProvider(url, "key-1")).send(HELLO, "er-1")
    assert len(server.asked) == 1
    for secret in ("139", "key-1", "https"):
        assert secret not in str(told.value)


def test_a_provider_that_is_not_there_is_an_operating_fault() -> None:
    """Tried again later."""
    with pytest.raises(OSError):
        ShortMessages(SmsProvider("http://127.0.0.1:1/x")).send(HELLO, "er-1")
