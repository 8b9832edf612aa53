"""In which ways an order reaches who ordered it, and what stalls take at their counters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yeshi.base.money import Money


class Fulfilment(StrEnum):
    """A courier brings it to the door, its customer collects it, or it comes to their table."""

    DELIVERY = "delivery"
    PICK_UP = "pick_up"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Till:
    """Cash that a merchant `taken` at its counter, of which it `kept` what the sale leaves it.

    The rest is the platform's and the programmes', and stays owed by the merchant.
    """

    merchant: str
    taken: Money
    kept: Money
