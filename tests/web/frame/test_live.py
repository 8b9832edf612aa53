"""An open page hears what concerns it until it is closed, or the process leaves off."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.ports import News, Tidemark
from yeshi.web.frame import broadcast as spreading
from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.live import Stream

Told = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """News is gathered for a moment only."""
    monkeypatch.setattr(spreading, "PACE_S", 0.01)
    monkeypatch.setattr(spreading, "PACE_OF_ALL_S", 0.01)


class Page:
    """A page that is open: what it was sent; a slow one takes nothing until it goes on."""

    def __init__(self, slow: bool = False) -> None:
        self.sent: list[bytes] = []
        self.opened, self.goes_on, self.leaves = asyncio.Event(), asyncio.Event(), asyncio.Event()
        if not slow:
            self.goes_on.set()

    async def receive(self) -> dict[str, Any]:
        """That it was closed, once it is."""
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        """Take a message."""
        if message["type"] == "http.response.body":
            self.opened.set()
            self.sent.append(message["body"])
            if len(self.sent) > 1:
                await self.goes_on.wait()

    @property
    def told(self) -> Told:
        """The news that it was sent."""
        lines = b"".join(self.sent).decode().splitlines()
        data = [json.loads(line[5:]) for line in lines if line.startswith("data:")]
        return [one for one in data if one]

    async def listen(
        self, broadcast: Broadcast, ids: list[str], since: Tidemark | None = None
    ) -> None:
        """Listen to the stream's end."""
        await Stream(broadcast, ids, since)({}, self.receive, self.send)


def news(number: int, *concerned: str) -> News:
    """News of one event."""
    told = [(number, concerned)]
    return News(since=Tidemark(number - 1, 0), until=Tidemark(number, 0), events=told, moved=())


def open_to(
    ids: Iterable[str], act: Callable[[Broadcast, Page], Any], since: Tidemark | None = None,
    slow: bool = False,
) -> Told:  # fmt: skip
    """What a page is told, when `act` is done once it listens, until the city leaves off."""

    async def listen() -> Told:
        broadcast, page = Broadcast(MemoryStore("CNY")), Page(slow)
        broadcast.tide.hear(news(1, "settled"))
        stream = asyncio.create_task(page.listen(broadcast, list(ids), since))
        await page.opened.wait()
        await act(broadcast, page)
        broadcast.close()
        await asyncio.wait_for(stream, 60)
        assert len(broadcast) == 0
        assert not broadcast._by_id
        return page.told

    return asyncio.run(asyncio.wait_for(listen(), 60))


async def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    while not holds():
        await asyncio.sleep(0.005)


def test_a_stream_ends_when_the_process_leaves_off() -> None:
    """At once, and without news that are none."""

    async def nothing(_: Broadcast, __: Page) -> None:
        pass

    assert open_to(["stall"], nothing) == []


def test_a_page_hears_what_concerns_it_and_nothing_else() -> None:
    """What came within a moment is one message, with the mark up to which it goes."""

    async def tell(broadcast: Broadcast, page: Page) -> None:
        broadcast.tell(news(2, "stall", "order"))
        broadcast.tell(news(3, "another"))
        broadcast.tell(news(4, "road"))
        await until(lambda: bool(page.told))

    [told] = open_to(["stall", "road"], tell)
    assert told["concerns"] == ["stall", "road"]
    assert told["mark"] == "4.0"


def test_who_hears_everything_is_told_all() -> None:
    """Each id; of too many that it was everything."""

    async def tell(broadcast: Broadcast, page: Page) -> None:
        broadcast.tell(news(2, "stall", "order"))
        await until(lambda: len(page.told) == 1)
        broadcast.tell(news(3, *map(str, range(500))))
        await until(lambda: len(page.told) == 2)

    first, second = open_to(["*"], tell)
    assert first["concerns"] == ["stall", "order"]
    assert second["concerns"] == ["*"]


def test_what_happened_since_the_page_was_read_is_told_at_once() -> None:
    """Where it concerns the page."""

    async def wait(_: Broadcast, page: Page) -> None:
        await until(lambda: bool(page.told))

    [told] = open_to(["settled"], wait, since=Tidemark(0, 0))
    assert told["mark"] == "1.0"

    async def nothing(_: Broadcast, __: Page) -> None:
        await asyncio.sleep(0.03)

    assert open_to(["settled"], nothing, since=Tidemark(1, 0)) == []


def test_a_slow_page_is_told_in_one_what_it_missed() -> None:
    """And nothing piles up for it meanwhile."""

    async def tell(broadcast: Broadcast, page: Page) -> None:
        broadcast.tell(news(2, "stall"))
        await until(lambda: len(page.sent) == 2)
        for number in range(3, 400):
            broadcast.tell(news(number, "road" if number % 2 else "stall"))
            if number % 50 == 0:
                await asyncio.sleep(0.02)
        await until(lambda: broadcast._gathered.events == 399 and not broadcast._some)
        page.goes_on.set()
        await until(lambda: len(page.told) == 2)

    first, second = open_to(["stall", "road"], tell, slow=True)
    assert first["concerns"] == ["stall"]
    assert set(second["concerns"]) == {"stall", "road"}
    assert second["mark"] == "399.0"


def test_a_page_that_is_closed_is_forgotten() -> None:
    """Whatever it waits for."""

    async def close() -> int:
        broadcast, page = Broadcast(MemoryStore("CNY")), Page()
        stream = asyncio.create_task(page.listen(broadcast, ["stall", "*"]))
        await page.opened.wait()
        page.leaves.set()
        await stream
        return len(broadcast)

    assert asyncio.run(asyncio.wait_for(close(), 60)) == 0


def test_a_page_that_comes_after_the_end_is_sent_away() -> None:
    """Its stream opens and ends, so that it asks again."""

    async def late() -> list[bytes]:
        broadcast, page = Broadcast(MemoryStore("CNY")), Page()
        broadcast.close()
        await page.listen(broadcast, ["stall"])
        return page.sent

    sent = asyncio.run(asyncio.wait_for(late(), 60))
    assert len(sent) == 2
    assert sent[1] == b""


def test_fifty_pages_are_told_the_same_message_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And to ask for it one after the other."""
    made: list[bytes] = []

    def message(*given: Any) -> bytes:
        made.append(original(*given))
        return made[-1]

    original = spreading.message
    monkeypatch.setattr(spreading, "message", message)

    async def listen() -> list[Told]:
        broadcast, pages = Broadcast(MemoryStore("CNY")), [Page() for _ in range(50)]
        streams = [asyncio.create_task(one.listen(broadcast, ["*"])) for one in pages]
        for one in pages:
            await one.opened.wait()
        broadcast.tell(news(1, "stall"))
        await until(lambda: all(one.told for one in pages))
        broadcast.close()
        await asyncio.gather(*streams)
        return [one.told for one in pages]

    told = asyncio.run(asyncio.wait_for(listen(), 60))
    assert len(made) == 1
    assert all(one == told[0] for one in told)
    assert told[0][0]["spread_ms"] == 1000
