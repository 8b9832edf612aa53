"""What belongs to a programme, in its tables."""

from __future__ import annotations

from typing import TypeVar

from yeshi.adapters.postgres.records import PostgresRecords

T = TypeVar("T")


class PostgresOfProgramme(PostgresRecords[T]):
    """Things of a programme."""

    def of_programme(self, programme: str) -> list[T]:
        """Those of the programme, by id."""
        return self._many('WHERE programme = %s ORDER BY id COLLATE "C"', (programme,))
