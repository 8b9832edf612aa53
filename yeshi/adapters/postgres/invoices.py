"""The table of wishes for invoices, with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import InvoiceWishes
from yeshi.orders.invoice_wish import InvoiceWish

# As the index of them says it.
_TELLING = "made_for->>'title' || (made_for->>'tax_number') || (made_for->>'mail') <> ''"


class PostgresInvoiceWishes(PostgresRecords[InvoiceWish], InvoiceWishes):
    """Wishes for invoices."""

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[InvoiceWish]:
        """So many of the merchant, from that one on: those that wait, then the newest."""
        return self._many(
            "WHERE merchant = %s ORDER BY answered_at IS NOT NULL, asked_at DESC,"
            ' id COLLATE "C" OFFSET %s LIMIT %s',
            (merchant, start, limit),
        )

    def count_waiting(self, merchant: str) -> int:
        """How many the merchant is to answer."""
        ((found,),) = self._session.rows(
            "SELECT count(*) FROM invoice_wishes WHERE answered_at IS NULL AND merchant = %s",
            (merchant,),
        )
        return int(found)

    def of_orders(self, orders: Sequence[str]) -> list[InvoiceWish]:
        """All of any of these orders, by id."""
        return self._many('WHERE "order" = ANY(%s) ORDER BY id COLLATE "C"', (list(orders),))

    def latest_of(self, customers: Sequence[str]) -> InvoiceWish | None:
        """What any of these customers wished last that says for whom; None for nothing."""
        found = self._many(
            f"WHERE customer = ANY(%s) AND {_TELLING}"
            ' ORDER BY asked_at DESC, id COLLATE "C" DESC LIMIT 1',
            (list(customers),),
        )
        return found[0] if found else None

    def telling_before(self, moment: datetime, limit: int) -> list[InvoiceWish]:
        """So many of those asked for before that say for whom they are; the oldest."""
        return self._many(
            f"WHERE asked_at < %s AND {_TELLING} ORDER BY asked_at LIMIT %s", (moment, limit)
        )
