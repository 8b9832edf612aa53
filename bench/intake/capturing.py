"""What the application sends to the database, written down so that pgbench can send it again.

A script begins with each statement prepared; then come the transactions with their real values, in
the same pipelines. It is loaded in the process that is captured, by the player.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from psycopg.pq import TransactionStatus
from pydantic_core import to_json

from yeshi.adapters.postgres.wire import Returned, Statement, Wire, numbered

# What pgbench would take for one of its variables.
_VARIABLE = re.compile(r":(?=[A-Za-z_])")


class Capture:
    """The statements of one process, which carries out one work at a time."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}
        self._lines: list[str] = []
        self._lock = Lock()

    def note(self, statements: Sequence[Statement], *, begins: bool, commit: bool) -> None:
        """Write down what is sent together."""
        with self._lock:
            self._lines.append("\\startpipeline")
            if begins:
                self._lines.append("BEGIN;")
            for query, values in statements:
                name = self._names.setdefault(query, f"s{len(self._names)}")
                given = f"({', '.join(map(_literal, values))})" if values else ""
                # Nothing is prepared that says how the transaction is kept.
                said = f"EXECUTE {name}{given}" if _is_prepared(query) else query.decode()
                self._lines.append(f"{said};")
            if commit:
                self._lines.append("COMMIT;")
            self._lines.append("\\endpipeline")

    def ends(self) -> None:
        """Write down that a transaction ended that had nothing more to write."""
        with self._lock:
            self._lines.append("COMMIT;")

    def write(self, path: Path) -> None:
        """The script of all that was noted."""
        prepared = [
            f"PREPARE {name} AS {numbered(query).decode().strip()};"
            for query, name in self._names.items()
            if _is_prepared(query)
        ]
        one_a_line = [" ".join(line.split("\n")) for line in [*prepared, *self._lines]]
        path.write_text("\n".join(one_a_line) + "\n", encoding="utf-8")


@contextmanager
def capturing() -> Iterator[Capture]:
    """What this process sends within the context."""
    capture, send = Capture(), Wire.send
    is_open: set[int] = set()

    def noted(
        self: Wire, statements: Sequence[Statement], *, commit: bool = False
    ) -> list[Returned]:
        server = self._server
        begins = server.transaction_status == TransactionStatus.IDLE
        if begins and id(server) in is_open:
            capture.ends()
        (is_open.discard if commit else is_open.add)(id(server))
        capture.note(statements, begins=begins, commit=commit)
        return send(self, statements, commit=commit)

    Wire.send = noted  # type: ignore[method-assign]
    try:
        yield capture
    finally:
        Wire.send = send  # type: ignore[method-assign]


def _is_prepared(query: bytes) -> bool:
    return not query.lstrip().startswith(b"SET")


def _literal(value: Any) -> str:
    if isinstance(value, bool | int | float):
        return str(value)
    if value is None:
        return "NULL"
    if isinstance(value, list | tuple):
        inner = ",".join(to_json(str(one)).decode() for one in value)
        return _quoted(f"{{{inner}}}")
    return _quoted(str(value))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n")
    return "E'" + _VARIABLE.sub(r"\\x3a", escaped) + "'"
