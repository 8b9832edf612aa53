"""The clock on the wall, and one that runs faster from a moment of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from yeshi.base.clock import LOCAL


def wall_time() -> datetime:
    """The moment, as the machine's clock has it, in the city's zone."""
    return datetime.now(LOCAL)


class ScaledClock:
    """Begins at `start` and runs at `speed` seconds to a real second; it never goes back."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._start = start
        self._speed = speed
        self._since = monotonic()

    def now(self) -> datetime:
        """The city's moment, to the millisecond."""
        gone = timedelta(seconds=(monotonic() - self._since) * self._speed)
        moment = self._start + gone
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
