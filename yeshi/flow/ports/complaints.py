"""What flow asks of complaints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped
from yeshi.orders.complaint import Complaint


class Complaints(Grouped[Complaint], Protocol):
    """Complaints; `of` an order: all about it. `zones`: of these alone; None: of all."""

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Complaint]:
        """So many of the merchant, from that one on: those it is to answer, then the newest."""
        ...

    def count_unanswered(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        ...

    def unanswered_at(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were to be answered by then, the longest due first."""
        ...

    def undecided(
        self, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> list[Complaint]:
        """So many that the control room is to decide or may, from that one on.

        Those that wait for it first; of each the oldest first.
        """
        ...

    def count_referred(self, zones: Sequence[str] | None = None) -> int:
        """How many the control room is to decide."""
        ...

    def to_hand_out(self, limit: int) -> list[Complaint]:
        """So many of which cash waits at the office, the oldest first."""
        ...

    def of_orders(self, orders: Sequence[str]) -> list[Complaint]:
        """All about any of these orders, by id."""
        ...

    def of_customers_since(self, customers: Sequence[str], moment: datetime) -> list[Complaint]:
        """All that these customers made since then, by id."""
        ...

    def of_merchant_since(self, merchant: str, moment: datetime) -> list[Complaint]:
        """All about the merchant that were made since then, by id."""
        ...

    def telling_before(self, moment: datetime, limit: int) -> list[Complaint]:
        """So many of those that were made before, in which anything personal stands; the oldest."""
        ...
