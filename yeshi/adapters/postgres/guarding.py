"""A pool that says at once that the database is away, and is whole again as soon as it is back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

# Waited for a connection at a time, before it is asked whether the database is there at all.
SLICE_S = 0.5
# Of two who ask shortly after one another whether it is there, the second is told the same.
SAME_S = 0.5
# How often it is asked whether it is back.
AGAIN_S = 0.2
CONNECT_S = 2
# Limits of a connection: to be made, and without a word from the other side.
LIMITS: dict[str, Any] = {
    "connect_timeout": CONNECT_S,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class _Broken(BaseException):
    """A connection that was at hand is broken; the pool would wait a while after that."""


class GuardedPool(ConnectionPool[Connection[Any]]):
    """A pool of connections to `url`, which is asked itself when one of them cannot be had.

    Does it not answer, then nobody waits until it does: they are refused with PoolTimeout at once.
    """

    def __init__(self, url: str, check: Callable[[Connection[Any]], None], **how: Any) -> None:
        self._url = url
        self._sound = check
        self._away = Event()
        self._asking = Lock()
        self._answered_at = float("-inf")
        how["kwargs"] = LIMITS | how.get("kwargs", {})
        # A connection that cannot be made is asked for again by whoever needs it, and not before.
        super().__init__(url, check=self._check_sound, reconnect_timeout=0.0, **how)

    def getconn(self, timeout: float | None = None) -> Connection[Any]:
        """A connection that lives; PoolTimeout without one, at once while the database is away."""
        ends = monotonic() + (self.timeout if timeout is None else timeout)
        while not self._away.is_set():
            try:
                return super().getconn(max(0.0, min(SLICE_S, ends - monotonic())))
            except _Broken:
                if self._answers():
                    # It was away and nobody saw it: what is left of before is broken, too.
                    self.drain()
            except PoolTimeout:
                if not self._answers():
                    break
                if monotonic() >= ends:
                    raise
        raise PoolTimeout("the database is away")

    def _check_sound(self, connection: Connection[Any]) -> None:
        try:
            self._sound(connection)
        except Exception as fault:
            raise _Broken from fault

    def _answers(self) -> bool:
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

    def _asked(self) -> bool:
        try:
            psycopg.connect(self._url, connect_timeout=CONNECT_S).close()
        except psycopg.Error:
            return False
        return True

    def _wait(self) -> None:
        never = Event()
        while not self.closed:
            if self._asked():
                # Connections of before are closed, so that nobody is given one.
                self.drain()
                self._away.clear()
                return
            never.wait(AGAIN_S)
