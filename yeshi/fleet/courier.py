"""Who delivers: a courier, the vehicle, and where they were last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.geo.point import Point


class Vehicle(StrEnum):
    """What a courier moves on."""

    EBIKE = "ebike"
    SCOOTER = "scooter"
    BICYCLE = "bicycle"
    ON_FOOT = "on_foot"
    ROBOT = "robot"


# Orders that fit into the box, or the bags, at once.
CAPACITY = {
    Vehicle.EBIKE: 8,
    Vehicle.SCOOTER: 8,
    Vehicle.BICYCLE: 4,
    Vehicle.ON_FOOT: 3,
    Vehicle.ROBOT: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """A courier; `version` grows when a route is committed or closed, or a shift begins or ends.

    At `free_at` they stand at `place` with nothing left to do, as planned; `shift` is the one they
    are on, `route` the one under way. `ended_at`: since when they ride no more; None while they do.
    `woman`, `born_year` and `first_job` (whether it is their
    first paid work) are None where they chose not to say.
    """

    id: str
    name: Name
    vehicle: Vehicle
    zone: str
    place: Annotated[Point, Personal("place")]
    free_at: datetime
    shift: str | None = None
    route: str | None = None
    version: int = 1
    woman: Annotated[bool | None, Personal("sex")] = None
    born_year: Annotated[int | None, Personal("age")] = None
    first_job: Annotated[bool | None, Personal("work")] = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a courier was seen, and when."""

    courier: str
    place: Annotated[Point, Personal("place")]
    at: datetime
