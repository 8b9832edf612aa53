"""Wishes for invoices in memory, with their questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import InvoiceWishes
from yeshi.orders.invoice_wish import InvoiceWish


class MemoryInvoiceWishes(MemoryRecords[InvoiceWish], InvoiceWishes):
    """Wishes for invoices."""

    indexes: Mapping[str, Key] = {
        "merchant": attrgetter("merchant"),
        "customer": attrgetter("customer"),
    }

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[InvoiceWish]:
        """So many of the merchant, from that one on: those that wait, then the newest."""
        by_id = sorted(self.where("merchant", merchant), key=attrgetter("id"))
        newest = sorted(by_id, key=attrgetter("asked_at"), reverse=True)
        return sorted(newest, key=lambda one: not one.waits)[start : start + limit]

    def count_waiting(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        return sum(one.waits for one in self.where("merchant", merchant))

    def of_orders(self, orders: Sequence[str]) -> list[InvoiceWish]:
        """All of any of these orders, by id."""
        found = (one for order in orders for one in self.where("owner", order))
        return sorted(found, key=attrgetter("id"))

    def latest_of(self, customers: Sequence[str]) -> InvoiceWish | None:
        """What any of these customers wished last that says for whom; None for nothing."""
        wished = (one for it in customers for one in self.where("customer", it) if one.tells)
        return max(wished, key=attrgetter("asked_at", "id"), default=None)

    def telling_before(self, moment: datetime, limit: int) -> list[InvoiceWish]:
        """So many of those asked for before that say for whom they are; the oldest."""
        found = (one for one in self.all() if one.asked_at < moment and one.tells)
        return sorted(found, key=attrgetter("asked_at"))[:limit]
