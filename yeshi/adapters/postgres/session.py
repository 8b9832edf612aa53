"""The connection of a piece of work: statements asked one by one, or sent together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from psycopg import Connection, Cursor, errors

Statement = tuple[bytes, Sequence[Any]]
Row = tuple[Any, ...]


class CellUnreadable(Exception):
    """A cell is there that Python has no value for, as a moment before the first year."""


class Session:
    """One transaction's statements; what is kept is written before anything else is asked."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self.write_pending: Callable[[], None] = lambda: None

    def rows(self, query: bytes | str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a question gives, after all that is kept so far."""
        self.write_pending()
        return self.look(query, values)

    def look(self, query: bytes | str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a question gives whose answer nothing that is kept so far changes."""
        asked = query.encode() if isinstance(query, str) else query
        return _rows_of(self._connection.execute(asked, values))

    def changed(self, query: str, values: Sequence[Any] = ()) -> int:
        """How many rows a statement changes, after all that is kept so far."""
        self.write_pending()
        return self._connection.execute(query.encode(), values).rowcount

    def together(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """The rows of each statement, in order, for one way to the server and back."""
        if len(statements) == 1:
            cursors = [self._connection.execute(*statements[0])]
        else:
            with self._connection.pipeline():
                cursors = [self._connection.execute(*one) for one in statements]
        return [_rows_of(one) for one in cursors]


def _rows_of(cursor: Cursor[Any]) -> list[Row]:
    if cursor.description is None:
        return []
    try:
        return cursor.fetchall()
    except errors.DataError as fault:
        raise CellUnreadable(str(fault)) from fault
