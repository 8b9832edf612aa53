"""An open page hears what concerns it until it is closed, or the process leaves off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from yeshi.web.frame.broadcast import Broadcast
from yeshi.web.frame.live import _news


class Open:
    """A request whose page stays open."""

    async def is_disconnected(self) -> bool:
        """It is not."""
        return False


def heard(act: Callable[[Broadcast], None]) -> list[str]:
    """What a page of a stall is sent, when `act` is done once it listens, to the stream's end."""

    async def listen() -> list[str]:
        broadcast = Broadcast()
        stream: AsyncIterator[str] = _news(broadcast, Open(), ["stall"])  # type: ignore[arg-type]
        told = [await anext(stream)]
        act(broadcast)
        told += [one async for one in stream]
        assert len(broadcast) == 0
        return told

    return asyncio.run(asyncio.wait_for(listen(), 60))


def test_a_stream_ends_when_the_process_leaves_off() -> None:
    """At once, and without news that are none."""
    assert len(heard(Broadcast.close)) == 1


def test_news_before_the_end_are_heard() -> None:
    """Those that concern the page."""

    def tell(broadcast: Broadcast) -> None:
        broadcast.tell(["stall"])
        broadcast.tell(["another"])
        asyncio.get_running_loop().call_later(0.05, broadcast.close)

    told = heard(tell)
    assert len(told) == 2
    assert "stall" in told[1]


@pytest.mark.parametrize("waiting", [0, 500])
def test_a_page_that_comes_after_the_end_is_sent_away(waiting: int) -> None:
    """Its stream opens and ends, so that it asks again; one whose news pile up ends too."""

    def close(broadcast: Broadcast) -> None:
        for _ in range(waiting):
            broadcast.tell(["stall"])
        broadcast.close()

    heard(close)

    async def late() -> list[str]:
        broadcast = Broadcast()
        broadcast.close()
        return [one async for one in _news(broadcast, Open(), ["stall"])]  # type: ignore[arg-type]

    assert len(asyncio.run(asyncio.wait_for(late(), 60))) == 1
