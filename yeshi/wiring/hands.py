"""What a process apart does for a live city: it prepares sheets, prints, rehearses, and counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.postgres.store import open_pool
from yeshi.base.limits import MOMENT_MIN
from yeshi.flow.city.printing import Printing
from yeshi.flow.city.rehearsing import Rehearsing
from yeshi.flow.city.sheets.asking import Preparing
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.engine import Engine
from yeshi.flow.stalls.rehearsing_deals import DealRehearsing
from yeshi.flow.table import TABLE
from yeshi.settings import Settings
from yeshi.web.frame.figure_files import FigureAsked, FigureFiles
from yeshi.wiring.opened import Opened, must_be_open, payments_of, travel
from yeshi.wiring.press import Press
from yeshi.wiring.recorded import COLUMNS, sheets_of

Past = Callable[[Engine], None]


def nothing_before(_: Engine) -> None:
    """The past of a city that has none before its record."""


@dataclass(frozen=True, slots=True)
class LongTask:
    """What is to be done, and the city's moment: its clock is in the process that asks."""

    given: Printing | Preparing | FigureAsked | Rehearsing | DealRehearsing
    now: datetime


@dataclass(frozen=True, slots=True)
class Hands:
    """The parts of a city that this process works with, at the moment of what it was asked."""

    city: Opened
    clock: SimulatedClock
    press: Press
    sheets: PreparedSheets

    def do(self, asked: LongTask) -> Any:
        """Print, count or prepare; what was printed, or counted."""
        self.clock.put(max(self.clock.now(), asked.now))
        self.city.renew()
        if isinstance(asked.given, FigureAsked):
            return FigureFiles(self.press.columns).figure_file(asked.given)
        if isinstance(asked.given, Printing):
            return self.press.run(asked.given)
        if isinstance(asked.given, Rehearsing):
            # Only whoever rehearses has to read the twin.
            from yeshi.wiring.rehearsed_terms import play_rehearsal

            return play_rehearsal(self.city.store, asked.given)
        if isinstance(asked.given, DealRehearsing):
            from yeshi.wiring.rehearsed_deal import play_deal

            return play_deal(self.city.store, self.city.in_force.at(asked.now), asked.given)
        return self.sheets.refresh(self.clock.now())


def hands(settings: Settings, url: str, make_past: Past) -> Callable[[LongTask], Any]:
    """What answers in the process apart, on the city's database and in its folders.

    `make_past` as `live_city` takes it.
    """
    city = must_be_open(open_pool(url))
    store, calendar, currency = city.store, city.calendar, city.terms.currency
    clock = SimulatedClock(MOMENT_MIN)
    engine = Engine(store, clock, travel(), payments_of(city.charter), city.in_force, TABLE)
    columns = LiveColumns(store, settings.home / COLUMNS, settings.figures, calendar, currency)
    sheets = sheets_of(settings, store, engine.terms, lambda: make_past(engine))
    return Hands(city, clock, Press(engine, columns, sheets), sheets).do
