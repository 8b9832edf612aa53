"""What flow asks of ratings, and of how many stars each thing got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.orders.rating import Rating
from yeshi.orders.stars import Stars, StarsOfDay


class Ratings(Grouped[Rating], Protocol):
    """Ratings; `of` an order: all that were given to it. Lists are the newest first, then by id."""

    def lock_many(self, ids: Sequence[str]) -> dict[str, Rating]: ...

    def of_merchant(self, merchant: str, start: int, limit: int) -> list[Rating]:
        """So many of the merchant's dishes, from that one on."""
        ...

    def shown_of(self, merchant: str, limit: int) -> list[Rating]:
        """So many of the merchant's dishes to which something was written that anybody may read."""
        ...

    def with_words(self, start: int, limit: int) -> list[Rating]:
        """So many of all to which something was written, from that one on."""
        ...

    def with_words_before(self, moment: datetime, limit: int) -> list[Rating]:
        """So many of those that were given before, to which something was written; the oldest."""
        ...

    def of_orders(self, orders: Sequence[str]) -> list[Rating]:
        """What was given to any of these orders, by id."""
        ...


class StarsOfDays(Records[StarsOfDay], Protocol):
    """How many stars each thing got on each business day."""

    def lock_own(self, blank: StarsOfDay) -> StarsOfDay:
        """That with the id of this one, this itself where there is none; kept from others."""
        ...

    def since(self, rated: Sequence[str], day: date) -> dict[str, Stars]:
        """What each of those that got any has got from that day on."""
        ...
