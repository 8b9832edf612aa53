"""The contents of files, in a table, by their digest."""

from __future__ import annotations

from yeshi.adapters.postgres.session import Session


class PostgresContents:
    """Bytes by digest; the same bytes are kept once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if they are not there yet."""
        self._session.rows(
            "INSERT INTO contents (digest, data) VALUES (%s, %s) ON CONFLICT DO NOTHING"
            " RETURNING digest",
            (digest, data),
        )

    def read(self, digest: str) -> bytes | None:
        """The bytes, or None."""
        rows = self._session.rows("SELECT data FROM contents WHERE digest = %s", (digest,))
        return bytes(rows[0][0]) if rows else None
