"""The tables of errands and of printed reports, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.session import Statement
from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.ports import Errands, Prints
from yeshi.flow.printed import Print

_UNLESS_THERE = b" ON CONFLICT (id) DO NOTHING"
# What a list of a state stands by, as its index does.
_ORDER = {
    ErrandState.WAITING: 'again_at, id COLLATE "C"',
    ErrandState.RUNNING: 'begun_at DESC, id COLLATE "C" DESC',
    ErrandState.DONE: 'ended_at DESC, id COLLATE "C" DESC',
    ErrandState.GIVEN_UP: 'ended_at DESC, id COLLATE "C" DESC',
}


class PostgresErrands(PostgresRecords[Errand], Errands):
    """Errands, whatever their kind."""

    def enter(self, errand: Errand) -> None:
        """Keep a new errand; nothing is changed where one of its id is there already."""
        if self._known.get(errand.id) is None:
            self.add(errand)

    def adding(self) -> list[Statement]:
        """What writes the errands that are new since `written`: no question is asked before."""
        return [(query + _UNLESS_THERE, values) for query, values in super().adding()]

    def next_due(self, kinds: Sequence[str], now: datetime, limit: int) -> list[Errand]:
        """The first so many of those kinds that are due, kept from others; none that another work
        holds."""
        found = self._many(
            "WHERE kind = ANY(%s) AND state = 'waiting' AND again_at <= %s"
            ' ORDER BY again_at, id COLLATE "C" LIMIT %s FOR UPDATE SKIP LOCKED',
            (list(kinds), now, limit),
        )
        # What it was is known, so that no more is written than is different.
        for one in found:
            self._known[one.id] = one
            self._locked.add(one.id)
        return found

    def running(self, kinds: Sequence[str]) -> list[Errand]:
        """Those of the kinds that are being run, by id."""
        return self._many(
            "WHERE kind = ANY(%s) AND state = 'running' ORDER BY id COLLATE \"C\"", (list(kinds),)
        )

    def open_of(self, kind: str) -> list[Errand]:
        """Those of the kind that wait or are being run, by id."""
        return self._many(
            "WHERE kind = %s AND state IN ('waiting', 'running') ORDER BY id COLLATE \"C\"", (kind,)
        )

    def in_state(self, state: ErrandState, limit: int) -> list[Errand]:
        """Those in the state: waiting ones by when they are due, others the latest first."""
        return self._many(
            f"WHERE state = '{state.value}' ORDER BY {_ORDER[state]} LIMIT %s", (limit,)
        )

    def counts(self) -> dict[ErrandState, int]:
        """How many there are in each state, 0 for none."""
        rows = self._session.rows("SELECT state, count(*) FROM errands GROUP BY state")
        return dict.fromkeys(ErrandState, 0) | {ErrandState(row[0]): row[1] for row in rows}

    def forget_done(self, before: datetime) -> int:
        """Forget those that were done before that moment; how many they were."""
        return self._session.changed(
            "DELETE FROM errands WHERE state = 'done' AND ended_at < %s", (before,)
        )


class PostgresPrints(PostgresRecords[Print], Prints):
    """Printed reports."""

    def newest(self, name: str) -> Print | None:
        """The one of that name as of the latest moment; None before any."""
        found = self._many(
            'WHERE name = %s ORDER BY as_of DESC, id COLLATE "C" DESC LIMIT 1', (name,)
        )
        return found[0] if found else None

    def forget_older(self, name: str, as_of: datetime) -> int:
        """Forget those of that name as of earlier moments; how many they were."""
        return self._session.changed(
            "DELETE FROM prints WHERE name = %s AND as_of < %s", (name, as_of)
        )

    def forget_made(self, before: datetime) -> int:
        """Forget those that were made before that moment; how many they were."""
        return self._session.changed("DELETE FROM prints WHERE made_at < %s", (before,))
