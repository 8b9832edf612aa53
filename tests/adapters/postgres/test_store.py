"""Nothing waits for ever: a lock, a statement, a pause within a transaction."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.adapters.postgres import store as kept
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import OutOfTime


@pytest.fixture
def hasty(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostgresStore]:
    """A store whose limits are a fraction of a second."""
    short = "-c statement_timeout=300ms -c lock_timeout=200ms"
    monkeypatch.setattr(kept, "_LIMITS", f" {short}")
    store = PostgresStore(open_pool(database, limited=True), "CNY")
    yield store
    store.close()


def test_a_statement_that_takes_too_long_is_undone(hasty: PostgresStore) -> None:
    """And told as such; the next one goes on."""
    with pytest.raises(OutOfTime), hasty.begin() as work:
        work.session.rows("SELECT pg_sleep(5)")
    with hasty.begin() as work:
        assert work.session.rows("SELECT 1") == [(1,)]


def test_who_waits_too_long_for_another_is_told_so_and_nothing_is_changed(
    hasty: PostgresStore, database: str
) -> None:
    """In one sentence, with 503; later it goes."""
    city = SmallCity(hasty).settle_in()
    city.fill()
    order = city.place({"a1": 1})
    with client_of(city) as client, psycopg.connect(database) as other:
        other.execute("SELECT 1 FROM orders WHERE id = %s FOR UPDATE", (order,))
        headers = {"Idempotency-Key": "r", "accept-language": "zh"}
        address = f"/api/merchants/a/orders/{order}/reject"
        answer = client.post(address, json={"why": "sold out"}, headers=headers)
        assert answer.status_code == 503
        assert "等待太久" in answer.json()["detail"]
        other.rollback()
        again = client.post(address, json={"why": "sold out"}, headers=headers)
        assert again.status_code == 200


def test_who_serves_has_limits_and_who_counts_for_long_has_none(database: str) -> None:
    """By the pool that they are given."""
    asked = "SELECT current_setting(name) FROM unnest(ARRAY['statement_timeout', 'lock_timeout',"
    asked += " 'idle_in_transaction_session_timeout']) AS name"
    for limited, told in ((True, ["5s", "1s", "30s"]), (False, ["0", "0", "0"])):
        pool = open_pool(database, limited=limited)
        with pool.connection() as connection:
            assert [row[0] for row in connection.execute(asked)] == told
        pool.close()
