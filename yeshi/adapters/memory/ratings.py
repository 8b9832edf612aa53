"""Ratings in memory, with their questions, and how many stars each thing got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import Ratings, StarsOfDays
from yeshi.orders.rating import Rating
from yeshi.orders.stars import Stars, StarsOfDay


class MemoryRatings(MemoryRecords[Rating], Ratings):
    """Ratings; lists are the newest first, then by id."""

    indexes: Mapping[str, Key] = {"merchant": attrgetter("merchant")}

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Rating]:
        """So many of the merchant's dishes, from that one on."""
        return _newest(self.where("merchant", merchant))[start : start + limit]

    def shown_of(self, merchant: str, limit: int) -> list[Rating]:
        """So many of the merchant's to which something was written that anybody may read."""
        found = self.where("merchant", merchant)
        return _newest(one for one in found if _is_written(one) and not one.is_hidden)[:limit]

    def with_words(self, start: int, limit: int) -> list[Rating]:
        """So many of all to which something was written, from that one on."""
        return _newest(one for one in self.all() if _is_written(one))[start : start + limit]

    def with_words_before(self, moment: datetime, limit: int) -> list[Rating]:
        """So many of those that were given before, to which something was written; the oldest."""
        found = (one for one in self.all() if one.rated_at < moment and _is_written(one))
        return sorted(found, key=attrgetter("rated_at"))[:limit]

    def of_orders(self, orders: Sequence[str]) -> list[Rating]:
        """What was given to any of these orders, by id."""
        found = [rating for one in orders for rating in self.where("owner", one)]
        return sorted(found, key=attrgetter("id"))


class MemoryStarsOfDays(MemoryRecords[StarsOfDay], StarsOfDays):
    """How many stars each thing got on each business day."""

    indexes: Mapping[str, Key] = {"rated": attrgetter("rated")}

    def lock_own(self, blank: StarsOfDay) -> StarsOfDay:
        """That with the id of this one, this itself where there is none; kept from others."""
        found = self.get(blank.id)
        if found is None:
            self.add(blank)
        return found or blank

    def since(self, rated: Sequence[str], day: date) -> dict[str, Stars]:
        """What each of those that got any has got from that day on."""
        found: dict[str, Stars] = {}
        for name in rated:
            for one in self.where("rated", name):
                if one.day >= day:
                    found[name] = found.get(name, Stars()) + Stars(one.count, one.total)
        return found


def _is_written(rating: Rating) -> bool:
    return bool(rating.word or rating.answer)


def _newest(ratings: Iterable[Rating]) -> list[Rating]:
    by_id = sorted(ratings, key=attrgetter("id"))
    return sorted(by_id, key=attrgetter("rated_at"), reverse=True)
