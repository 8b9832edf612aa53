"""What is collected: by which number it is called, who gets it, and until when it is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.called import code_of, number_called
from yeshi.base.refused import Reason

# What was made late is kept for so long at least, whenever the stall closes.
KEPT_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class PickUp:
    """`number` is called out at the counter, who shows `code` gets it, kept until `until`."""

    number: int
    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class NotToCollect(Reason):
    """The order is brought by a courier: nobody else is handed it."""

    order: str


@dataclass(frozen=True, slots=True)
class ToCollect(Reason):
    """The order is collected by its customer: no courier is sent for it."""

    order: str


def pick_up(order: str, secret: str, taken: Collection[int], until: datetime) -> PickUp:
    """How the order of that id is collected; its number is none of those `taken`.

    `secret`: a word that nobody knows, of which the code is made.
    """
    return PickUp(number_called(order, taken), code_of(secret), until)
