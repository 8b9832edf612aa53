"""What flow asks of how often vouchers were used, and by which codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Grouped
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.tally import Tally


class Tallies(Grouped[Tally], Protocol):
    """How often campaigns' vouchers were used, by customer and by all."""

    def lock_each(self, blanks: Sequence[Tally]) -> dict[str, Tally]:
        """Those with the ids of these, each of these itself where there is none yet; kept from
        others."""
        ...


class VoucherCodes(Grouped[VoucherCode], Protocol):
    """The codes of campaigns."""

    def entered_by(self, customer: str) -> list[VoucherCode]:
        """Those that the customer has entered, each of which is entered once; by id."""
        ...
