"""How long it takes to find something among many dishes: python -m bench.finding [--stalls 1000].

On an embedded PostgreSQL, in this process, from what is typed to the stalls that answer it. Names
are put together with a fixed seed from what menus of Changsha are made of, so that many are alike,
as they are in a city. Found is what is called as it was meant, among the first five stalls.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles

import psycopg

from bench.growth.city import Size, grow
from bench.menus.dishes import EVERY_NAME
from tests.builders import SmallCity
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.base.sure import allowed
from yeshi.flow.stalls.choosing import ChosenStalls, choose
from yeshi.flow.stalls.finding import find
from yeshi.geo.point import Point
from yeshi.market.catalogue import Allergen
from yeshi.market.choosing import Ranking, StallsWanted
from yeshi.market.finding import findable

DISHES, AT_ONCE, AMONG = 50, 2_000, 5
HOW = ("", "招牌", "老长沙", "香辣", "蒜蓉", "秘制", "特色", "家常", "加辣", "双份")
# What is typed, and what it means.
TYPED = (
    ("臭豆腐", "臭豆腐"), ("臭豆付", "臭豆腐"), ("choudoufu", "臭豆腐"), ("cdf", "臭豆腐"),
    ("choudufu", "臭豆腐"), ("小龙虾", "小龙虾"), ("ssxxlx", "小龙虾"), ("shisanxiang", "十三香"),
    ("牛肉粉", "牛肉粉"), ("nrf", "牛肉粉"), ("niuroufen", "牛肉粉"), ("嗦螺", "唆螺"),
    ("烤鱿鱼", "烤鱿鱼"), ("kaoyouyu", "烤鱿鱼"), ("珍珠奶茶", "珍珠奶茶"), ("zznc", "珍珠奶茶"),
    ("naicha", "奶茶"), ("糖油粑粑", "糖油粑粑"), ("tangyoubaba", "糖油粑粑"), ("tybb", "糖油粑粑"),
    ("剁椒鱼头", "剁椒鱼头"), ("duojiaoyutu", "剁椒鱼头"), ("汤", "汤"), ("面", "面"),
)  # fmt: skip
NEAR = Point(112.98, 28.19)
# What is chosen besides, and in which order.
CHOSEN = (
    ("nothing", StallsWanted()),
    ("open now", StallsWanted(open_now=True)),
    ("open now, within 30 minutes", StallsWanted(open_now=True, within=30)),
    ("at most 20, not hot, no peanut", StallsWanted(price=20, spice=0, without=(Allergen.PEANUT,))),
    ("cheapest first", StallsWanted(ranking=Ranking.CHEAPEST)),
    ("soonest first", StallsWanted(ranking=Ranking.SOONEST)),
)


def main() -> None:
    """Print how long what is typed takes, each and together, and what was found."""
    asked = argparse.ArgumentParser(prog="python -m bench.finding")
    asked.add_argument("--stalls", type=int, default=1000)
    asked.add_argument("--times", type=int, default=20)
    given = asked.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="yeshi-") as folder,
        embedded(Path(folder) / "db") as url,
    ):
        migrate(url)
        store = PostgresStore(open_pool(url), "CNY")
        city = _named(store, given.stalls)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        _print(city, given.times)
        store.close()


def _named(store: PostgresStore, stalls: int) -> SmallCity:
    """A city with that many stalls, whose dishes have names and are to be found."""
    SmallCity(store).settle_in()
    city = grow(store, Size(stalls=stalls, dishes=DISHES, orders=0, past=0))
    chance = Random(2026)
    ids = [f"s{stall}" for stall in range(stalls)]
    for first in range(0, stalls, AT_ONCE // DISHES):
        with store.begin() as work:
            for stall in ids[first : first + AT_ONCE // DISHES]:
                for dish in range(DISHES):
                    zh = chance.choice(HOW) + chance.choice(EVERY_NAME)
                    work.findables.add(findable(stall, f"{stall}-{dish}", Name(zh, zh)))
    return city


def _print(city: SmallCity, times: int) -> None:
    print("| typed | ms, median | stalls | found |")
    print("| --- | ---: | ---: | --- |")
    everything: list[float] = []
    missed = 0
    for typed, meant in TYPED:
        took = []
        for _ in range(times):
            begun = time.perf_counter()
            found = allowed(find(city.engine, typed), "finding").stalls
            took.append(1000 * (time.perf_counter() - begun))
        everything += took
        with city.store.read() as work:
            names = [
                work.findables.must(f"dish:{dish.id}").name.zh
                for one in found[:AMONG]
                for dish in one.menu
            ]
        right = any(meant in name for name in names)
        missed += not right
        print(f"| {typed} | {median(took):.1f} | {len(found)} | {right} |")
    ninety = quantiles(everything, n=10)[-1]
    print(f"\nmedian {median(everything):.1f} ms (bar 50), nine in ten within {ninety:.1f} ms,"
          f" {len(TYPED) - missed} of {len(TYPED)} found")  # fmt: skip
    _print_chosen(city, max(1, times // 4))


def _print_chosen(city: SmallCity, times: int) -> None:
    """The same with what is chosen besides, and where nothing is typed."""
    print("\n| chosen | typed, ms | nothing typed, ms |")
    print("| --- | ---: | ---: |")
    for name, wanted in CHOSEN:
        typed = [
            _took(partial(find, city.engine, typed, wanted, NEAR))
            for _ in range(times)
            for typed, _ in TYPED
        ]
        browsed = [_took(partial(choose, city.engine, wanted, NEAR)) for _ in range(4 * times)]
        print(f"| {name} | {median(typed):.1f} | {median(browsed):.1f} |")


def _took(ask: Callable[[], ChosenStalls | Refused]) -> float:
    """The milliseconds that it took."""
    begun = time.perf_counter()
    allowed(ask(), "choosing")
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
