"""Finding stalls and dishes by what is typed; the clock keeps what can be found up to date, with
services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls.choosing import (
    ChosenStalls,
    fitting,
    in_time,
    instead,
    needs_ways,
    seconds_of,
    wanted_now,
)
from yeshi.flow.stalls.menus import CARD_DISHES, Stall, cards_of
from yeshi.flow.stalls.nearness import ways_to
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.choosing import NOTHING_WANTED, Ranking, StallsWanted, WantedNow
from yeshi.market.finding import AskedPieces, Findable, asked_by, findable, how_well
from yeshi.market.merchant import Merchant
from yeshi.visits.service import BookableService

# So many that have something of it are looked at, and so many stalls are shown.
LOOKED_AT, STALLS_SHOWN, DISHES_SHOWN = 120, 30, 6
# Where few of these are soon enough.
LOOKED_FAR = 1_000
# So many that are written as it was typed, and what only sounds so is not looked for.
ENOUGH_STALLS = 5
AT_ONCE, A_ROUND = 200, 2_000


def find(
    engine: Engine, typed: str, wanted: StallsWanted = NOTHING_WANTED, near: Point | None = None
) -> ChosenStalls | Refused:
    """The stalls that answer it and are what is wanted, each with the dishes that do and are.

    Those that take orders now come first, and of those who answers best, or as is wanted.
    """
    fits = fitting(engine, wanted, near)
    if isinstance(fits, Refused):
        return fits
    asked = asked_by(typed)
    found = _found(engine, asked, fits, near) if asked else ChosenStalls()
    if found.stalls or not asked:
        return found
    given_up = instead(fits, lambda left: _found(engine, asked, left, near).count)
    return replace(found, instead=given_up)


def out_of_date(engine: Engine) -> list[tuple[str, ...]]:
    """What is to be found under another name than it has now, or is new, or ended; in batches."""
    with engine.store.read() as work:
        ids = work.findables.outdated(A_ROUND)
    return [tuple(ids[first : first + AT_ONCE]) for first in range(0, len(ids), AT_ONCE)]


def keep_findable(engine: Engine, ids: Sequence[str]) -> Answer:
    """Have these be found under the names that they have."""

    def act(turn: Turn) -> Answer:
        work = turn.work
        kind = {id_: id_.partition(":")[::2] for id_ in ids}
        stalls = work.merchants.get_many([one for what, one in kind.values() if what == "stall"])
        dishes = work.items.get_many([one for what, one in kind.values() if what == "dish"])
        offered = [one for what, one in kind.values() if what == "service"]
        services = work.services.get_many(offered) if offered else {}
        there: dict[str, Mapping[str, Merchant | Item | BookableService]] = {
            "stall": stalls, "dish": dishes, "service": services,
        }  # fmt: skip
        known = work.findables.get_many(list(ids))
        for id_, (what, one) in kind.items():
            thing = there[what].get(one)
            if thing is None or thing.ended_at is not None:
                work.findables.let_go([id_])
                continue
            entry = _entry(thing)
            (work.findables.put if id_ in known else work.findables.add)(entry)
        return Done()

    return engine.perform(
        f"findable:{engine.clock.now().isoformat()}:{ids[0]}", "keep_findable", act
    )


def _found(
    engine: Engine, asked: Sequence[AskedPieces], wanted: StallsWanted, near: Point | None
) -> ChosenStalls:
    """Those that answer and are wanted; farther down the list where few are soon enough."""
    found, seen = _among(engine, asked, wanted, near, LOOKED_AT)
    if wanted.within is not None and seen >= LOOKED_AT and found.count < STALLS_SHOWN:
        found, _ = _among(engine, asked, wanted, near, LOOKED_FAR)
    return found


def _among(
    engine: Engine,
    asked: Sequence[AskedPieces],
    wanted: StallsWanted,
    near: Point | None,
    looked_at: int,
) -> tuple[ChosenStalls, int]:
    """Of so many that answer those that are wanted, and how many did answer."""
    now = wanted_now(engine, wanted) if wanted.wishes else None
    with engine.store.read() as work:
        ranked, seen = _meant(work, asked, looked_at, now)
        chosen = list(dict.fromkeys(entry.merchant for entry in ranked))
        there = work.merchants.get_many(chosen)
    merchants = [there[id_] for id_ in chosen if id_ in there and not there[id_].ended_at]
    ways = ways_to(engine, merchants, near) if near and needs_ways(wanted) else None
    merchants = in_time(wanted, ways, merchants)
    if wanted.ranking is Ranking.SOONEST:
        merchants.sort(key=lambda one: seconds_of(ways, one.id))
    clock, calendar = engine.clock.now(), engine.terms.calendar
    merchants.sort(key=lambda one: not one.takes_orders_at(clock, calendar))
    by_price = wanted.ranking is Ranking.CHEAPEST
    with engine.store.read() as work:
        shown = _cards(engine, work, merchants[: None if by_price else STALLS_SHOWN], ranked, now)
    if by_price:
        shown = sorted(shown, key=lambda one: (not one.open, _least(one)))[:STALLS_SHOWN]
    if near and ways is None:
        ways = ways_to(engine, [one.merchant for one in shown], near)
    is_cut = len(shown) >= STALLS_SHOWN
    return ChosenStalls(stalls=tuple(shown), ways=ways, count=len(shown), is_cut=is_cut), seen


def _cards(
    engine: Engine,
    work: Work,
    merchants: Sequence[Merchant],
    ranked: Sequence[Findable],
    now: WantedNow | None,
) -> list[Stall]:
    """The stalls with their dishes that answer; of one that answers by its name what is wanted."""
    ids = {one.id for one in merchants}
    named = [one.item for one in ranked if one.item and one.merchant in ids]
    items = work.items.get_many(named)
    dishes = [items[id_] for id_ in named if id_ in items and not items[id_].ended_at]
    if now is not None and now.wanted.asks_of_dishes:
        dishes = [one for one in dishes if now.of_dish(one)]
        by_name = ids.difference(one.merchant for one in dishes)
        dishes += work.items.met(sorted(by_name), now, CARD_DISHES)
    cards = cards_of(engine, work, merchants, dishes)
    return [replace(one, menu=one.menu[:DISHES_SHOWN]) for one in cards.values()]


def _least(stall: Stall) -> float:
    """What the cheapest of its dishes costs that is shown, in fen."""
    return min((item.price.fen for item in stall.menu), default=inf)


def _meant(
    work: Work, asked: Sequence[AskedPieces], looked_at: int, now: WantedNow | None
) -> tuple[list[Findable], int]:
    """Those that are meant, and how many were looked at; by what only sounds so where few are
    written so."""
    written = [one for one in asked if one.is_written]
    entries = work.findables.having(written, looked_at, now) if written else []
    ranked = _ranked(entries, written)
    if len({one.merchant for one in ranked}) < ENOUGH_STALLS:
        entries = work.findables.having(asked, looked_at, now)
        ranked = _ranked(entries, asked)
    return ranked, len(entries)


def _entry(thing: Merchant | Item | BookableService) -> Findable:
    if isinstance(thing, Merchant):
        return findable(thing.id, None, thing.name)
    if isinstance(thing, Item):
        return findable(thing.merchant, thing.id, thing.name)
    return findable(thing.merchant, None, thing.name, service=thing.id)


def _ranked(entries: Sequence[Findable], asked: Sequence[AskedPieces]) -> list[Findable]:
    """Those that are meant, who answers best first."""
    found = [(how_well(asked, one), one) for one in entries]
    found.sort(key=lambda it: (-it[0], len(it[1].pieces), it[1].id))
    return [one for share, one in found if share > 0]
