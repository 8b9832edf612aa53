"""One reader a process that goes on through the record and tells of what it finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event, Thread

from yeshi.adapters.postgres.fleet import moved_since
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import DatabaseUnreachable
from yeshi.flow.aside import SetAside
from yeshi.flow.ports import News, Tidemark, settled_end

# News is never older than this, and asked for no more often.
EVERY_S = 0.04
RETRY_S = 1.0
RETRY_S_MAX = 60.0
BATCH = 500


class Relay:
    """Calls `hear` with the new events and couriers' moves, once a round.

    It reads on by number, in a thread of its own, whoever has written; nothing is sent for it.
    Only `stop` ends it: news that cannot be heard is let go, and its fault noted.
    """

    def __init__(self, store: PostgresStore, hear: Callable[[News], None], aside: SetAside) -> None:
        self._store, self._hear, self._aside = store, hear, aside
        self._mark = Tidemark(0, 0)
        self._told_at: datetime | None = None
        self._stop = Event()
        self._thread = Thread(target=self._live, name="relay", daemon=True)

    def start(self) -> None:
        """Begin with what happens from now on."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def progress(self) -> tuple[int, datetime] | None:
        """The number and the moment of the last event that it has read; None before the first."""
        return (self._mark.events, self._told_at) if self._told_at else None

    def read(self) -> News | None:
        """What is new since the last reading; None when nothing is."""
        with self._store.read() as work:
            recorded = work.events.after(self._mark.events, BATCH)
            moved, last_move = moved_since(work.session, self._mark.moves)
        if recorded:
            self._told_at = recorded[-1].at
        since, last = self._mark, recorded[-1].seq if recorded else self._mark.events
        self._mark = Tidemark(last, last_move)
        if since == self._mark:
            return None
        events = [(one.seq, one.event.concerns) for one in recorded]
        return News(since=since, until=self._mark, events=events, moved=moved)

    def _begin(self) -> News | None:
        """No news, from which whoever hears learns where it begins; None where that is not sure."""
        with self._store.read() as work:
            last, latest = settled_end(work.events), work.events.last()
            _, moves = moved_since(work.session, None)
        if last is None:
            return None
        self._mark, self._told_at = Tidemark(last, moves), latest.at if latest else None
        return News(since=self._mark, until=self._mark, events=(), moved=())

    def _live(self) -> None:
        wait_s, begun = RETRY_S, False
        while not self._stop.is_set():
            try:
                news = self.read() if begun else self._begin()
                begun = begun or news is not None
                if news is not None:
                    self._aside.dare("relay", "", partial(self._hear, news))
                wait_s = RETRY_S
                self._stop.wait(EVERY_S)
            except DatabaseUnreachable:
                # Pages are refreshed by hand until it is back; then it goes on where it was.
                self._stop.wait(RETRY_S)
            except Exception as fault:
                self._aside.note("relay", "", fault)
                self._stop.wait(wait_s)
                wait_s = min(RETRY_S_MAX, wait_s * 2)
