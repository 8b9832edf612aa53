"""How good stalls and their dishes are said to be, and what was written of them lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.orders.stars import ALL_DISHES, COUNTED, Rated, Stars, of_dish, of_stall, rated

# So much of what was written lately a stall's page shows.
SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRating:
    """What was written to a rating, for anybody: it names neither who gave it nor their order."""

    dish: Name
    stars: int
    word: str
    night: date
    answer: str


def stars_since(engine: Engine, work: Work, names: Sequence[str]) -> Mapping[str, Stars]:
    """The stars that each of these got, as long as they count; of those that got any."""
    today = engine.terms.calendar.business_day(engine.clock.now())
    return work.stars_of_days.since(names, today - COUNTED)


def of_stalls(engine: Engine, work: Work, merchants: Sequence[str]) -> dict[str, Rated]:
    """By id how good these stalls are said to be."""
    return _means(engine, work, {of_stall(one): one for one in merchants})


def of_dishes(engine: Engine, work: Work, items: Sequence[str]) -> dict[str, Rated]:
    """By id how good these dishes are said to be."""
    return _means(engine, work, {of_dish(one): one for one in items})


def told_of(engine: Engine, merchant: str) -> tuple[ToldRating, ...]:
    """What was written lately of the stall's dishes, and may be read; the newest first."""
    with engine.store.read() as work:
        found = work.ratings.shown_of(merchant, SHOWN)
        items = work.items.get_many([one.item for one in found if one.item])
    return tuple(
        ToldRating(
            dish=items[one.item].name,
            stars=one.stars,
            word=one.word,
            night=one.night,
            answer=one.answer,
        )
        for one in found
        if one.item in items
    )


def _means(engine: Engine, work: Work, ids: Mapping[str, str]) -> dict[str, Rated]:
    got = stars_since(engine, work, [*ids, ALL_DISHES]) if ids else {}
    city, none = got.get(ALL_DISHES, Stars()), Stars()
    return {id_: rated(got.get(name, none), city) for name, id_ in ids.items()}
