"""Pictures lie in the database, where nothing else is said."""

from __future__ import annotations

from tests.adapters.pictures.shelves import keeps_and_lets_go
from yeshi.adapters.memory.picture_shelf import MemoryShelf
from yeshi.adapters.postgres.picture_shelf import PostgresShelf
from yeshi.adapters.postgres.store import PostgresStore


def test_it_keeps_and_lets_go(postgres: PostgresStore) -> None:
    """As any other place does, and as memory does."""
    keeps_and_lets_go(PostgresShelf(postgres))
    keeps_and_lets_go(MemoryShelf())
