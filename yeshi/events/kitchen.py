"""How busy a merchant says that it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.events.market import OfListing


@dataclass(frozen=True, slots=True)
class MerchantRushed(OfListing):
    """A merchant is busy until then: what is ordered meanwhile takes so much longer."""

    kind: ClassVar[str] = "merchant.rushed"
    until: datetime
    more_s: int


@dataclass(frozen=True, slots=True)
class MerchantCalmed(OfListing):
    """A merchant is as quick as usual again, before it said that it would be."""

    kind: ClassVar[str] = "merchant.calmed"
