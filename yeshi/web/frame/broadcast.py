"""From the database's notifications to the open pages: each page hears of what concerns it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

EVERYTHING = "*"
WAITING_MAX = 100


@dataclass(eq=False, slots=True)
class Subscription:
    """A page that waits for news of some ids, or of everything."""

    ids: frozenset[str]
    loop: asyncio.AbstractEventLoop
    news: asyncio.Queue[tuple[str, ...]] = field(default_factory=lambda: asyncio.Queue(WAITING_MAX))
    ended: bool = False

    def offer(self, concerned: tuple[str, ...]) -> None:
        """Put the news in the queue; a page that does not listen loses the rest, not our memory."""
        if not self.news.full():
            self.news.put_nowait(concerned)

    def end(self) -> None:
        """Have the page's stream end, whatever it waits for."""
        self.ended = True
        if self.news.empty():
            self.news.put_nowait(())


class Broadcast:
    """Spreads news from any thread to the subscriptions of the server's loop."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self._closed = False

    def close(self) -> None:
        """Have every page's stream end now, and those that are opened from now on at once."""
        self._closed = True
        for subscription in tuple(self._subscriptions):
            subscription.loop.call_soon_threadsafe(subscription.end)

    def __len__(self) -> int:
        return len(self._subscriptions)

    def tell(self, concerned: Sequence[str]) -> None:
        """Tell those whom it concerns; callable from any thread."""
        told = tuple(concerned)
        for subscription in tuple(self._subscriptions):
            if EVERYTHING in subscription.ids or not subscription.ids.isdisjoint(told):
                subscription.loop.call_soon_threadsafe(subscription.offer, told)

    @asynccontextmanager
    async def subscribe(self, ids: Iterable[str]) -> AsyncIterator[Subscription]:
        """A subscription for the time of the context."""
        subscription = Subscription(frozenset(ids), asyncio.get_running_loop(), ended=self._closed)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
