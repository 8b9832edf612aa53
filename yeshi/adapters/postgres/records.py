"""Things by id in a table, as their line in flow/kept.py says.

Within a piece of work a thing is read once, and what is kept of a kind is written together: before
a question that could concern it, and at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from yeshi.adapters.postgres.rows import Rows
from yeshi.adapters.postgres.session import CellUnreadable, Row, Session, Statement
from yeshi.base.errors import InvariantBroken, RowUnreadable
from yeshi.base.sure import there
from yeshi.flow.kept import Collections
from yeshi.flow.kept_kind import Kept

T = TypeVar("T")
_UNREADABLE = (CellUnreadable, ValidationError)
_ALL = 'ORDER BY id COLLATE "C"'
BY_ID = "WHERE id = ANY(%s)"
_SOUGHT = (
    "WHERE (ended_at IS NOT NULL) = %s AND (strpos(lower(id), %s) > 0"
    " OR strpos(lower(name->>'zh'), %s) > 0 OR strpos(lower(name->>'en'), %s) > 0)"
    ' ORDER BY id COLLATE "C" OFFSET %s LIMIT %s'
)


class Statements(Generic[T]):
    """The statements of one kind of record, composed once, and how its rows are read."""

    def __init__(self, kept: Kept[Any]) -> None:
        self.name, self.kind = kept.name, kept.kind.__name__.lower()
        self.rows: Rows[T] = Rows(kept.kind)
        # All names are fields of our own records; quoted, for some are words of SQL.
        names = [f'"{name}"' for name in self.rows.columns]
        listed = ", ".join(names)
        given = f"json_populate_recordset(NULL::{kept.name}, %s)"
        self._select = f"SELECT {listed} FROM {kept.name} "
        self.insert = f"INSERT INTO {kept.name} ({listed}) SELECT {listed} FROM {given}".encode()
        self._given = given
        self._updates: dict[tuple[tuple[str, ...], int], bytes] = {}
        self.of = f'WHERE "{kept.of}" = %s ORDER BY id COLLATE "C"'
        self._queries: dict[str, bytes] = {}

    def query(self, rest: str) -> bytes:
        """The statement that reads the rows which `rest` says."""
        composed = self._queries.get(rest)
        if composed is None:
            composed = self._queries[rest] = (self._select + rest).encode()
        return composed

    def update(self, changed: tuple[str, ...], count: int) -> bytes:
        """The statement that changes those columns of so many rows that are there."""
        # Bounded, so that the server reckons with few rows and finds each by its key; by powers of
        # two, so that there are few statements, each planned once.
        at_most = max(8, 1 << (count - 1).bit_length())
        composed = self._updates.get((changed, at_most))
        if composed is None:
            changes = ", ".join(f'"{name}" = new."{name}"' for name in changed)
            composed = self._updates[changed, at_most] = (
                f"WITH changed AS (UPDATE {self.name} AS kept SET {changes}"
                f" FROM (SELECT * FROM {self._given} LIMIT {at_most}) AS new"
                " WHERE kept.id = new.id RETURNING 1)"
                f" SELECT found_all('{self.name}', count(*), %s) FROM changed"
            ).encode()
        return composed

    def ids(self, rest: str) -> bytes:
        """The statement that reads no more than the ids of those rows."""
        return f"SELECT id FROM {self.name} {rest}".encode()


@cache
def statements_of(kept: Kept[Any]) -> Statements[Any]:
    """The statements of that kind."""
    return Statements(kept)


class PostgresRecords(Generic[T]):
    """Things of one kind: a table, on the session of the work under way."""

    # What is kept from others when it is locked: no id is ever changed, so that whoever refers to
    # the thing need not wait.
    locking = BY_ID + " ORDER BY id FOR NO KEY UPDATE"

    def __init__(self, session: Session, kept: Kept[Any], city: Collections) -> None:
        self._session, self._city = session, city
        self._sql: Statements[T] = statements_of(kept)
        self._known: dict[str, T | None] = {}
        self._locked: set[str] = set()
        self._added: dict[str, T] = {}
        self._changed: dict[str, T] = {}
        # What was there before it was changed, as far as it was read.
        self._before: dict[str, T | None] = {}
        self._all: list[T] | None = None

    def get(self, id_: str) -> T | None:
        """The thing, or None."""
        if id_ in self._known:
            return self._known[id_]
        return self.get_many((id_,)).get(id_)

    def lock(self, id_: str) -> T | None:
        """The thing, kept from others until the end of the work; or None."""
        return self.lock_many((id_,)).get(id_)

    def must(self, id_: str) -> T:
        """The thing; InvariantBroken when there is none."""
        return there(self.get(id_), f"{self._sql.kind} {id_}")

    def must_lock(self, id_: str) -> T:
        """The thing, kept from others; InvariantBroken when there is none."""
        return there(self.lock(id_), f"{self._sql.kind} {id_}")

    def all(self) -> list[T]:
        """All things by id."""
        if self._all is None:
            return list(self._know_all(self._many(_ALL, ())))
        return list(self._all)

    def some_after(self, id_: str, limit: int) -> list[T]:
        """So many by id, from the one on that follows this id."""
        return self._many(
            'WHERE id COLLATE "C" > %s ORDER BY id COLLATE "C" LIMIT %s', (id_, limit)
        )

    def get_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are."""
        wanted = list(ids)
        statement = self.reading(wanted)
        if statement:
            self.learn(wanted, self._look(wanted, statement))
        return self._of_known(wanted)

    def lock_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are, kept from others; locked by id."""
        wanted = list(ids)
        statement = self.keeping(wanted)
        if statement:
            self.learn(wanted, self._look(wanted, statement), locked=True)
        return self._of_known(wanted)

    def of(self, owner: str) -> list[T]:
        """Those of that owner, by id; for kinds that belong to another thing."""
        return self._many(self._sql.of, (owner,))

    def sought(self, text: str, ended: bool, start: int, limit: int) -> list[T]:
        """Those whose id or name has the text in it; for kinds of which things end."""
        words = [text.lower()] * 3
        return self._many(_SOUGHT, (ended, *words, start, limit))

    def add(self, thing: T) -> None:
        """Keep a new thing."""
        id_ = _id_of(thing)
        if id_ in self._added or self._known.get(id_) is not None:
            raise InvariantBroken(f"{id_} exists")
        self._added[id_] = thing
        self._set(id_, thing)

    def put(self, thing: T) -> None:
        """Keep a changed thing."""
        id_ = _id_of(thing)
        if id_ in self._added:
            self._added[id_] = thing
        else:
            if id_ not in self._changed:
                self._before[id_] = self._known.get(id_)
            self._changed[id_] = thing
        self._set(id_, thing)

    def let_go(self, ids: Iterable[str]) -> None:
        """Keep these no more."""
        gone = list(ids)
        self._session.changed(f"DELETE FROM {self._sql.name} WHERE id = ANY(%s)", (gone,))
        for id_ in gone:
            self._set(id_, None)

    def reading(self, ids: Iterable[str]) -> Statement | None:
        """What reads those of the things that are not known yet; None when all are."""
        wanted = [id_ for id_ in ids if id_ not in self._known]
        return (self._sql.query(BY_ID), (wanted,)) if wanted else None

    def keeping(self, ids: Iterable[str]) -> Statement | None:
        """What locks and reads those of the things that are not locked yet; None when all are."""
        wanted = [id_ for id_ in ids if id_ not in self._locked and id_ not in self._added]
        return (self._sql.query(self.locking), (wanted,)) if wanted else None

    def reading_all(self) -> Statement | None:
        """What reads all of the things; None when they are known, or some are not written yet."""
        known = self._all is not None or self._added or self._changed
        return None if known else (self._sql.query(_ALL), ())

    def learn_all(self, rows: Sequence[Row]) -> None:
        """Take in what `reading_all` has found."""
        self._know_all(self._read(rows, _ALL, ()))

    def learn(self, ids: Iterable[str], rows: Sequence[Row], *, locked: bool = False) -> None:
        """Take in what `reading` or, `locked`, `keeping` has found of those ids."""
        for thing in self._read(rows, BY_ID, (list(ids),)):
            id_ = _id_of(thing)
            if id_ not in self._changed:
                self._known[id_] = thing
        for id_ in ids:
            self._known.setdefault(id_, None)
        if locked:
            self._locked.update(ids)

    def changing(self) -> list[Statement]:
        """What writes the things that were changed since `written`, in no other columns than those
        that are different; one that is not there is refused by the database."""
        alike: dict[tuple[str, ...], list[T]] = {}
        for id_, thing in self._changed.items():
            alike.setdefault(self._sql.rows.differing(self._before[id_], thing), []).append(thing)
        return [
            (
                self._sql.update(names, len(things)),
                (self._sql.rows.write(things, ("id", *names)), len(things)),
            )
            for names, things in alike.items()
            if names
        ]

    def adding(self) -> list[Statement]:
        """What writes the things that are new since `written`."""
        return (
            [(self._sql.insert, (self._sql.rows.write(self._added.values()),))]
            if self._added
            else []
        )

    def written(self) -> None:
        """Let go what is on its way; what we write nobody else changes before the work's end."""
        self._locked.update(self._added)
        self._added.clear()
        self._changed.clear()
        self._before.clear()

    def _know_all(self, things: list[T]) -> list[T]:
        self._all = things
        for thing in things:
            self._known.setdefault(_id_of(thing), thing)
        return things

    def _set(self, id_: str, thing: T | None) -> None:
        self._known[id_] = thing
        self._all = None

    def _of_known(self, ids: Sequence[str]) -> dict[str, T]:
        known = self._known
        return {id_: thing for id_ in ids if (thing := known[id_]) is not None}

    def _look(self, ids: list[str], statement: Statement) -> list[Row]:
        try:
            return self._session.look(*statement)
        except CellUnreadable as fault:
            self._name_unreadable(BY_ID, (ids,))
            raise RowUnreadable(self._sql.name, "?", str(fault)) from fault

    def _many(self, rest: str, values: Sequence[Any]) -> list[T]:
        try:
            rows = self._session.rows(self._sql.query(rest), values)
        except CellUnreadable as fault:
            self._name_unreadable(rest, values)
            raise RowUnreadable(self._sql.name, "?", str(fault)) from fault
        return self._read(rows, rest, values)

    def _read(self, rows: Sequence[Row], rest: str, values: Sequence[Any]) -> list[T]:
        try:
            return [self._sql.rows.read(row) for row in rows]
        except _UNREADABLE as fault:
            self._name_unreadable(rest, values)
            raise RowUnreadable(self._sql.name, "?", str(fault)) from fault

    def _name_unreadable(self, rest: str, values: Sequence[Any]) -> None:
        """Raise RowUnreadable for the first of the rows that is none, found one by one."""
        for (id_,) in self._session.look(self._sql.ids(rest), values):
            try:
                for row in self._session.look(self._sql.query(BY_ID), ([id_],)):
                    self._sql.rows.read(row)
            except _UNREADABLE as fault:
                raise RowUnreadable(self._sql.name, id_, str(fault)) from fault


def _id_of(thing: Any) -> str:
    return str(thing.id)
