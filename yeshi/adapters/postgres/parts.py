"""The tables that are kept in parts by their numbers, and how the next part comes to be.

Parts are made ahead of need by the beat that tidies; where nobody did, whoever finds none has it
made and begins anew.
"""

from __future__ import annotations

from typing import Any

from psycopg import errors
from psycopg_pool import ConnectionPool

IN_PARTS = ("events", "transfers")
MAKE_PARTS = "SELECT make_parts()"
# Between the name of the table and the first number of the part.
_FROM = "_from_"


def is_missing(broken: errors.IntegrityError) -> bool:
    """Whether what broke is that no part has room for a number."""
    return broken.diag.constraint_name is None and broken.diag.table_name in IN_PARTS


def make(pool: ConnectionPool[Any]) -> None:
    """Have the parts made that are missing."""
    with pool.connection() as connection:
        connection.execute(MAKE_PARTS)


def whole_of(table: str | None) -> str:
    """The table that a part of that name belongs to, or the name itself."""
    return (table or "").split(_FROM, 1)[0]
