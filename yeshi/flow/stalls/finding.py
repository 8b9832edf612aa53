"""Finding stalls and dishes by what is typed; the clock keeps what can be found up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.stalls.menus import Stall, cards_of
from yeshi.market.catalogue import Item
from yeshi.market.finding import AskedPieces, Findable, asked_by, findable, how_well
from yeshi.market.merchant import Merchant

# So many that have something of it are looked at, and so many stalls are shown.
LOOKED_AT, STALLS_SHOWN, DISHES_SHOWN = 120, 30, 6
# So many that are written as it was typed, and what only sounds so is not looked for.
ENOUGH_STALLS = 5
AT_ONCE, A_ROUND = 200, 2_000


def find(engine: Engine, typed: str) -> list[Stall]:
    """The stalls that answer it, each with the dishes that do, in place of its menu.

    Those that take orders now come first, and of those who answers best.
    """
    asked = asked_by(typed)
    if not asked:
        return []
    with engine.store.read() as work:
        ranked = _meant(work, asked)
        chosen = list(dict.fromkeys(entry.merchant for entry in ranked))[:STALLS_SHOWN]
        there = work.merchants.get_many(chosen)
        merchants = [there[id_] for id_ in chosen if id_ in there and not there[id_].ended_at]
        named = [one.item for one in ranked if one.item]
        items = work.items.get_many(named)
        dishes = [items[id_] for id_ in named if id_ in items and not items[id_].ended_at]
        cards = cards_of(engine, work, merchants, dishes)
    found = [replace(one, menu=one.menu[:DISHES_SHOWN]) for one in cards.values()]
    return sorted(found, key=lambda one: not one.open)


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
        known = work.findables.get_many(list(ids))
        for id_, (what, one) in kind.items():
            thing = stalls.get(one) if what == "stall" else dishes.get(one)
            if thing is None or thing.ended_at is not None:
                work.findables.let_go([id_])
                continue
            entry = findable(*_placed(thing), thing.name)
            (work.findables.put if id_ in known else work.findables.add)(entry)
        return Done()

    return engine.perform(
        f"findable:{engine.clock.now().isoformat()}:{ids[0]}", "keep_findable", act
    )


def _meant(work: Work, asked: Sequence[AskedPieces]) -> list[Findable]:
    """Those that are meant; by what only sounds so where few are written so."""
    written = [one for one in asked if one.is_written]
    ranked = _ranked(work.findables.having(written, LOOKED_AT), written) if written else []
    if len({one.merchant for one in ranked}) >= ENOUGH_STALLS:
        return ranked
    return _ranked(work.findables.having(asked, LOOKED_AT), asked)


def _placed(thing: Merchant | Item) -> tuple[str, str | None]:
    return (thing.merchant, thing.id) if isinstance(thing, Item) else (thing.id, None)


def _ranked(entries: Sequence[Findable], asked: Sequence[AskedPieces]) -> list[Findable]:
    """Those that are meant, who answers best first."""
    found = [(how_well(asked, one), one) for one in entries]
    found.sort(key=lambda it: (-it[0], len(it[1].pieces), it[1].id))
    return [one for share, one in found if share > 0]
