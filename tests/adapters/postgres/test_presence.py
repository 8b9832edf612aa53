"""Processes of one city know of one another and have one time, whoever comes and goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from yeshi.adapters.clocks import ScaledClock
from yeshi.adapters.postgres import presence
from yeshi.adapters.postgres.presence import Presence, Process, Told, Working, processes_in
from yeshi.base.errors import SettingError
from yeshi.flow.aside import Aside

EVENING = datetime(2026, 11, 26, 11, tzinfo=UTC)
LATER = EVENING + timedelta(hours=1)
ASIDE = Aside(
    duty="dispatch:east", id="or-1", fault="ZeroDivisionError", place="a.py:1", since=EVENING,
    tries=2, again_at=LATER,
)  # fmt: skip


class Member:
    """A process of the city, with a clock of its own."""

    def __init__(self, url: str, part: str, speed: float = 20.0) -> None:
        self.clock = ScaledClock(datetime(2000, 1, 1, tzinfo=UTC), speed)
        loops = (Working(name=f"{part}:east", holds=True, took_s=0.5),)
        told = Told(loops=loops, asides=(ASIDE,))
        self.presence = Presence(url, [part], speed, lambda: told, self.clock.follow)

    def arrive(self, begins: datetime) -> None:
        """Come when it is `begins` by the record."""
        self.presence.arrive(lambda: begins)
        self.presence.start(self.clock.now)

    def leave(self) -> None:
        """Go in good order."""
        self.presence.leave()

    def vanish(self) -> None:
        """Be gone as after SIGKILL: the connection ends, and nothing is said."""
        self.presence._stop.set()
        self.presence._thread.join()
        assert self.presence._connection is not None
        self.presence._connection.close()


@pytest.fixture
def come(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Member]]:
    """Lets processes come, at a time that the record tells; they leave at the end."""
    monkeypatch.setattr(presence, "EVERY_S", 0.05)
    with ExitStack() as leaving:

        def come(part: str, begins: datetime, **more: Any) -> Member:
            one = Member(database, part, **more)
            one.arrive(begins)
            leaving.callback(one.leave)
            return one

        yield come


def there(url: str) -> list[Process]:
    """Who the database says is there."""
    with psycopg.connect(url) as connection:
        return list(processes_in(connection))


def until(true: Callable[[], object]) -> None:
    """Wait until it is true."""
    ends = time.monotonic() + 30
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_who_comes_to_a_city_at_work_goes_by_its_time(come: Callable[..., Member]) -> None:
    """Not by what the record tells, which is always a little behind."""
    first = come("web", LATER)
    second = come("dispatch", EVENING)
    before = first.clock.now()
    assert before - timedelta(minutes=1) < second.clock.now() < before + timedelta(hours=1)
    assert second.clock.now() >= LATER


def test_the_time_stands_while_nobody_is_there(come: Callable[..., Member]) -> None:
    """It goes on from the record, also after the last one was killed."""
    come("web", LATER).vanish()
    again = come("web", EVENING)
    assert EVENING <= again.clock.now() < LATER


def test_the_time_goes_on_when_the_database_was_away(
    come: Callable[..., Member], database: str
) -> None:
    """All connections were broken: whoever is back first brings their time, nobody's goes back."""
    first, second = come("web", LATER), come("dispatch", LATER)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("DELETE FROM processes")
    was = first.clock.now()
    until(lambda: len(there(database)) == 2)
    third = come("clock", EVENING)
    assert min(one.clock.now() for one in (first, second, third)) >= was


def test_another_speed_is_refused_with_both(come: Callable[..., Member], database: str) -> None:
    """And whoever is refused was never there."""
    come("web", EVENING)
    with pytest.raises(SettingError, match="20 for other processes, and not at 60"):
        Member(database, "dispatch", speed=60.0).arrive(EVENING)
    until(lambda: [one.parts for one in there(database)] == [("web",)])


def test_what_a_process_tells_is_known_to_all_until_it_goes(
    come: Callable[..., Member], database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its loops and what it set aside; one that is gone without a word lives no more."""
    one, other = come("dispatch", EVENING), come("web", EVENING)
    until(lambda: len(there(database)) == 2)
    found = {process.parts: process for process in there(database)}[("dispatch",)]
    assert found.told.asides == (ASIDE,)
    assert found.told.loops == (Working(name="dispatch:east", holds=True, took_s=0.5),)
    assert found.lives
    other.leave()
    assert [process.parts for process in there(database)] == [("dispatch",)]
    one.vanish()
    monkeypatch.setattr(presence, "GONE_S", 0.0)
    assert not there(database)[0].lives


def test_a_process_of_another_version_is_there_all_the_same(
    come: Callable[..., Member], database: str
) -> None:
    """What it tells is not understood."""
    one = come("web", EVENING)
    until(lambda: there(database))
    one.vanish()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("""UPDATE processes SET told = '{"loops": [{"title": "tick"}]}'""")
    assert there(database)[0].told == Told()
