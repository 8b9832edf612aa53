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
class TriedBy:
    """What a try is counted by, and how many of them may come at once."""

    id: str
    at_once: int

    def none_yet(self, at: datetime) -> Tries:
        """The count before the first."""
        return Tries(self.id, 0, at, at)

    def tried(self, before: Tries, at: datetime) -> Tries | Refused:
        """The count with one try more, wrong until it is known better; or how long it has to wait.

        One that has to wait is not counted: asking again makes nobody wait longer.
        """
        wrong = 0 if at - before.tried_at >= FORGOTTEN_AFTER else before.wrong
        if wrong and at < before.again_at:
            return Refused(TooManyTries(ceil((before.again_at - at).total_seconds())))
        wait = _wait(wrong + 1 - self.at_once)
        return replace(before, wrong=wrong + 1, again_at=at + wait, tried_at=at)

    def right(self, before: Tries, at: datetime) -> Tries:
        """The count after a try was right: of an address, one less; of all else, none."""
        if self.at_once == OF_ADDRESS:
            return replace(before, wrong=max(0, before.wrong - 1), again_at=at)
        return replace(before, wrong=0, again_at=at)


def _wait(beyond: int) -> timedelta:
    """After the last that may come at once 2 s, then twice as long each time."""
    return (
        timedelta(0) if beyond < 0 else min(WAIT_MAX, timedelta(seconds=2 ** min(beyond + 1, 20)))
    )
