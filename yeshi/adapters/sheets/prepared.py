"""Prepared sheets: computed beforehand, kept as files, so that a page only reads."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from yeshi.adapters.columns.past import past_of
from yeshi.adapters.columns.reading import as_of
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.sheets.ladder import ladder
from yeshi.adapters.sheets.night import night
from yeshi.adapters.sheets.recovery import recovery
from yeshi.adapters.sheets.source import Source
from yeshi.adapters.sheets.vouchers import vouchers
from yeshi.adapters.sheets.work import work
from yeshi.base.clock import business_day
from yeshi.base.errors import InputError
from yeshi.flow.ports import Store
from yeshi.observatory.sheet import MADE_UP_UNTIL, Sheet

LACKING = "lacking"


class PreparedSheets:
    """The sheets of a city, in a folder of their own."""

    def __init__(
        self, store: Store, folder: Path, columns: Path, panels: Path, engine: str = "duckdb",
        make_past: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """`make_past`: puts a made-up past beside the columns where one is missing."""
        self._store, self._folder, self._make_past = store, folder, make_past
        self._columns, self._panels, self._engine = columns, panels, engine
        self._reading = Lock()
        self._read: dict[str, tuple[int, Sheet, datetime]] = {}
        self._through: object = None

    def refresh(self, now: datetime) -> None:
        """Compute all sheets anew; what is lacking for them is told instead, not raised."""
        try:
            self._make_past()
            bring_up_to_date(self._store, self._columns)
            at = as_of(self._columns) if (self._columns / "through.json").is_file() else now
            city = Source(
                self._store, self._columns, self._panels, self._engine, business_day(at), at
            )
            topics: Sequence[Callable[[], list[Sheet]]] = (
                lambda: night(city), lambda: work(city), lambda: vouchers(city),
                lambda: ladder(city, self._kept_scores()), lambda: self._recovery(city),
            )  # fmt: skip
            for topic in topics:
                for sheet in topic():
                    self._write(sheet, at)
            (self._folder / f"{LACKING}.json").unlink(missing_ok=True)
        except InputError as lacking:
            self._write(Sheet(LACKING, (), notes={"why": str(lacking)}), now)

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        """A sheet and as of when; None before it was prepared, or where there is none."""
        path = self._folder / f"{name}.json"
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return None
        with self._reading:
            held = self._read.get(name)
            if held is not None and held[0] == changed:
                return held[1], held[2]
            told = json.loads(path.read_text(encoding="utf-8"))
            sheet = Sheet(
                told["name"], tuple(told["rows"]), _day(told["since"]), _day(told["until"]),
                told["notes"],
            )  # fmt: skip
            at = datetime.fromisoformat(told["as_of"])
            self._read[name] = (changed, sheet, at)
            return sheet, at

    def _recovery(self, city: Source) -> list[Sheet]:
        """Anew only when a week is over, a shock is entered, or a panel imported: it takes long."""
        panel = self._panels / "trade.parquet"
        imported = panel.stat().st_mtime_ns if panel.is_file() else 0
        week = city.today.isocalendar()[:2]
        through = (week, imported, tuple((s.id, s.began_on, s.ended_on) for s in city.shocks))
        if through == self._through:
            return []
        sheets = recovery(city)
        self._through = through
        return sheets

    def _kept_scores(self) -> list[dict[str, Any]]:
        known = self.sheet("index-scores")
        return list(known[0].rows) if known else []

    def _notes(self, sheet: Sheet) -> dict[str, Any]:
        """The sheet's notes, and up to which day its rows are made up, if any are."""
        past = past_of(self._columns) if sheet.rows else None
        if past is None or not past.reaches(sheet.since):
            return dict(sheet.notes)
        return {**sheet.notes, MADE_UP_UNTIL: past.until.isoformat()}

    def _write(self, sheet: Sheet, at: datetime) -> None:
        told = {
            "name": sheet.name,
            "as_of": at.isoformat(),
            "since": sheet.since.isoformat() if sheet.since else None,
            "until": sheet.until.isoformat() if sheet.until else None,
            "notes": self._notes(sheet),
            "rows": list(sheet.rows),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{sheet.name}.json"
        whole = path.with_suffix(".part")
        whole.write_text(json.dumps(told, ensure_ascii=False, default=_plain), encoding="utf-8")
        os.replace(whole, path)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else float(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
