"""Choosing among stalls by what is wanted of them: which they are, in which order, and what to give
up where none is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import StallMet
from yeshi.flow.stalls.around import around
from yeshi.flow.stalls.menus import CARD_DISHES, PAGE_STALLS, Stall, cards_of
from yeshi.flow.stalls.nearness import WayTo, ways_to
from yeshi.geo.point import Point
from yeshi.market.choosing import NO_MARKET, Ranking, StallsWanted, WantedNow, WishedFor, beyond
from yeshi.market.merchant import Merchant

# So many markets one chooses from in a list.
MARKETS_SHOWN = 40
Ways = Mapping[str, WayTo | None]


@dataclass(frozen=True, slots=True)
class Instead:
    """How many stalls there are without one of the wishes; of None, without any."""

    wish: WishedFor | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenStalls:
    """The stalls that are what is wanted, each with the dishes that are, in place of its menu.

    `ways`: the way of each to where one wants to eat; None where nobody said where. `count`: how
    many they are on all pages; `is_cut`: there may be more, that answer less well. `before` and
    `after`: as of a Section. `instead`: where none is left, what would leave some.
    """

    stalls: tuple[Stall, ...] = ()
    ways: Ways | None = None
    count: int = 0
    is_cut: bool = False
    before: int | None = None
    after: int | None = None
    instead: tuple[Instead, ...] = ()


def wanted_now(engine: Engine, wanted: StallsWanted) -> WantedNow:
    """What is wanted, by the city's clock and in its currency."""
    terms = engine.terms
    return WantedNow(wanted, engine.clock.now(), terms.calendar, terms.currency)


def fitting(engine: Engine, wanted: StallsWanted, near: Point | None) -> StallsWanted | Refused:
    """What can be asked for: without minutes, and by no minutes, where nobody said to where."""
    refused = beyond(wanted)
    if refused:
        return refused
    if wanted.market not in (None, NO_MARKET):
        with engine.store.read() as work:
            market = work.markets.get(wanted.market or "")
        if market is None or market.ended_at:
            return Refused(Unknown("market", wanted.market or ""))
    if near is not None:
        return wanted
    by = Ranking.BEST if wanted.ranking is Ranking.SOONEST else wanted.ranking
    return replace(wanted, within=None, ranking=by)


def markets_to_choose(engine: Engine) -> tuple[tuple[str, Name], ...]:
    """So many markets with their names, those first of which most stalls take orders."""
    clock = engine.terms.calendar.local(engine.clock.now()).time()
    with engine.store.read() as work:
        counts = {of: there for of, there in work.merchants.counts(clock).items() if of}
        fullest = sorted(counts, key=lambda of: (-counts[of][0], of))[:MARKETS_SHOWN]
        found = work.markets.get_many(fullest)
    return tuple((id_, found[id_].name) for id_ in fullest if id_ in found)


def choose(
    engine: Engine, wanted: StallsWanted, near: Point | None, start: int = 0
) -> ChosenStalls | Refused:
    """The stalls of the city that are what is wanted, from that one on."""
    fits = fitting(engine, wanted, near)
    return fits if isinstance(fits, Refused) else chosen_of(engine, fits, near, start)


def chosen_of(engine: Engine, fits: StallsWanted, near: Point | None, start: int) -> ChosenStalls:
    """The same of what is fitting."""
    met, ways = _met(engine, fits, near)
    shown = [one.id for one in met[start : start + PAGE_STALLS]]
    with engine.store.read() as work:
        there = work.merchants.get_many(shown)
        merchants = [there[id_] for id_ in shown if id_ in there]
        asked = wanted_now(engine, fits)
        cards = cards_of(engine, work, merchants, work.items.met(shown, asked, CARD_DISHES))
    if ways is None and near is not None:
        ways = ways_to(engine, merchants, near)
    before, after = around(start, PAGE_STALLS, len(met))
    return ChosenStalls(
        stalls=tuple(cards.values()),
        ways=ways,
        count=len(met),
        before=before,
        after=after,
        instead=() if met else instead(fits, lambda left: len(_met(engine, left, near)[0])),
    )


def some_chosen(
    engine: Engine, wanted: StallsWanted, near: Point | None, after: str, limit: int
) -> tuple[list[Stall], str | None] | Refused:
    """So many of them by id, from the one on that follows `after`, with all dishes that are it.

    With the one after which others follow, None where none do.
    """
    fits = fitting(engine, wanted, near)
    if isinstance(fits, Refused):
        return fits
    ids = sorted(one.id for one in _met(engine, fits, near)[0] if one.id > after)
    shown = ids[:limit]
    with engine.store.read() as work:
        there = work.merchants.get_many(shown)
        merchants = [there[id_] for id_ in shown if id_ in there]
        dishes = work.items.met(shown, wanted_now(engine, fits), _DISHES_MAX)
        cards = cards_of(engine, work, merchants, dishes)
    return list(cards.values()), shown[-1] if len(ids) > limit else None


def instead(wanted: StallsWanted, count: Callable[[StallsWanted], int]) -> tuple[Instead, ...]:
    """What to give up so that some are left, what leaves most first; else all of it, if that does.

    `count`: how many there are of what is wanted.
    """
    wishes = wanted.wishes
    if not wishes:
        return ()
    found = [Instead(wish, count(wanted.taking_off(wish))) for wish in wishes]
    some = sorted((one for one in found if one.count), key=lambda one: -one.count)
    if some or len(wishes) == 1:
        return tuple(some)
    everything = count(StallsWanted(ranking=wanted.ranking))
    return (Instead(None, everything),) if everything else ()


def seconds_of(ways: Ways | None, merchant: str) -> float:
    """How soon it is there; what is too far, or not known, is never."""
    way = ways.get(merchant) if ways else None
    return way.seconds if way else inf


def needs_ways(wanted: StallsWanted) -> bool:
    """Whether the minutes of all of them have to be known, not of those alone that are shown."""
    return wanted.within is not None or wanted.ranking is Ranking.SOONEST


def in_time(
    wanted: StallsWanted, ways: Ways | None, merchants: Sequence[Merchant]
) -> list[Merchant]:
    """Those that are soon enough."""
    if wanted.within is None or ways is None:
        return list(merchants)
    return [one for one in merchants if wanted.in_time(seconds_of(ways, one.id))]


# More than any menu has.
_DISHES_MAX = 100_000


def _met(
    engine: Engine, wanted: StallsWanted, near: Point | None
) -> tuple[list[StallMet], Ways | None]:
    """All that are what is wanted, in order, with their ways where these had to be known."""
    with engine.store.read() as work:
        met = work.merchants.met(wanted_now(engine, wanted))
        wanting = near is not None and needs_ways(wanted)
        merchants = work.merchants.get_many([one.id for one in met]) if wanting else {}
    ways: Ways | None = None
    if wanting and near is not None:
        ways = ways_to(engine, merchants.values(), near)
        there = {one.id for one in in_time(wanted, ways, list(merchants.values()))}
        met = [one for one in met if one.id in there]

    def place(one: StallMet) -> tuple[bool, float]:
        if wanted.ranking is Ranking.SOONEST:
            return not one.open, seconds_of(ways, one.id)
        if wanted.ranking is Ranking.CHEAPEST:
            return not one.open, inf if one.least_fen is None else one.least_fen
        return not one.open, 0

    # By id, as they came, where they are alike.
    return sorted(met, key=place), ways
