"""A made-up city: its markets and stalls, its doors, and the rhythm of its trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from pathlib import Path
from random import Random

from yeshi.base.calendar import Calendar
from yeshi.base.names import Name
from yeshi.geo.point import METRES_PER_DEGREE, Point
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.market.shelf import SharedStock

# The files of the city that comes with Yeshi; scenarios may name it.
CHANGSHA = Path(__file__).parent / "changsha"
CHANGSHA_FILE = CHANGSHA / "city.toml"
PLACES_PER_DEGREE_S = 111_000.0
# Orders a minute in the whole city by local hour, from 0 to 23: a night city sleeps at noon.
ORDERS_PER_MINUTE = (
    0.85, 0.6, 0.4, 0.3, 0.22, 0.2, 0.2, 0.22, 0.22, 0.22, 0.25, 0.32,
    0.35, 0.3, 0.25, 0.25, 0.3, 0.5, 0.75, 0.85, 0.9, 0.9, 0.9, 0.85,
)  # fmt: skip
# Places may be busy at different times: in so many blocks of the day, from midnight.
BLOCKS = 8


def half_hours(by_hour: Sequence[float]) -> tuple[float, ...]:
    """The 48 half-hours of a day told by its 24 hours."""
    return tuple(rate for rate in by_hour for _ in range(2))


@dataclass(frozen=True, slots=True)
class Door:
    """A place that a customer may choose."""

    name: Name
    place: Point


@dataclass(frozen=True, slots=True)
class Marketplace:
    """A market, how busy it is against the others, and its stalls with their menus.

    `by_block`: how busy it is in each of the day's BLOCKS; none: alike in all.
    """

    market: Market
    busy: float
    stalls: tuple[tuple[Merchant, tuple[Item, ...]], ...]
    by_block: tuple[float, ...] = ()

    def busy_in(self, block: int) -> float:
        """How busy it is in a block of the day."""
        return self.by_block[block] if self.by_block else self.busy


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city as its file tells it.

    `rhythm`: orders a minute by half-hour of the local day. Of a city that was recorded,
    `door_metres` and `cook_s` are evenly spaced quantiles of how far the doors are from the counter
    and of how long kitchens cook; without them doors are near their market, and each stall has a
    usual time. `lies_at`: its middle, where the file says it. `alone`: who sells in no market.
    """

    name: Name
    calendar: Calendar
    currency: str
    zones: tuple[Zone, ...]
    quarters: tuple[Marketplace, ...]
    doors: tuple[Door, ...]
    rhythm: tuple[float, ...] = half_hours(ORDERS_PER_MINUTE)
    lies_at: Point | None = None
    alone: tuple[tuple[Merchant, tuple[Item, ...]], ...] = ()
    door_metres: tuple[float, ...] = ()
    cook_s: tuple[float, ...] = ()
    stocks: tuple[SharedStock, ...] = ()

    @property
    def centre(self) -> Point:
        """Where it lies: in the middle of its zones, if the file does not say."""
        if self.lies_at is not None:
            return self.lies_at
        centres = [zone.centre for zone in self.zones]
        x, y = (
            sum(axis) / len(centres) for axis in zip(*((p.x, p.y) for p in centres), strict=True)
        )
        return Point(round(x, 6), round(y, 6))


def somewhere_near(chance: Random, centre: Point, metres: float = 2200) -> Point:
    """A place around `centre`, denser near it, at most `metres` away to each side."""
    reach = metres / PLACES_PER_DEGREE_S
    return Point(
        round(centre.x + chance.triangular(-reach, reach), 6),
        round(centre.y + chance.triangular(-reach, reach), 6),
    )


def somewhere_around(chance: Random, centre: Point, metres: Sequence[float]) -> Point:
    """A place in any direction from `centre`, as far as the quantiles `metres` have it."""
    away, direction = drawn(chance, metres) / METRES_PER_DEGREE, 2 * pi * chance.random()
    east = away * cos(direction) / cos(radians(centre.y))
    return Point(round(centre.x + east, 6), round(centre.y + away * sin(direction), 6))


def drawn(chance: Random, quantiles: Sequence[float]) -> float:
    """A value by its evenly spaced quantiles, from the least to the most, straight between them."""
    at = chance.random() * (len(quantiles) - 1)
    below = min(int(at), len(quantiles) - 2)
    return quantiles[below] + (at - below) * (quantiles[below + 1] - quantiles[below])
