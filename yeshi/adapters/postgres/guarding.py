"""A pool that says at once that the database is away, and is whole again as soon as it is back."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from psycopg_pool import ConnectionPool, PoolTimeout

from yeshi.adapters.postgres.breaker import CONNECT_S, Breaker
from yeshi.adapters.postgres.patience import PatientConnection

# Waited for a connection at a time, before it is asked whether the database is there at all.
SLICE_S = 0.5
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


class GuardedPool(ConnectionPool[PatientConnection]):
    """A pool of connections to `url`, which is asked itself when one of them cannot be had.

    Does it not answer, then nobody waits until it does: they are refused with PoolTimeout at once.
    `patience_s`: how long the server is waited for at most, whatever it is asked; None: for ever.
    `beside`: a pool on the same database; what one of them learns of it, both know.
    """

    def __init__(
        self, url: str, check: Callable[[PatientConnection], None],
        patience_s: float | None = None, beside: GuardedPool | None = None, **how: Any,
    ) -> None:  # fmt: skip
        self.url = url
        self._sound = check
        self._patience_s = patience_s
        self._all: list[GuardedPool] = [] if beside is None else beside._all
        self._all.append(self)
        self.breaker: Breaker = beside.breaker if beside else Breaker(url, self._renew, self._ended)
        how["kwargs"] = LIMITS | how.get("kwargs", {})
        self._configured = how.pop("configure", lambda _: None)
        # A connection that cannot be made is asked for again by whoever needs it, and not before.
        super().__init__(
            url,
            connection_class=PatientConnection,
            check=self._check_sound,
            configure=self._make_patient,
            reconnect_timeout=0.0,
            **how,
        )

    def getconn(self, timeout: float | None = None) -> PatientConnection:
        """A connection that lives; PoolTimeout without one, at once while the database is away."""
        ends = monotonic() + (self.timeout if timeout is None else timeout)
        while not self.breaker.is_open:
            try:
                return super().getconn(max(0.0, min(SLICE_S, ends - monotonic())))
            except _Broken:
                if self.breaker.answers():
                    # It was away and nobody saw it: what is left of before is broken, too.
                    self.drain()
            except PoolTimeout:
                if not self.breaker.answers():
                    break
                if monotonic() >= ends:
                    raise
        raise PoolTimeout("the database is away")

    def _make_patient(self, connection: PatientConnection) -> None:
        connection.patience_s = self._patience_s
        connection.gave_up = self.breaker.suspect
        self._configured(connection)

    def _check_sound(self, connection: PatientConnection) -> None:
        try:
            self._sound(connection)
        except Exception as fault:
            raise _Broken from fault

    def _renew(self) -> None:
        # Connections of before are closed, so that nobody is given one.
        for pool in self._all:
            if not pool.closed:
                pool.drain()

    def _ended(self) -> bool:
        return all(pool.closed for pool in self._all)
