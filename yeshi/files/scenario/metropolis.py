"""A made-up city of any size: markets over a disc, busier towards its middle."""

from __future__ import annotations

from datetime import time
from math import cos, pi, radians, sin, sqrt
from random import Random

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.city import City, Marketplace
from yeshi.geo.point import METRES_PER_DEGREE, Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant

MIDDLE = Point(112.98, 28.2)
SEED = 20151101
DISHES = (("主食", "A staple", 2200), ("小吃", "A snack", 1500), ("饮品", "A drink", 1200))
_ALWAYS = Hours(time(0), time(0))


def metropolis(
    markets: int, stalls: int, across_km: float, zones: int, calendar: Calendar, currency: str
) -> City:
    """A city `across_km` wide with so many markets of so many stalls; the same numbers, the same
    city. Its dispatch zones are rings' sectors around the middle, alike in size."""
    chance = Random(f"{SEED}:metropolis:{markets}:{stalls}:{across_km}")
    width = len(str(markets))
    quarters = tuple(
        _quarter(chance, f"market-{number:0{width}d}", stalls, across_km, currency)
        for number in range(1, markets + 1)
    )
    return City(
        name=Name("大城", "The metropolis"),
        calendar=calendar,
        currency=currency,
        zones=tuple(_zone(number, zones, across_km) for number in range(zones)),
        quarters=quarters,
        doors=(),
    )


def _quarter(chance: Random, id_: str, stalls: int, across_km: float, currency: str) -> Marketplace:
    place = _around(chance.random() * 2 * pi, sqrt(chance.random()) * across_km * 500)
    name = Name(f"夜市 {id_[7:]}", f"Market {id_[7:]}")
    rows = tuple(
        _stall(chance, f"{id_}.{number}", id_, place, currency) for number in range(1, stalls + 1)
    )
    return Marketplace(Market(id_, name, place), chance.lognormvariate(0.0, 0.6), rows)


def _stall(
    chance: Random, id_: str, market: str, place: Point, currency: str
) -> tuple[Merchant, tuple[Item, ...]]:
    menu = tuple(
        Item(
            id=f"{id_}.{number}",
            merchant=id_,
            name=Name(zh, en),
            price=Money(fen, currency),
            packing=Money(100, currency),
        )
        for number, (zh, en, fen) in enumerate(DISHES)
    )
    cook_s = chance.choice((480, 600, 720, 900))
    name = Name(f"摊位 {id_[7:]}", f"Stall {id_[7:]}")
    return Merchant(
        id=id_, name=name, market=market, place=place, hours=_ALWAYS, cook_s=cook_s, online=True
    ), menu


def _zone(number: int, zones: int, across_km: float) -> Zone:
    # One zone has its centre in the middle, others around it, far enough out to halve the disc.
    metres = 0.0 if zones == 1 else across_km * 330
    place = _around(2 * pi * number / zones, metres)
    return Zone(f"zone-{number + 1}", Name(f"第{number + 1}区", f"Zone {number + 1}"), place)


def _around(direction: float, metres: float) -> Point:
    degrees = metres / METRES_PER_DEGREE
    east = degrees * cos(direction) / cos(radians(MIDDLE.y))
    return Point(round(MIDDLE.x + east, 6), round(MIDDLE.y + degrees * sin(direction), 6))
