"""The tables of couriers, shifts and routes, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows
from yeshi.adapters.postgres.session import Session, Statement
from yeshi.base.names import Name
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept
from yeshi.flow.ports import Couriers, CourierSeen, Routes, Shifts, Way
from yeshi.geo.point import Point

POSITIONS = Rows(Position)
# Each move has a number of its own, by which who reads on finds what has moved since.
_SEE = b"""
INSERT INTO positions (courier, place, at)
SELECT courier, place, at FROM json_populate_recordset(NULL::positions, %s)
ON CONFLICT (courier) DO UPDATE
SET place = excluded.place, at = excluded.at, moved = nextval('positions_moved')"""
_MOVED = """
SELECT p.courier, p.moved, jsonb_path_query_array(r.stops, '$[*].order')
FROM positions p LEFT JOIN routes r ON r.courier = p.courier AND r.state = 'open'
WHERE p.moved > %s ORDER BY p.moved"""
_AT = "coalesce(p.place, c.place)"
_APART = f"(({_AT}->>'x')::float8 - %s) ^ 2 + (({_AT}->>'y')::float8 - %s) ^ 2"
_SHOWN = f"""
SELECT c.id, c.name->>'zh', c.name->>'en', ({_AT}->>'x')::float8, ({_AT}->>'y')::float8,
    c.route IS NOT NULL
