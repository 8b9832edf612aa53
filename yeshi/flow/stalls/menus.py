"""Menus: what customers can order from, gathered in one look at the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.stalls.around import around
from yeshi.flow.stalls.deals_now import DealsNow, deals_of_now
from yeshi.flow.stalls.stars import of_dishes, of_stalls
from yeshi.market.arranging import by_category
from yeshi.market.catalogue import Item, mean_fen_of
from yeshi.market.facts import StallFacts
from yeshi.market.hours import last_closing
from yeshi.market.merchant import Market, Merchant
from yeshi.market.pictured import ShownPicture, of_dish, of_front
from yeshi.market.selection import as_it_comes
from yeshi.market.shelf import SharedStock, StockShelf
from yeshi.orders.stars import Rated

# How much one page shows: markets, stalls of each of them, dishes of each stall; stalls of one.
SECTIONS = 6
SECTION_STALLS = 12
CARD_DISHES = 3
PAGE_STALLS = 40
# More than any menu has.
DISHES_MAX = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """A merchant, whether it can be ordered from now, its menu, and what both look like.

    `stocks`: what is left of what dishes and choices share, where the whole menu was asked for; and
    by dish how good it is said to be (`dishes_rated`).
    `mean_price`: what a dish of it costs in the mean, in a list of stalls.
    """

    merchant: Merchant
    market: Market | None
    open: bool
    menu: tuple[Item, ...]
    pictures: Mapping[str, ShownPicture] = field(default_factory=dict)
    stocks: tuple[SharedStock, ...] = ()
    facts: StallFacts | None = None
    rated: Rated = Rated(None, 0)
    dishes_rated: Mapping[str, Rated] = field(default_factory=dict)
    mean_price: Money | None = None
    deals: DealsNow = DealsNow()

    @property
    def has_no_seats(self) -> bool:
        """Whether it says that one cannot sit down there."""
        return self.facts is not None and self.facts.seats is False

    @property
    def front(self) -> ShownPicture | None:
        """What its front looks like."""
        return self.pictures.get(of_front(self.merchant.id))

    def picture_of(self, item: Item) -> ShownPicture | None:
        """What the dish looks like."""
        return self.pictures.get(of_dish(item.id))

    @property
    def items(self) -> dict[str, Item]:
        """The menu by id."""
        return {one.id: one for one in self.menu}

    @property
    def by_category(self) -> list[tuple[Name | None, list[Item]]]:
        """The menu by category, each where its first dish is; dishes without one come first."""
        return by_category(self.menu)

    @property
    def shelf(self) -> StockShelf:
        """What is left of it."""
        return StockShelf(self.items, {one.id: one for one in self.stocks})

    def asks(self, item: Item) -> bool:
        """Whether something can be chosen at the item, or at a dish of the set that it is."""
        dishes = [item, *(self.items[one] for one in item.parts if one in self.items)]
        return any(one.groups for one in dishes)

    def needs_choice(self, item: Item) -> bool:
        """Whether something has to be chosen, so that it is not had as it comes."""
        dishes = [item, *(self.items[one] for one in item.parts if one in self.items)]
        return any(group.least for one in dishes for group in one.groups)

    def most_of(self, item: Item, now: datetime, calendar: Calendar) -> int:
        """How many of an item of the menu one order may have now; 0: none can be had."""
        items, shelf = self.items, self.shelf
        dishes = [item, *(items[one] for one in item.parts if one in items)]
        if len(dishes) <= len(item.parts) or not all(one.is_on(now, calendar) for one in dishes):
            return 0
        return shelf.most_of(as_it_comes(item, items, shelf).takes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some stalls of a market, of no market the restaurants, and how many there are of them all.

    `until`: when the last of those closes that take orders, and close at all; None where none
    does. `never_closes`: one of them never does.
    `before` and `after`: where the stalls before and after these begin; None where there are none.
    """

    market: Market | None
    stalls: tuple[Stall, ...]
    open_count: int
    count: int
    before: int | None = None
    after: int | None = None
    until: time | None = None
    never_closes: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """Some markets with their first stalls; `before` and `after` as of a Section."""

    sections: tuple[Section, ...]
    before: int | None
    after: int | None

    @property
    def open_count(self) -> int:
        """How many stalls of these markets take orders."""
        return sum(one.open_count for one in self.sections)


def some_stalls(engine: Engine, after: str, limit: int) -> tuple[list[Stall], str | None]:
    """So many merchants by id with their menus, from the one on that follows `after`; fewer where
    some of them have ended.

    With the one after which others follow, None where none do.
    """
    with engine.store.read() as work:
        found = work.merchants.some_after(after, limit + 1)
        there = [one for one in found[:limit] if one.ended_at is None]
        menus = work.items.first_of([one.id for one in there], DISHES_MAX)
        cards = cards_of(engine, work, there, menus, whole=True)
    return list(cards.values()), found[limit - 1].id if len(found) > limit else None


