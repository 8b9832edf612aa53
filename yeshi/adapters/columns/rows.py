"""Rows of the columns of a city under way, for the sheets that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from yeshi.adapters.columns.past import files_of, past_of, rows_of_past
from yeshi.adapters.columns.reading import as_of, read_figure
from yeshi.adapters.columns.writing import THROUGH, bring_up_to_date
from yeshi.base.calendar import Calendar
from yeshi.flow.ports import Store
from yeshi.observatory.figures import FIGURES

Rows = list[dict[str, Any]]


class ColumnRows:
    """The columns in `folder`, figures told by `engine` (duckdb or spark)."""

    def __init__(
        self, store: Store, folder: Path, calendar: Calendar, currency: str,
        engine: str = "duckdb",
    ) -> None:  # fmt: skip
        self._store, self._folder, self._engine = store, folder, engine
        self._calendar, self._currency = calendar, currency

    def bring_up_to_date(self) -> datetime | None:
        """Write what is new; the moment of the last event in them, None before any."""
        bring_up_to_date(self._store, self._folder, self._calendar)
        return as_of(self._folder) if (self._folder / THROUGH).is_file() else None

    def figure(
        self, name: str, by: Sequence[str], since: date | None = None, until: date | None = None
    ) -> Rows:
        """A figure's rows by those columns; none where nothing was recorded yet."""
        if not files_of(self._folder, FIGURES[name].table):
            return []
        table = read_figure(self._folder, name, since, until, by, self._currency, self._engine)
        return [dict(row) for row in table.to_pylist()]

    def dealings(self) -> list[tuple[date, str, str]]:
        """What merchants did: day, merchant, kind; by day."""
        rows = rows_of_past(self._folder, "dealings")
        rows += [row for path in self._files("dealings") for row in _read(path)]
        return [(row["day"], row["merchant"], row["kind"]) for row in rows]

    def shiftwork(self, since: date) -> Rows:
        """The shifts that began on `since` or later, and ended."""
        recorded = [path for path in self._files("shiftwork") if path.parent.name >= f"day={since}"]
        rows = rows_of_past(self._folder, "shiftwork", since)
        return rows + [row for path in recorded for row in _read(path)]

    def made_up(self, table: str) -> Rows:
        """The rows of a table that only a made-up past has: campaigns, claims, uses."""
        return rows_of_past(self._folder, table)

    def made_up_until(self, since: date | None) -> date | None:
        """The last made-up day of a period that begins on `since`; None where none is made up."""
        past = past_of(self._folder)
        return past.until if past and past.reaches(since) else None

    def _files(self, table: str) -> list[Path]:
        return sorted(self._folder.glob(f"day=*/{table}.parquet"))


def _read(path: Path) -> Rows:
    from pyarrow import parquet

    rows: Rows = parquet.read_table(path, partitioning=None).to_pylist()
    return rows
