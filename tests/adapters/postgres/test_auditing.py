"""Sums over the whole books and record, made by the database, find what does not come to nothing."""

from __future__ import annotations

import psycopg
import pytest

from tests.builders import SmallCity
from tests.conftest import as_superuser
from yeshi.adapters.postgres.auditing import breaches_of_sums, some_orders, told_of
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow.checks.sampling import breaches_of_orders


def lived(store: PostgresStore) -> tuple[str, str]:
    """A city with an order that was delivered and one that is under way."""
    city = SmallCity(store).settle_in()
    city.fill()
    over = city.place({"a1": 1, "b1": 1})
    city.cook(over)
    city.bring(over)
    return over, city.place({"a1": 1})


def found(store: PostgresStore) -> set[str]:
    """The rules that do not hold by the sums."""
    with store.look() as work:
        return {one.rule for one in breaches_of_sums(work.session)}


def test_the_sums_of_a_sound_city_hold(postgres: PostgresStore) -> None:
    """And the orders that are looked at are as told, those that ended before the last look apart."""
    over, under_way = lived(postgres)
    assert found(postgres) == set()
    with postgres.look() as work:
        last = work.events.last()
        assert last is not None
        assert set(some_orders(work.session, 0, 10, 0)) == {over, under_way}
        assert some_orders(work.session, last.seq, 10, 0) == [under_way]
        orders = some_orders(work.session, 0, 10, 10)
        told = told_of(work.session, orders)
        assert {"route.committed", "order.settled"} <= {one.event.kind for one in told}
        assert not list(breaches_of_orders(work, orders, told))


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("UPDATE accounts SET balance_fen = balance_fen + 1 WHERE id = 'wallet:c'",
         {"books.sum", "books.transfers"}),
        ("UPDATE held SET fen = fen + 1", {"books.sum", "books.transfers", "escrow.held"}),
        ("DELETE FROM held", {"books.sum", "books.transfers", "escrow.held"}),
        ("UPDATE checkpoints SET balance_fen = balance_fen - 1"
            " WHERE account = (SELECT min(account) FROM checkpoints)",
         {"books.sum", "books.transfers"}),
        ("DELETE FROM transfers WHERE seq = (SELECT min(seq) FROM transfers)", {"books.transfers"}),
        ("INSERT INTO held SELECT id, 1 FROM orders WHERE state = 'settled'",
         {"books.sum", "books.transfers", "escrow.held", "escrow.ended"}),
    ],
)  # fmt: skip
def test_what_does_not_come_to_nothing_is_found(
    postgres: PostgresStore, database: str, statement: str, rules: set[str]
) -> None:
    """In whatever table it stands."""
    lived(postgres)
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement.encode())
    assert rules <= found(postgres)
