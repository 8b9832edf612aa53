"""What is collected: by which number it is called, who gets it, and until when it is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from yeshi.base.refused import Reason

# Three figures are called out and remembered; four are not guessed at a counter.
NUMBER_FIRST, NUMBERS, CODES = 101, 899, 10_000
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

    `secret`: a word that nobody knows, of which the code is made. With all numbers taken, one of
    them is used twice: the codes tell them apart.
    """
    first = _drawn(order) % NUMBERS
    numbers = (NUMBER_FIRST + (first + more) % NUMBERS for more in range(NUMBERS))
    number = next((one for one in numbers if one not in taken), NUMBER_FIRST + first)
    return PickUp(number, code_of(secret), until)


def code_of(secret: str) -> str:
    """Four figures, drawn from a word that nobody knows."""
    return f"{_drawn(secret) % CODES:04}"


def _drawn(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
