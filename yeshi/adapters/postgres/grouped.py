"""Things that belong to another thing, in their table: an accord's meetings, a fund's students."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows

T = TypeVar("T")


class PostgresGrouped(PostgresRecords[T]):
    """Things by the id that their column `owner` holds."""

    def __init__(self, connection: Connection[Any], table: str, rows: Rows[T], owner: str) -> None:
        super().__init__(connection, table, rows)
        self._of = SQL('WHERE {} = %s ORDER BY id COLLATE "C"').format(Identifier(owner))

    def of(self, owner: str) -> list[T]:
        """Those of that owner, by id."""
        found = self._connection.execute(self._select + self._of, (owner,))
        return [self._rows.read(row) for row in found]
