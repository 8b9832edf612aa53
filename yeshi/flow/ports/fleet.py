"""What flow asks of couriers, their shifts and their routes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.ports.records import Listed, Records
from yeshi.flow.ports.sights import CourierSeen, Way
from yeshi.geo.point import Point


class Couriers(Listed[Courier], Protocol):
    """Couriers; `all` by id. `zones`: those of these alone; None: all."""

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        ...

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        ...

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        ...

    def last_seen(self, couriers: Sequence[str]) -> dict[str, Position]:
        """The last position of each of those couriers that was seen."""
        ...

    def out(self) -> list[Courier]:
        """The couriers on a shift or on a route, by id."""
        ...

    def near(self, zone: str, place: Point, limit: int) -> list[Courier]:
        """So many of the zone's couriers on a shift, those nearest on the map; by id."""
        ...

    def seen(
        self, wanted: Sequence[str], others: int, zones: Sequence[str] | None = None
    ) -> list[CourierSeen]:
        """Those couriers, and so many others on a shift or on a route, as a map shows them.

        The others are those without a route, then those with one, by id.
        """
        ...

    def by_zone(self) -> dict[str, int]:
        """How many couriers there are in each zone that has any."""
        ...

    def count_out(self, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many couriers are on a shift, and how many of these on a route."""
        ...


class Shifts(Records[Shift], Protocol):
    """Shifts; lists are by their beginning, then id."""

    def to_start(self, until: datetime) -> list[Shift]:
        """Planned shifts that begin by `until`."""
        ...

    def to_end(self, until: datetime) -> list[Shift]:
        """Shifts under way that end by `until`."""
        ...

    def to_come(self, courier: str) -> list[Shift]:
        """The courier's planned shifts."""
        ...

    def of_courier(self, courier: str, limit: int) -> list[Shift]:
        """The courier's shifts, the newest first."""
        ...


class Routes(Records[Route], Protocol):
    """Routes."""

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        ...

    def with_doors_before(self, committed: datetime, limit: int) -> list[Route]:
        """So many routes that were committed before, are over and tell their doors."""
        ...

    def touching(self, orders: Sequence[str], doors: Sequence[Point]) -> list[Route]:
        """The routes that are over and tell the door of one of these orders, or begin at one."""
        ...

    def ways(self, wanted: Sequence[str]) -> list[Way]:
        """Those of these routes that are under way, as a map shows them, by id."""
        ...
