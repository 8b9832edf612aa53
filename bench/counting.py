"""Counting what is sent to PostgreSQL by this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from yeshi.adapters.postgres.wire import Returned, Statement, Wire


@dataclass
class Count:
    """Statements, but for those that begin and end a transaction, and transactions kept."""

    statements: int = 0
    commits: int = 0


@contextmanager
def counted() -> Iterator[Count]:
    """What is sent within the context; of threads that send at once few may be missed."""
    count = Count()
    send, execute = Wire.send, psycopg.Cursor.execute

    def by_wire(self: Wire, statements: Any, *, commit: bool = False) -> list[Returned]:
        listed: list[Statement] = list(statements)
        count.statements += len(listed)
        count.commits += commit
        return send(self, listed, commit=commit)

    def by_cursor(self: Any, query: Any, *rest: Any, **more: Any) -> Any:
        count.statements += bool(query)
        return execute(self, query, *rest, **more)

    Wire.send, psycopg.Cursor.execute = by_wire, by_cursor  # type: ignore[method-assign]
    try:
        yield count
    finally:
        Wire.send, psycopg.Cursor.execute = send, execute  # type: ignore[method-assign]
