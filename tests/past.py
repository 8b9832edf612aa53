"""A small made-up past beside the columns of a small city, for tests of what tells of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.builders import CALENDAR, EVENING, SmallCity, done
from tests.flow.city.sheets.builders import sheets_in
from tests.flow.stalls.test_running import OFFICIAL
from yeshi.adapters.columns.past import Past, keep_past
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.people import entering
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.twin.demo.past.entering import enter_shock
from yeshi.twin.demo.past.making import Nightly, made_up_past

SEED, WEEKS = 7, 40
BEGINS = CALENDAR.business_day(EVENING)
UNTIL = BEGINS - timedelta(days=1)


def put_past(columns: Path) -> None:
    """The demo city's past of forty weeks, up to the small city's first day."""
    demo = read_city(CHANGSHA_FILE)
    sellers = {one.id: (one.sector, "east") for q in demo.quarters for one, _ in q.stalls}
    made = made_up_past(
        demo, sellers, read_terms(CHANGSHA_FILE), StraightLine(EBIKE_M_MIN), BEGINS,
        Nightly("v", 4000, 800), "rural-teachers", SEED, WEEKS,
    )  # fmt: skip
    keep_past(columns, Past(made.days.first, made.days.last), SEED, made.tables, made.panels)


def city_on_its_first_day() -> SmallCity:
    """An order was delivered, and an official has entered a shock."""
    city = SmallCity().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b2": 1})
    city.cook(order)
    city.bring(order)
    done(entering.enter_person(city.engine, city.key(), OFFICIAL))
    enter_shock(city.engine, [OFFICIAL])
    return city


def city_with_past(home: Path) -> tuple[SmallCity, PreparedSheets]:
    """A city on its first day with its past and its sheets prepared."""
    city = city_on_its_first_day()
    columns = home / "columns"
    sheets = sheets_in(
        city, home, make_past=lambda: None if (columns / "past").is_dir() else put_past(columns)
    )
    sheets.refresh(city.clock.now())
    return city, sheets
