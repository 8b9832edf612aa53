"""Menus: what customers can order from, gathered in one look at the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant


@dataclass(frozen=True, slots=True)
class Stall:
    """A merchant, whether it can be ordered from now, and its menu."""

    merchant: Merchant
    market: Market | None
    open: bool
    menu: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The stalls of a market; of no market: the restaurants."""

    market: Market | None
    stalls: tuple[Stall, ...]

    @property
    def open_count(self) -> int:
        """How many can be ordered from now."""
        return sum(stall.open for stall in self.stalls)


def stalls(engine: Engine) -> list[Stall]:
    """All merchants by market, those open now first."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        markets = {market.id: market for market in work.markets.all()}
        items: dict[str, list[Item]] = {}
        for item in work.items.all():
            items.setdefault(item.merchant, []).append(item)
        found = [
            _stall(merchant, markets, items.get(merchant.id, []), now, engine.terms.calendar)
            for merchant in work.merchants.all()
        ]
    return sorted(
        found, key=lambda stall: (stall.merchant.market or "~", not stall.open, stall.merchant.id)
    )


def sections(engine: Engine) -> list[Section]:
    """All merchants by market, the market with the most open stalls first."""
    found = [
        Section(market, tuple(of_market))
        for market, of_market in groupby(stalls(engine), lambda one: one.market)
    ]
    return sorted(found, key=lambda section: -section.open_count)


def stall(engine: Engine, merchant_id: str) -> Stall | Refused:
    """One merchant with its menu."""
    with engine.store.begin() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        markets = {market.id: market for market in work.markets.all()}
        menu = work.items.of_merchant(merchant_id)
    return _stall(merchant, markets, menu, engine.clock.now(), engine.terms.calendar)


def items(engine: Engine, ids: list[str]) -> dict[str, Item]:
    """The items of a basket; what is no longer sold is left out."""
    with engine.store.begin() as work:
        return work.items.get_many(ids)


def _stall(
    merchant: Merchant,
    markets: dict[str, Market],
    menu: list[Item],
    now: datetime,
    calendar: Calendar,
) -> Stall:
    market = markets.get(merchant.market or "")
    return Stall(merchant, market, merchant.takes_orders_at(now, calendar), tuple(menu))
