"""The records of the market in memory, with their questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import islice

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import FavouriteLists, Items, KeptPictures, Merchants, ShownPictures, StallMet
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item, mean_fen_of
from yeshi.market.choosing import WantedNow
from yeshi.market.favourites import FavouriteList
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.market.pictured import KeptPicture, ShownPicture


class MemoryMerchants(MemoryRecords[Merchant], Merchants):
    """Stalls and restaurants; `at` is the time of day in the city."""

    indexes = {
        "market": lambda one: None if one.ended_at else one.market or "",
        "paused": lambda merchant: True if merchant.paused_until else None,
        "held": lambda merchant: True if merchant.held else None,
    }

    def count(self) -> int:
        """How many there are or were."""
        return len(self._things)

    def giving_to(self, programme: str) -> int:
        """How many give of each order to that programme."""
        return sum(1 for one in self.all() if one.pledge and one.pledge.programme == programme)

    def that_give_to(self, programme: str) -> list[str]:
        """The ids of those that give of each order to that programme, in their order."""
        giving = (one for one in self.all() if one.pledge and one.pledge.programme == programme)
        return sorted(one.id for one in giving)

    def counts(self, at: time) -> dict[str | None, tuple[int, int]]:
        """By market, None for restaurants: how many take orders at that time, and how many are."""
        found: dict[str | None, tuple[int, int]] = {}
        for one in self._there():
            taking, there = found.get(one.market, (0, 0))
            found[one.market] = taking + one.takes_orders_by_clock(at), there + 1
        return found

    def of_market(self, market: str | None, at: time, start: int, limit: int) -> list[Merchant]:
        """Those of the market, of None the restaurants: who takes orders first, then by id."""
        found = sorted(
            self.where("market", market or ""),
            key=lambda m: (not m.takes_orders_by_clock(at), m.id),
        )
        return found[start : start + limit]

    def met(self, asked: WantedNow) -> list[StallMet]:
        """Those that are what is asked for, minutes apart, by id; where something is asked of
        dishes, those that sell one."""
        found = []
        for one in self._there():
            if not asked.of_stall(one, self._city.stall_facts.get(one.id)):
                continue
            least = None
            if asked.wanted.needs_dishes:
                dishes = filter(asked.of_dish, self._city.items.of_merchant(one.id))
                least = min((dish.price.fen for dish in dishes), default=None)
            if least is not None or not asked.wanted.asks_of_dishes:
                found.append(StallMet(one.id, one.takes_orders_by_clock(asked.local), least))
        return found

    def open_hours(self, at: time) -> Mapping[str | None, list[Hours]]:
        """By market, None for restaurants: the hours of those that take orders, each once."""
        found: dict[str | None, dict[Hours, None]] = {}
        for one in self._there():
            if one.takes_orders_by_clock(at):
                found.setdefault(one.market, {})[one.hours] = None
        return {market: list(hours) for market, hours in found.items()}

    def held(self) -> list[Merchant]:
        """Those that an operator holds, by id."""
        return sorted(self.where("held", True), key=lambda merchant: merchant.id)

    def paused(self) -> list[Merchant]:
        """Those that take no orders until a moment that is known, by id."""
        return sorted(self.where("paused", True), key=lambda merchant: merchant.id)

    def at_place(self, place: Point) -> list[Merchant]:
        """Those that stand at that very place, by id."""
        return [one for one in self._there() if one.place == place]

    def places(self) -> list[Point]:
        """Where they stand, each place once."""
        return list({one.place: None for one in self._there()})

    def _there(self) -> list[Merchant]:
        return [one for one in self.all() if one.ended_at is None]


class MemoryItems(MemoryRecords[Item], Items):
    """Items on the menus."""

    indexes = {"merchant": lambda item: item.merchant}

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by row, what has ended too."""
        return sorted(self.where("merchant", merchant), key=lambda item: (item.menu_row, item.id))

    def first_of(self, merchants: Sequence[str], limit: int) -> list[Item]:
        """The first so many of each of those menus that are sold, all by row."""
        menus = [[one for one in self.of_merchant(id_) if not one.ended_at] for id_ in merchants]
        found = [item for menu in menus for item in menu[:limit]]
        return sorted(found, key=lambda item: (item.menu_row, item.id))

    def met(self, merchants: Sequence[str], asked: WantedNow, limit: int) -> list[Item]:
        """Of each of those menus the first so many that are what is asked for, all by row."""
        menus = [list(filter(asked.of_dish, self.of_merchant(id_))) for id_ in merchants]
        found = [item for menu in menus for item in menu[:limit]]
        return sorted(found, key=lambda item: (item.menu_row, item.id))

    def mean_fen(self, merchants: Sequence[str]) -> dict[str, int]:
        """By merchant, of those, what a dish on its menu costs in the mean, rounded down, in fen;
        none of who sells nothing."""
        menus = {
            id_: [one for one in self.of_merchant(id_) if not one.ended_at] for id_ in merchants
        }
        return mean_fen_of(menus)


class MemoryKeptPictures(MemoryRecords[KeptPicture], KeptPictures):
    """The pictures that are kept."""

    def unshown_before(self, moment: datetime, limit: int) -> list[KeptPicture]:
        """So many of those that nothing has shown since before that moment, by id."""
        found = (one for one in self.all() if one.unshown_since and one.unshown_since <= moment)
        return sorted(found, key=lambda one: one.id)[:limit]


class MemoryShownPictures(MemoryRecords[ShownPicture], ShownPictures):
    """What shows a picture."""

    indexes = {"merchant": lambda one: one.merchant}

    def of_merchants(self, merchants: Sequence[str]) -> list[ShownPicture]:
        """The pictures of those stalls and of all their dishes, by id."""
        found = (one for merchant in set(merchants) for one in self.where("merchant", merchant))
        return sorted(found, key=lambda one: one.id)


class MemoryFavouriteLists(MemoryRecords[FavouriteList], FavouriteLists):
    """What customers like."""

    def lock_own(self, blank: FavouriteList) -> FavouriteList:
        """That with the id of this one, this itself where there is none; kept from others."""
        found = self.get(blank.id)
        if found is None:
            self.add(blank)
        return found or blank

    def unused_since(self, moment: datetime, limit: int) -> list[FavouriteList]:
        """So many lists with something in them of which nothing came or went since."""
        kept = (one for one in self.all() if one.favourites)
        return list(islice((o for o in kept if o.used_at and o.used_at < moment), limit))
