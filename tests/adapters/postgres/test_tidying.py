"""What is of no use any more is let go, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import psycopg

from tests.builders import SmallCity
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.adapters.postgres.tidying import ANSWERS_KEPT, QUOTES_KEPT, tidy


def counted(database: str) -> tuple[int, int]:
    """How many answers and quotes there are."""
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM commands), (SELECT count(*) FROM quotes)"
        ).fetchone()
    assert row is not None
    return row


def test_answers_and_quotes_are_let_go_by_their_age(postgres: PostgresStore, database: str) -> None:
    """A quote that was paid as long as the answer to its payment; one that was not, for a day."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    city.place({"a1": 1})
    city.quote({"a1": 1})
    answers, quotes = counted(database)
    assert quotes == 2
    now = city.clock.now()
    tidy(postgres, now + QUOTES_KEPT, now + QUOTES_KEPT)
    assert counted(database) == (answers, 2)
    tidy(
        postgres, now + QUOTES_KEPT + timedelta(seconds=1), now + QUOTES_KEPT + timedelta(seconds=1)
    )
    assert counted(database) == (answers, 1)
    tidy(postgres, now + ANSWERS_KEPT, now + ANSWERS_KEPT)
    assert counted(database) == (answers, 1)
    tidy(
        postgres,
        now + ANSWERS_KEPT + timedelta(seconds=1),
        now + ANSWERS_KEPT + timedelta(seconds=1),
    )
    assert counted(database) == (0, 0)
    with postgres.begin() as work:
        assert len(work.orders.under_way()) == 1
