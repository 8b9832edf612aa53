"""The table of orders, with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.ahead import AHEAD, ASLEEP, BROUGHT, UNDER_WAY, ahead_of
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import (
    Ahead,
    Orders,
    OrderSeen,
    UnderWay,
)
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.orders.spending import Spent

# The goods of an order `o`, as Order.goods counts them.
_GOODS = (
    "(SELECT coalesce(sum((line->'price'->>'fen')::bigint * (line->>'quantity')::bigint"
    " - CASE WHEN line->'deals'->0 IS NULL THEN 0 ELSE (SELECT sum((deal->'off'->>'fen')::bigint)"
    " FROM jsonb_array_elements(line->'deals') AS deal) END), 0)"
    " FROM jsonb_array_elements(o.tickets) AS kept,"
    " jsonb_array_elements(kept->'lines') AS line"
    " WHERE kept->>'state' NOT IN ('rejected', 'lapsed', 'unpaid'))"
)
_HANDED = "(pick_up IS NOT NULL OR at_table IS NOT NULL)"
# As flow/orders/watching.py says of an order under way, for the moment that is given.
_LATE = (
    f"(NOT ({_HANDED} AND state IN ('ready', 'collected')) AND"
    " (promised_by < %s OR coalesce((SELECT (stop->>'hand_over_at')::timestamptz FROM routes,"
    " jsonb_array_elements(stops) WITH ORDINALITY AS one(stop, number)"
    " WHERE routes.id = orders.route AND routes.state = 'open' AND stop->>'order' = orders.id"
    " ORDER BY number DESC LIMIT 1) > promised_by, false)))"
)
_BY_PLACING = 'ORDER BY placed_at, id COLLATE "C"'
_SOLD_BY = (
    'orders JOIN sellers ON sellers."order" = orders.id AND sellers.placed_at = orders.placed_at'
)
# Of some zones, given twice; of all where that is null.
_WITHIN = "(%s::text[] IS NULL OR zone = ANY(%s::text[]))"
# All orders under way: each open route is taken apart once, not looked for by each of its orders.
_ALL_SEEN = (
    "WITH planned AS MATERIALIZED (SELECT routes.id AS route, stop->>'order' AS carried,"
    " (stop->>'hand_over_at')::timestamptz AS at FROM routes, jsonb_array_elements(stops) AS stop"
    " WHERE state = 'open' AND stop->>'kind' = 'deliver'),"
    " seen AS MATERIALIZED (SELECT id, placed_at,"
    f" NOT ({_HANDED} AND state IN ('ready', 'collected'))"
    " AND (promised_by < %s OR coalesce(at > promised_by, false)) AS late"
    " FROM orders LEFT JOIN planned ON planned.route = orders.route AND carried = id"
    f" WHERE {UNDER_WAY} AND {_WITHIN})"
    " SELECT count(*), count(*) FILTER (WHERE late)"
)
_PILE = 'ARRAY(SELECT id FROM seen WHERE {} ORDER BY placed_at, id COLLATE "C" OFFSET %s LIMIT %s)'
_COUNT = f"{_ALL_SEEN} FROM seen"
_BOARD = f"{_ALL_SEEN}, {_PILE.format('late')}, {_PILE.format('NOT late')} FROM seen"


def _twice(zones: Sequence[str] | None) -> tuple[list[str] | None, list[str] | None]:
    asked = None if zones is None else list(zones)
    return asked, asked


class PostgresOrders(PostgresRecords[Order], Orders):
    """Orders; lists are by placing, then id."""

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for; none that sleep."""
        return self._many(
            "WHERE zone = %s AND state IN ('accepted', 'ready') AND route IS NULL"
            f" AND {BROUGHT} AND NOT {ASLEEP} {_BY_PLACING}",
            (zone,),
        )

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        return self._many(f"WHERE state = 'placed' {_BY_PLACING}", ())

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        return self._many(f"WHERE {UNDER_WAY} {_BY_PLACING}", ())

    def some_under_way_after(
        self, id_: str, limit: int, zones: Sequence[str] | None = None
    ) -> list[Order]:
        """So many of those, from the one on that follows this order."""
        begins = (
            '(placed_at, id COLLATE "C") > (SELECT placed_at, id FROM orders WHERE id = %s)'
            if id_
            else "%s = ''"
        )
        return self._many(
            f"WHERE {UNDER_WAY} AND {begins} AND {_WITHIN} {_BY_PLACING} LIMIT %s",
            (id_, *_twice(zones), limit),
        )

    def count_under_way(self, now: datetime, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many orders are under way, and how many of these late."""
        [(under_way, late)] = self._session.rows(_COUNT, (now, *_twice(zones)))
        return under_way, late

    def board(
        self, now: datetime, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> UnderWay:
        """So many of the orders under way that are late, and as many of those that are not."""
        asked = (now, *_twice(zones), start, limit, start, limit)
        [(count, late_count, *piles)] = self._session.rows(_BOARD, asked)
        found = self.get_many([id_ for pile in piles for id_ in pile])
        late, in_time = (tuple(found[id_] for id_ in pile) for pile in piles)
        return UnderWay(count=count, late_count=late_count, late=late, in_time=in_time)

    def seen(
        self, now: datetime, limit: int, zones: Sequence[str] | None = None
    ) -> list[OrderSeen]:
        """So many orders under way, as a map shows them; those promised earliest first."""
        rows = self._session.rows(
            "SELECT id, (pickup->>'x')::float8, (pickup->>'y')::float8,"
            f" {_LATE}, collected_at IS NOT NULL, courier, route FROM orders WHERE {UNDER_WAY}"
            f' AND {_WITHIN} ORDER BY promised_by, id COLLATE "C" LIMIT %s',
            (now, *_twice(zones), limit),
        )
        return [
            OrderSeen(
                id=id_, counter=Point(x, y), late=late, collected=had, courier=courier, route=route
            )
            for id_, x, y, late, had, courier, route in rows
        ]

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        return self._many(
            'WHERE customer = %s ORDER BY placed_at DESC, id COLLATE "C" DESC LIMIT %s',
            (customer, limit),
        )

    def last_placed(self, customers: Sequence[str]) -> datetime | None:
        """When any of these customers last placed an order that was not paid back; or None."""
        asked = "SELECT max(placed_at) FROM orders WHERE customer = ANY(%s) AND state <> 'refunded'"
        rows: list[tuple[datetime | None]] = self._session.rows(asked, (list(customers),))
        return rows[0][0]

    def with_door_before(self, placed: datetime, limit: int) -> list[Order]:
        """So many orders that were placed before, have ended and tell where they went."""
        return self._many(
            "WHERE placed_at < %s"
            " AND (destination->>'address' <> '' OR destination->>'phone' <> '' OR note <> ''"
            """ OR jsonb_path_exists(tickets, '$[*].note ? (@ <> "")')"""
            " OR jsonb_array_length(of_group->'names') > 0)"
            " AND state IN ('settled', 'refunded') ORDER BY placed_at LIMIT %s",
            (placed, limit),
        )

    def to_collect(self) -> list[Order]:
        """The orders that are made, or stand ready, for customers to collect them."""
        made = "pick_up IS NOT NULL AND state IN ('accepted', 'ready')"
        return self._many(f"WHERE {made} {_BY_PLACING}", ())

    def to_begin(self, now: datetime) -> list[Order]:
        """The orders for later that sleep, though it is time to begin them."""
        due = "wished->>'begun_at' IS NULL AND (wished->>'begins_at')::timestamptz <= %s"
        return self._many(
            f"WHERE wished IS NOT NULL AND {UNDER_WAY} AND {due}"
            f" AND state IN ('placed', 'accepted') {_BY_PLACING}",
            (now,),
        )

    def wished_of(self, merchants: Sequence[str]) -> list[Order]:
        """The orders under way that are for later, of any of those merchants."""
        return self._many(
            f"WHERE wished IS NOT NULL AND {UNDER_WAY} AND EXISTS (SELECT FROM"
            " jsonb_array_elements(tickets) AS one WHERE one->>'merchant' = ANY(%s))"
            f" {_BY_PLACING}",
            (list(merchants),),
        )

    def at_tables(self) -> list[Order]:
        """The orders that come to tables, or stand there and are not paid."""
        served = "at_table IS NOT NULL AND state IN ('accepted', 'ready', 'collected')"
        return self._many(f"WHERE {served} {_BY_PLACING}", ())

    def numbers_to_collect(self, merchants: Sequence[str]) -> list[int]:
        """By which numbers orders under way are called out at the counters of those merchants."""
        rows = self._session.rows(
            f"SELECT DISTINCT (pick_up->>'number')::int AS number FROM {_SOLD_BY}"
            f" WHERE merchant = ANY(%s) AND pick_up IS NOT NULL AND {UNDER_WAY} ORDER BY number",
            (list(merchants),),
        )
        return [number for (number,) in rows]

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        return self._many(
            'WHERE id IN (SELECT "order" FROM sellers WHERE merchant = %s'
            ' ORDER BY placed_at DESC, "order" COLLATE "C" DESC LIMIT %s)'
            ' ORDER BY placed_at DESC, id COLLATE "C" DESC',
            (merchant, limit),
        )

    def under_way_of(self, merchant: str) -> int:
        """How many of the merchant's orders have not ended."""
        counted = f"SELECT count(*) FROM {_SOLD_BY} WHERE merchant = %s AND {UNDER_WAY}"
        return int(self._session.rows(counted, (merchant,))[0][0])

    def ahead(self, merchants: Sequence[str], since: datetime, zones: Sequence[str]) -> Ahead:
        """What the merchants are still to make, and orders and couriers of the zones."""
        sold = list(merchants)
        asked = (sold, since, since, sold, list(zones), list(zones))
        return ahead_of(self._session.rows(AHEAD, asked))

    def delivered_between(
        self, zone: str, since: datetime, until: datetime, limit: int
    ) -> list[Order]:
        """So many of the zone's orders that were delivered in that time, the earliest first."""
        return self._many(
            "WHERE state = 'settled' AND zone = %s AND ended_at > %s AND ended_at <= %s"
            ' ORDER BY ended_at, id COLLATE "C" LIMIT %s',
            (zone, since, until, limit),
        )

    def of_merchant_since(self, merchant: str, since: datetime) -> list[Order]:
        """The merchant's orders that were placed at `since` or later, the earliest first."""
        return self._many(
            'WHERE id IN (SELECT "order" FROM sellers WHERE merchant = %s AND placed_at >= %s)'
            ' ORDER BY placed_at, id COLLATE "C"',
            (merchant, since),
        )

    def placed_since(self, since: datetime) -> list[Order]:
        """The orders that were placed at `since` or later, the earliest first."""
        return self._many('WHERE placed_at >= %s ORDER BY placed_at, id COLLATE "C"', (since,))

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        rows = self._session.rows(
            "SELECT o.id, o.customer, ticket->>'merchant',"
            f" (ticket->'voucher'->>'fen')::bigint, {_GOODS}::bigint,"
            " (o.destination->'place'->>'x')::float8, (o.destination->'place'->>'y')::float8"
            " FROM orders o CROSS JOIN jsonb_array_elements(o.tickets) AS ticket"
            " WHERE o.campaign = %s AND o.state = 'settled'"
            " AND ticket->>'state' NOT IN ('rejected', 'lapsed', 'unpaid')"
            " AND (ticket->'voucher'->>'fen')::bigint > 0"
            ' ORDER BY o.id COLLATE "C", ticket->>\'merchant\' COLLATE "C"',
            (campaign,),
        )
        return [
            Spent(
                order=order,
                customer=customer,
                merchant=merchant,
                voucher_fen=voucher,
                goods_fen=goods,
                door=Point(x, y),
            )
            for order, customer, merchant, voucher, goods, x, y in rows
        ]

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        rows = self._session.rows(
            f"SELECT customer, sum({_GOODS})::bigint FROM orders o"
            " WHERE customer = ANY(%s) AND state = 'settled' AND placed_at >= %s"
            " AND placed_at < %s GROUP BY customer",
            (list(customers), since, until),
        )
        return dict(rows)
