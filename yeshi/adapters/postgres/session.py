"""The connection of a piece of work: statements asked one by one, or sent together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from psycopg import Connection, Cursor, errors

# What a socket of a database takes at least, while nobody reads at its other end, is some 200 KB.
ON_ONE_WAY_MAX = 64 * 1024

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
        with on_one_way(self._connection, statements):
            cursors = [self._connection.execute(*one) for one in statements]
        return [_rows_of(one) for one in cursors]


def on_one_way(
    connection: Connection[Any], statements: Sequence[Statement]
) -> AbstractContextManager[object]:
    """Within it the statements go to the server together; long ones one after the other.

    The driver's pipeline hands on once what it was given, and then waits for answers: of what does
    not fit into the socket the rest would stay here, and the server would wait for it for ever.
    """
    if len(statements) == 1 or sum(_length(values) for _, values in statements) > ON_ONE_WAY_MAX:
        return nullcontext()
    return connection.pipeline()


def _length(values: Sequence[Any]) -> int:
    """About how many letters the values have."""
    return sum(
        len(one) if isinstance(one, str | bytes) else _length(one) if isinstance(one, list) else 8
        for one in values
    )


def _rows_of(cursor: Cursor[Any]) -> list[Row]:
    if cursor.description is None:
        return []
    try:
        return cursor.fetchall()
    except errors.DataError as fault:
        raise CellUnreadable(str(fault)) from fault
