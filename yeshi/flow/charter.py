"""What a city is called and where it lies: the record without which no city is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.names import Name
from yeshi.base.refused import Reason
from yeshi.geo.point import Point
from yeshi.people.person import CITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The one city of an installation.

    `centre`: where its map opens. `demo`: whether its people are made up, so that anybody may sign
    in as them.
    """

    id: str = CITY
    name: Name
    centre: Point
    demo: bool
    opened_at: datetime

    @property
    def holds(self) -> bool:
        """Whether this may be kept: there is one city."""
        return self.id == CITY


@dataclass(frozen=True, slots=True)
class CityIsOpen(Reason):
    """The city has been opened already; there is one in an installation."""


@dataclass(frozen=True, slots=True)
class ZoneInUse(Reason):
    """The zone has couriers or orders under way, so that it cannot be closed yet."""

    zone: str
    couriers: int
    orders: int
