"""News of what was kept reaches the pages, each once, whoever kept it."""

from __future__ import annotations

from threading import Event

import psycopg

from tests.builders import SmallCity
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.fleet.courier import Position
from yeshi.flow.aside import SetAside
from yeshi.flow.orders import dispatching
from yeshi.flow.ports import News
from yeshi.geo.point import Point


def test_each_that_is_concerned_hears_of_it_once(postgres: PostgresStore, database: str) -> None:
    """Also of what another process has kept, and of a courier who moved."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    relay = Relay(postgres, lambda _: None, SetAside(city.clock))
    begun = relay._begin()
    assert begun is not None
    assert relay.read() is None
    other = PostgresStore(open_pool(database), "CNY")
    try:
        theirs = SmallCity(other, SimulatedClock(city.clock.now()), city.keys)
        order = theirs.place({"a1": 1, "b1": 1})
    finally:
        other.close()
    news = relay.read()
    assert news is not None
    told = news.concerned
    assert {order, "c", "a", "b"} <= set(told)
    assert len(told) == len(set(told))
    assert news.since == begun.until
    assert news.until.events == news.events[-1][0]
    assert relay.read() is None
    with postgres.begin() as work:
        work.couriers.see(Position("x", Point(1, 2), city.clock.now()))
    moves = relay.read()
    assert moves is not None
    assert moves.concerned == ("x",)
    assert moves.until.moves > news.until.moves
    assert relay.read() is None


def test_it_goes_on_after_what_it_could_not_tell_and_after_the_database_was_away(
    postgres: PostgresStore, server: str
) -> None:
    """In its own thread; a fault is noted, and later news is told."""
    city = SmallCity(postgres).settle_in()
    heard: list[str] = []
    broken, came = Event(), Event()

    def hear(news: News) -> None:
        if not news.events:
            return
        if not broken.is_set():
            broken.set()
            raise ValueError
        heard.extend(news.concerned)
        came.set()

    aside = SetAside(city.clock)
    relay = Relay(postgres, hear, aside)
    relay.start()
    try:
        # It tells of what happens after it has begun.
        for _ in range(100):
            city.fill("first")
            if broken.wait(0.2):
                break
        assert broken.is_set()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND application_name = 'yeshi'",
                (postgres.pool.conninfo.rsplit("/", 1)[-1].split("?")[0],),
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


def test_who_moves_concerns_also_the_orders_they_carry(postgres: PostgresStore) -> None:
    """So that an order's page hears of its courier, and of no other."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    city.cook(order)
    dispatching.tick(city.engine, "city")
    relay = Relay(postgres, lambda _: None, SetAside(city.clock))
    assert relay._begin() is not None
    with postgres.begin() as work:
        carrier = work.orders.must(order).courier
        assert carrier is not None
        work.couriers.see(Position(carrier, Point(1, 2), city.clock.now()))
    news = relay.read()
    assert news is not None
    assert set(news.concerned) == {carrier, order}
