"""News of what was kept reaches the pages, each once, whoever kept it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import psycopg

from tests.builders import SmallCity
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.fleet.courier import Position
from yeshi.flow.aside import SetAside
from yeshi.geo.point import Point


def test_each_that_is_concerned_hears_of_it_once(postgres: PostgresStore, database: str) -> None:
    """Also of what another process has kept, and of a courier who moved."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    relay = Relay(postgres, lambda _: None, SetAside(city.clock))
    relay._begin()
    assert relay.read() == []
    other = PostgresStore(open_pool(database), "CNY")
    try:
        theirs = SmallCity(other, SimulatedClock(city.clock.now()), city.keys)
        order = theirs.place({"a1": 1, "b1": 1})
    finally:
        other.close()
    told = relay.read()
    assert {order, "c", "a", "b"} <= set(told)
    assert len(told) == len(set(told))
    assert relay.read() == []
    with postgres.begin() as work:
        work.couriers.see(Position("x", Point(1, 2), city.clock.now()))
    assert relay.read() == ["x"]
    assert relay.read() == []


def test_it_goes_on_after_what_it_could_not_tell_and_after_the_database_was_away(
    postgres: PostgresStore, server: str
) -> None:
    """In its own thread; a fault is noted, and later news is told."""
    city = SmallCity(postgres).settle_in()
    heard: list[str] = []
    broken, came = Event(), Event()

    def hear(concerned: Sequence[str]) -> None:
        if not broken.is_set():
            broken.set()
            raise ValueError
        heard.extend(concerned)
        came.set()

    aside = SetAside(city.clock)
    relay = Relay(postgres, hear, aside)
    relay._begin()
    relay.start()
    try:
        city.fill("first")
        assert broken.wait(20)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND application_name = 'yeshi'",
                (postgres._pool.conninfo.rsplit("/", 1)[-1].split("?")[0],),
            )
        while not came.is_set():
            try:
                city.fill("second")
            except Exception:
                continue
            came.wait(2)
    finally:
        relay.stop()
    assert "second" in heard
    assert [one.duty for one in aside.all()] in (["relay"], [])
