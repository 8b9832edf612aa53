"""Who delivers: a courier, the vehicle, and where they were last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.base.names import Name
from yeshi.geo.point import Point


class Vehicle(StrEnum):
    """What a courier moves on."""

    EBIKE = "ebike"
    SCOOTER = "scooter"
    BICYCLE = "bicycle"
    ON_FOOT = "on_foot"
    ROBOT = "robot"


@dataclass(frozen=True, slots=True)
class Courier:
    """A courier; `version` grows when a route is committed or closed, or a shift begins or ends.

    `place` is where they stand once the last route is done; `shift` the shift they are on.
    """

    id: str
    name: Name
    vehicle: Vehicle
    zone: str
    place: Point
    shift: str | None = None
    route: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Position:
    """Where a courier was seen, and when."""

    courier: str
    place: Point
    at: datetime
