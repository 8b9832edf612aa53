"""What must hold is held by the schema, not only by code."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from tests.builders import SmallCity
from yeshi.adapters.postgres.store import PostgresStore


@pytest.fixture
def city(postgres: PostgresStore) -> SmallCity:
    """A city in PostgreSQL with an order on its way."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    order = city.place({"a1": 1, "a2": 1})
    city.cook(order)
    from yeshi.flow.orders import dispatching

    assert dispatching.tick(city.engine, "city") == 1
    return city


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("UPDATE orders SET state = 'eaten'", errors.CheckViolation),
        (
            "UPDATE orders SET state = 'collected', courier = NULL, route = NULL",
            errors.CheckViolation,
        ),
        ("UPDATE items SET \"left\" = -1 WHERE id = 'a2'", errors.CheckViolation),
        ("UPDATE accounts SET balance_fen = balance_fen + 1", errors.IntegrityError),
        ("UPDATE transfers SET fen = fen + 1", errors.IntegrityError),
        ("DELETE FROM transfers", errors.IntegrityError),
        ("UPDATE events SET kind = 'other'", errors.IntegrityError),
        (
            "INSERT INTO transfers (id, at, debit, credit, fen, currency, why)"
            " VALUES ('t', now(), 'escrow', 'wallet:c', -5, 'CNY', 'theft')",
            errors.CheckViolation,
        ),
        (
            "INSERT INTO transfers (id, at, debit, credit, fen, currency, why)"
            " VALUES ('t', now(), 'escrow', 'wallet:c', 10000000, 'CNY', 'theft')",
            errors.CheckViolation,
        ),
        (
            "INSERT INTO transfers (id, at, debit, credit, fen, currency, why)"
            " VALUES ('t', now(), 'merchant:a', 'wallet:c', 1, 'USD', 'other money')",
            errors.IntegrityError,
        ),
        (
            "INSERT INTO routes SELECT 'second', courier, zone, origin, committed_at, stops, state"
            " FROM routes",
            errors.UniqueViolation,
        ),
        ("UPDATE shifts SET off_at = on_at", errors.CheckViolation),
        ("UPDATE shifts SET state = 'on', courier = 'x'", errors.UniqueViolation),
    ],
)
def test_the_schema_refuses(
    city: SmallCity, database: str, wrong: str, fault: type[Exception]
) -> None:
    """Whoever writes SQL by hand cannot break the rules either."""
    with psycopg.connect(database) as connection, pytest.raises(fault):
        connection.execute(wrong)


def test_balances_follow_the_transfers(city: SmallCity, database: str) -> None:
    """Summed anew from the transfers, every balance is what the account says; all sum to zero."""
    city.fill("d")
    city.cook(order := city.place({"r1": 1}, "d"))
    city.bring(order)
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT fen, coalesce((SELECT sum(fen) FROM transfers WHERE credit = account), 0)"
            " - coalesce((SELECT sum(fen) FROM transfers WHERE debit = account), 0) FROM balances"
        ).fetchall()
    assert len(rows) > 5
    assert all(balance == summed for balance, summed in rows)
    assert sum(balance for balance, _ in rows) == 0


def test_a_replica_has_every_table(database: str) -> None:
    """What is not logged would be there on the primary alone, and could not even be asked for."""
    with psycopg.connect(database) as connection:
        unlogged = connection.execute(
            "SELECT relname FROM pg_class WHERE relpersistence = 'u'"
        ).fetchall()
    assert unlogged == []
