"""The table of who asks to have a stall or to ride, with its questions."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Newcomers
from yeshi.people.newcomer import Newcomer


class PostgresNewcomers(PostgresRecords[Newcomer], Newcomers):
    """Who asks to have a stall or to ride."""

    def waiting(self, limit: int) -> list[Newcomer]:
        """So many of those who wait for an answer, who asked first first."""
        return self._many(
            "WHERE state = 'waiting' ORDER BY made_at, id COLLATE \"C\" LIMIT %s", (limit,)
        )

    def decided(self, limit: int) -> list[Newcomer]:
        """So many of those who do not, the last decided first."""
        return self._many(
            "WHERE state <> 'waiting' ORDER BY decided_at DESC, id COLLATE \"C\" LIMIT %s", (limit,)
        )

    def count_waiting(self) -> int:
        """How many wait for an answer."""
        rows = self._session.rows("SELECT count(*) FROM newcomers WHERE state = 'waiting'")
        return int(rows[0][0])

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        self._session.changed("DELETE FROM newcomers WHERE id = ANY(%s)", (list(ids),))
