"""How busy a merchant says that it is, how much it makes, and who answers its orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.market import OfListing


@dataclass(frozen=True, slots=True)
class MerchantRushed(OfListing):
    """A merchant is busy until then: what is ordered meanwhile takes so much longer."""

    kind: ClassVar[str] = "merchant.rushed"
    until: datetime
    more_s: int


@dataclass(frozen=True, slots=True)
class MerchantRoomSet(OfListing):
    """A merchant said how much it makes in a quarter of an hour: dishes, and what they are sold
    for; None: as much as is ordered."""

    kind: ClassVar[str] = "merchant.room_set"
    dishes: int | None
    sold: Money | None


@dataclass(frozen=True, slots=True)
class MerchantPaysFirst(OfListing):
    """Guests at a merchant's tables pay before it is made (`first`), or at the end."""

    kind: ClassVar[str] = "merchant.pays_first"
    first: bool


@dataclass(frozen=True, slots=True)
class MerchantAnswersItself(OfListing):
    """From now on a merchant's orders are taken on when they are placed; or are answered again."""

    kind: ClassVar[str] = "merchant.answers_itself"
    on: bool


@dataclass(frozen=True, slots=True)
class MerchantCalmed(OfListing):
    """A merchant is as quick as usual again, before it said that it would be."""

    kind: ClassVar[str] = "merchant.calmed"
