"""So many are let in at a time, in all and of one address; the others are told so, and come back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from starlette.types import Message

from tests.builders import SmallCity
from tests.web.test_api import desk_of
from yeshi.web.app import create_app
from yeshi.web.frame.crowd import Visiting
from yeshi.web.frame.limits import Limits

HERE, THERE = ("198.51.100.7", 1), ("198.51.100.8", 1)


def test_a_crowd_is_bounded_in_all_and_by_address() -> None:
    """Whoever goes makes room; where no address is known, all count alone."""
    crowd = Visiting(4, 2)
    assert [crowd.enter("a"), crowd.enter("a"), crowd.enter("a")] == ["", "", "too_many"]
    assert [crowd.enter(None), crowd.enter(None), crowd.enter("b")] == ["", "", "crowded"]
    crowd.leave("a")
    assert crowd.enter("b") == ""
    for one in ("a", "b", None, None):
        crowd.leave(one)
    assert len(crowd) == 0
    assert [crowd.enter("a"), crowd.enter("a")] == ["", ""]


class Reader:
    """A page that hears of news until it is closed."""

    def __init__(self, app: Any, client: tuple[str, int], path: str = "/live") -> None:
        self.told: list[Message] = []
        self._closed, self._begun = asyncio.Event(), asyncio.Event()
        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
            "query_string": b"of=a", "root_path": "", "scheme": "http", "http_version": "1.1",
            "headers": [(b"host", b"localhost"), (b"accept-language", b"zh")],
            "server": ("localhost", 80), "client": client, "state": {},
        }  # fmt: skip
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        await self._closed.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.told.append(message)
        self._begun.set()

    async def status(self) -> int:
        await self._begun.wait()
        return int(self.told[0]["status"])

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.told[0]["headers"])

    async def close(self) -> None:
        self._closed.set()
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


@pytest.fixture
def app() -> Any:
    """The small city, for five streams in all and three of one address."""
    limits = Limits(streams_max=5, streams_of_one=3)
    return create_app(desk_of(SmallCity().settle_in()), limits)


async def statuses(readers: Sequence[Reader]) -> list[int]:
    return [await one.status() for one in readers]


def test_streams_are_bounded_by_address_and_in_all(app: Any) -> None:
    """A page that is closed makes room for another; other requests are served meanwhile."""

    async def play() -> None:
        ours = [Reader(app, HERE) for _ in range(4)]
        assert await statuses(ours) == [200, 200, 200, 429]
        assert int(ours[-1].headers[b"retry-after"]) > 0
        assert "请关掉一些" in b"".join(m.get("body", b"") for m in ours[-1].told).decode()
        theirs = [Reader(app, THERE) for _ in range(3)]
        assert await statuses(theirs) == [200, 200, 503]
        assert await Reader(app, THERE, "/api/now").status() == 200
        await ours[0].close()
        again = Reader(app, HERE)
        assert await again.status() == 200
        for one in [*ours, *theirs, again]:
            await one.close()

    asyncio.run(asyncio.wait_for(play(), 60))


def test_requests_under_way_are_bounded_but_not_the_question_whether_we_live() -> None:
    """In the interface as a problem."""
    limits = Limits(requests_max=0)
    app = create_app(desk_of(SmallCity().settle_in()), limits)

    async def play() -> None:
        refused = Reader(app, HERE, "/api/now")
        assert await refused.status() == 503
        await refused.task
        assert json.loads(refused.told[1]["body"])["title"] == "crowded"
        assert await Reader(app, HERE, "/healthz").status() == 200

    asyncio.run(asyncio.wait_for(play(), 60))
