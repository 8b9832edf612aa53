"""The clock on the wall, one that runs faster from a moment of its own, and one that stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

from yeshi.base.errors import InvariantBroken


def wall_time() -> datetime:
    """The moment, as the machine's clock has it, in UTC."""
    return datetime.now(UTC)


class WallClock:
    """The clock on the wall, for what concerns people and not the city."""

    def now(self) -> datetime:
        """The moment."""
        return wall_time()


class ScaledClock:
    """Begins at `start` and runs at `speed` seconds to a real second; it never goes back."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._speed = speed
        # From which moment it goes, since when, and the least that it shows: read as one.
        self._goes = (start.astimezone(UTC), monotonic(), start.astimezone(UTC))

    def now(self) -> datetime:
        """The city's moment, to the millisecond."""
        base, since, least = self._goes
        moment = max(least, base + timedelta(seconds=(monotonic() - since) * self._speed))
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def follow(self, moment: datetime, since: float) -> None:
        """Go by another clock, which was at `moment` when this machine's monotonic one was `since`.

        Where that one is behind, this one stands until it is not.
        """
        self._goes = (moment.astimezone(UTC), since, self.now())


class SimulatedClock:
    """A clock for the twin and for tests; it only goes forward."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was put to."""
        return self._now

    def put(self, moment: datetime) -> None:
        """Go on to `moment`."""
        if moment < self._now:
            raise InvariantBroken(f"time goes back from {self._now} to {moment}")
        self._now = moment.astimezone(UTC)
