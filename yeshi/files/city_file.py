"""Cities from TOML files that people can read and write."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from random import Random

from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.errors import InputError
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.files.city import City, Door, Marketplace
from yeshi.files.city_document import CityDocument, Stall
from yeshi.files.city_merchants import merchants_of, stocks_of
from yeshi.files.toml import place as place_of
from yeshi.files.toml import read as read_file
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant


def read_city(path: Path) -> City:
    """The city in the file; InputError names the file and what is wrong in it."""
    read = read_file(path, CityDocument)
    calendar = calendar_of(path, read.time_zone, read.day_turns)
    listed_alone = merchants_of(path, read)
    quarters = []
    for market in read.markets:
        place = Point(*market.place)
        stalls = [
            _stall(path, read, market.id, place, number, row)
            for number, row in enumerate(read.stalls.get(market.id, []))
        ]
        stalls += [one for one in listed_alone if one[0].market == market.id]
        listed = Market(market.id, market.name.name(), place)
        quarters.append(Marketplace(listed, market.busy, tuple(stalls)))
    return City(
        name=read.name.name(),
        calendar=calendar,
        currency=read.currency,
        zones=zones_of(read),
        quarters=tuple(quarters),
        lies_at=Point(*read.centre) if read.centre else None,
        alone=tuple(one for one in listed_alone if one[0].market is None),
        stocks=stocks_of(read),
        doors=tuple(Door(door.name.name(), Point(*door.place)) for door in read.doors),
    )


def calendar_of(path: Path, time_zone: str, day_turns: time) -> Calendar:
    """The calendar that a file names; InputError with its line for a zone that there is not."""
    try:
        return Calendar(zone_named(time_zone), day_turns)
    except InputError as fault:
        raise InputError(f"{place_of(path, ('time_zone',))}: time_zone: {fault}") from None


def zones_of(read: CityDocument) -> tuple[Zone, ...]:
    """The zones that the file names."""
    return tuple(zone.zone() for zone in read.zones)


def _stall(
    path: Path, city: CityDocument, market: str, centre: Point, number: int, row: Stall
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
            id=f"{id_}.{dish}",
            merchant=id_,
            name=Name(name_zh, name_en),
            price=Money(fen, city.currency),
            packing=Money(packing, city.currency),
            left=left,
        )
        menu.append(item)
    sector = next((name for name, sold in city.sectors.items() if dishes[0] in sold), "other")
    hours, name = Hours(opens, closes), Name(zh, en)
    about = Random(id_)
    merchant = Merchant(
        id=id_,
        name=name,
        market=market,
        place=place,
        hours=hours,
        cook_s=cook_s,
        online=online,
        sector=sector,
        owner_woman=about.choice((True, False, None)),
        owner_born_year=about.choice((None, *range(1965, 2004))),
    )
    return merchant, tuple(menu)
