"""The observatory's figures for pages and interface: counted on, not counted anew."""

from __future__ import annotations

from datetime import date
from threading import Lock

from yeshi.flow.city.observing import Figures, facts_of, figures
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.observatory.facts import Facts


class FigureDesk:
    """Keeps the facts of the day under way; other days are counted when asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._facts = Facts(calendar=engine.terms.calendar, day=date.min)

    def facts(self) -> Facts:
        """The facts of the business day under way."""
        today = self._engine.terms.calendar.business_day(self._engine.clock.now())
        with self._engine.store.read() as work, self._lock:
            return self._today(work, today)

    def figures(self, day: date | None = None) -> Figures:
        """The figures of a business day, today's by default."""
        today = self._engine.terms.calendar.business_day(self._engine.clock.now())
        wanted = day or today
        with self._engine.store.read() as work:
            if wanted != today:
                return figures(
                    self._engine,
                    work,
                    wanted,
                    facts_of(work, Facts(calendar=self._engine.terms.calendar, day=wanted)),
                )
            with self._lock:
                facts = self._today(work, today)
            return figures(self._engine, work, today, facts)

    def _today(self, work: Work, today: date) -> Facts:
        if self._facts.day != today:
            self._facts = Facts(calendar=self._engine.terms.calendar, day=today)
        return facts_of(work, self._facts).copied()
