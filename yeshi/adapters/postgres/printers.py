"""The table of slips of printers, with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Slips
from yeshi.market.slip import Slip

_WAITS = "printed_at IS NULL AND given_up_at IS NULL"


class PostgresSlips(PostgresRecords[Slip], Slips):
    """Slips of the printers of stalls."""

    def first_waiting(self, printer: str) -> Slip | None:
        """The printer's earliest one that is still to be printed."""
        found = self._many(f"WHERE printer = %s AND {_WAITS} ORDER BY number LIMIT 1", (printer,))
        return found[0] if found else None

    def waiting(self, printers: Sequence[str]) -> dict[str, int]:
        """How many are still to be printed of each of the printers that has some."""
        rows = self._session.rows(
            f"SELECT printer, count(*) FROM slips WHERE printer = ANY(%s) AND {_WAITS}"
            " GROUP BY printer",
            (list(printers),),
        )
        return {str(printer): int(count) for printer, count in rows}

    def latest(self, printer: str, limit: int) -> list[Slip]:
        """So many of the printer, the latest first."""
        return self._many("WHERE printer = %s ORDER BY number DESC LIMIT %s", (printer, limit))

    def of_order(self, order: str, merchant: str) -> list[Slip]:
        """Those of the merchant's part of the order, by id."""
        return self._many(
            'WHERE "order" = %s AND merchant = %s ORDER BY id COLLATE "C"', (order, merchant)
        )

    def forget_written(self, before: datetime) -> int:
        """Forget those that were written before that moment; how many they were."""
        return self._session.changed("DELETE FROM slips WHERE written_at < %s", (before,))
