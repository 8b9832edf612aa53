"""What a customer likes: the stalls and dishes that they have marked, the latest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from yeshi.base.refused import Reason

FAVOURITES_MAX = 100


@dataclass(frozen=True, slots=True)
class TooManyFavourites(Reason):
    """A customer keeps no more favourites than these."""

    favourites_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Favourite:
    """A stall that somebody likes; or, with an `item`, a dish of it."""

    id: str
    merchant: str
    item: str | None
    since: datetime

    @property
    def is_dish(self) -> bool:
        """Whether it is a dish that is liked, not the stall as a whole."""
        return self.item is not None


def favourite(merchant: str, item: str | None, since: datetime) -> Favourite:
    """That stall, or that dish of it, liked since then; once each, by its id."""
    return Favourite(id=liked_as(merchant, item), merchant=merchant, item=item, since=since)


def liked_as(merchant: str, item: str | None = None) -> str:
    """What a stall, or a dish of it, is kept as among favourites."""
    return f"dish:{item}" if item else f"stall:{merchant}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FavouriteList:
    """The favourites of the customer whose id it has, the latest first.

    It is kept as a whole, so that what is taken out of it is nowhere any more. `used_at`: when one
    was put in or taken out last.
    """

    id: str
    favourites: tuple[Favourite, ...] = ()
    used_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each is in it once, and they are not too many."""
        return len(self.ids) == len(self.favourites) <= FAVOURITES_MAX

    @property
    def ids(self) -> frozenset[str]:
        """What is liked."""
        return frozenset(one.id for one in self.favourites)

    def including(self, one: Favourite) -> Self:
        """The list with that one in front, where it is not in it yet; used when it was liked."""
        if one.id in self.ids:
            return self
        return replace(self, favourites=(one, *self.favourites), used_at=one.since)

    def without(self, id_: str, now: datetime) -> Self:
        """The list without that one, used now."""
        left = tuple(one for one in self.favourites if one.id != id_)
        return self if left == self.favourites else replace(self, favourites=left, used_at=now)

    def joined_by(self, other: FavouriteList, now: datetime) -> Self:
        """The list with what is in the other and not in it, the latest of both first.

        Where they are too many, those that were liked the longest ago are left out.
        """
        more = [one for one in other.favourites if one.id not in self.ids]
        latest = sorted((*self.favourites, *more), key=lambda one: one.since, reverse=True)
        return replace(self, favourites=tuple(latest[:FAVOURITES_MAX]), used_at=now)
