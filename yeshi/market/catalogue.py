"""What is sold: an item, its price, and how many are left."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.base.names import Name


@dataclass(frozen=True, slots=True)
class Item:
    """A dish or service; `left` None means that it does not run out."""

    id: str
    merchant: str
    name: Name
    price: Money
    packing: Money
    left: int | None = None
