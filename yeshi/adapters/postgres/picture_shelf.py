"""The forms of pictures in a table of the city's database, each put there by itself."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.adapters.postgres.store import PostgresStore

_PUT = (
    "INSERT INTO picture_forms (digest, width, data) VALUES (%s, %s, %s)"
    " ON CONFLICT DO NOTHING RETURNING width"
)
_READ = "SELECT data FROM picture_forms WHERE digest = %s AND width = %s"
_LET_GO = "DELETE FROM picture_forms WHERE digest = %s RETURNING width"


class PostgresShelf:
    """Keeps pictures in the database: nothing else is needed, and a backup has them all."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def put(self, digest: str, forms: Mapping[int, bytes]) -> None:
        """Keep these forms; what is kept already stays."""
        with self._store.begin() as work:
            for width, data in forms.items():
                work.session.rows(_PUT, (digest, width, data))

    def read(self, digest: str, width: int) -> bytes | None:
        """The form of that width; None where there is none."""
        with self._store.read() as work:
            rows = work.session.rows(_READ, (digest, width))
        return bytes(rows[0][0]) if rows else None

    def let_go(self, digest: str) -> None:
        """Keep none of its forms any more."""
        with self._store.begin() as work:
            work.session.rows(_LET_GO, (digest,))
