"""The contents of files, in a table, by their digest."""

from __future__ import annotations

from typing import Any

from psycopg import Connection


class PostgresContents:
    """Bytes by digest; the same bytes are kept once."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if they are not there yet."""
        self._connection.execute(
            "INSERT INTO contents (digest, data) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (digest, data),
        )

    def read(self, digest: str) -> bytes | None:
        """The bytes, or None."""
        row = self._connection.execute(
            "SELECT data FROM contents WHERE digest = %s", (digest,)
        ).fetchone()
        return None if row is None else bytes(row[0])
