"""Rain: while it falls, every way takes longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.geo.point import Point
from yeshi.geo.travel import Metres, PairTimes, Seconds, TravelTimes


@dataclass(slots=True)
class Weather:
    """Travel times that are `slower` times those of a dry night."""

    dry: TravelTimes
    slower: float = 1.0

    def between(self, origin: Point, destination: Point) -> float:
        """Seconds from `origin` to `destination` in this weather."""
        return self.dry.between(origin, destination) * self.slower

    def matrix(self, origins: Sequence[Point], destinations: Sequence[Point]) -> Seconds:
        """Seconds from each of n origins to each of m destinations, shape (n, m)."""
        seconds: Seconds = self.dry.matrix(origins, destinations) * self.slower
        return seconds

    def pairs(self, origins: Sequence[Point], destinations: Sequence[Point]) -> PairTimes:
        """The seconds from an origin to a destination, for many pairs of their numbers at once."""
        dry, slower = self.dry.pairs(origins, destinations), self.slower
        return lambda of, to: dry(of, to) * slower

    def plane(self, places: Sequence[Point]) -> Metres:
        """The places on a plane: rain makes no way shorter than another."""
        return self.dry.plane(places)
