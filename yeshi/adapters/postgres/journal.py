"""What happened, in PostgreSQL: numbered as it is kept, read in the order of the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from yeshi.adapters.postgres.migrations import ACTS
from yeshi.adapters.postgres.numbering import Gaps, Seen
from yeshi.adapters.postgres.session import Row, Session, Statement
from yeshi.base.errors import RowUnreadable
from yeshi.events.kinds import BY_KIND
from yeshi.events.record import Event, Recorded
from yeshi.flow.ports import Sought

_ENTER = b"""
INSERT INTO events (at, day, kind, subject, data, by)
SELECT at, day, kind, subject, data, by
FROM json_to_recordset(%s) AS happened (
    at timestamptz, day date, kind text, subject text, data jsonb, by text)
RETURNING seq"""
_ENDED = b"SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_BEGUN = b"SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_AFTER = b"SELECT seq, at, day, kind, data, by FROM events WHERE seq > %s ORDER BY seq LIMIT %s"
# All numbers from the day's first to its last; what is of another day comes without its data. The
# ends are asked for in an order that only the index by day has: by number alone, all that was
# before the day would be walked through.
_OF_DAY = b"""
SELECT seq, at, day, kind, CASE WHEN day = %s THEN data END, by FROM events
WHERE seq > greatest(%s, (SELECT seq FROM events WHERE day BETWEEN %s AND %s
        ORDER BY day, seq LIMIT 1) - 1)
    AND seq <= (SELECT seq FROM events WHERE day BETWEEN %s AND %s
        ORDER BY day DESC, seq DESC LIMIT 1)
ORDER BY seq LIMIT %s"""
# As its index says, so that the index is known for the one that has them all.
_BY_HAND = f"""
SELECT seq, at, day, kind, data, by FROM events
WHERE {ACTS}
    AND seq < %s AND (%s::date IS NULL OR day = %s::date) AND (%s = '' OR by = %s)
    AND (%s = '' OR kind = %s) AND (%s = '' OR subject = %s)
ORDER BY seq DESC LIMIT %s"""
_BACK = "SELECT seq, at, day, kind, data, by FROM events WHERE seq < %s ORDER BY seq DESC LIMIT %s"
BATCH = 10_000
_LAST = "SELECT seq, at, day, kind, data, by FROM events ORDER BY seq DESC LIMIT 1"
_OF_SUBJECT = "SELECT seq, at, day, kind, data, by FROM events WHERE subject = %s ORDER BY seq"


@cache
def _form_of(kind: str) -> TypeAdapter[Any]:
    """How an event of that kind is written and read."""
    # Made when the first one comes: a city that is started again is waited for.
    return TypeAdapter(BY_KIND[kind])


def read_event(row: Row) -> Recorded:
    """What a row of the record tells: number, moment, day, kind, facts, and by whom."""
    seq, at, day, kind, data, by = row
    try:
        return Recorded(seq, at, day, _form_of(kind).validate_python(data), by)
    except (KeyError, ValidationError) as fault:
        raise RowUnreadable("events", str(seq), str(fault)) from fault


def _write(event: Event, at: datetime, day: date, by: str) -> bytes:
    return b'{"at":%b,"day":%b,"kind":%b,"subject":%b,"data":%b,"by":%b}' % (
        to_json(at), to_json(day), to_json(event.kind), to_json(event.subject),
        _form_of(event.kind).dump_json(event), to_json(by),
    )  # fmt: skip


class PostgresEvents:
    """The record of what happened."""

    def __init__(self, session: Session, gaps: Gaps) -> None:
        self._session, self._gaps = session, gaps
        self._happened: list[tuple[list[Recorded], Event, datetime, date, str]] = []

    def append(
        self, events: Sequence[Event], at: datetime, day: date, by: str = ""
    ) -> list[Recorded]:
        """Enter the events of a moment and its business day; numbered at the end of the work.

        The list fills when they are written: after everything that the work has changed was locked,
        so that a cause has a lower number than its effects.
        """
        recorded: list[Recorded] = []
        self._happened += [(recorded, event, at, day, by) for event in events]
        return recorded

    def pending(self) -> list[Statement]:
        """What writes the events that were appended since it was last asked."""
        if not self._happened:
            return []
        written = b",".join(_write(*one[1:]) for one in self._happened)
        return [(_ENTER, ((b"[%b]" % written).decode(),))]

    def written(self, numbers: Sequence[Row]) -> None:
        """Take in the numbers that the events were given."""
        for (seq,), (recorded, event, at, day, by) in zip(numbers, self._happened, strict=True):
            recorded.append(Recorded(seq, at, day, event, by))
        self._happened.clear()

    def after(self, seq: int, limit: int) -> list[Recorded]:
        """At most `limit` events that follow number `seq`, and that none can come between."""
        return [read_event(row) for row in self._settled(seq, (_AFTER, (seq, limit)))]

    def kept_after(self, seq: int, limit: int) -> list[Recorded]:
        """At most `limit` events that follow number `seq` and are kept by now, gap or not."""
        return [read_event(row) for row in self._session.rows(_AFTER, (seq, limit))]

    def of_day(self, day: date, after: int = 0) -> Iterator[Recorded]:
        """The events of a business day that follow `after`, and that none can come between.

        Read as they are needed: no question takes longer because the day was a long one.
        """
        before = None
        while True:
            rows = self._settled(before, (_OF_DAY, (day, after, *[day] * 4, BATCH)))
            for row in rows:
                if row[2] == day:
                    yield read_event(row)
            if len(rows) < BATCH:
                return
            before = after = rows[-1][0]

    def last(self) -> Recorded | None:
        """The latest event."""
        rows = self._session.rows(_LAST)
        return read_event(rows[0]) if rows else None

    def by_hand(self, sought: Sought, before: int, limit: int) -> list[Recorded]:
        """So many acts by hand of a lower number, the latest first."""
        asked = (
            before, sought.day, sought.day, sought.by, sought.by, sought.kind, sought.kind,
            sought.thing, sought.thing, limit,
        )  # fmt: skip
        return [read_event(row) for row in self._session.rows(_BY_HAND, asked)]

    def back_from(self, before: int, limit: int) -> list[Recorded]:
        """So many events of a lower number, the latest first."""
        return [read_event(row) for row in self._session.rows(_BACK, (before, limit))]

    def of_subject(self, subject: str) -> list[Recorded]:
        """What happened to the thing of that id, the earliest first."""
        return [read_event(row) for row in self._session.rows(_OF_SUBJECT, (subject,))]

    def _settled(self, after: int | None, question: Statement) -> list[Row]:
        """The rows of the question up to the first gap that may still be filled.

        Asked twice at most: where nobody writes, the second time sees that a gap stays empty.
        `after`: the number before those asked for; None: that before the first one found.
        """
        self._session.write_pending()
        for last in (False, True):
            ended, rows, begun = self._session.together([(_ENDED, ()), question, (_BEGUN, ())])
            numbers = [row[0] for row in rows]
            before = after if after is not None else numbers[0] - 1 if numbers else 0
            told = self._gaps.told(before, Seen(numbers, ended[0][0], begun[0][0]))
            if told == len(rows) or last:
                return rows[:told]
        return []
