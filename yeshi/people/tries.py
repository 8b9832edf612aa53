"""How often a secret may be tried: the first few at once, then after waits that grow.

Nobody is locked out. Tries are counted by address, by account for all devices that are not known
there, and by device for each that is: whoever tries an account from elsewhere keeps none of its
own devices waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from yeshi.base.refused import Refused
from yeshi.people.person import TooManyTries

# Of an account or a device, and of an address, which many may share.
OF_ACCOUNT, OF_ADDRESS = 5, 20
WAIT_MAX = timedelta(minutes=5)
# What nobody tried for so long begins anew.
FORGOTTEN_AFTER = timedelta(hours=1)
# Messages to one receiver that come at once; each later one waits, in the end so long that nobody
# is sent more than a dozen a day by others.
OF_RECEIVER = 3


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries of late of what `id` is a keyed digest of; the next may come at `again_at`."""

    id: str
    wrong: int
    again_at: datetime
    tried_at: datetime

    @property
    def holds(self) -> bool:
        """Whether it counts something."""
        return self.wrong >= 0


@dataclass(frozen=True, slots=True)
class GrowingWait:
    """How long somebody waits after the last that came at once, at most, and until a new start."""

    first: timedelta
    longest: timedelta
    forgotten_after: timedelta


OF_TRIES = GrowingWait(timedelta(seconds=2), WAIT_MAX, FORGOTTEN_AFTER)
OF_MESSAGES = GrowingWait(timedelta(minutes=1), timedelta(hours=2), timedelta(hours=24))
# From one address, behind which a whole market may be: who came in by one gives it back.
OF_MESSAGES_FROM = GrowingWait(timedelta(seconds=30), timedelta(hours=1), timedelta(hours=24))
# Bookings from one address: some twenty an hour, as a market's own network may have.
OF_BOOKINGS_FROM = GrowingWait(timedelta(minutes=3), timedelta(hours=1), timedelta(hours=1))
# What is counted by the address it is asked from alone.
FROM_ADDRESS = {"messages": OF_MESSAGES_FROM, "bookings": OF_BOOKINGS_FROM}
# No count is of use for longer.
KEPT_FOR = OF_MESSAGES.forgotten_after


@dataclass(frozen=True, slots=True)
class TriedBy:
    """What a try is counted by, how many of them may come at once, and how the others wait."""

    id: str
    at_once: int
    waits: GrowingWait = OF_TRIES

    def none_yet(self, at: datetime) -> Tries:
        """The count before the first."""
        return Tries(self.id, 0, at, at)

    def tried(self, before: Tries, at: datetime) -> Tries | Refused:
        """The count with one try more, wrong until it is known better; or how long it has to wait.

        One that has to wait is not counted: asking again makes nobody wait longer.
        """
        wrong = 0 if at - before.tried_at >= self.waits.forgotten_after else before.wrong
        if wrong and at < before.again_at:
            return Refused(TooManyTries(ceil((before.again_at - at).total_seconds())))
        wait = _wait(wrong + 1 - self.at_once, self.waits)
        return replace(before, wrong=wrong + 1, again_at=at + wait, tried_at=at)

    def right(self, before: Tries, at: datetime) -> Tries:
        """The count after a try was right: of an address, one less; of all else, none."""
        if self.at_once == OF_ADDRESS:
            return replace(before, wrong=max(0, before.wrong - 1), again_at=at)
        return replace(before, wrong=0, again_at=at)


def _wait(beyond: int, waits: GrowingWait) -> timedelta:
    """After the last that may come at once the first wait, then twice as long each time."""
    return timedelta(0) if beyond < 0 else min(waits.longest, waits.first * 2 ** min(beyond, 20))
