"""A made-up city's people: its stalls, doors and couriers, and how they behave, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp
from random import Random

from yeshi.base.clock import LOCAL
from yeshi.base.names import Name
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.orders.order import Destination
from yeshi.twin.demand import Intent
from yeshi.twin.kitchens import Cooks

PLACES_PER_DEGREE_S = 111_000.0


@dataclass(frozen=True, slots=True)
class Door:
    """A place that a customer may choose."""

    name: Name
    place: Point


@dataclass(frozen=True, slots=True)
class Quarter:
    """A market, how busy it is against the others, and its stalls with their menus."""

    market: Market
    busy: float
    stalls: tuple[tuple[Merchant, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city as its file tells it."""

    name: Name
    zones: tuple[Zone, ...]
    quarters: tuple[Quarter, ...]
    doors: tuple[Door, ...]


# Orders a minute in the whole city by local hour, from 0 to 23: a night city sleeps at noon.
ORDERS_PER_MINUTE = (
    0.85, 0.6, 0.4, 0.3, 0.22, 0.2, 0.2, 0.22, 0.22, 0.22, 0.25, 0.32,
    0.35, 0.3, 0.25, 0.25, 0.3, 0.5, 0.75, 0.85, 0.9, 0.9, 0.9, 0.85,
)  # fmt: skip
REJECTS = 0.012
DONATES = 0.35
TWO_STALLS = 0.2


@dataclass(frozen=True, slots=True)
class Crowd:
    """The city's simulated customers; the same minute always brings the same wishes."""

    city: City
    seed: int
    hunger: float = 1.0

    def wishes(self, minute: datetime) -> list[Intent]:
        """What customers will want within the minute that begins at `minute`."""
        chance = Random(f"{self.seed}:demand:{minute.isoformat()}")
        rate = ORDERS_PER_MINUTE[minute.astimezone(LOCAL).hour] * self.hunger
        wishes = []
        for number in range(_poisson(chance, rate)):
            wish = self._wish(chance, minute, number)
            if wish is not None:
                wishes.append(wish)
        return wishes

    def _wish(self, chance: Random, minute: datetime, number: int) -> Intent | None:
        at = minute + timedelta(seconds=chance.randrange(60))
        quarters = self.city.quarters
        quarter = chance.choices(quarters, [quarter.busy for quarter in quarters])[0]
        door = _door_near(chance, quarter.market.collection)
        open_stalls = [
            (merchant, menu)
            for merchant, menu in quarter.stalls
            if merchant.online and merchant.hours.open_at(at)
        ]
        if not open_stalls:
            return None
        stalls = min(len(open_stalls), 2 if chance.random() < TWO_STALLS else 1)
        wanted: dict[str, int] = {}
        for _, menu in chance.sample(open_stalls, stalls):
            for item in chance.sample(menu, min(len(menu), chance.choice((1, 1, 2)))):
                wanted[item.id] = chance.choice((1, 1, 1, 2))
        customer = f"guest-{chance.randrange(900):03d}"
        address = f"{quarter.market.name.zh} {chance.randrange(1, 200)} 号"
        donate = chance.random() < DONATES
        key = f"{minute.isoformat()}:{number}"
        return Intent(key, at, customer, wanted, Destination(door, address), donate)


@dataclass(frozen=True, slots=True)
class StallHabits:
    """How the city's kitchens answer and cook; the same order is always treated the same."""

    city: City
    seed: int

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Answered within a minute, ready around the usual time, now and then turned down."""
        chance = Random(f"{self.seed}:kitchen:{order}:{merchant}")
        usual = next(
            (
                stall.cook_s
                for quarter in self.city.quarters
                for stall, _ in quarter.stalls
                if stall.id == merchant
            ),
            600,
        )
        answer_at = placed_at + timedelta(seconds=chance.randint(8, 60))
        if chance.random() < REJECTS:
            return Cooks(answer_at, None, "食材用完 / out of ingredients")
        cooking = timedelta(seconds=int(usual * chance.uniform(0.7, 1.3)))
        return Cooks(answer_at, answer_at + cooking)


@dataclass(frozen=True, slots=True)
class Rider:
    """A courier of the city and the hours in which they work: from `on`, for `hours`."""

    id: str
    name: Name
    place: Point
    on: time
    hours: float

    def shift(self, day: date) -> tuple[datetime, datetime]:
        """When the shift of the business day `day` begins and ends."""
        on_at = datetime.combine(day, self.on, LOCAL)
        # The small hours belong to the night that began the evening before.
        if self.on < time(6):
            on_at += timedelta(days=1)
        return on_at, on_at + timedelta(hours=self.hours)


SURNAMES = (
    "陈 Chen", "李 Li", "王 Wang", "刘 Liu", "周 Zhou", "黄 Huang", "彭 Peng", "罗 Luo",
    "谢 Xie", "唐 Tang", "邓 Deng", "肖 Xiao", "曾 Zeng", "谭 Tan", "蒋 Jiang", "欧阳 Ouyang",
)  # fmt: skip
GIVEN = (
    "建国 Jianguo", "海涛 Haitao", "小军 Xiaojun", "丽华 Lihua", "志强 Zhiqiang", "思远 Siyuan",
    "红梅 Hongmei", "国庆 Guoqing", "晓峰 Xiaofeng", "雅琴 Yaqin",
)  # fmt: skip
# When the forty begin, and how many of them: most with the evening, and some in every hour.
STARTS = (
    (time(6), 3), (time(9), 3), (time(11), 3), (time(14), 4), (time(16), 6),
    (time(18), 10), (time(22), 7), (time(1), 4),
)  # fmt: skip


def riders(city: City, seed: int, count: int = 40) -> list[Rider]:
    """The city's couriers, spread over the markets by how busy they are, and over the day."""
    chance = Random(f"{seed}:riders")
    starts = [start for start, number in STARTS for _ in range(number)][:count]
    busy = [quarter.busy for quarter in city.quarters]
    found = []
    for number, start in enumerate(starts, 1):
        # By turns through the markets first, so that each hour has couriers on both banks.
        quarter = city.quarters[(number * 3) % len(city.quarters)]
        if chance.random() < 0.2:
            quarter = chance.choices(city.quarters, busy)[0]
        zh, en = SURNAMES[number % len(SURNAMES)].split()
        given_zh, given_en = GIVEN[(number * 7) % len(GIVEN)].split()
        name = Name(zh + given_zh, f"{given_en} {en}")
        place = _door_near(chance, quarter.market.collection, 500)
        found.append(Rider(f"rider-{number:02d}", name, place, start, 8.0))
    return found


def _door_near(chance: Random, centre: Point, metres: float = 2200) -> Point:
    """A place around `centre`, denser near it, at most `metres` away to each side."""
    reach = metres / PLACES_PER_DEGREE_S
    return Point(
        round(centre.x + chance.triangular(-reach, reach), 6),
        round(centre.y + chance.triangular(-reach, reach), 6),
    )


def _poisson(chance: Random, mean: float) -> int:
    """A Poisson number, by Knuth's product of uniforms."""
    limit, product, count = exp(-mean), chance.random(), 0
    while product > limit:
        count += 1
        product *= chance.random()
    return count
