"""The tables of each business, with their questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from yeshi.adapters.postgres.journal import CHANNEL
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.orders.order import Order
from yeshi.orders.spending import Spent

ITEMS, ORDERS, COURIERS = Rows(Item), Rows(Order), Rows(Courier)
SHIFTS, ROUTES, POSITIONS = Rows(Shift), Rows(Route), Rows(Position)


class PostgresItems(PostgresRecords[Item]):
    """Items on the menus."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection, "items", ITEMS)

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by id."""
        return self._many('WHERE merchant = %s ORDER BY id COLLATE "C"', (merchant,))


class PostgresOrders(PostgresRecords[Order]):
    """Orders; lists are by placing, then id."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection, "orders", ORDERS)

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for."""
        return self._many(
            "WHERE zone = %s AND state IN ('accepted', 'ready') AND route IS NULL"
            ' ORDER BY placed_at, id COLLATE "C"',
            (zone,),
        )

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        return self._many("WHERE state = 'placed' ORDER BY placed_at, id COLLATE \"C\"", ())

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        return self._many(
            "WHERE state NOT IN ('settled', 'refunded') ORDER BY placed_at, id COLLATE \"C\"", ()
        )

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        return self._many(
            'WHERE customer = %s ORDER BY placed_at DESC, id COLLATE "C" DESC LIMIT %s',
            (customer, limit),
        )

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        return self._many(
            'WHERE tickets @> %s ORDER BY placed_at DESC, id COLLATE "C" DESC LIMIT %s',
            (Jsonb([{"merchant": merchant}]), limit),
        )

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        rows = self._connection.execute(
            "SELECT o.id, o.customer, ticket->>'merchant',"
            " (ticket->'voucher'->>'fen')::bigint, (o.bill->'items'->>'fen')::bigint,"
            " (o.destination->'place'->>'x')::float8, (o.destination->'place'->>'y')::float8"
            " FROM orders o CROSS JOIN jsonb_array_elements(o.tickets) AS ticket"
            " WHERE o.campaign = %s AND o.state = 'settled'"
            " AND ticket->>'state' NOT IN ('rejected', 'lapsed')"
            " AND (ticket->'voucher'->>'fen')::bigint > 0"
            ' ORDER BY o.id COLLATE "C", ticket->>\'merchant\' COLLATE "C"',
            (campaign,),
        )
        return [
            Spent(order, customer, merchant, voucher, goods, Point(x, y))
            for order, customer, merchant, voucher, goods, x, y in rows
        ]

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        rows = self._connection.execute(
            "SELECT customer, sum((bill->'items'->>'fen')::bigint)::bigint FROM orders"
            " WHERE customer = ANY(%s) AND state = 'settled' AND placed_at >= %s"
            " AND placed_at < %s GROUP BY customer",
            (list(customers), since, until),
        )
        return dict(rows.fetchall())


class PostgresShifts(PostgresRecords[Shift]):
    """Shifts; lists are by their beginning, then id."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection, "shifts", SHIFTS)

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


class PostgresCouriers(PostgresRecords[Courier]):
    """Couriers; `all` by id."""

    def __init__(self, connection: Connection[Any], shifts: PostgresShifts) -> None:
        super().__init__(connection, "couriers", COURIERS)
        self._shifts = shifts

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        couriers = self._many(
            'WHERE zone = %s AND shift IS NOT NULL ORDER BY id COLLATE "C"', (zone,)
        )
        shifts = self._shifts.get_many([courier.shift or "" for courier in couriers])
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


class PostgresRoutes(PostgresRecords[Route]):
    """Routes; a courier has one under way at most."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection, "routes", ROUTES)

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        return self._many("WHERE state = 'open' ORDER BY id COLLATE \"C\"", ())
