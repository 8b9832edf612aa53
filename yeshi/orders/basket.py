"""A basket: what a customer wants, checked and grouped by merchant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.orders.lines import DealShare, Line, asked_of


@dataclass(frozen=True, slots=True)
class EmptyBasket(Reason):
    """There is nothing in the basket."""


@dataclass(frozen=True, slots=True)
class SeveralMarkets(Reason):
    """The stalls of a basket must be of one market, so that one courier can collect."""

    merchant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a basket needs to know of a selection: its seller, their market, and its line."""

    merchant: str
    market: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines by merchant, in the order in which the merchants were first chosen."""

    lines: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def merchants(self) -> tuple[str, ...]:
        """The merchants of the basket."""
        return tuple(merchant for merchant, _ in self.lines)

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines of all merchants."""
        return tuple(line for _, lines in self.lines for line in lines)

    @property
    def asked(self) -> dict[str, tuple[int, int]]:
        """Of each merchant: how many dishes, and their worth in fen before deals."""
        return {merchant: asked_of(lines) for merchant, lines in self.lines}

    @property
    def dealt(self) -> tuple[tuple[str, Money], ...]:
        """What stalls take off by their deals, of those that do."""
        found = ((stall, [one.dealt for one in lines]) for stall, lines in self.lines)
        summed = ((stall, total(offs, offs[0].currency)) for stall, offs in found)
        return tuple((stall, off) for stall, off in summed if off)

    @property
    def undealt(self) -> Basket:
        """The basket at the prices of before all deals."""
        nothing = {stall: [()] * len(lines) for stall, lines in self.lines}
        return with_deals(self, nothing) if self.dealt else self

    @property
    def quantities(self) -> dict[str, int]:
        """So many of each selection, by how it is written."""
        return {line.selection.written: line.quantity for line in self.all_lines}


def fill(wanted: Mapping[str, int], offers: Mapping[str, Offer]) -> Basket | Refused:
    """The basket of `wanted` (a selection as it is written → quantity) at the prices of `offers`.

    Or what is wrong with it.
    """
    if not wanted:
        return Refused(EmptyBasket())
    if len(wanted) > LINES_MAX:
        return Refused(Invalid("lines", f"> {LINES_MAX}"))
    by_merchant: dict[str, list[Line]] = {}
    markets: set[str] = set()
    for written, quantity in wanted.items():
        offer = offers.get(written)
        if offer is None:
            return Refused(Unknown("item", selection_of(written).item))
        if not 1 <= quantity <= QUANTITY_MAX:
            return Refused(Invalid("quantity", f"1…{QUANTITY_MAX}"))
        # A restaurant outside the markets is a market of its own.
        markets.add(offer.market or offer.merchant)
        if len(markets) > 1:
            return Refused(SeveralMarkets(offer.merchant))
        line = replace(offer.line, quantity=quantity)
        by_merchant.setdefault(offer.merchant, []).append(line)
    if len(by_merchant) > STALLS_MAX:
        return Refused(Invalid("stalls", f"> {STALLS_MAX}"))
    return Basket(tuple((merchant, tuple(lines)) for merchant, lines in by_merchant.items()))


def with_deals(basket: Basket, shares: Mapping[str, Sequence[tuple[DealShare, ...]]]) -> Basket:
    """The basket with what deals take off, by merchant and in the order of its lines there."""
    return Basket(
        tuple(
            (
                merchant,
                tuple(
                    replace(one, deals=deals)
                    for one, deals in zip(lines, shares[merchant], strict=True)
                )
                if merchant in shares
                else lines,
            )
            for merchant, lines in basket.lines
        )
    )
