"""Whether a database answers, asked once for all who want to know, and again until it does."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic

import psycopg

# Of two who ask shortly after one another whether it is there, the second is told the same.
SAME_S = 0.5
# How often it is asked whether it is back.
AGAIN_S = 0.2
CONNECT_S = 2


class Breaker:
    """Open while the database at `url` does not answer: nobody waits for it then.

    `back`: called when it answers again, as whatever was held of it may be broken, or as frozen as
    it was; `ended`: whether nobody wants to know any more.
    """

    def __init__(self, url: str, back: Callable[[], None], ended: Callable[[], bool]) -> None:
        self._url, self._back, self._ended = url, back, ended
        self._away = Event()
        self._asking = Lock()
        self._suspected = Lock()
        self._answered_at = float("-inf")

    @property
    def is_open(self) -> bool:
        """Whether the database did not answer when it was last asked."""
        return self._away.is_set()

    def answers(self) -> bool:
        """Whether the database takes connections; when not, somebody waits for it from now on."""
        with self._asking:
            if self._away.is_set():
                return False
            if monotonic() - self._answered_at < SAME_S:
                return True
            if self._asked():
                self._answered_at = monotonic()
                return True
            self._away.set()
            Thread(target=self._wait, name="database", daemon=True).start()
            return False

    def suspect(self) -> None:
        """Have the database asked, without waiting for what it says: somebody waited in vain."""
        if not self.is_open and self._suspected.acquire(blocking=False):
            Thread(target=self._look, name="suspicion", daemon=True).start()

    def _look(self) -> None:
        try:
            if self.answers():
                # It is there; what it was asked by may be as dead as what somebody waited for.
                self._back()
        finally:
            self._suspected.release()

    def _asked(self) -> bool:
        try:
            psycopg.connect(self._url, connect_timeout=CONNECT_S).close()
        except psycopg.Error:
            return False
        return True

    def _wait(self) -> None:
        never = Event()
        while not self._ended():
            if self._asked():
                self._back()
                self._away.clear()
                return
            never.wait(AGAIN_S)
