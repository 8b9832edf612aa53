"""A basket: what a customer wants, checked and grouped by merchant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.orders.lines import Line


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
        """Of each merchant: how many dishes, and what they are sold for in fen."""
        return {
            merchant: (sum(one.quantity for one in lines), sum(one.amount.fen for one in lines))
            for merchant, lines in self.lines
        }

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
