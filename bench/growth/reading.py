"""How many rows come out of the database, counted where they are handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from yeshi.adapters.postgres.wire import Returned, Statement, Wire


class Rows:
    """How many rows were handed over since the last `reset`."""

    def __init__(self) -> None:
        self.count = 0

    def reset(self) -> None:
        """Begin anew."""
        self.count = 0


@contextmanager
def counting() -> Iterator[Rows]:
    """The rows that any statement of this process gives within the context."""
    rows, send = Rows(), Wire.send

    def counted(
        self: Wire, statements: Sequence[Statement], *, commit: bool = False
    ) -> list[Returned]:
        found = send(self, statements, commit=commit)
        rows.count += sum(len(one.rows) for one in found)
        return found

    Wire.send = counted  # type: ignore[method-assign]
    try:
        yield rows
    finally:
        Wire.send = send  # type: ignore[method-assign]
