"""What is sold: an item, its price, and how many are left."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A dish or service; `left` None means that it does not run out."""

    id: str
    merchant: str
    name: Name
    price: Money
    packing: Money
    left: int | None = None

    @property
    def is_sold_out(self) -> bool:
        """Whether none is left."""
        return not self.serves(1)

    def serves(self, quantity: int) -> bool:
        """Whether there are so many."""
        return self.left is None or self.left >= quantity

    @property
    def most(self) -> int:
        """How many of it one order may have."""
        return QUANTITY_MAX if self.left is None else min(self.left, QUANTITY_MAX)

    def cost(self, quantity: int) -> Money:
        """What so many cost, packing included."""
        return (self.price + self.packing) * quantity

    @property
    def holds(self) -> bool:
        """Whether this may be kept: a price, and no stock below nothing."""
        return (
            self.price.fen > 0 and self.packing.fen >= 0 and (self.left is None or self.left >= 0)
        )
