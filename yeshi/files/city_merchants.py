"""The stalls and restaurants that a city's file lists one by one."""

from __future__ import annotations

from pathlib import Path

from yeshi.base.errors import InputError
from yeshi.files.city_document import CityDocument, MerchantDocument
from yeshi.files.toml import place as place_of
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import SharedStock


def merchants_of(path: Path, read: CityDocument) -> list[tuple[Merchant, tuple[Item, ...]]]:
    """The merchants of [[merchants]] with their menus; InputError for an unknown market."""
    markets = {market.id for market in read.markets}
    for number, said in enumerate(read.merchants):
        if said.market is not None and said.market not in markets:
            where = place_of(path, ("merchants", number, "market"))
            raise InputError(f"{where}: merchants.{number}.market: there is no {said.market!r}")
    return [_merchant(said, read.currency) for said in read.merchants]


def _merchant(said: MerchantDocument, currency: str) -> tuple[Merchant, tuple[Item, ...]]:
    merchant = Merchant(
        id=said.id,
        name=said.name.name(),
        market=said.market,
        place=Point(*said.place),
        hours=Hours(said.opens, said.closes),
        cook_s=said.cook_s,
        online=said.online,
        sector=said.sector,
    )
    menu = tuple(one.item(said.id, currency) for one in said.items)
    return merchant, menu


def stocks_of(read: CityDocument) -> tuple[SharedStock, ...]:
    """What the merchants of [[merchants]] share among their dishes."""
    return tuple(
        SharedStock(one.id, said.id, one.name.name(), one.left)
        for said in read.merchants
        for one in said.stocks
    )
