"""Whoever asks has an answer in time, and whoever sends has to come to an end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from starlette.types import Message

from tests.builders import SmallCity
from tests.web.test_api import client_of, desk_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.ports import Work
from yeshi.web.app import create_app
from yeshi.web.frame.limits import Limits

PATIENCE_S = 60.0
Receive = Callable[[], Awaitable[Message]]


class Slow(MemoryStore):
    """A store that keeps whoever comes waiting until it is let go."""

    def __init__(self) -> None:
        super().__init__("CNY")
        self.free = Event()
        self.free.set()
        self.left = 0

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """The city, in the end."""
        self.free.wait(PATIENCE_S)
        with super().begin() as work:
            yield work
        self.left += 1


def asked(city: SmallCity, path: str, limits: Limits, receive: Receive | None = None,
          after: Callable[[], None] = lambda: None) -> list[Message]:  # fmt: skip
    """What is answered; `after` is called when it was, and the application then has to end."""
    app = create_app(desk_of(city), limits)
    told: list[Message] = []

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            after()

    scope = {
        "type": "http", "method": "POST" if receive else "GET", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http",
        "http_version": "1.1", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
        "headers": [(b"host", b"localhost"), (b"idempotency-key", b"k"),
                    (b"content-type", b"application/json"), (b"accept-language", b"zh")],
    }  # fmt: skip
    answered = app(scope, receive or nothing, send)
    asyncio.run(asyncio.wait_for(answered, PATIENCE_S))  # type: ignore[arg-type]
    return told


@pytest.mark.parametrize("path", ["/", "/api/merchants"])
def test_who_waits_too_long_is_told_and_what_comes_late_is_told_to_nobody(path: str) -> None:
    """What was begun goes on to its end."""
    store = Slow()
    city = SmallCity(store).settle_in()
    store.free.clear()
    store.left = 0
    told = asked(city, path, Limits(answer_s=0.05), after=store.free.set)
    assert [one["type"] for one in told] == ["http.response.start", "http.response.body"]
    assert told[0]["status"] == 503
    headers = dict(told[0]["headers"])
    assert headers[b"connection"] == b"close"
    assert int(headers[b"retry-after"]) > 0
    body = told[1]["body"].decode()
    text = json.loads(body)["detail"] if path.startswith("/api") else body
    assert "没有再等" in text
    assert store.left


def test_a_body_that_dribbles_in_is_cut_off() -> None:
    """Each byte of it in good time, but never the last."""

    async def dribble() -> Message:
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": b" ", "more_body": True}

    told = asked(SmallCity().settle_in(), "/api/quotes", Limits(body_s=0.2), dribble)
    assert told[0]["status"] == 408
    assert dict(told[0]["headers"])[b"connection"] == b"close"
    assert "传得太慢" in json.loads(told[1]["body"])["detail"]


def test_a_body_that_does_not_come_at_all_is_cut_off_too() -> None:
    """Whoever says that they send something, and sends nothing."""

    async def nothing() -> Message:
        await asyncio.sleep(PATIENCE_S)
        raise AssertionError

    told = asked(SmallCity().settle_in(), "/api/quotes", Limits(body_s=0.05), nothing)
    assert told[0]["status"] == 408


def test_an_answer_that_is_too_long_is_not_sent() -> None:
    """A sentence is, in its place."""
    city = SmallCity().settle_in()
    with client_of(city) as client:
        length = len(client.get("/api/merchants").content)
    told = asked(city, "/api/merchants", Limits(answer_bytes_max=length - 1))
    assert told[0]["status"] == 422
    assert "请缩小范围" in json.loads(told[1]["body"])["detail"]
    assert asked(city, "/api/merchants", Limits(answer_bytes_max=length))[0]["status"] == 200
