"""The tables of couriers, shifts and routes, with their questions."""

from __future__ import annotations

import json
from datetime import datetime

from yeshi.adapters.postgres.journal import CHANNEL
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.ports import Couriers, Routes, Shifts

POSITIONS = Rows(Position)


class PostgresShifts(PostgresRecords[Shift], Shifts):
    """Shifts; lists are by their beginning, then id."""

    def to_start(self, until: datetime) -> list[Shift]:
        """Planned shifts that begin by `until`."""
        return self._many(
            "WHERE state = 'planned' AND on_at <= %s ORDER BY on_at, id COLLATE \"C\"", (until,)
        )

    def to_end(self, until: datetime) -> list[Shift]:
        """Shifts under way that end by `until`."""
        return self._many(
            "WHERE state = 'on' AND off_at <= %s ORDER BY on_at, id COLLATE \"C\"", (until,)
        )

    def of_courier(self, courier: str, limit: int) -> list[Shift]:
        """The courier's shifts, the newest first."""
        return self._many(
            'WHERE courier = %s ORDER BY on_at DESC, id COLLATE "C" DESC LIMIT %s',
            (courier, limit),
        )


class PostgresCouriers(PostgresRecords[Courier], Couriers):
    """Couriers; `all` by id."""

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        couriers = self._many(
            'WHERE zone = %s AND shift IS NOT NULL ORDER BY id COLLATE "C"', (zone,)
        )
        shifts = self._city.shifts.get_many([courier.shift or "" for courier in couriers])
        return [(courier, shifts[courier.shift or ""]) for courier in couriers]

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        self._connection.execute(
            "INSERT INTO positions (courier, place, at) VALUES (%s, %s, %s)"
            " ON CONFLICT (courier) DO UPDATE SET place = excluded.place, at = excluded.at",
            POSITIONS.write(position),
        )
        payload = json.dumps({"seq": None, "concerns": [position.courier]})
        self._connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        rows = self._connection.execute("SELECT courier, place, at FROM positions")
        return {row[0]: POSITIONS.read(row) for row in rows}


class PostgresRoutes(PostgresRecords[Route], Routes):
    """Routes; a courier has one under way at most."""

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        return self._many("WHERE state = 'open' ORDER BY id COLLATE \"C\"", ())