FROM couriers c LEFT JOIN positions p ON p.courier = c.id"""
_SEEN = f"""
({_SHOWN} WHERE c.id = ANY(%s) ORDER BY c.id COLLATE "C")
UNION ALL
({_SHOWN} WHERE (c.shift IS NOT NULL OR c.route IS NOT NULL) AND c.id <> ALL(%s)
    AND (%s::text[] IS NULL OR c.zone = ANY(%s::text[]))
ORDER BY c.route IS NOT NULL, c.id COLLATE "C" LIMIT %s)"""
_LAST_SEEN = "SELECT courier, place, at FROM positions WHERE courier = ANY(%s)"
_LAST_MOVE = "SELECT last_value FROM positions_moved"


def moved_since(session: Session, number: int | None) -> tuple[list[str], int]:
    """Whom the moves after that number concern, and the last number there is.

    That is each courier, and the orders that they are under way with. None: nobody, from now on. A
    move that is kept later than one of a higher number is not told; the next one is.
    """
    if number is None:
        return [], int(session.rows(_LAST_MOVE)[0][0])
    rows = session.rows(_MOVED, (number,))
    concerned = (id_ for courier, _, orders in rows for id_ in (courier, *(orders or ())) if id_)
    return list(dict.fromkeys(concerned)), rows[-1][1] if rows else number


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

    def to_come(self, courier: str) -> list[Shift]:
        """The courier's planned shifts."""
        return self._many(
            "WHERE courier = %s AND state = 'planned' ORDER BY on_at, id COLLATE \"C\"", (courier,)
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

    def __init__(self, session: Session, kept: Kept[Any], city: Collections) -> None:
        super().__init__(session, kept, city)
        self._seen: dict[str, Position] = {}

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        self._seen[position.courier] = position

    def adding(self) -> list[Statement]:
        """What writes the new couriers, and where couriers were seen; those by their ids."""
        if not self._seen:
            return super().adding()
        seen = [self._seen[courier] for courier in sorted(self._seen)]
        return [*super().adding(), (_SEE, (POSITIONS.write(seen),))]

    def written(self) -> None:
        """Let go what is on its way."""
        super().written()
        self._seen.clear()

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        rows = self._session.rows("SELECT courier, place, at FROM positions")
        return {row[0]: POSITIONS.read(row) for row in rows}

    def last_seen(self, couriers: Sequence[str]) -> dict[str, Position]:
        """The last position of each of those couriers that was seen."""
        rows = self._session.rows(_LAST_SEEN, (list(couriers),)) if couriers else []
        return {row[0]: POSITIONS.read(row) for row in rows}

    def out(self) -> list[Courier]:
        """The couriers on a shift or on a route, by id."""
        return self._many(
            'WHERE shift IS NOT NULL OR route IS NOT NULL ORDER BY id COLLATE "C"', ()
        )

    def near(self, zone: str, place: Point, limit: int) -> list[Courier]:
        """So many of the zone's couriers on a shift, those nearest on the map; by id."""
        return self._many(
            "WHERE id IN (SELECT c.id FROM couriers c LEFT JOIN positions p ON p.courier = c.id"
            " WHERE c.zone = %s AND c.shift IS NOT NULL"
            f' ORDER BY {_APART}, c.id COLLATE "C" LIMIT %s)'
            ' ORDER BY id COLLATE "C"',
            (zone, place.x, place.y, limit),
        )

    def seen(
        self, wanted: Sequence[str], others: int, zones: Sequence[str] | None = None
    ) -> list[CourierSeen]:
        """Those couriers, and so many others on a shift or on a route, as a map shows them."""
        within = None if zones is None else list(zones)
        asked = (list(wanted), list(wanted), within, within, others)
        rows = self._session.rows(_SEEN, asked)
        return [CourierSeen(id_, Name(zh, en), Point(x, y), on) for id_, zh, en, x, y, on in rows]

    def by_zone(self) -> dict[str, int]:
        """How many couriers there are in each zone that has any."""
        rows = self._session.rows(
            "SELECT zone, count(*) FROM couriers WHERE ended_at IS NULL GROUP BY zone"
        )
        return {zone: int(count) for zone, count in rows}

    def count_out(self, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many couriers are on a shift, and how many of these on a route."""
        within = None if zones is None else list(zones)
        [(on_duty, busy)] = self._session.rows(
            "SELECT count(*), count(route) FROM couriers WHERE shift IS NOT NULL"
            " AND (%s::text[] IS NULL OR zone = ANY(%s::text[]))",
            (within, within),
        )
        return on_duty, busy


class PostgresRoutes(PostgresRecords[Route], Routes):
    """Routes; a courier has one under way at most."""

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        return self._many("WHERE state = 'open' ORDER BY id COLLATE \"C\"", ())

    def with_doors_before(self, committed: datetime, limit: int) -> list[Route]:
        """So many routes that were committed before, are over and tell their doors."""
        return self._many(
            "WHERE NOT doorless AND committed_at < %s AND state = 'closed'"
            " ORDER BY committed_at LIMIT %s",
            (committed, limit),
        )

    def touching(self, orders: Sequence[str], doors: Sequence[Point]) -> list[Route]:
        """The routes that are over and tell the door of one of these orders, or begin at one."""
        stops = [to_json([{"order": one}]).decode() for one in orders]
        places = [to_json(one).decode() for one in doors]
        return self._many(
            "WHERE NOT doorless AND state = 'closed'"
            " AND (stops @> ANY(%s::text[]::jsonb[]) OR origin = ANY(%s::text[]::jsonb[]))",
            (stops, places),
        )

    def ways(self, wanted: Sequence[str]) -> list[Way]:
        """Those of these routes that are under way, as a map shows them, by id."""
        rows = self._session.rows(
            "SELECT jsonb_path_query_array(r.stops, '$[*].order'),"
            " coalesce(p.place, r.origin)"
            " || jsonb_path_query_array(r.stops, '$[*] ? (@.done_at == null).place')"
            " FROM routes r LEFT JOIN positions p ON p.courier = r.courier"
            " WHERE r.state = 'open' AND r.id = ANY(%s) ORDER BY r.id COLLATE \"C\"",
            (list(wanted),),
        )
        return [
            Way(
                tuple(dict.fromkeys(order for order in orders if order)),
                tuple(Point(place["x"], place["y"]) for place in left),
            )
            for orders, left in rows
        ]
