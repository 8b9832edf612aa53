"""The power goes in mid-night, and the night goes on: nothing lost, doubled or stuck."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from typing import Any

import psycopg
import pytest

from tests.end_to_end.server import Server, short_folder
from yeshi.adapters.postgres.embedded import embedded


def _wait(server: Server, delivered: int, within_s: float = 90) -> dict[str, Any]:
    patience = time.monotonic() + within_s
    while time.monotonic() < patience:
        figures: dict[str, Any] = server.get("/api/figures")
        if figures["delivered"] >= delivered:
            return figures
        time.sleep(0.5)
    raise AssertionError(f"only {figures['delivered']} delivered")


@pytest.mark.slow
def test_kill_in_mid_night_loses_and_doubles_nothing() -> None:
    """Orders under way at the kill all end; no event twice; the books are even; Ctrl-C is clean."""
    home = short_folder()
    server = Server(home, speed=60)
    try:
        server.start()
        before = _wait(server, 8)
        under_way = {order["id"] for order in server.get("/api/control?limit=100")["orders"]}
        stopped_at = datetime.fromisoformat(server.get("/api/now")["now"])
        assert under_way
        server.kill()
        server.start()
        now = datetime.fromisoformat(server.get("/api/now")["now"])
        assert abs((now - stopped_at).total_seconds()) < 3600
        _wait(server, before["delivered"] + 25)
        patience = time.monotonic() + 90
        while under_way & {order["id"] for order in server.get("/api/control?limit=100")["orders"]}:
            assert time.monotonic() < patience, "an order is stuck"
            time.sleep(0.5)
        assert server.stop() == 0
        assert not (home / "db" / "postmaster.pid").exists(), "the database still runs"
        with embedded(home / "db") as url, psycopg.connect(url) as connection:
            _check(connection, under_way)
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _check(connection: psycopg.Connection[Any], under_way: set[str]) -> None:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]

    ended = {row[0] for row in rows("SELECT id FROM orders WHERE state IN ('settled', 'refunded')")}
    assert under_way <= ended
    assert not rows(
        "SELECT subject, kind FROM events WHERE kind LIKE 'order.%' GROUP BY 1, 2 HAVING count(*) > 1"
    )
    assert rows("SELECT sum(fen) FROM balances") == [(0,)]
    # What is kept for orders that have ended is nothing.
    assert not rows(
        'SELECT t."order" FROM transfers t JOIN orders o ON o.id = t."order"'
        " WHERE o.state IN ('settled', 'refunded') GROUP BY 1 HAVING"
        " sum(CASE WHEN credit = 'escrow' THEN fen WHEN debit = 'escrow' THEN -fen ELSE 0 END) <> 0"
    )
    assert rows("SELECT count(*) - max(seq) FROM events") == [(0,)]
