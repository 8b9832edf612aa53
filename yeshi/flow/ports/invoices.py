"""What flow asks of wishes for invoices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped
from yeshi.orders.invoice_wish import InvoiceWish


class InvoiceWishes(Grouped[InvoiceWish], Protocol):
    """Wishes for invoices; `of` an order: one of each of its stalls."""

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[InvoiceWish]:
        """So many of the merchant, from that one on: those that wait, then the newest."""
        ...

    def count_waiting(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        ...

    def of_orders(self, orders: Sequence[str]) -> list[InvoiceWish]:
        """All of any of these orders, by id."""
        ...

    def latest_of(self, customers: Sequence[str]) -> InvoiceWish | None:
        """What any of these customers wished last that says for whom; None for nothing."""
        ...

    def telling_before(self, moment: datetime, limit: int) -> list[InvoiceWish]:
        """So many of those asked for before that say for whom they are; the oldest."""
        ...
