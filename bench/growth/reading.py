"""How many rows come out of the database, counted where psycopg hands them over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


class Rows:
    """How many rows were handed over since the last `reset`."""

    def __init__(self) -> None:
        self.count = 0

    def reset(self) -> None:
        """Begin anew."""
        self.count = 0


@contextmanager
def counting() -> Iterator[Rows]:
    """The rows that any cursor of this process hands over within the context."""
    rows, cursor = Rows(), psycopg.Cursor
    fetchall, fetchone = cursor.fetchall, cursor.fetchone

    def all_counted(self: Any) -> Any:
        found = fetchall(self)
        rows.count += len(found)
        return found

    def one_counted(self: Any) -> Any:
        found = fetchone(self)
        rows.count += found is not None
        return found

    cursor.fetchall, cursor.fetchone = all_counted, one_counted  # type: ignore[method-assign]
    try:
        yield rows
    finally:
        cursor.fetchall, cursor.fetchone = fetchall, fetchone  # type: ignore[method-assign]
