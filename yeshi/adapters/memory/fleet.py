"""Couriers, shifts and routes in memory, with their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from yeshi.adapters.memory.records import MemoryRecords, Undo
from yeshi.adapters.memory.storable import check_moment
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route, RouteState
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept
from yeshi.flow.ports import Couriers, CourierSeen, Routes, Shifts, Way
from yeshi.geo.point import Point


class MemoryShifts(MemoryRecords[Shift], Shifts):
    """Shifts; lists are by their beginning, then id."""

    indexes = {"state": lambda shift: shift.state, "courier": lambda shift: shift.courier}

    def to_start(self, until: datetime) -> list[Shift]:
        """Planned shifts that begin by `until`."""
        found = [s for s in self.where("state", ShiftState.PLANNED) if s.on_at <= until]
        return sorted(found, key=lambda shift: (shift.on_at, shift.id))

    def to_end(self, until: datetime) -> list[Shift]:
        """Shifts under way that end by `until`."""
        found = [s for s in self.where("state", ShiftState.ON) if s.off_at <= until]
        return sorted(found, key=lambda shift: (shift.on_at, shift.id))

    def to_come(self, courier: str) -> list[Shift]:
        """The courier's planned shifts."""
        own = self.where("courier", courier)
        found = [shift for shift in own if shift.state is ShiftState.PLANNED]
        return sorted(found, key=lambda shift: (shift.on_at, shift.id))

    def of_courier(self, courier: str, limit: int) -> list[Shift]:
        """The courier's shifts, the newest first."""
        found = sorted(self.where("courier", courier), key=lambda s: (s.on_at, s.id), reverse=True)
        return found[:limit]


class MemoryCouriers(MemoryRecords[Courier], Couriers):
    """Couriers; `all` by id."""

    indexes = {
        "on_duty": lambda c: c.zone if c.shift else None,
        "out": lambda c: True if c.shift or c.route else None,
    }

    def __init__(self, undo: Undo, kept: Kept[Any], city: Collections) -> None:
        super().__init__(undo, kept, city)
        self._seen: dict[str, Position] = {}

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        found = sorted(self.where("on_duty", zone), key=lambda courier: courier.id)
        return [(courier, self._city.shifts.must(courier.shift or "")) for courier in found]

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        check_moment(position.at, f"{position.courier}: at")
        before = self._seen.get(position.courier)
        self._undo.append(lambda: self._see_again(position.courier, before))
        self._seen[position.courier] = position

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        return dict(self._seen)

    def last_seen(self, couriers: Sequence[str]) -> dict[str, Position]:
        """The last position of each of those couriers that was seen."""
        return {one: self._seen[one] for one in couriers if one in self._seen}

    def out(self) -> list[Courier]:
        """The couriers on a shift or on a route, by id."""
        return sorted(self.where("out", True), key=lambda courier: courier.id)

    def near(self, zone: str, place: Point, limit: int) -> list[Courier]:
        """So many of the zone's couriers on a shift, those nearest on the map; by id."""

        def apart(courier: Courier) -> tuple[float, str]:
            at = self._place_of(courier)
            return (at.x - place.x) ** 2 + (at.y - place.y) ** 2, courier.id

        nearest = sorted(self.where("on_duty", zone), key=apart)[:limit]
        return sorted(nearest, key=lambda courier: courier.id)

    def seen(
        self, wanted: Sequence[str], others: int, zones: Sequence[str] | None = None
    ) -> list[CourierSeen]:
        """Those couriers, and so many others on a shift or on a route, as a map shows them."""
        asked = set(wanted)
        within = [one for one in self.out() if zones is None or one.zone in zones]
        out = [one for one in within if one.id not in asked]
        out.sort(key=lambda one: one.route is not None)
        shown = [self._things[one] for one in sorted(asked) if one in self._things] + out[:others]
        return [
            CourierSeen(one.id, one.name, self._place_of(one), one.route is not None)
            for one in shown
        ]

    def _place_of(self, courier: Courier) -> Point:
        last = self._seen.get(courier.id)
        return last.place if last else courier.place

    def by_zone(self) -> dict[str, int]:
        """How many couriers there are in each zone that has any."""
        return dict(Counter(one.zone for one in self.all() if one.ended_at is None))

    def count_out(self, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many couriers are on a shift, and how many of these on a route."""
        out = [one for one in self.where("out", True) if zones is None or one.zone in zones]
        on_duty = [one for one in out if one.shift]
        return len(on_duty), sum(one.route is not None for one in on_duty)

    def _see_again(self, courier: str, before: Position | None) -> None:
        if before is None:
            del self._seen[courier]
        else:
            self._seen[courier] = before


class MemoryRoutes(MemoryRecords[Route], Routes):
    """Routes; a courier has one under way at most."""

    indexes = {"open": lambda r: True if r.state is RouteState.OPEN else None}

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        return sorted(self.where("open", True), key=lambda route: route.id)

    def with_doors_before(self, committed: datetime, limit: int) -> list[Route]:
        """So many routes that were committed before, are over and tell their doors."""
        old = (one for one in self._telling() if one.committed_at < committed)
        return list(islice(old, limit))

    def touching(self, orders: Sequence[str], doors: Sequence[Point]) -> list[Route]:
        """The routes that are over and tell the door of one of these orders, or begin at one."""
        asked = set(orders)
        return [one for one in self._telling() if asked & {*one.orders} or one.origin in doors]

    def _telling(self) -> Iterator[Route]:
        closed = RouteState.CLOSED
        return (one for one in self.all() if one.state is closed and not one.doorless)

    def ways(self, wanted: Sequence[str]) -> list[Way]:
        """Those of these routes that are under way, as a map shows them, by id."""
        asked = set(wanted)
        found = [one for one in self.open() if one.id in asked]
        seen = self._city.couriers.last_seen([route.courier for route in found])
        return [
            Way(
                route.orders,
                (
                    seen[route.courier].place if route.courier in seen else route.origin,
                    *(stop.place for stop in route.stops if stop.done_at is None),
                ),
            )
            for route in found
        ]
