"""Things by id in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from yeshi.adapters.postgres.rows import Rows
from yeshi.base.errors import InvariantBroken
from yeshi.base.sure import there

T = TypeVar("T")


class PostgresRecords(Generic[T]):
    """Things of one kind: a table, and how its rows are read and written."""

    def __init__(self, connection: Connection[Any], table: str, rows: Rows[T]) -> None:
        self._connection = connection
        self._rows = rows
        names = [Identifier(name) for name in rows.columns]
        self._table, self._name = Identifier(table), table
        self._select = SQL("SELECT {} FROM {} ").format(SQL(", ").join(names), self._table)
        self._insert = SQL("INSERT INTO {} ({}) VALUES ({})").format(
            self._table, SQL(", ").join(names), SQL(", ").join(SQL("%s") for _ in names)
        )
        changes = SQL(", ").join(SQL("{} = %s").format(name) for name in names[1:])
        self._update = SQL("UPDATE {} SET {} WHERE id = %s").format(self._table, changes)

    def get(self, id_: str) -> T | None:
        """The thing, or None."""
        return self._one("WHERE id = %s", (id_,))

    def lock(self, id_: str) -> T | None:
        """The thing, kept from others until the end of the work; or None."""
        return self._one("WHERE id = %s FOR UPDATE", (id_,))

    def must(self, id_: str) -> T:
        """The thing; InvariantBroken when there is none."""
        return there(self.get(id_), f"{self._name} {id_}")

    def must_lock(self, id_: str) -> T:
        """The thing, kept from others; InvariantBroken when there is none."""
        return there(self.lock(id_), f"{self._name} {id_}")

    def all(self) -> list[T]:
        """All things by id."""
        return self._many('ORDER BY id COLLATE "C"', ())

    def get_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are."""
        return self._by_id("WHERE id = ANY(%s)", ids)

    def lock_many(self, ids: Iterable[str]) -> dict[str, T]:
        """Those of the things that there are, kept from others; locked by id."""
        return self._by_id("WHERE id = ANY(%s) ORDER BY id FOR UPDATE", ids)

    def add(self, thing: T) -> None:
        """Keep a new thing."""
        self._connection.execute(self._insert, self._rows.write(thing))

    def put(self, thing: T) -> None:
        """Keep a changed thing."""
        id_, *values = self._rows.write(thing)
        if self._connection.execute(self._update, [*values, id_]).rowcount != 1:
            raise InvariantBroken(f"{id_} does not exist")

    def _query(self, rest: str) -> Composed:
        return self._select + SQL(rest)

    def _one(self, rest: str, values: Sequence[Any]) -> T | None:
        row = self._connection.execute(self._query(rest), values).fetchone()
        return None if row is None else self._rows.read(row)

    def _many(self, rest: str, values: Sequence[Any]) -> list[T]:
        return [self._rows.read(r) for r in self._connection.execute(self._query(rest), values)]

    def _by_id(self, rest: str, ids: Iterable[str]) -> dict[str, T]:
        things = self._many(rest, (list(ids),))
        return {str(getattr(thing, "id")): thing for thing in things}  # noqa: B009
