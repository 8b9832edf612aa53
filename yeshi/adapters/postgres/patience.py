"""A connection on which nobody waits for ever for what the server says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from psycopg import Connection, errors
from psycopg.abc import RV, PQGen

# The server's own limit of a statement and a second: who says nothing for longer is frozen.
PATIENCE_S, PATIENCE_TO_READ_S = 6.0, 3.0
_INTERVAL_S = 0.1


class PatientConnection(Connection[Any]):
    """A connection that is given up when the server says nothing for `patience_s` real seconds.

    That is for a server, or a way to it, that is frozen: what is merely slow the server's own
    limits end before. Whether what was asked last is done nobody knows then. `gave_up` is called
    after it.
    """

    patience_s: float | None = None
    gave_up: Callable[[], None] = staticmethod(lambda: None)

    def wait(
        self, gen: PQGen[RV], interval: float = _INTERVAL_S, timeout: float | None = None
    ) -> RV:
        """What the server answers; OperationalError when it does not."""
        patience_s = self.patience_s
        if timeout is not None or patience_s is None:
            return super().wait(gen, interval, timeout)
        begun = monotonic()
        try:
            return super().wait(gen, interval, patience_s)
        except errors.OperationalError:
            if monotonic() - begun >= patience_s:
                self.pgconn.finish()
                self.gave_up()
            raise

    @contextmanager
    def hurried(self, patience_s: float) -> Iterator[None]:
        """Wait no longer than that within the context."""
        before = self.patience_s
        self.patience_s = patience_s if before is None else min(before, patience_s)
        try:
            yield
        finally:
            self.patience_s = before
