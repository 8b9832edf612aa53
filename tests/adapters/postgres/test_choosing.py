"""What is wanted is found in each store as the rules of the market say, one thing after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from random import Random

from tests.builders import EVENING, SmallCity
from yeshi.base.names import Name
from yeshi.flow.ports import StallMet, Store
from yeshi.flow.stalls.choosing import wanted_now
from yeshi.market.catalogue import Allergen, Diet, Item, Offered
from yeshi.market.choosing import NO_MARKET, Ranking, StallsWanted, WantedNow
from yeshi.market.facts import StallFacts
from yeshi.market.finding import asked_by, findable
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving

DISHES, WISHES = 60, 80


def _dish(chance: Random, number: int, city: SmallCity) -> Item:
    offered = Offered(
        spice=chance.randint(0, 3),
        allergens=tuple(chance.sample(list(Allergen), chance.randint(0, 3))),
        diets=tuple(chance.sample(list(Diet), chance.randint(0, 2))),
    )
    hours = chance.choice([None, Hours(time(19), time(2)), Hours(time(6), time(10))])
    days = tuple(sorted(chance.sample(range(7), 4)))
    return Item(
        id=f"d{number:02}",
        merchant=chance.choice("abr"),
        name=Name(f"豆腐{number}", f"tofu {number}"),
        price=city.money(chance.randint(1, 40) * 50),
        packing=city.money(0),
        left=chance.choice([None, None, 0, 3]),
        menu_row=chance.randint(0, 3),
        offered=chance.choice([offered, offered, Offered()]),
        parts=("a1", "a2") if chance.random() < 0.1 else (),
        served=chance.choice([None, None, Serving(hours=hours), Serving(days, hours)]),
        off_until=chance.choice([None, None, EVENING, EVENING + timedelta(hours=1)]),
        ended_at=EVENING if chance.random() < 0.1 else None,
    )


def _filled(store: Store, chance: Random) -> SmallCity:
    city = SmallCity(store).settle_in()
    with store.begin() as work:
        for number in range(DISHES):
            work.items.add(_dish(chance, number, city))
        work.merchants.put(replace(work.merchants.must("b"), taking=False))
        for id_, seats in (("a", True), ("r", False)):
            work.stall_facts.add(StallFacts(id=id_, seats=seats))
        for merchant in work.merchants.all():
            work.findables.add(findable(merchant.id, None, Name("豆腐店", "tofu shop")))
        for item in work.items.all():
            work.findables.add(findable(item.merchant, item.id, item.name))
    return city


def _wanted(chance: Random) -> StallsWanted:
    def seldom(value: object) -> object:
        return value if chance.random() < 0.3 else None

    return StallsWanted(
        open_now=chance.random() < 0.4,
        seats=chance.random() < 0.2,
        market=seldom(chance.choice(["m", NO_MARKET, "nowhere"])),  # type: ignore[arg-type]
        price=seldom(chance.randint(1, 20)),  # type: ignore[arg-type]
        spice=seldom(chance.randint(0, 2)),  # type: ignore[arg-type]
        diets=tuple(chance.sample(list(Diet), chance.choice([0, 0, 1, 2]))),
        without=tuple(chance.sample(list(Allergen), chance.choice([0, 0, 1, 2]))),
        ranking=chance.choice(list(Ranking)),
    )


def test_what_is_wanted_is_found_as_the_rules_say(store: Store) -> None:
    """Stalls with the least that one pays, their dishes, and what is called so."""
    chance = Random(7)
    city = _filled(store, chance)
    found = 0
    for _ in range(WISHES):
        asked = wanted_now(city.engine, _wanted(chance))
        with store.read() as work:
            stalls = [
                one
                for one in work.merchants.all()
                if asked.of_stall(one, work.stall_facts.get(one.id))
            ]
            dishes = [one for one in work.items.all() if asked.of_dish(one)]
            met = work.merchants.met(asked)
            expected = []
            for stall in stalls:
                own = [one.price.fen for one in dishes if one.merchant == stall.id]
                least = min(own, default=None) if asked.wanted.needs_dishes else None
                if own or not asked.wanted.asks_of_dishes:
                    is_open = stall.takes_orders_by_clock(asked.local)
                    expected.append(StallMet(stall.id, is_open, least))
            assert met == expected, asked.wanted
            assert _ids(work.items.met(["a", "b", "r"], asked, 99)) == sorted(
                one.id for one in dishes
            )
            found += len(met)
            _compare_named(store, asked, {one.id for one in stalls}, dishes)
    assert found > WISHES // 2


def _compare_named(store: Store, asked: WantedNow, stalls: set[str], dishes: list[Item]) -> None:
    """Of what answers, those dishes alone, and those stalls that sell one."""
    sells = {one.merchant for one in dishes}
    wanted = {one.id for one in dishes if one.merchant in stalls}
    with store.read() as work:
        having = work.findables.having(asked_by("豆腐"), 500, asked)
        every = work.findables.having(asked_by("豆腐"), 500)
        ended = {one.id for one in work.items.all() if one.ended_at}
    expected = [
        one.id
        for one in every
        if one.merchant in stalls
        and (
            not asked.wanted.asks_of_dishes
            or (one.item in wanted if one.item else one.merchant in sells)
        )
    ]
    assert [one.id for one in having] == expected
    assert len(every) == DISHES + 3
    assert ended


def test_of_each_menu_so_many_come_first_by_row(store: Store) -> None:
    """Of what is wanted, as on the menu."""
    city = _filled(store, Random(8))
    asked = wanted_now(city.engine, StallsWanted(price=15))
    with store.read() as work:
        two = work.items.met(["a", "r"], asked, 2)
        every = work.items.met(["a", "r"], asked, 99)
    for merchant in "ar":
        own = [one.id for one in every if one.merchant == merchant]
        assert [one.id for one in two if one.merchant == merchant] == own[:2]
    assert [(one.menu_row, one.id) for one in every] == sorted(
        (one.menu_row, one.id) for one in every
    )


def test_the_mean_is_of_what_is_sold(store: Store) -> None:
    """Rounded down; nothing of who sells nothing, and no dish that has ended."""
    city = SmallCity(store).settle_in()
    with store.begin() as work:
        for id_ in ("b1", "b2", "r1"):
            work.items.put(replace(work.items.must(id_), ended_at=city.clock.now()))
        work.items.put(replace(work.items.must("a1"), price=city.money(1551)))
    with store.read() as work:
        assert work.items.mean_fen(["a", "b", "r"]) == {"a": 2275, "r": 3000}


def test_hours_are_of_those_that_take_orders(store: Store) -> None:
    """By market, each once; nothing of a market without."""
    city = SmallCity(store).settle_in()
    late = Hours(time(18), time(4))
    with store.begin() as work:
        work.merchants.put(replace(work.merchants.must("b"), hours=late))
        work.merchants.put(replace(work.merchants.must("r"), taking=False))
    with store.read() as work:
        found = work.merchants.open_hours(time(20))
    assert {market: {str(one) for one in hours} for market, hours in found.items()} == {
        "m": {"17:00–03:00", "18:00–04:00"}
    }
    assert city.engine.store is store


def _ids(items: list[Item]) -> list[str]:
    return sorted(one.id for one in items)
