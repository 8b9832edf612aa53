"""How much a kitchen makes in a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from yeshi.base.money import Money

QUARTER_S = 900
DISHES_MAX = 1000


@dataclass(frozen=True, slots=True)
class Room:
    """So many dishes, and dishes sold for so much, in a quarter of an hour; None: as many as come.

    What is beyond it is made in the quarters that follow.
    """

    dishes: int | None = None
    sold: Money | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it bounds something, and something is made."""
        fen = None if self.sold is None else self.sold.fen
        bounds = [one for one in (self.dishes, fen) if one is not None]
        return len(bounds) > 0 and min(bounds) > 0

    def has_for(self, dishes: int, fen: int) -> bool:
        """Whether so many dishes, for so much, are made in one quarter."""
        return (self.dishes is None or dishes <= self.dishes) and (
            self.sold is None or fen <= self.sold.fen
        )

    def left_over(self, dishes: int, fen: int, quarters: int) -> tuple[int, int]:
        """Of so many dishes, for so much, what is still to be made after so many quarters."""
        made = 0 if self.dishes is None else self.dishes * quarters
        sold = 0 if self.sold is None else self.sold.fen * quarters
        return max(0, dishes - made), max(0, fen - sold)

    def waits_s(self, dishes: int, fen: int) -> int:
        """Seconds until the last quarter begins in which so many dishes, for so much, are made:
        those that are to be made already and those that are asked for."""
        quarters = [1]
        if self.dishes is not None:
            quarters.append(ceil(dishes / self.dishes))
        if self.sold is not None:
            quarters.append(ceil(fen / self.sold.fen))
        return (max(quarters) - 1) * QUARTER_S
