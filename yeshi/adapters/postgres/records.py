"""Things by id in a table, as their line in flow/kept.py says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from psycopg import Connection, errors
from pydantic import ValidationError

from yeshi.adapters.postgres.rows import Rows
from yeshi.base.errors import InvariantBroken, RowUnreadable
from yeshi.base.sure import there
from yeshi.flow.kept import Collections, Kept

T = TypeVar("T")
_UNREADABLE = (errors.DataError, ValidationError)


class Statements(Generic[T]):
    """The statements of one kind of record, composed once, and how its rows are read."""

    def __init__(self, kept: Kept[Any]) -> None:
        self.name, self.kind = kept.name, kept.kind.__name__.lower()
        self.rows: Rows[T] = Rows(kept.kind)
        # All names are fields of our own records; quoted, for some are words of SQL.
        names = [f'"{name}"' for name in self.rows.columns]
        self._select = f"SELECT {', '.join(names)} FROM {kept.name} "
        values = ", ".join("%s" for _ in names)
        self.insert = f"INSERT INTO {kept.name} ({', '.join(names)}) VALUES ({values})".encode()
        changes = ", ".join(f"{name} = %s" for name in names[1:])
        self.update = f"UPDATE {kept.name} SET {changes} WHERE id = %s".encode()
        self.of = f'WHERE "{kept.of}" = %s ORDER BY id COLLATE "C"'
        self._queries: dict[str, bytes] = {}

    def query(self, rest: str) -> bytes:
        """The statement that reads the rows which `rest` says."""
        composed = self._queries.get(rest)
        if composed is None:
            composed = self._queries[rest] = (self._select + rest).encode()
        return composed

    def ids(self, rest: str) -> bytes:
        """The statement that reads no more than the ids of those rows."""
        return f"SELECT id FROM {self.name} {rest}".encode()


@cache
def statements_of(kept: Kept[Any]) -> Statements[Any]:
    """The statements of that kind."""
    return Statements(kept)


class PostgresRecords(Generic[T]):
    """Things of one kind: a table, on the connection of the work under way."""

    def __init__(self, connection: Connection[Any], kept: Kept[Any], city: Collections) -> None:
        self._connection, self._city = connection, city
        self._sql: Statements[T] = statements_of(kept)

    def get(self, id_: str) -> T | None:
        """The thing, or None."""
        return self._one("WHERE id = %s", id_)

    def lock(self, id_: str) -> T | None:
        """The thing, kept from others until the end of the work; or None."""
        return self._one("WHERE id = %s FOR UPDATE", id_)

    def must(self, id_: str) -> T:
        """The thing; InvariantBroken when there is none."""
        return there(self.get(id_), f"{self._sql.kind} {id_}")

    def must_lock(self, id_: str) -> T:
        """The thing, kept from others; InvariantBroken when there is none."""
        return there(self.lock(id_), f"{self._sql.kind} {id_}")

    def all(self) -> list[T]:
        """All things by id."""
        return self._many('ORDER BY id COLLATE "C"', ())

    def get_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are."""
        return self._by_id("WHERE id = ANY(%s)", ids)

    def lock_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are, kept from others; locked by id."""
        return self._by_id("WHERE id = ANY(%s) ORDER BY id FOR UPDATE", ids)

    def of(self, owner: str) -> list[T]:
        """Those of that owner, by id; for kinds that belong to another thing."""
        return self._many(self._sql.of, (owner,))

    def add(self, thing: T) -> None:
        """Keep a new thing."""
        self._connection.execute(self._sql.insert, self._sql.rows.write(thing))

    def put(self, thing: T) -> None:
        """Keep a changed thing."""
        id_, *values = self._sql.rows.write(thing)
        if self._connection.execute(self._sql.update, [*values, id_]).rowcount != 1:
            raise InvariantBroken(f"{id_} does not exist")

    def _one(self, rest: str, id_: str) -> T | None:
        cursor = self._connection.execute(self._sql.query(rest), (id_,))
        try:
            row = cursor.fetchone()
            return None if row is None else self._sql.rows.read(row)
        except _UNREADABLE as fault:
            raise RowUnreadable(self._sql.name, id_, str(fault)) from fault

    def _many(self, rest: str, values: Sequence[Any]) -> list[T]:
        cursor = self._connection.execute(self._sql.query(rest), values)
        try:
            return [self._sql.rows.read(row) for row in cursor]
        except _UNREADABLE as fault:
            self._name_unreadable(rest, values)
            raise RowUnreadable(self._sql.name, "?", str(fault)) from fault

    def _name_unreadable(self, rest: str, values: Sequence[Any]) -> None:
        """Raise RowUnreadable for the first of the rows that is none, found one by one."""
        for (id_,) in self._connection.execute(self._sql.ids(rest), values).fetchall():
            self.get(id_)

    def _by_id(self, rest: str, ids: Iterable[str]) -> dict[str, T]:
        wanted = list(ids)
        things = self._many(rest, (wanted,)) if wanted else []
        return {str(getattr(thing, "id")): thing for thing in things}  # noqa: B009
