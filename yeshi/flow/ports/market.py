"""What flow asks of stalls and menus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Listed, Records
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.choosing import WantedNow
from yeshi.market.deal import DealNight
from yeshi.market.favourites import FavouriteList
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.market.shelf import SharedStock


@dataclass(frozen=True, slots=True)
class StallMet:
    """A stall that is what was asked for: whether it takes orders, and in fen the least that a dish
    costs which is; None where it sells none, or dishes need not be looked at."""

    id: str
    open: bool
    least_fen: int | None


class Merchants(Listed[Merchant], Protocol):
    """Stalls and restaurants; `at` is the time of day in the city.

    Those that have ended are counted by `count`, found by id, and nowhere else.
    """

    def count(self) -> int:
        """How many there are or were."""
        ...

    def giving_to(self, programme: str) -> int:
        """How many give of each order to that programme."""
        ...

    def that_give_to(self, programme: str) -> list[str]:
        """The ids of those that give of each order to that programme, in their order."""
        ...

    def counts(self, at: time) -> dict[str | None, tuple[int, int]]:
        """By market, None for restaurants: how many take orders at that time, and how many are."""
        ...

    def of_market(self, market: str | None, at: time, start: int, limit: int) -> list[Merchant]:
        """Those of the market, of None the restaurants: who takes orders first, then by id."""
        ...

    def met(self, asked: WantedNow) -> list[StallMet]:
        """Those that are what is asked for, minutes apart, by id; where something is asked of
        dishes, those that sell one."""
        ...

    def open_hours(self, at: time) -> Mapping[str | None, list[Hours]]:
        """By market, None for restaurants: the hours of those that take orders, each once."""
        ...

    def paused(self) -> list[Merchant]:
        """Those that take no orders until a moment that is known, by id."""
        ...

    def held(self) -> list[Merchant]:
        """Those that an operator holds, by id."""
        ...

    def at_place(self, place: Point) -> list[Merchant]:
        """Those that stand at that very place, by id."""
        ...

    def places(self) -> list[Point]:
        """Where they stand, each place once."""
        ...


class Stocks(Grouped[SharedStock], Protocol):
    """What several items or choices of a merchant share."""

    def lock_many(self, ids: Sequence[str]) -> dict[str, SharedStock]: ...


class DealNights(Grouped[DealNight], Protocol):
    """What deals with a limit took off in a night."""

    def lock_many(self, ids: Sequence[str]) -> dict[str, DealNight]: ...


class Items(Records[Item], Protocol):
    """Items on the menus."""

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by row, what has ended too."""
        ...

    def lock_many(self, ids: Sequence[str]) -> dict[str, Item]: ...
    def first_of(self, merchants: Sequence[str], limit: int) -> list[Item]:
        """The first so many of each of those menus that are sold, all by row."""
        ...

    def met(self, merchants: Sequence[str], asked: WantedNow, limit: int) -> list[Item]:
        """Of each of those menus the first so many that are what is asked for, all by row."""
        ...

    def mean_fen(self, merchants: Sequence[str]) -> dict[str, int]:
        """By merchant, of those, what a dish on its menu costs in the mean, rounded down, in fen;
        none of who sells nothing."""
        ...


class FavouriteLists(Records[FavouriteList], Protocol):
    """What customers like."""

    def lock_own(self, blank: FavouriteList) -> FavouriteList:
        """That with the id of this one, this itself where there is none; kept from others."""
        ...

    def unused_since(self, moment: datetime, limit: int) -> list[FavouriteList]:
        """So many lists with something in them of which nothing came or went since."""
        ...
