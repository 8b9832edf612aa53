"""The figures of a city under way: its columns are brought up to date before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from yeshi.adapters.columns.past import files_of, past_of
from yeshi.adapters.columns.reading import as_of, read_figure
from yeshi.adapters.columns.writing import THROUGH, bring_up_to_date
from yeshi.base.calendar import Calendar
from yeshi.base.errors import EntriesRefused, InputError
from yeshi.flow.ports import Store
from yeshi.observatory.figures import figure_of


class LiveColumns:
    """Answers from `folder`, one question after the other."""

    def __init__(
        self, store: Store, folder: Path, engine: str, calendar: Calendar, currency: str
    ) -> None:
        self._store, self._folder, self._engine = store, folder, engine
        self._calendar, self._currency = calendar, currency
        self._lock = Lock()

    def rows(
        self, name: str, since: date | None, until: date | None, by: Sequence[str]
    ) -> tuple[list[dict[str, Any]], datetime | None]:
        """The figure's rows, and as of when; none of either before there is anything to tell."""
        with self._lock:
            self._bring_up_to_date()
            if not files_of(self._folder, figure_of(name, by).table):
                return [], None
            table = read_figure(self._folder, name, since, until, by, self._currency, self._engine)
            known = (self._folder / THROUGH).is_file()
            return table.to_pylist(), as_of(self._folder) if known else None

    def _bring_up_to_date(self) -> None:
        try:
            bring_up_to_date(self._store, self._folder, self._calendar)
        except EntriesRefused:
            # Where there is no room for what is new, figures are told as of what is there.
            if not (self._folder / THROUGH).is_file():
                raise

    def made_up_until(self, since: date | None) -> date | None:
        """The last made-up day of a period that begins on `since`; None where none is made up."""
        past = past_of(self._folder)
        return past.until if past and past.reaches(since) else None

    def parquet(self, rows: list[dict[str, Any]]) -> bytes:
        """The rows as a Parquet file; InputError where pyarrow is missing."""
        try:
            from pyarrow import Table, parquet
        except ImportError:
            raise InputError("Parquet needs pyarrow: pip install 'yeshi[city]'") from None

        sink = BytesIO()
        parquet.write_table(Table.from_pylist(rows), sink)
        return sink.getvalue()
