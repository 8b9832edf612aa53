"""What happened, and which commands were answered, in PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter, ValidationError

from yeshi.base.errors import RowUnreadable
from yeshi.base.refused import Refused, reason_of
from yeshi.base.sure import there
from yeshi.events.kinds import BY_KIND
from yeshi.events.record import Event, Recorded
from yeshi.flow.ports import Answer, Done

CHANNEL = "yeshi"
# Any number that no other lock of the platform uses.
EVENTS_LOCK = 7_001
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    kind: TypeAdapter(event) for kind, event in BY_KIND.items()
}
_LOCK = b"SELECT pg_advisory_xact_lock(%s)"
# Numbered and told in one statement, which begins to look when the lock is held.
_ENTER = b"""
WITH entered AS (
    INSERT INTO events (seq, at, day, kind, subject, data)
    SELECT (SELECT coalesce(max(seq), 0) FROM events) + nth, %s, %s, kind, subject, data::jsonb
    FROM unnest(%s::text[], %s::text[], %s::text[])
        WITH ORDINALITY AS happened (kind, subject, data, nth)
    RETURNING seq
)
SELECT min(seq), pg_notify(%s, json_build_object('seq', max(seq), 'concerns', %s::json)::text)
FROM entered"""


def _read(row: tuple[Any, ...]) -> Recorded:
    seq, at, day, kind, data = row
    try:
        return Recorded(seq, at, day, _ADAPTERS[kind].validate_python(data))
    except (KeyError, ValidationError) as fault:
        raise RowUnreadable("events", str(seq), str(fault)) from fault


class PostgresEvents:
    """The record of what happened."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def append(self, events: Sequence[Event], at: datetime, day: date) -> list[Recorded]:
        """Enter the events of a moment and its business day, and wake the listeners at the end.

        The numbers are given under a lock that lasts until the end of the work: who reads on from
        a number never misses an event that was numbered earlier and kept later.
        """
        self._connection.execute(_LOCK, (EVENTS_LOCK,))
        concerned = list(dict.fromkeys(id_ for event in events for id_ in event.concerns))
        row = self._connection.execute(
            _ENTER,
            (
                at, day, [one.kind for one in events], [one.subject for one in events],
                [_ADAPTERS[one.kind].dump_json(one).decode() for one in events],
                CHANNEL, json.dumps(concerned[:100]),
            ),
        ).fetchone()  # fmt: skip
        first, _ = there(row, "number of an event")
        return [Recorded(seq, at, day, event) for seq, event in enumerate(events, first)]

    def after(self, seq: int, limit: int) -> list[Recorded]:
        """At most `limit` events that follow number `seq`."""
        rows = self._connection.execute(
            "SELECT seq, at, day, kind, data FROM events WHERE seq > %s ORDER BY seq LIMIT %s",
            (seq, limit),
        )
        return [_read(row) for row in rows]

    def of_day(self, day: date, after: int = 0) -> Iterator[Recorded]:
        """The events of a business day that follow number `after`."""
        rows = self._connection.execute(
            "SELECT seq, at, day, kind, data FROM events WHERE day = %s AND seq > %s ORDER BY seq",
            (day, after),
        )
        return (_read(row) for row in rows)

    def last(self) -> Recorded | None:
        """The latest event."""
        row = self._connection.execute(
            "SELECT seq, at, day, kind, data FROM events ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return None if row is None else _read(row)

    def of_subject(self, subject: str) -> list[Recorded]:
        """What happened to the thing of that id, the earliest first."""
        rows = self._connection.execute(
            "SELECT seq, at, day, kind, data FROM events WHERE subject = %s ORDER BY seq",
            (subject,),
        )
        return [_read(row) for row in rows]


class PostgresCommands:
    """Commands that were answered, by idempotency key."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def claim(self, key: str, command: str, at: datetime) -> tuple[str, Answer] | None:
        """None the first time; then the command and its answer. Waits for work on the same key."""
        inserted = self._connection.execute(
            "INSERT INTO commands (key, command, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (key, command, at),
        )
        if inserted.rowcount == 1:
            return None
        row = self._connection.execute(
            "SELECT command, answer FROM commands WHERE key = %s", (key,)
        ).fetchone()
        kept, answer = there(row, f"command {key}")
        return kept, _read_answer(answer)

    def remember(self, key: str, answer: Answer) -> None:
        """Keep the answer for when the command comes again."""
        self._connection.execute(
            "UPDATE commands SET answer = %s WHERE key = %s", (Jsonb(_write_answer(answer)), key)
        )


def _write_answer(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Done):
        return {"done": answer.data}
    return {"refused": answer.reason.code(), "facts": answer.reason.facts()}


def _read_answer(data: dict[str, Any]) -> Answer:
    if "done" in data:
        return Done(data["done"])
    facts = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["facts"].items()
    }
    return Refused(reason_of(data["refused"], facts))
