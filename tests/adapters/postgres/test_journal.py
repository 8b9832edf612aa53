"""The record of a day is found without a walk through what was before it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import psycopg

from yeshi.adapters.postgres import journal
from yeshi.adapters.postgres.migrations import migrate
from yeshi.events.kinds import BY_HAND, BY_KIND

DAY = date(2026, 11, 24)
_FILL = """
INSERT INTO events (at, day, kind, subject, data)
SELECT '2026-11-24T12:00:00Z', %s, 'order.placed', 'o', json_build_object('x', repeat('y', 200)) FROM generate_series(1, %s)"""


def walked_past(plan: dict[str, Any]) -> int:
    """How many rows a plan looked at only to leave them out."""
    below = sum(walked_past(one) for one in plan.get("Plans", ()))
    return int(plan.get("Rows Removed by Filter", 0)) + below


def test_a_day_is_found_by_its_ends(empty_database: str) -> None:
    """Also in the first days, when most of what there is is of one of them."""
    # Only the owner of the tables may have them counted.
    migrate(empty_database)
    with psycopg.connect(empty_database, autocommit=True) as connection:
        for day, count in ((date(2026, 11, 23), 2_000), (DAY, 18_000)):
            connection.execute(_FILL, (day, count))
        connection.execute("ANALYZE events")
        question = b"EXPLAIN (ANALYZE, FORMAT JSON) " + journal._OF_DAY
        given = (DAY, 10**6, *[DAY] * (question.count(b"%s") - 3), 100)
        row = connection.execute(question, given).fetchone()
    assert row is not None
    (plan,) = row[0] if isinstance(row[0], list) else json.loads(row[0])
    assert walked_past(plan["Plan"]) == 0


def test_the_index_is_of_the_kinds_that_are_looked_for(empty_database: str) -> None:
    """Those of this code, whatever it was made of before; and each is a kind of event."""
    assert set(BY_HAND) <= set(BY_KIND)
    migrate(empty_database)
    for before in ("DROP INDEX events_by_hand", "COMMENT ON INDEX events_by_hand IS 'fewer'"):
        with psycopg.connect(empty_database, autocommit=True) as connection:
            connection.execute(before.encode())
        migrate(empty_database)
        with psycopg.connect(empty_database) as connection:
            row = connection.execute(
                "SELECT pg_get_indexdef('events_by_hand'::regclass)"
            ).fetchone()
        assert row is not None
        assert tuple(re.findall(r"'([a-z_]+\.[a-z_]+)'", row[0])) == BY_HAND
