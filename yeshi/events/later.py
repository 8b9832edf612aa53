"""What happens to an order that is for later, before it is as any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.orders import OfOrder


@dataclass(frozen=True, slots=True)
class OrderWished(OfOrder):
    """An order that was placed is for later: within a quarter of an hour from `at` on.

    Its kitchens begin at `begins_at`, so that it stands ready at `ready_at`.
    """

    kind: ClassVar[str] = "order.wished"
    at: datetime
    begins_at: datetime
    ready_at: datetime


@dataclass(frozen=True, slots=True)
class OrderBegun(OfOrder):
    """It is time to make an order that was for later."""

    kind: ClassVar[str] = "order.begun"
    merchants: tuple[str, ...]

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, *self.merchants)
