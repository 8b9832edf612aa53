"""What sheets need of the world: the columns, the imported panels, and a shelf to be kept on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from yeshi.flow.city.importing import Import
from yeshi.observatory.sheet import Row, Sheet


class RecordedColumns(Protocol):
    """What the city recorded, in columns over business days."""

    def bring_up_to_date(self) -> datetime | None:
        """Write what is new; the moment of the last event in them, None before any."""
        ...

    def figure(
        self, name: str, by: Sequence[str], since: date | None = None, until: date | None = None
    ) -> list[Row]:
        """A figure's rows by those columns; none where nothing was recorded yet."""
        ...

    def made_up(self, table: str) -> list[Row]:
        """The rows of a table that only a made-up past has: campaigns, claims, uses."""
        ...

    def made_up_until(self, since: date | None) -> date | None:
        """The last made-up day of a period that begins on `since`; None where none is made up."""
        ...

    def dealings(self) -> list[tuple[date, str, str]]:
        """What merchants did: day, merchant, kind; by day."""
        ...

    def shiftwork(self, since: date) -> list[Row]:
        """The shifts that began on `since` or later, and ended."""
        ...


class Panels(Protocol):
    """Panels that were imported, and those of a made-up past in whose place none was."""

    def rows(self, kind: str) -> list[Row]:
        """The rows of a kind so far; none where there are none."""
        ...

    def version(self, kind: str) -> int:
        """Another number after each change of the kind's rows."""
        ...

    def last(self, kind: str) -> Import | None:
        """The latest import of a kind; None before any."""
        ...


class Shelf(Protocol):
    """Where sheets are kept once they are prepared."""

    def put(self, sheet: Sheet, at: datetime) -> None:
        """Keep a sheet, as of `at`, in place of the one of its name."""
        ...

    def drop(self, name: str) -> None:
        """Keep no sheet of that name."""
        ...

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        """A sheet and as of when; None where there is none."""
        ...
