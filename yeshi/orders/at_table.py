"""What comes to a table: which tab and table it is, and until when it is expected to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True)
class AtTable:
    """The tab on which it stands, the number of the table where its guests sit, and until when its
    counters are open."""

    tab: str
    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class ComesToTable(Reason):
    """The order comes to a table: no courier is sent for it."""

    order: str


@dataclass(frozen=True, slots=True)
class NotOnTab(Reason):
    """The order was paid when it was placed, or does not come to a table."""

    order: str


@dataclass(frozen=True, slots=True)
class PaidAlready(Reason):
    """Somebody has paid it: nothing is paid twice."""

    merchant: str


@dataclass(frozen=True, slots=True)
class NotTakenOn(Reason):
    """The stall has not taken it on, or asks something about it first: then it can be paid."""

    merchant: str


@dataclass(frozen=True, slots=True)
class TabChanged(Reason):
    """What is to be paid is no longer what was shown."""

    shown_fen: int
    now_fen: int
    currency: str
