"""What dispatch knows at one moment: the orders to fetch, and the couriers who could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from yeshi.geo.point import Point


class OpenOrder(NamedTuple):
    """An order that nobody was sent for; times in seconds from the moment of the snapshot.

    An operator's hand: it is for the courier `pinned` alone, or not for those `forbidden`.
    `ready_sd_s`: the standard deviation of `ready_s`, which is then an expectation.
    """

    id: str
    version: int
    pickup: Point
    door: Point
    placed_s: float
    ready_s: float
    pinned: str | None = None
    forbidden: tuple[str, ...] = ()
    ready_sd_s: float = 0.0


class Candidate(NamedTuple):
    """A courier on duty, or soon to be; times in seconds from the moment of the snapshot.

    `free_s`: when they stand at `place` with nothing to do (0: now). `off_s`: when nothing may be
    collected any more. `idle`: they can be sent now. `capacity`: orders carried in one trip.
    `earned_per_hour`: what this shift has paid so far for an hour on duty, in fen; for a machine
    NaN. `free_sd_s`: the standard deviation of `free_s`, which is then an expectation.
    """

    id: str
    version: int
    place: Point
    free_s: float
    off_s: float
    idle: bool
    capacity: int = 8
    earned_per_hour: float = 0.0
    free_sd_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Service:
    """Seconds spent at a counter and at a door: half before the hand-over, half after."""

    pickup_s: float
    dropoff_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A zone at one moment, `at_s` seconds on any clock; orders by placing, couriers by id.

    `way_cv`: the standard deviation of a way's time over its mean; ways vary each on their own.
    `counters`: where orders may come from now, and a courier may be sent without one; none where
    nobody is sent ahead.
    """

    orders: tuple[OpenOrder, ...]
    couriers: tuple[Candidate, ...]
    service: Service
    at_s: float = 0.0
    way_cv: float = 0.0
    counters: tuple[Point, ...] = ()
