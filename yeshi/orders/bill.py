"""A bill: what a customer pays of an order, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a customer pays: items + packing + delivery - deals - voucher + donation + tip = total.

    `tip`: what is wholly the courier's; None where nothing is given. `deals`: what stalls take off
    at their own cost; None where nothing is.
    """

    items: Money
    packing: Money
    delivery: Money
    voucher: Money
    donation: Money
    tip: Money | None = None
    deals: Money | None = None

    @property
    def total(self) -> Money:
        """The amount to pay."""
        untipped = self.goods + self.packing + self.delivery - self.voucher + self.donation
        return untipped + self.tip if self.tip else untipped

    @property
    def goods(self) -> Money:
        """What the items cost after the stalls' deals: what a voucher counts."""
        return self.items - self.deals if self.deals else self.items

    @property
    def besides(self) -> tuple[tuple[str, Money], ...]:
        """What stands on the bill besides the goods, by name; the voucher below zero."""
        parts = (
            ("packing", self.packing),
            ("delivery", self.delivery),
            ("voucher", self.voucher * -1),
            ("donation", self.donation),
            ("tip", self.tip),
        )
        return tuple((name, amount) for name, amount in parts if amount)
