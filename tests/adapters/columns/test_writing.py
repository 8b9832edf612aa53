"""Figures of waiting and of work in columns: an order once, a long shift whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from tests.builders import CALENDAR, EVENING, SmallCity, done
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.columns.writing import LOCK, THROUGH, bring_up_to_date
from yeshi.flow import due
from yeshi.flow.city.observing import facts_of, figures
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.geo.point import Point
from yeshi.observatory.facts import Facts

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
DAY = EVENING.date()


def rows(folder: Path, name: str, *by: str) -> list[dict[str, object]]:
    """The figure's rows of all days."""
    return list(read_figure(folder, name, None, None, by, "CNY").to_pylist())


def test_an_order_of_two_stalls_was_waited_for_once(tmp_path: Path) -> None:
    """The city's median and late share weigh orders, not parts; each stall's own, its orders."""
    city = SmallCity().settle_in()
    city.fill()
    quick = city.place({"a1": 1, "b2": 1})
    city.cook(quick)
    city.bring(quick)
    order = city.place({"a1": 1})
    city.cook(order)
    city.wait(120)
    city.bring(order)
    bring_up_to_date(city.store, tmp_path, CALENDAR)
    (whole,) = rows(tmp_path, "waiting")
    assert whole["late_share"] == 0.5
    told = {row["merchant"]: row["late_share"] for row in rows(tmp_path, "waiting", "merchant")}
    assert (told["a"], told["b"]) == (0.5, 0.0)


def test_a_shift_that_ends_after_the_day_turned_twice_is_seen(tmp_path: Path) -> None:
    """It began just before the day turned, and ends late, nearly 24 hours after."""
    city = SmallCity().settle_in()
    begins = CALENDAR.day_ends(DAY) - timedelta(minutes=5)
    planned = PlannedShift("y", begins, begins + timedelta(hours=24), Point(300, 0))
    done(joining.plan_shift(city.engine, city.key(), planned))
    for at in (begins - timedelta(hours=1), begins, begins + timedelta(hours=24, minutes=10)):
        city.clock.put(at)
        due.carry_out(city.engine, due.SHIFTS)
        bring_up_to_date(city.store, tmp_path, CALENDAR)
    told = {row["day"]: row["shifts"] for row in rows(tmp_path, "work", "day")}
    assert told == {DAY: 3}
    with city.store.begin() as work:
        found = figures(city.engine, work, DAY, facts_of(work, Facts(calendar=CALENDAR, day=DAY)))
    (pay,) = (row["pay"] for row in rows(tmp_path, "work"))
    assert found.employment.pay_fen == round(float(str(pay)) * 100)


def test_one_writes_at_a_time_and_who_waited_finds_it_done(tmp_path: Path) -> None:
    """Threads and processes alike."""
    city = SmallCity().settle_in()
    city.fill()
    with ThreadPoolExecutor(4) as pool:
        with (tmp_path / LOCK).open("ab") as held:
            flock(held, LOCK_EX)
            writers = [
                pool.submit(bring_up_to_date, city.store, tmp_path, city.calendar) for _ in range(4)
            ]
            wait(writers, timeout=0.2)
            assert not (tmp_path / THROUGH).exists()
        assert sorted(one.result() > 0 for one in writers) == [False, False, False, True]
