"""From the record to the open pages: each page hears of what concerns it, as often as it can."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from yeshi.flow.ports import News, Store, Tidemark
from yeshi.web.frame.marks import written
from yeshi.web.frame.tide import EVERYTHING, Tide

# News that came within so long of one another is told at once; of everything, more rarely.
PACE_S = 0.2
PACE_OF_ALL_S = 1.0
PULSE_S = 10.0
# What concerns more ids than this is told as concerning everything.
TOLD_MAX = 200
# Pages that are told the same ask for it one after the other: so many a second, no faster.
ASKING_PER_S = 50
PULSE = b": still here\n\n"


class Subscription:
    """A page that waits for news of some ids, or of everything; of one loop, and no thread.

    What it has not taken yet is one message, however slow it is: later news is added to it.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = frozenset(ids)
        self.hears_all = EVERYTHING in self.ids
        self.ended = False
        self._waiting: dict[str, None] = {}
        self._ready: bytes | None = None
        self._called = asyncio.Event()

    async def next(self) -> bytes | None:
        """The next message, as it is sent; None at the stream's end."""
        await self._called.wait()
        self._called.clear()
        told, self._ready = self._ready, None
        self._waiting.clear()
        return None if self.ended else told or PULSE

    def offer(
        self, concerned: Iterable[str], mark: Tidemark, asking: int, same: bytes | None = None
    ) -> None:
        """Have it told of these ids, of which `same` tells, if nothing else waits."""
        before = bool(self._waiting)
        self._waiting.update(dict.fromkeys(concerned))
        if len(self._waiting) > TOLD_MAX:
            self._waiting = {EVERYTHING: None}
        if same is None or before:
            self._ready = message(self._waiting, mark, asking)
        else:
            self._ready = same
        self._called.set()

    def pulse(self) -> None:
        """Have something sent, so that nobody on the way takes the stream for dead."""
        self._called.set()

    def end(self) -> None:
        """Have the page's stream end, whatever it waits for."""
        self.ended = True
        self._called.set()


def message(concerned: Iterable[str], mark: Tidemark, asking: int = 1) -> bytes:
    """News as it is sent: whom it concerns, and how far it goes.

    `spread_ms`: who is told may wait as long, at random, before they ask for what is new.
    """
    told = {
        "concerns": list(concerned),
        "mark": written(mark),
        "spread_ms": 1000 * asking // ASKING_PER_S,
    }
    return f"id: {told['mark']}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


class Broadcast:
    """Spreads news from any thread to the subscriptions of the server's loop.

    News is gathered: who waits for some ids is told every `PACE_S`, who waits for everything every
    `PACE_OF_ALL_S`, and these all the same message, made once.
    """

    def __init__(self, store: Store) -> None:
        self.tide = Tide(store)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._of_all: set[Subscription] = set()
        self._by_id: dict[str, set[Subscription]] = {}
        self._count, self._gathered = 0, Tidemark(0, 0)
        self._some: dict[Subscription, dict[str, None]] = {}
        self._all: dict[str, None] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._closed = False

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Have every page's stream end now, and those that are opened from now on at once."""
        self._closed = True
        self._call(self._end)

    def tell(self, news: News) -> None:
        """Tell those whom it concerns; callable from any thread."""
        self.tide.hear(news)
        if self._count:
            self._call(self._gather, news.concerned, news.until)

    @asynccontextmanager
    async def subscribe(
        self, ids: Iterable[str], since: Tidemark | None = None
    ) -> AsyncIterator[Subscription]:
        """A subscription for the time of the context; told at once of what it missed `since`."""
        if self._loop is not asyncio.get_running_loop():
            self._loop = asyncio.get_running_loop()
            self._timers.clear()
        one = Subscription(ids)
        self._add(one)
        try:
            if self._closed:
                one.end()
            elif since is not None and self.tide.concerns_since(since, list(one.ids)):
                one.offer(one.ids, self.tide.heard, 1)
            yield one
        finally:
            self._remove(one)

    def _call(self, act: Callable[..., None], *given: object) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(act, *given)

    def _add(self, one: Subscription) -> None:
        self._count += 1
        if one.hears_all:
            self._of_all.add(one)
        else:
            for id_ in one.ids:
                self._by_id.setdefault(id_, set()).add(one)
        self._later("pulse", PULSE_S, self._pulse)

    def _remove(self, one: Subscription) -> None:
        self._count -= 1
        self._of_all.discard(one)
        self._some.pop(one, None)
        for id_ in one.ids & self._by_id.keys():
            self._by_id[id_].discard(one)
            if not self._by_id[id_]:
                del self._by_id[id_]

    def _later(self, name: str, wait_s: float, act: Callable[[], None]) -> None:
        """Have it done once, as soon as that: what comes until then is done with it."""
        if name not in self._timers:
            self._timers[name] = asyncio.get_running_loop().call_later(wait_s, act)

    def _gather(self, concerned: tuple[str, ...], until: Tidemark) -> None:
        self._gathered = until
        for id_ in concerned:
            for one in self._by_id.get(id_, ()):
                self._some.setdefault(one, {})[id_] = None
        if self._some:
            self._later("some", PACE_S, self._tell_some)
        if self._of_all and concerned:
            self._all.update(dict.fromkeys(concerned))
            self._later("all", PACE_OF_ALL_S, self._tell_all)

    def _tell_some(self) -> None:
        self._timers.pop("some", None)
        told, self._some = self._some, {}
        for one, ids in told.items():
            one.offer(ids, self._gathered, len(told))

    def _tell_all(self) -> None:
        self._timers.pop("all", None)
        told, self._all = self._all, {}
        ids = list(told) if len(told) <= TOLD_MAX else [EVERYTHING]
        asking = len(self._of_all)
        same = message(ids, self._gathered, asking)
        for one in self._of_all:
            one.offer(ids, self._gathered, asking, same)

    def _pulse(self) -> None:
        self._timers.pop("pulse", None)
        for one in self._every():
            one.pulse()
        if self._count:
            self._later("pulse", PULSE_S, self._pulse)

    def _end(self) -> None:
        for one in self._every():
            one.end()

    def _every(self) -> set[Subscription]:
        return self._of_all.union(*self._by_id.values())
