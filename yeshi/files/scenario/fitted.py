"""Demand fitted to recorded orders, as a file that people can read, and the city it makes."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, model_validator

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money, in_units
from yeshi.base.names import Name
from yeshi.files.city import BLOCKS, City, Marketplace
from yeshi.files.toml import FilePart
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant

# Records name no prices: each basket of a recorded city is one dish.
DISH_UNITS = 25
_ALWAYS = Hours(time(0), time(0))
_Amount = Annotated[float, Field(ge=0)]
_Quantiles = Annotated[list[_Amount], Field(min_length=2, max_length=1001)]


class FittedDocument(FilePart):
    """The file: `counters` are rows of id, degrees east, degrees north, and how many orders come
    from there in each of eight blocks of three hours from midnight."""

    source: str
    time_zone: str
    day_turns: time = time(6)
    currency: str = Field(pattern="^[A-Z]{3}$")
    nights: int = Field(ge=1)
    orders: int = Field(ge=1)
    goodness: dict[str, float | int]
    orders_a_minute: list[_Amount] = Field(min_length=48, max_length=48)
    door_metres: _Quantiles
    cook_s: _Quantiles
    counters: list[
        tuple[str, float, float, Annotated[list[_Amount], Field(min_length=8, max_length=8)]]
    ] = Field(min_length=1)

    @model_validator(mode="after")
    def _somebody_orders(self) -> FittedDocument:
        for block in range(BLOCKS):
            begins = block * 6
            if any(self.orders_a_minute[begins : begins + 6]) and not any(
                counter[3][block] for counter in self.counters
            ):
                raise ValueError(f"orders are made in block {block + 1} and no counter has any")
        return self


def city_of(read: FittedDocument, calendar: Calendar) -> City:
    """The city that the records show: its counters, each a stall of one dish, and its rhythm."""
    # What customers are promised: half of all orders take no longer.
    usual_s = int(read.cook_s[len(read.cook_s) // 2])
    quarters = tuple(
        _quarter(id_, Point(x, y), tuple(by_block), usual_s, read.currency)
        for id_, x, y, by_block in read.counters
    )
    middle = Point(
        sum(row[1] for row in read.counters) / len(read.counters),
        sum(row[2] for row in read.counters) / len(read.counters),
    )
    return City(
        name=Name("记录中的城市", "The recorded city"),
        calendar=calendar,
        currency=read.currency,
        zones=(Zone("city", Name("全城", "the city"), middle),),
        quarters=quarters,
        doors=(),
        rhythm=tuple(read.orders_a_minute),
        door_metres=tuple(read.door_metres),
        cook_s=tuple(read.cook_s),
    )


def _quarter(
    id_: str, place: Point, by_block: tuple[float, ...], cook_s: int, currency: str
) -> Marketplace:
    name = Name(id_, id_)
    merchant = Merchant(
        id=id_, name=name, market=id_, place=place, hours=_ALWAYS, cook_s=cook_s, online=True
    )
    dish = Item(
        id=f"{id_}.dish",
        merchant=id_,
        name=Name("一份", "a dish"),
        price=in_units(DISH_UNITS, currency),
        packing=Money(0, currency),
    )
    return Marketplace(Market(id_, name, place), sum(by_block), ((merchant, (dish,)),), by_block)
