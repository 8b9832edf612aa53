"""Cities from TOML files that people can read and write."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from random import Random

from pydantic import Field

from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.errors import InputError
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.city import City, Door, Quarter
from yeshi.files.programme import NamePart
from yeshi.files.toml import Part
from yeshi.files.toml import place as place_of
from yeshi.files.toml import read as read_file
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant


class _Zone(Part):
    id: str
    name: NamePart
    centre: tuple[float, float]


class _Market(Part):
    id: str
    name: NamePart
    place: tuple[float, float]
    busy: float = Field(gt=0)


class _Door(Part):
    name: NamePart
    place: tuple[float, float]


_Dish = tuple[str, str, int, int] | tuple[str, str, int, int, int]
_Stall = (
    tuple[str, str, str, time, time, int, list[str]]
    | tuple[str, str, str, time, time, int, list[str], bool]
)


class _City(Part):
    name: NamePart
    time_zone: str
    day_turns: time = time(6)
    currency: str = Field(pattern="^[A-Z]{3}$")
    zones: list[_Zone] = Field(min_length=1)
    markets: list[_Market] = Field(min_length=1)
    doors: list[_Door] = Field(min_length=1)
    dishes: dict[str, _Dish]
    sectors: dict[str, list[str]] = {}
    stalls: dict[str, list[_Stall]]


def read_city(path: Path) -> City:
    """The city in the file; InputError names the file and what is wrong in it."""
    read = read_file(path, _City)
    calendar = calendar_of(path, read.time_zone, read.day_turns)
    quarters = []
    for market in read.markets:
        place = Point(*market.place)
        stalls = [
            _stall(path, read, market.id, place, number, row)
            for number, row in enumerate(read.stalls.get(market.id, []))
        ]
        listed = Market(market.id, market.name.name(), place)
        quarters.append(Quarter(listed, market.busy, tuple(stalls)))
    return City(
        name=read.name.name(),
        calendar=calendar,
        currency=read.currency,
        zones=tuple(Zone(zone.id, zone.name.name(), Point(*zone.centre)) for zone in read.zones),
        quarters=tuple(quarters),
        doors=tuple(Door(door.name.name(), Point(*door.place)) for door in read.doors),
    )


def calendar_of(path: Path, time_zone: str, day_turns: time) -> Calendar:
    """The calendar that a file names; InputError with its line for a zone that there is not."""
    try:
        return Calendar(zone_named(time_zone), day_turns)
    except InputError as fault:
        raise InputError(f"{place_of(path, ('time_zone',))}: time_zone: {fault}") from None


def _stall(
    path: Path, city: _City, market: str, centre: Point, number: int, row: _Stall
) -> tuple[Merchant, tuple[Item, ...]]:
    id_, zh, en, opens, closes, cook_s, dishes = row[:7]
    online = row[7] if len(row) > 7 else True
    # Stalls stand in two rows along the market's lane, eight metres apart.
    place = Point(centre.x + 0.00008 * (number // 2 - 3), centre.y + 0.00006 * (number % 2 * 2 - 1))
    menu = []
    for dish in dishes:
        if dish not in city.dishes:
            raise InputError(f"{path}: stalls.{market}: {id_} sells the unknown dish {dish!r}")
        name_zh, name_en, fen, packing, *portions = city.dishes[dish]
        left = portions[0] if portions else None
        item = Item(
            f"{id_}.{dish}",
            id_,
            Name(name_zh, name_en),
            Money(fen, city.currency),
            Money(packing, city.currency),
            left,
        )
        menu.append(item)
    sector = next((name for name, sold in city.sectors.items() if dishes[0] in sold), "other")
    hours, name = Hours(opens, closes), Name(zh, en)
    about = Random(id_)
    merchant = Merchant(
        id_, name, market, place, hours, cook_s, online, sector=sector,
        owner_woman=about.choice((True, False, None)),
        owner_born_year=about.choice((None, *range(1965, 2004))),
    )  # fmt: skip
    return merchant, tuple(menu)
