"""The statements of a piece of work: asked one by one, or sent together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from psycopg import Connection

from yeshi.adapters.postgres.wire import CellUnreadable, Row, Statement, Wire

__all__ = ["CellUnreadable", "Row", "Session", "Statement"]


class Session:
    """One transaction's statements; what is kept is written before anything else is asked."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._wire = Wire(connection)
        self.write_pending: Callable[[], None] = lambda: None

    def rows(self, query: bytes | str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a question gives, after all that is kept so far."""
        self.write_pending()
        return self.look(query, values)

    def look(self, query: bytes | str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a question gives whose answer nothing that is kept so far changes."""
        return self._wire.send([(_bytes_of(query), values)])[0].rows

    def changed(self, query: str, values: Sequence[Any] = ()) -> int:
        """How many rows a statement changes, after all that is kept so far."""
        self.write_pending()
        return self._wire.send([(_bytes_of(query), values)])[0].changed

    def together(self, statements: Sequence[Statement], *, commit: bool = False) -> list[list[Row]]:
        """The rows of each statement, in order, for one way to the server and back.

        With `commit` the transaction is kept after the last one.
        """
        return [one.rows for one in self._wire.send(statements, commit=commit)]


def _bytes_of(query: bytes | str) -> bytes:
    return query.encode() if isinstance(query, str) else query
