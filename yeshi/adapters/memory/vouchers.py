"""How often vouchers were used, and by which codes, in memory."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Tallies, VoucherCodes
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.tally import Tally


class MemoryTallies(MemoryRecords[Tally], Tallies):
    """How often campaigns' vouchers were used."""

    def lock_each(self, blanks: Sequence[Tally]) -> dict[str, Tally]:
        """Those with the ids of these, each of these itself where there is none yet."""
        for blank in blanks:
            if self.get(blank.id) is None:
                self.add(blank)
        return self.get_many([blank.id for blank in blanks])


class MemoryVoucherCodes(MemoryRecords[VoucherCode], VoucherCodes):
    """The codes of campaigns."""

    def entered_by(self, customer: str) -> list[VoucherCode]:
        """Those that the customer has entered, by id."""
        return [one for one in self.all() if one.customer == customer]
