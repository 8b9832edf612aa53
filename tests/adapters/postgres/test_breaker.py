"""The database is asked once for all, and asked again until it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
import pytest

from yeshi.adapters.postgres import breaker
from yeshi.adapters.postgres.breaker import Breaker

PATIENCE_S = 60.0


class Database:
    """What is asked in place of a database: it answers, or not, when it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_there, self.asked, self.let = True, 0, Event()
        self.let.set()
        monkeypatch.setattr(breaker.psycopg, "connect", self._connect)

    def _connect(self, url: str, connect_timeout: int) -> Database:
        self.asked += 1
        self.let.wait(PATIENCE_S)
        if not self.is_there:
            raise psycopg.OperationalError("away")
        return self

    def close(self) -> None:
        """As of a connection."""


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    """One that is there."""
    return Database(monkeypatch)


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_all_who_ask_at_once_are_told_by_one_question(database: Database) -> None:
    """That it is there."""
    one = Breaker("url", lambda: None, lambda: False)
    with ThreadPoolExecutor(8) as many:
        assert all(many.map(lambda _: one.answers(), range(16)))
    assert database.asked == 1
    assert not one.is_open


def test_it_stays_open_until_the_database_answers(database: Database) -> None:
    """Nobody asks it meanwhile but the one who waits for it; what was held of it is let go."""
    renewed: list[bool] = []
    one = Breaker("url", lambda: renewed.append(one.is_open), lambda: False)
    database.is_there = False
    assert not one.answers()
    until(lambda: database.asked > 2)
    assert one.is_open
    assert not one.answers()
    database.is_there = True
    until(lambda: not one.is_open)
    assert renewed == [True]
    assert one.answers()


def test_nobody_waits_for_what_comes_of_a_suspicion(database: Database) -> None:
    """However many have it; where the database answers, only what was held of it is let go."""
    renewed: list[bool] = []
    one = Breaker("url", lambda: renewed.append(True), lambda: False)
    database.let.clear()
    for _ in range(5):
        one.suspect()
    database.let.set()
    until(lambda: renewed == [True])
    assert database.asked == 1
    assert not one.is_open


def test_when_nobody_wants_to_know_any_more_it_is_not_asked_again(database: Database) -> None:
    """Its thread ends."""
    ended = Event()
    one = Breaker("url", lambda: None, ended.is_set)
    database.is_there = False
    assert not one.answers()
    ended.set()

    def rests() -> bool:
        before = database.asked
        time.sleep(3 * breaker.AGAIN_S)
        return database.asked == before

    until(rests)
