"""A basket: what a customer wants, checked and grouped by merchant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.orders.order import Line


@dataclass(frozen=True, slots=True)
class EmptyBasket(Reason):
    """There is nothing in the basket."""


@dataclass(frozen=True, slots=True)
class SeveralMarkets(Reason):
    """The stalls of a basket must be of one market, so that one courier can collect."""

    merchant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a basket needs to know of an item: its seller, the seller's market, and the prices."""

    item: str
    merchant: str
    market: str | None
    name: Name
    price: Money
    packing: Money


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines by merchant, in the order in which the merchants were first chosen."""

    lines: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def merchants(self) -> tuple[str, ...]:
        """The merchants of the basket."""
        return tuple(merchant for merchant, _ in self.lines)


def fill(wanted: Mapping[str, int], offers: Mapping[str, Offer]) -> Basket | Refused:
    """The basket of `wanted` (item → quantity) at the prices of `offers`; or what is wrong."""
    if not wanted:
        return Refused(EmptyBasket())
    if len(wanted) > LINES_MAX:
        return Refused(Invalid("lines", f"> {LINES_MAX}"))
    by_merchant: dict[str, list[Line]] = {}
    markets: set[str] = set()
    for item, quantity in wanted.items():
        offer = offers.get(item)
        if offer is None:
            return Refused(Unknown("item", item))
        if not 1 <= quantity <= QUANTITY_MAX:
            return Refused(Invalid("quantity", f"1…{QUANTITY_MAX}"))
        # A restaurant outside the markets is a market of its own.
        markets.add(offer.market or offer.merchant)
        if len(markets) > 1:
            return Refused(SeveralMarkets(offer.merchant))
        line = Line(item, offer.name, quantity, offer.price, offer.packing)
        by_merchant.setdefault(offer.merchant, []).append(line)
    if len(by_merchant) > STALLS_MAX:
        return Refused(Invalid("stalls", f"> {STALLS_MAX}"))
    return Basket(tuple((merchant, tuple(lines)) for merchant, lines in by_merchant.items()))
