"""A past of millions of orders, copied by the database itself from orders that were lived.

Each copy is of another day before, over two years, with its events, transfers, route and parts of
stalls; quotes and answers are copied for as long as they are kept. Accounts and checkpoints come to
what the copied transfers come to, so that the trial balance holds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import psycopg

DAYS = 730
# Answers and paid quotes are let go after a month.
DAYS_KEPT = 30
# Days at a time.
CHUNK = 10

_BASE = """
CREATE UNLOGGED TABLE base AS
SELECT orders.* FROM orders JOIN routes ON routes.id = orders.route
WHERE orders.state = 'settled' AND jsonb_array_length(routes.stops) = 2;
CREATE UNLOGGED TABLE base_events AS
SELECT events.*, base.id AS of_order, base.route AS of_route FROM base
JOIN events ON events.subject IN (base.id, base.route);
CREATE UNLOGGED TABLE base_transfers AS
SELECT transfers.* FROM transfers JOIN base ON base.id = transfers."order";
CREATE UNLOGGED TABLE base_commands AS
SELECT commands.* FROM commands LIMIT (SELECT 8 * count(*) FROM base);
ANALYZE base, base_events, base_transfers, base_commands"""

_COPIES = """
CREATE TEMP TABLE copies ON COMMIT DROP AS
SELECT '-' || day || '-' || copy AS mark, day, day * interval '1 day' AS shift
FROM generate_series(%(last)s, %(first)s, -1) AS day, generate_series(1, %(a_day)s) AS copy"""

# In each an id gets the mark of its copy, and a moment goes back by so many days.
_ALWAYS = (
    """
INSERT INTO routes (id, courier, zone, origin, committed_at, stops, state)
SELECT routes.id || mark, routes.courier, routes.zone, origin, committed_at - shift,
    replace(stops::text, base.id, base.id || mark)::jsonb, routes.state
FROM copies CROSS JOIN base JOIN routes ON routes.id = base.route""",
    """
INSERT INTO orders
SELECT made.* FROM copies CROSS JOIN base CROSS JOIN LATERAL jsonb_populate_record(
    base, jsonb_build_object(
        'id', base.id || mark, 'route', base.route || mark, 'placed_at', base.placed_at - shift,
        'promised_by', base.promised_by - shift, 'ready_at', base.ready_at - shift,
        'collected_at', base.collected_at - shift, 'ended_at', base.ended_at - shift)) AS made""",
    """
INSERT INTO sellers
SELECT merchant, sellers.placed_at - shift, "order" || mark
FROM copies CROSS JOIN base JOIN sellers ON sellers."order" = base.id""",
    """
INSERT INTO events (at, day, kind, subject, data)
SELECT at - shift, base_events.day - copies.day, kind, subject || mark, replace(replace(
    data::text, of_order, of_order || mark), of_route, of_route || mark)::jsonb
FROM copies CROSS JOIN base_events""",
    """
INSERT INTO transfers (id, at, "order", debit, credit, fen, currency, why, pot)
SELECT id || mark, at - shift, "order" || mark, debit, credit, fen, currency, why, pot
FROM copies CROSS JOIN base_transfers""",
)
_LATELY = (
    """
INSERT INTO quotes
SELECT made.* FROM copies CROSS JOIN base JOIN quotes ON quotes."order" = base.id
CROSS JOIN LATERAL jsonb_populate_record(quotes, jsonb_build_object(
    'id', quotes.id || mark, 'order', base.id || mark, 'made_at', quotes.made_at - shift,
    'holds_until', quotes.holds_until - shift,
    'promised_by', quotes.promised_by - shift)) AS made""",
    """
INSERT INTO commands (key, command, at, answer)
SELECT key || mark, command, at - shift, answer FROM copies CROSS JOIN base_commands""",
)
_BALANCES = """
WITH moved AS (
    SELECT id, CASE WHEN account_kind(id) IN ('campaign', 'programme') THEN pot ELSE 0 END AS pot,
        sum(fen) * %(copies)s AS fen
    FROM (
        SELECT debit AS id, pot, -fen AS fen FROM base_transfers
        UNION ALL SELECT credit, pot, fen FROM base_transfers
    ) sides
    WHERE account_kind(id) NOT IN ('outside', 'platform', 'escrow') GROUP BY 1, 2
)
UPDATE accounts SET balance_fen = balance_fen + moved.fen FROM moved
WHERE accounts.id = moved.id AND accounts.pot = moved.pot"""
_CHECKPOINTS = """
UPDATE checkpoints SET through = (SELECT max(seq) FROM transfers), balance_fen = balance_fen
    + coalesce((SELECT sum(fen) FROM transfers WHERE credit = account AND seq > through), 0)
    - coalesce((SELECT sum(fen) FROM transfers WHERE debit = account AND seq > through), 0)"""
_DROP = "DROP TABLE base, base_events, base_transfers, base_commands"


def fill(url: str, orders: int, tell: Callable[[str], None]) -> int:
    """Give the city a past of about so many orders; how many they are."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit TO off")
        # What is copied was checked and posted when it was lived.
        connection.execute("SET session_replication_role TO replica")
        connection.execute("SET work_mem TO '64MB'")
        for one in _BASE.split(";"):
            connection.execute(one.encode())
        lived = _one(connection, "SELECT count(*) FROM base")
        a_day = max(1, round(orders / DAYS / lived))
        begun = time.monotonic()
        for last in range(DAYS, 0, -CHUNK):
            first = last - CHUNK + 1
            with connection.transaction():
                values = {"first": first, "last": last, "a_day": a_day}
                connection.execute(_COPIES, values)
                connection.execute("SELECT make_parts()")
                for one in _ALWAYS if first > DAYS_KEPT else (*_ALWAYS, *_LATELY):
                    connection.execute(one.encode())
            if last % 100 < CHUNK:
                tell(f"{DAYS - first + 1} of {DAYS} days, {time.monotonic() - begun:.0f} s")
        connection.execute(_BALANCES, {"copies": a_day * DAYS})
        connection.execute(_CHECKPOINTS)
        connection.execute(_DROP)
        connection.execute("SET session_replication_role TO origin")
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
        if _one(connection, "SELECT sum(fen) FROM balances"):
            raise RuntimeError("the trial balance of the past is not zero")
    return lived * a_day * DAYS


def size_of(url: str) -> float:
    """How large the database is, in GB."""
    with psycopg.connect(url) as connection:
        return _one(connection, "SELECT pg_database_size(current_database())") / 1e9


def _one(connection: psycopg.Connection[tuple[int, ...]], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
