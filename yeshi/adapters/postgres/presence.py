"""Who works for a city, and its time: each process tells of itself, and goes by the same time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from platform import node
from threading import Event, Thread
from time import monotonic
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import Connection
from pydantic import TypeAdapter, ValidationError

from yeshi.adapters.postgres.guarding import LIMITS
from yeshi.adapters.postgres.patience import PATIENCE_S, PatientConnection
from yeshi.base.errors import DatabaseUnreachable, SettingError
from yeshi.base.sure import there
from yeshi.flow.aside import Aside

# How often a process tells of itself, and looks what time it is.
EVERY_S = 1.0
# Who was not heard of for so long is gone; they are forgotten after an hour.
GONE_S = 10.0
_OPTIONS = "-c timezone=UTC -c synchronous_commit=off -c statement_timeout=5s"

# Whoever works for the city shares this lock, so that one who has it alone knows to be the first.
_ALONE = "SELECT pg_try_advisory_lock(hashtextextended('city time', 0))"
_SHARED = "SELECT pg_advisory_lock_shared(hashtextextended('city time', 0))"
_NO_MORE_ALONE = "SELECT pg_advisory_unlock(hashtextextended('city time', 0))"
_SET = """
INSERT INTO city_time AS kept (real_at, city_at, speed)
SELECT now, coalesce(%s, now), %s FROM clock_timestamp() AS now
ON CONFLICT (one) DO UPDATE
SET real_at = EXCLUDED.real_at, city_at = EXCLUDED.city_at, speed = EXCLUDED.speed"""
# With the last that happened to the city as a whole: it was renamed, its terms changed.
_TIME = """
SELECT city_at + (clock_timestamp() - real_at) * speed, speed,
    (SELECT max(seq) FROM events WHERE subject = 'city')
FROM city_time"""
_TELL = """
INSERT INTO processes (id, host, pid, parts, seen_at, told)
VALUES (%s, %s, %s, %s, clock_timestamp(), %s)
ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at, told = EXCLUDED.told"""
_LEAVE = "DELETE FROM processes WHERE id = %s"
_FORGET = "DELETE FROM processes WHERE seen_at < clock_timestamp() - interval '1 hour'"
_WHO = """
SELECT id, host, pid, parts, extract(epoch FROM clock_timestamp() - seen_at), told
FROM processes ORDER BY parts, host, pid"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A loop of a process: whether it has the lease, and how many seconds its last beat took."""

    name: str
    holds: bool
    took_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a process tells of itself: its loops, and what they set aside."""

    loops: tuple[Working, ...] = ()
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process of the city: where it is, its parts, and `seen_s` ago what it told."""

    id: str
    host: str
    pid: int
    parts: tuple[str, ...]
    seen_s: float
    told: Told

    @property
    def lives(self) -> bool:
        """Whether it was heard of a short while ago."""
        return self.seen_s < GONE_S


_TOLD = TypeAdapter(Told)


def processes_in(connection: Connection[Any]) -> tuple[Process, ...]:
    """All that were heard of within the hour and did not take their leave."""
    return tuple(
        Process(
            id=id_,
            host=host,
            pid=pid,
            parts=tuple(parts),
            seen_s=max(0.0, float(seen_s)),
            told=_read(told),
        )
        for id_, host, pid, parts, seen_s, told in connection.execute(_WHO).fetchall()
    )


def _read(told: Any) -> Told:
    try:
        return _TOLD.validate_python(told)
    except ValidationError:
        # Of a process of another version; that it is there is told all the same.
        return Told()


class Presence:
    """This process among those of the city at `url`, by a connection and a thread of its own.

    `follow` is told the city's moment, and when that was by this machine's monotonic clock;
    `changed` is called after something happened to the city as a whole.
    """

    def __init__(
        self,
        url: str,
        parts: Sequence[str],
        speed: float,
        told: Callable[[], Told],
        follow: Callable[[datetime, float], None],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.id = f"{node()}-{os.getpid()}-{uuid4().hex[:8]}"
        self._url, self._parts, self._speed = url, list(parts), speed
        self._told, self._follow, self._changed = told, follow, changed
        self._last: int | None = None
        self._connection: Connection[Any] | None = None
        self._stop = Event()
        self._thread = Thread(target=self._live, name="presence", daemon=True)

    def arrive(self, begins: Callable[[], datetime | None]) -> None:
        """Follow the city's time; where nobody works for it, it goes on from `begins`, or is now.

        Raises DatabaseUnreachable, and SettingError where the city's time goes at another speed.
        """
        with_limits = LIMITS | {"options": _OPTIONS, "application_name": "yeshi"}
        try:
            connection = PatientConnection.connect(self._url, autocommit=True, **with_limits)
            connection.patience_s = PATIENCE_S
        except psycopg.Error as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {gone}") from gone
        try:
            self._join(connection, begins)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def start(self, again: Callable[[], datetime | None]) -> None:
        """Tell of this process from now on; `again`: as `begins`, should nobody have kept it."""
        self._again = again
        self._thread.start()

    def leave(self) -> None:
        """Tell that this process works no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2 * EVERY_S)
        if self._connection is not None:
            try:
                self._connection.execute(_LEAVE, (self.id,))
            except psycopg.Error:
                # Nobody is told, and it is found out.
                pass
            finally:
                self._connection.close()

    def _join(self, connection: Connection[Any], begins: Callable[[], datetime | None]) -> None:
        alone = there(connection.execute(_ALONE).fetchone(), "lock")[0]
        if alone:
            connection.execute(_SET, (begins(), self._speed))
        connection.execute(_SHARED)
        if alone:
            connection.execute(_NO_MORE_ALONE)
        connection.execute(_FORGET)
        self._look(connection)

    def _live(self) -> None:
        while not self._stop.is_set():
            try:
                if self._connection is None or self._connection.closed:
                    self.arrive(self._again)
                self._tell(there(self._connection, "connection"))
            except (psycopg.Error, DatabaseUnreachable, SettingError):
                # It is away, or takes nothing in: this process goes on by its own clock meanwhile.
                pass
            self._stop.wait(EVERY_S)

    def _tell(self, connection: Connection[Any]) -> None:
        told = _TOLD.dump_json(self._told()).decode()
        connection.execute(_TELL, (self.id, node(), os.getpid(), self._parts, told))
        self._look(connection)

    def _look(self, connection: Connection[Any]) -> None:
        before = monotonic()
        moment, speed, last = there(connection.execute(_TIME).fetchone(), "time of the city")
        if speed != self._speed:
            raise SettingError(
                f"YESHI_SPEED: the city runs at {speed:g} for other processes, and not at "
                f"{self._speed:g}"
            )
        self._follow(moment, (before + monotonic()) / 2)
        if last != self._last:
            self._changed()
            self._last = last
