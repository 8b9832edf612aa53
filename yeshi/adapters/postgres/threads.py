"""The table of threads, with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Threads
from yeshi.orders.thread import Thread

# As the indexes of them say it.
_WAITS = "waits_since IS NOT NULL"
_TELLING = "messages @? '$[*].words ? (@ <> \"\")'"
_IN = "(%s::text[] IS NULL OR zone = ANY(%s))"


class PostgresThreads(PostgresRecords[Thread], Threads):
    """Threads."""

    def unread_by(self, name: str, since: datetime) -> list[Thread]:
        """All with something that they have not read, last written since then; the latest first."""
        return self._many(
            "WHERE unread @> jsonb_build_array(%s::text) AND last_at >= %s"
            ' ORDER BY last_at DESC, id COLLATE "C"',
            (name, since),
        )

    def waiting(self, start: int, limit: int, zones: Sequence[str] | None = None) -> list[Thread]:
        """So many that wait for the control room, from that one on, the longest first."""
        listed = None if zones is None else list(zones)
        return self._many(
            f'WHERE {_WAITS} AND {_IN} ORDER BY waits_since, id COLLATE "C" OFFSET %s LIMIT %s',
            (listed, listed, start, limit),
        )

    def count_waiting(self, zones: Sequence[str] | None = None) -> int:
        """How many wait for the control room."""
        listed = None if zones is None else list(zones)
        ((found,),) = self._session.rows(
            f"SELECT count(*) FROM threads WHERE {_WAITS} AND {_IN}", (listed, listed)
        )
        return int(found)

    def telling_before(self, moment: datetime, limit: int) -> list[Thread]:
        """So many of those that were last written before, in which words stand; the oldest."""
        return self._many(
            f"WHERE last_at < %s AND {_TELLING} ORDER BY last_at LIMIT %s", (moment, limit)
        )
