"""Preparing: which sheets there are, in which order they are made, and which only now and then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from yeshi.base.errors import InputError
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
from yeshi.observatory.sheet import MADE_UP_UNTIL, Row, Sheet

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
            topics: Sequence[Callable[[], list[Sheet]]] = (
                lambda: night(city), lambda: work(city), lambda: vouchers(city),
                lambda: ladder(city, self._scoring, self._kept_scores()),
                lambda: self._recovery(city),
            )  # fmt: skip
            for topic in topics:
                for sheet in topic():
                    self._shelf.put(self._marked(sheet), at)
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

    def _marked(self, sheet: Sheet) -> Sheet:
        """The sheet with a note up to which day its rows are made up, if any are."""
        until = self._columns.made_up_until(sheet.since) if sheet.rows else None
        if until is None:
            return sheet
        return replace(sheet, notes={**sheet.notes, MADE_UP_UNTIL: until.isoformat()})

    def _kept_scores(self) -> list[Row]:
        known = self._shelf.sheet("index-scores")
        return list(known[0].rows) if known else []