def sections(engine: Engine, start: int = 0) -> Front:
    """The markets from that one on, the one with the most open stalls first, with their first."""
    by_clock = _by_clock(engine)
    with engine.store.read() as work:
        counts = work.merchants.counts(by_clock)
        hours = work.merchants.open_hours(by_clock)
        fullest = sorted(counts, key=lambda market: (-counts[market][0], market or "~"))
        shown = fullest[start : start + SECTIONS]
        markets = work.markets.get_many([market for market in shown if market])
        first = {
            market: work.merchants.of_market(market, by_clock, 0, SECTION_STALLS)
            for market in shown
        }
        cards = _cards(engine, work, [one for of_market in first.values() for one in of_market])
    found = tuple(
        Section(
            market=markets.get(market or ""),
            stalls=tuple(cards[one.id] for one in of_market),
            open_count=counts[market][0],
            count=counts[market][1],
            after=SECTION_STALLS if counts[market][1] > SECTION_STALLS else None,
            until=last_closing(hours.get(market, ()), by_clock),
            never_closes=any(one.is_all_day for one in hours.get(market, ())),
        )
        for market, of_market in first.items()
    )
    return Front(found, *around(start, SECTIONS, len(fullest)))


def merchant(engine: Engine, merchant_id: str) -> Merchant | Refused:
    """A merchant without its menu."""
    with engine.store.read() as work:
        found = work.merchants.get(merchant_id)
    return found or Refused(Unknown("merchant", merchant_id))


def market(engine: Engine, market_id: str) -> Market | Refused:
    """A market that there is."""
    with engine.store.read() as work:
        found = work.markets.get(market_id)
    return found if found and not found.ended_at else Refused(Unknown("market", market_id))


def section(engine: Engine, market: Market | None, start: int = 0) -> Section:
    """The stalls of a market, of None the restaurants, from that one on; those open now first."""
    by_clock, of = _by_clock(engine), market.id if market else None
    with engine.store.read() as work:
        open_count, count = work.merchants.counts(by_clock).get(of, (0, 0))
        some = work.merchants.of_market(of, by_clock, start, PAGE_STALLS)
        cards = _cards(engine, work, some)
    before, after = around(start, PAGE_STALLS, count)
    return Section(
        market=market,
        stalls=tuple(cards[one.id] for one in some),
        open_count=open_count,
        count=count,
        before=before,
        after=after,
    )


def of_ids(engine: Engine, ids: Sequence[str]) -> list[Stall]:
    """The merchants of those ids that there are, without their menus, in that order."""
    with engine.store.read() as work:
        found = work.merchants.get_many(list(ids))
        cards = _cards(engine, work, [found[one] for one in ids if one in found], dishes=0)
    return list(cards.values())


def _by_clock(engine: Engine) -> time:
    return engine.terms.calendar.local(engine.clock.now()).time()


def _cards(
    engine: Engine, work: Work, merchants: list[Merchant], dishes: int = CARD_DISHES
) -> dict[str, Stall]:
    """By id the merchants with their first dishes, in the same order."""
    first = work.items.first_of([one.id for one in merchants], dishes) if dishes else []
    return cards_of(engine, work, merchants, first)


def cards_of(
    engine: Engine,
    work: Work,
    merchants: Sequence[Merchant],
    dishes: Sequence[Item],
    *,
    whole: bool = False,
) -> dict[str, Stall]:
    """By id the merchants with those of the dishes that are theirs, both in the same order.

    `whole`: these are all their dishes, of which so the mean is known.
    """
    menus: dict[str, list[Item]] = {}
    for item in dishes:
        menus.setdefault(item.merchant, []).append(item)
    markets = work.markets.get_many([one.market for one in merchants if one.market])
    # Of each card the front; its dishes are there in words.
    shown = work.shown_pictures.get_many([of_front(one.id) for one in merchants])
    fronts = {one.merchant: {one.id: one} for one in shown.values()}
    facts = work.stall_facts.get_many([one.id for one in merchants])
    means = of_stalls(engine, work, [one.id for one in merchants])
    mean_fen = mean_fen_of(menus) if whole else work.items.mean_fen([one.id for one in merchants])
    now, calendar, currency = engine.clock.now(), engine.terms.calendar, engine.terms.currency
    deals = deals_of_now(work, merchants, now, calendar)
    return {
        one.id: Stall(
            merchant=one,
            market=markets.get(one.market or ""),
            open=one.takes_orders_at(now, calendar),
            menu=tuple(menus.get(one.id, [])),
            pictures=fronts.get(one.id, {}),
            facts=facts.get(one.id),
            rated=means[one.id],
            deals=deals[one.id],
            mean_price=Money(mean_fen[one.id], currency) if one.id in mean_fen else None,
        )
        for one in merchants
    }


def stall(engine: Engine, merchant_id: str) -> Stall | Refused:
    """One merchant with its menu."""
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        markets = work.markets.get_many([merchant.market] if merchant.market else [])
        menu = [one for one in work.items.of_merchant(merchant_id) if one.ended_at is None]
        stocks = work.stocks.of(merchant_id)
        pictures = {one.id: one for one in work.shown_pictures.of_merchants([merchant_id])}
        facts = work.stall_facts.get(merchant_id)
        means = of_stalls(engine, work, [merchant_id])
        dishes_rated = of_dishes(engine, work, [one.id for one in menu])
        now, calendar = engine.clock.now(), engine.terms.calendar
        deals = deals_of_now(work, [merchant], now, calendar)
    return Stall(
        merchant=merchant,
        market=markets.get(merchant.market or ""),
        open=merchant.takes_orders_at(now, calendar),
        menu=tuple(menu),
        pictures=pictures,
        stocks=tuple(stocks),
        facts=facts,
        rated=means[merchant_id],
        dishes_rated=dishes_rated,
        deals=deals[merchant_id],
    )
