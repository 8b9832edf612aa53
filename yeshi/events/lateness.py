"""That an order comes later than was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.orders import OfOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLate(OfOrder):
    """A customer is told that their order comes later: when, and what it waits for (through which
    merchant, where it is one's)."""

    kind: ClassVar[str] = "order.late"
    customer: str
    promised_by: datetime
    by: datetime
    why: str
    merchant: str | None

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.customer)
