"""One reader a process that goes on through the record and tells of what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Thread

from yeshi.adapters.postgres.fleet import moved_since
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import DatabaseUnreachable
from yeshi.flow.aside import SetAside

# News is never older than this, and asked for no more often.
EVERY_S = 0.04
RETRY_S = 1.0
RETRY_S_MAX = 60.0
BATCH = 500


class Relay:
    """Calls `hear` with the ids that new events and couriers' moves concern, each once a round.

    It reads on by number, in a thread of its own, whoever has written; nothing is sent for it.
    Only `stop` ends it: news that cannot be heard is let go, and its fault noted.
    """

    def __init__(
        self, store: PostgresStore, hear: Callable[[Sequence[str]], None], aside: SetAside
    ) -> None:
        self._store, self._hear, self._aside = store, hear, aside
        self._through, self._moved = 0, 0
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

    def read(self) -> list[str]:
        """The ids that concerned what is new since the last reading, each once, in order."""
        with self._store.begin() as work:
            recorded = work.events.after(self._through, BATCH)
            moved, self._moved = moved_since(work.session, self._moved)
        if recorded:
            self._through = recorded[-1].seq
        concerned = (id_ for one in recorded for id_ in one.event.concerns)
        return list(dict.fromkeys([*concerned, *moved]))

    def _begin(self) -> None:
        with self._store.begin() as work:
            last = work.events.last()
            _, self._moved = moved_since(work.session, None)
        self._through = last.seq if last else 0

    def _live(self) -> None:
        wait_s, begun = RETRY_S, False
        while not self._stop.is_set():
            try:
                if not begun:
                    self._begin()
                    begun = True
                concerned = self.read()
                if concerned:
                    self._aside.dare("relay", "", partial(self._hear, concerned))
                wait_s = RETRY_S
                self._stop.wait(EVERY_S)
            except DatabaseUnreachable:
                # Pages are refreshed by hand until it is back; then it goes on where it was.
                self._stop.wait(RETRY_S)
            except Exception as fault:
                self._aside.note("relay", "", fault)
                self._stop.wait(wait_s)
                wait_s = min(RETRY_S_MAX, wait_s * 2)
