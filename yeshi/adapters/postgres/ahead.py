"""What kitchens and couriers have ahead of them, asked of the table of orders."""

from __future__ import annotations

from collections.abc import Iterable

from yeshi.adapters.postgres.session import Row
from yeshi.flow.ports import Ahead, ToMake

UNDER_WAY = "state NOT IN ('settled', 'refunded')"
# As Order.is_brought says it.
BROUGHT = "pick_up IS NULL AND at_table IS NULL"
# As orders/later.py says of an order.
ASLEEP = "(wished IS NOT NULL AND wished->>'begun_at' IS NULL)"
# What of the orders of some merchants is still to be made, by merchant.
_TO_MAKE = (
    "SELECT 'stall', sellers.merchant, count(DISTINCT orders.id), sum((line->>'quantity')::bigint),"
    " sum(((line->'price'->>'fen')::bigint + (line->'packing'->>'fen')::bigint)"
    " * (line->>'quantity')::bigint)"
    ' FROM sellers JOIN orders ON orders.id = sellers."order",'
    " jsonb_array_elements(orders.tickets) AS ticket, jsonb_array_elements(ticket->'lines') AS line"
    " WHERE sellers.merchant = ANY(%s) AND sellers.placed_at >= %s AND wished IS NULL"
    " AND orders.state IN ('placed', 'accepted') AND ticket->>'merchant' = sellers.merchant"
    " AND ticket->>'state' IN ('placed', 'accepted') GROUP BY sellers.merchant"
)

# The same of orders that were for later and are begun, whenever they were placed.
_TO_MAKE_BEGUN = (
    "SELECT 'stall', ticket->>'merchant', count(DISTINCT orders.id),"
    " sum((line->>'quantity')::bigint),"
    " sum(((line->'price'->>'fen')::bigint + (line->'packing'->>'fen')::bigint)"
    " * (line->>'quantity')::bigint)"
    " FROM orders, jsonb_array_elements(orders.tickets) AS ticket,"
    " jsonb_array_elements(ticket->'lines') AS line"
    f" WHERE wished IS NOT NULL AND {UNDER_WAY}"
    " AND (wished->>'begun_at')::timestamptz >= %s AND state IN ('placed', 'accepted')"
    " AND ticket->>'merchant' = ANY(%s) AND ticket->>'state' IN ('placed', 'accepted')"
    " GROUP BY ticket->>'merchant'"
)

# Of zones, given twice.
_LOADS = (
    "SELECT 'zone', zone, sum(orders), sum(couriers), 0 FROM ("
    f"SELECT zone, 1 AS orders, 0 AS couriers FROM orders WHERE zone = ANY(%s)"
    f" AND {UNDER_WAY} AND {BROUGHT} AND NOT {ASLEEP}"
    " UNION ALL SELECT zone, 0, 1 FROM couriers WHERE zone = ANY(%s) AND shift IS NOT NULL"
    ") AS one GROUP BY zone"
)

# Of merchants, since when, since when and of merchants again, then of zones, given twice.
AHEAD = f"{_TO_MAKE} UNION ALL {_TO_MAKE_BEGUN} UNION ALL {_LOADS}"


def ahead_of(rows: Iterable[Row]) -> Ahead:
    """What the rows of that statement say."""
    made: dict[str, ToMake] = {}
    zones: dict[str, tuple[int, int]] = {}
    for kind, id_, *counted in rows:
        first, second, third = (int(one) for one in counted)
        if kind == "zone":
            zones[id_] = (first, second)
            continue
        before = made.get(id_, ToMake(0, 0, 0))
        made[id_] = ToMake(before.parts + first, before.dishes + second, before.fen + third)
    return Ahead(made, zones)
