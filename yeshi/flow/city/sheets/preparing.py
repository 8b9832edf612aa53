"""Preparing: which sheets there are, in which order they are made, and which only now and then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from yeshi.base.errors import InputError
from yeshi.flow.city.importing import Import
from yeshi.flow.city.sheets.days import days
from yeshi.flow.city.sheets.ladder import ladder
from yeshi.flow.city.sheets.night import night
from yeshi.flow.city.sheets.ports import Panels, RecordedColumns, Shelf
from yeshi.flow.city.sheets.recovery import recovery
from yeshi.flow.city.sheets.source import Source
from yeshi.flow.city.sheets.vouchers import vouchers
from yeshi.flow.city.sheets.work import work
from yeshi.flow.ports import Store
from yeshi.flow.terms import Terms
from yeshi.observatory.scoring import Scoring
from yeshi.observatory.sheet import CURRENCY, IMPORTED, MADE_UP_UNTIL, Row, Sheet

LACKING = "lacking"


class PreparedSheets:
    """The sheets of a city: prepared beforehand, kept on a shelf, so that a page only reads."""

    def __init__(
        self,
        store: Store,
        terms: Terms,
        columns: RecordedColumns,
        panels: Panels,
        shelf: Shelf,
        scoring: Scoring,
        make_past: Callable[[], None] = lambda: None,
    ) -> None:
        """`make_past`: puts a made-up past beside the columns where one is missing."""
        self._make_past, self._terms = make_past, terms
        self._store, self._columns, self._panels = store, columns, panels
        self._shelf, self._scoring = shelf, scoring
        self._through: object = None

    def refresh(self, now: datetime) -> None:
        """Compute all sheets anew; what is lacking for them is told instead, not raised."""
        try:
            self._make_past()
            at = self._columns.bring_up_to_date() or now
            city = Source(
                store=self._store,
                terms=self._terms,
                columns=self._columns,
                panels=self._panels,
                today=self._terms.calendar.business_day(at),
                now=at,
            )
            # Beside each topic the kinds of panel that it reads.
            topics: Sequence[tuple[Callable[[], list[Sheet]], tuple[str, ...]]] = (
                (lambda: days(city), ()),
                (lambda: night(city), ("people",)),
                (lambda: work(city), ()),
                (lambda: vouchers(city), ()),
                (lambda: ladder(city, self._scoring, self._kept_scores()),
                 ("businesses", "services")),
                (lambda: self._recovery(city), ("trade",)),
            )  # fmt: skip
            for topic, panels in topics:
                for sheet in topic():
                    self._shelf.put(self._marked(sheet, panels), at)
            self._shelf.drop(LACKING)
        except InputError as lacking:
            self._shelf.put(Sheet(LACKING, (), notes={"why": str(lacking)}), now)

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        """A sheet and as of when; None before it was prepared, or where there is none."""
        return self._shelf.sheet(name)

    def _recovery(self, city: Source) -> list[Sheet]:
        """Anew only when a week is over, a shock is entered, or a panel imported: it takes long."""
        week = city.today.isocalendar()[:2]
        shocks = tuple((s.id, s.began_on, s.ended_on) for s in city.shocks)
        through = (week, self._panels.version("trade"), shocks)
        if through == self._through:
            return []
        sheets = recovery(city)
        self._through = through
        return sheets

    def _marked(self, sheet: Sheet, panels: Sequence[str]) -> Sheet:
        """The sheet with its currency, until when its rows are made up, and its last imports."""
        notes = {**sheet.notes, CURRENCY: self._terms.currency}
        until = self._columns.made_up_until(sheet.since) if sheet.rows else None
        if until is not None:
            notes[MADE_UP_UNTIL] = until.isoformat()
        imports = [self._panels.last(kind) for kind in panels]
        told = [self._shown(one) for one in imports if one is not None]
        if told:
            notes[IMPORTED] = told
        return replace(sheet, notes=notes)

    def _shown(self, one: Import) -> Row:
        """What is shown of an import to everybody: by whom it was, the record alone tells."""
        when = self._terms.calendar.local(one.recorded.at)
        return {
            "file": one.told.file, "rows": one.told.rows, "digest": one.told.digest,
            "when": f"{when:%Y-%m-%d %H:%M}",
        }  # fmt: skip

    def _kept_scores(self) -> list[Row]:
        known = self._shelf.sheet("index-scores")
        return list(known[0].rows) if known else []
