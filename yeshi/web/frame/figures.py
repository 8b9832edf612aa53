"""The observatory's figures for pages and interface: counted on, not counted anew."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock

from yeshi.flow.city.observing import Figures, facts_of, figures
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.observatory.facts import Facts

# The day under way, the week that pages lead to, and some that somebody looks up.
DAYS_MAX = 10


class FigureDesk:
    """Keeps the facts of the days that were asked for last, and counts on from there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._days: OrderedDict[date, Facts] = OrderedDict()

    def facts(self) -> Facts:
        """The facts of the business day under way."""
        # Who waits for another's counting holds no connection meanwhile.
        with self._lock, self._engine.store.read() as work:
            return self._facts(work, self._today())

    def figures(self, day: date | None = None) -> Figures:
        """The figures of a business day, today's by default."""
        wanted = day or self._today()
        with self._lock, self._engine.store.read() as work:
            facts = self._facts(work, wanted)
        with self._engine.store.read() as work:
            return figures(self._engine, work, wanted, facts)

    def _today(self) -> date:
        return self._engine.terms.calendar.business_day(self._engine.clock.now())

    def _facts(self, work: Work, day: date) -> Facts:
        if day not in self._days:
            self._days[day] = Facts(calendar=self._engine.terms.calendar, day=day)
        self._days.move_to_end(day)
        if len(self._days) > DAYS_MAX:
            self._days.popitem(last=False)
        # What was counted before a fault stays counted.
        return facts_of(work, self._days[day]).copied()
