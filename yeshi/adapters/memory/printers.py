"""The slips of printers in memory, with their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Slips
from yeshi.market.slip import Slip

_BY_NUMBER = attrgetter("number")


class MemorySlips(MemoryRecords[Slip], Slips):
    """Slips of the printers of stalls."""

    indexes = {
        "order": attrgetter("order"),
        "waiting": lambda slip: slip.printer if slip.waits else None,
    }

    def first_waiting(self, printer: str) -> Slip | None:
        """The printer's earliest one that is still to be printed."""
        return min(self.where("waiting", printer), key=_BY_NUMBER, default=None)

    def waiting(self, printers: Sequence[str]) -> dict[str, int]:
        """How many are still to be printed of each of the printers that has some."""
        return dict(
            Counter(slip.printer for one in printers for slip in self.where("waiting", one))
        )

    def latest(self, printer: str, limit: int) -> list[Slip]:
        """So many of the printer, the latest first."""
        return sorted(self.of(printer), key=_BY_NUMBER, reverse=True)[:limit]

    def of_order(self, order: str, merchant: str) -> list[Slip]:
        """Those of the merchant's part of the order, by id."""
        found = (one for one in self.where("order", order) if one.merchant == merchant)
        return sorted(found, key=attrgetter("id"))

    def forget_written(self, before: datetime) -> int:
        """Forget those that were written before that moment; how many they were."""
        gone = [one for one in self.all() if one.written_at < before]
        for one in gone:
            self.forget(one)
        return len(gone)
