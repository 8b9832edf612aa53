"""The record of a day is found without a walk through what was before it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import psycopg

from yeshi.adapters.postgres import journal
from yeshi.adapters.postgres.journal import _BY_HAND
from yeshi.adapters.postgres.migrations import SCHEMA, migrate
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


def test_the_index_is_of_the_kinds_that_are_looked_for() -> None:
    """The last that was made; and each is a kind of event."""
    made = [
        path.read_text() for path in sorted(SCHEMA.glob("*.sql"))
        if "CREATE INDEX events_by_hand" in path.read_text()
    ][-1]  # fmt: skip
    kinds = re.findall(r"'([a-z_]+\.[a-z_]+)'", made)
    assert tuple(kinds) == BY_HAND
    assert set(BY_HAND) <= set(BY_KIND)
    assert all(f"'{one}'" in _BY_HAND for one in BY_HAND)
