"""How long it takes from place to place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from yeshi.geo.point import METRES_PER_DEGREE, Point, metres_between

Seconds = NDArray[np.float64]
Metres = NDArray[np.float64]
PairTimes = Callable[[NDArray[np.int64], NDArray[np.int64]], Seconds]

# What an e-bike makes in a city, stops at lights included: 16 km/h.
EBIKE_M_MIN = 270.0


class TravelTimes(Protocol):
    """Travel times of a city."""

    def between(self, origin: Point, destination: Point) -> float:
        """Seconds from `origin` to `destination`."""
        ...

    def matrix(self, origins: Sequence[Point], destinations: Sequence[Point]) -> Seconds:
        """Seconds from each of n origins to each of m destinations, shape (n, m)."""
        ...

    def pairs(self, origins: Sequence[Point], destinations: Sequence[Point]) -> PairTimes:
        """The seconds from an origin to a destination, for many pairs of their numbers at once."""
        ...

    def plane(self, places: Sequence[Point]) -> Metres:
        """The places on a plane in metres, shape (n, 2), for finding what is near.

        No way between two places takes less time than between two farther apart would, but for
        rounding.
        """
        ...


def _coordinates(places: Sequence[Point]) -> NDArray[np.float64]:
    return np.array([(place.x, place.y) for place in places], dtype=np.float64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class WholeMinutes:
    """Straight lines on a plane in metres, in whole minutes rounded up (published instances)."""

    metres_per_minute: float

    def between(self, origin: Point, destination: Point) -> float:
        """Seconds from `origin` to `destination`, a multiple of 60."""
        east, north = origin.x - destination.x, origin.y - destination.y
        # Square roots are rounded alike everywhere; hypot is not, and a ceiling shows it.
        metres = sqrt(east * east + north * north)
        return 60.0 * ceil(metres / self.metres_per_minute)

    def matrix(self, origins: Sequence[Point], destinations: Sequence[Point]) -> Seconds:
        """Seconds from each of n origins to each of m destinations, shape (n, m)."""
        a, b = _coordinates(origins), _coordinates(destinations)
        return self._seconds(
            np.subtract.outer(a[:, 0], b[:, 0]), np.subtract.outer(a[:, 1], b[:, 1])
        )

    def pairs(self, origins: Sequence[Point], destinations: Sequence[Point]) -> PairTimes:
        """The seconds from an origin to a destination, for many pairs of their numbers at once."""
        a, b = _coordinates(origins), _coordinates(destinations)
        return lambda of, to: self._seconds(a[of, 0] - b[to, 0], a[of, 1] - b[to, 1])

    def plane(self, places: Sequence[Point]) -> Metres:
        """The places as they are, shape (n, 2)."""
        return _coordinates(places)

    def _seconds(self, east: Metres, north: Metres) -> Seconds:
        """The time of the ways; `east` and `north`, in metres, are written over."""
        east *= east
        north *= north
        east += north
        np.sqrt(east, out=east)
        east /= self.metres_per_minute
        np.ceil(east, out=east)
        east *= 60.0
        return east


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Straight lines between degrees, lengthened by `detour`, at a constant speed."""

    metres_per_minute: float = 270.0
    detour: float = 1.3

    def between(self, origin: Point, destination: Point) -> float:
        """Seconds from `origin` to `destination`, rounded up to a whole second."""
        metres = metres_between(origin, destination) * self.detour
        return float(ceil(60.0 * metres / self.metres_per_minute))

    def matrix(self, origins: Sequence[Point], destinations: Sequence[Point]) -> Seconds:
        """Seconds from each of n origins to each of m destinations, shape (n, m)."""
        return self._seconds(
            _coordinates(origins)[:, None, :], _coordinates(destinations)[None, :, :]
        )

    def pairs(self, origins: Sequence[Point], destinations: Sequence[Point]) -> PairTimes:
        """The seconds from an origin to a destination, for many pairs of their numbers at once."""
        a, b = _coordinates(origins), _coordinates(destinations)
        return lambda of, to: self._seconds(a[of], b[to])

    def plane(self, places: Sequence[Point]) -> Metres:
        """The places on the plane that touches the city in their middle, shape (n, 2)."""
        degrees = _coordinates(places)
        if not len(degrees):
            return degrees
        shrink = np.cos(np.radians(degrees[:, 1].mean()))
        metres: Metres = METRES_PER_DEGREE * degrees * np.array([shrink, 1.0])
        return metres

    def _seconds(self, a: Metres, b: Metres) -> Seconds:
        east = (a[..., 0] - b[..., 0]) * np.cos(np.radians((a[..., 1] + b[..., 1]) / 2))
        metres = METRES_PER_DEGREE * np.hypot(east, a[..., 1] - b[..., 1]) * self.detour
        seconds: Seconds = np.ceil(60.0 * metres / self.metres_per_minute)
        return seconds
