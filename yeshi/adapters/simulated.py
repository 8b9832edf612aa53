"""A clock that stands where it is put."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.errors import InvariantBroken


class SimulatedClock:
    """A clock for the twin and for tests; it only goes forward."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment it was put to."""
        return self._now

    def put(self, moment: datetime) -> None:
        """Go on to `moment`."""
        if moment < self._now:
            raise InvariantBroken(f"time goes back from {self._now} to {moment}")
        self._now = moment
